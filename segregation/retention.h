// Retention: which stores of a finished split are older than their policy lets them be.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/segregation_report.h"
#include "core/status.h"

namespace sunder::segregation {

struct ExpiredStore {
  std::string name;    // "quarantine"
  std::string folder;  // below the root
  uint64_t age_days = 0;
  uint64_t retention_days = 0;
};

// The stores below `root` that the evidence says are over their days, evidence last: it tells what
// the others are. `today`: YYYY-MM-DD. Stores that lie elsewhere, or are gone, are not listed.
// Usage: a day that is none.
Result<std::vector<ExpiredStore>> FindExpiredStores(const SegregationReport& evidence,
                                                    const std::string& root,
                                                    const std::string& today);

// Removes the whole folder: one rename takes it out of sight, then its files go. What a run that
// was killed in between left behind is removed by the next one.
Status RemoveExpiredStore(const std::string& root, const ExpiredStore& store);

}  // namespace sunder::segregation
