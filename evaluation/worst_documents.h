// The documents that were judged worst, for whoever improves the rules.
#pragma once

#include <vector>

#include "evaluation/text_evaluation.h"

namespace sunder::evaluation {

// Most errors of special categories first, then of identifiers, then by place. At most `count`;
// documents without an error are left out. By overlap.
std::vector<WorstDocument> WorstDocuments(const ScoringRules& rules,
                                          const scanner::RuleSet& rule_set,
                                          const std::vector<JudgedDocument>& judged, size_t count);

}  // namespace sunder::evaluation
