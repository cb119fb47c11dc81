// The keeper's own ledger: one JSON line for each opening, discarding, rotation and destruction.
// Each line holds the SHA-256 of the line before it ("previous", its line feed left out), so that a
// line that was changed, inserted or taken out later is noticed; lines cut off at the end are not:
// note the last line elsewhere if that matters. No line holds a value, a field or a record.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/status.h"

namespace sunder::segregation {

struct KeeperEntry {
  std::string day;  // YYYY-MM-DD
  std::string action;
  std::string reason;
  std::string key;                // fingerprint
  std::optional<uint64_t> items;  // written as a band: "<11", "11-99", "100-999" ...
  std::optional<uint64_t> batches;
};

std::string CountBand(uint64_t count);

// Makes the file (0600) and its folder (0700) if need be; on the disk when it returns. The chain is
// checked before: kDataLoss when it is broken, and nothing is written.
Status AppendKeeperEntry(const std::string& path, const KeeperEntry& entry);

}  // namespace sunder::segregation
