// `sunder rules check` and `rules explain`: rules carry their proof, this runs it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/status.h"
#include "scanner/match/rule_database.h"

namespace sunder::scanner {

struct RuleComplaint {
  std::string path;  // file
  std::string rule;  // id
  std::string what;  // "example 2 is not found: ...", and what to do
};

struct RuleCheckSummary {
  size_t rules = 0;
  size_t terms = 0;
  size_t examples = 0;
  size_t counter_examples = 0;
  size_t variants = 0;                    // machine-made variants of examples that were tried
  std::vector<RuleComplaint> complaints;  // empty: all is well
};

// The whole judgement of a text that stands in a field (which may be empty), by the same rules.
using TextJudge =
    std::function<Result<std::vector<Finding>>(std::string_view text, std::string_view field)>;

// Every example is found with its span and every counter-example is not, by the rule alone and in
// the joint database; machine-made variants (upper case, NFD, full-width, zero-width, soft hyphen,
// HTML entity, JSON escape) are found as well; the twin (twin_detector.h) agrees. Words of special
// categories are candidates wherever they stand, so their counter-examples need `judge`; without
// one they are only compared with the twin. With one, it also judges their examples.
Result<RuleCheckSummary> CheckRules(const RuleSet& rules, const TextJudge& judge = nullptr);

// Every stage of `rule` (all rules when empty) on a text, a line each, for a person who writes
// rules.
Result<std::vector<std::string>> ExplainText(const RuleDatabase& database, std::string_view rule_id,
                                             std::string_view text);

}  // namespace sunder::scanner
