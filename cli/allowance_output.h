// What a user has the rules leave out, told: nothing is allowed in silence. Never the values, which
// may name people.
#pragma once

#include <string>
#include <vector>

#include "scanner/match/rule_check.h"
#include "scanner/rules/rule_set.h"

namespace sunder::cli {

// One line a file on stderr, and a warning for each entry out of force.
void LogAllowances(const scanner::RuleSet& rules);
// For `rules list`; empty where there is nothing to tell.
std::string AllowanceLines(const scanner::RuleSet& rules);
// The entries out of force, for `rules check`.
std::vector<scanner::RuleComplaint> AllowanceComplaints(const scanner::RuleSet& rules);

}  // namespace sunder::cli
