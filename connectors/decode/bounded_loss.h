// Losses entered so that the ledger stays small.
#pragma once

#include <cstdint>
#include <string>

#include "core/ledger.h"

namespace sunder {

// Enters a loss like ReadLedger::AddLoss, but keeps the list short: a loss that continues the one
// entered last extends it, and behind 100 entries of a reason the last of them takes the rest. A
// file with a bad byte in each of a million records must not fill the memory.
void AddBoundedLoss(LossReason reason, uint64_t offset_bytes, uint64_t size_bytes,
                    std::string detail, ReadLedger* ledger);

}  // namespace sunder
