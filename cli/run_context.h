// What most commands need before they can start: rules, database, options made of the settings.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "core/second_look.h"
#include "engine/scan_run.h"
#include "scanner/match/rule_database.h"
#include "scanner/rules/rule_set.h"
#include "segregation/persons.h"
#include "segregation/policy.h"

namespace sunder::cli {

struct LoadedRules {
  std::unique_ptr<const scanner::RuleSet> rules;
  std::unique_ptr<const scanner::RuleDatabase> database;
};

// Says on stderr what the user allows. `turns_all_on`: with the labels that are off by default, as
// for checking the rules themselves, and silently.
Result<LoadedRules> LoadRules(const Environment& environment, bool turns_all_on = false);
Result<engine::ScanOptions> MakeScanOptions(const Environment& environment);
Result<segregation::Policy> LoadPolicy(const Environment& environment);
// Headers that name an organisation's own numbers of persons.
Result<segregation::PersonWords> LoadPersonWords(const Environment& environment);
Result<std::string> ReadWholeFile(const std::string& path);

// Of the rules' lists and the lists of proxies. REQUIRES: the rules outlive it.
Result<std::unique_ptr<const SecondLook>> MakeSecondLook(const Environment& environment,
                                                         const scanner::RuleSet& rules);

// No source named is a usage error that says what to name.
Status CheckSourcesNamed(const std::vector<std::string>& sources);

}  // namespace sunder::cli
