// Figures that must be reached: how a corpus gates a change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace sunder::evaluation {

struct Threshold {
  std::string figure;  // path in the JSON report: "texts.spans.overlap.religion.recall"
  double bound = 0;
  bool is_least = true;  // else: at most
};

// One line for each threshold that does not hold. A figure that the report does not have, or that
// nothing was counted for, does not hold either. REQUIRES: `json` is WriteEvaluationJson's.
Result<std::vector<std::string>> BrokenThresholds(std::string_view json,
                                                  const std::vector<Threshold>& thresholds);

}  // namespace sunder::evaluation
