// The facts about a term in its sentence that the context model weighs: which cues stand where,
// what parts the term from its neighbours, who the sentence speaks of, what the hand-set rules say.
// No fact names a word, so that what is learnt in one language holds in all.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/label.h"
#include "scanner/context/sentence_grading.h"
#include "scanner/context/sentence_view.h"

namespace sunder::scanner {

// A yes/no fact: index into a fixed list.
using FeatureId = uint16_t;
FeatureId FeatureCount();
// Stable: "before1.verb"; what weights are filed under.
std::string FeatureName(FeatureId feature);

// The facts that hold, each once, sorted. `by_rules`: what SentenceGrading says of the term.
// REQUIRES: the term has words in the view.
std::vector<FeatureId> FeaturesOf(const SentenceView& view, const GradedTerm& term,
                                  const Grading& by_rules, const LabelCatalog& labels);

}  // namespace sunder::scanner
