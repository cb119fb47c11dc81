// core/second_look.h over the rules' term lists: a plain search for whole words in a normalisation
// of its own. It shares the lists with the Judge, and no code that reads texts.
#pragma once

#include <memory>
#include <vector>

#include "core/second_look.h"
#include "scanner/rules/rule_set.h"
#include "scanner/second_look/proxy_lists.h"

namespace sunder::scanner {

// Takes about a tenth of a second.
std::unique_ptr<const SecondLook> NewSecondLook(const RuleSet& rules,
                                                const std::vector<ProxyPhrase>& proxies);

}  // namespace sunder::scanner
