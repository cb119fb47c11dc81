// Entries of the operator's own ledgers, in the state folder.
#pragma once

#include <string>

#include "cli/command.h"
#include "core/status.h"
#include "segregation/keeper/keeper_ledger.h"

namespace sunder::cli {

// Usage: the environment names no state folder. To be asked before anything is done that must stand
// in a ledger.
Status CheckStateFolder(const Environment& environment);
// Appends to `file_name` of the state folder. The entry's day is that of the run.
Status AppendRecord(const Environment& environment, const std::string& file_name,
                    segregation::KeeperEntry entry);

}  // namespace sunder::cli
