// A RuleSet as bytes. Private to this folder.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "scanner/rules/rule_set.h"

namespace sunder::scanner {

// All but allowances, thresholds and the hash, which are the user's and depend on the day.
std::string WriteRuleSet(const RuleSet& rules);
// nullptr: these are not the bytes of a rule set.
std::unique_ptr<RuleSet> ReadRuleSet(std::string_view bytes);

}  // namespace sunder::scanner
