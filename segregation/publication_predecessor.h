// The publication that a run is about to replace: what a new one must not differ from by a few.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/segregation_report.h"
#include "core/status.h"

namespace sunder::segregation {

struct Predecessor {
  std::vector<PublishedCategory> categories;
  std::vector<EarlierPublication> earlier;  // what stood there before it, as the evidence keeps it
  std::string bytes;                        // of the segregated store's file
};

// Nullopt: no segregated store stands in `segregated_folder`. Units and cohorts come from the
// evidence, read by `parse`, the exact cells from the store. Refused: one of the two cannot be
// read, or they are not of one run; then nobody can tell how much the two publications differ.
Result<std::optional<Predecessor>> ReadPredecessor(
    const std::string& segregated_folder, const std::string& evidence_path,
    const std::function<Result<SegregationReport>(std::string_view)>& parse);

}  // namespace sunder::segregation
