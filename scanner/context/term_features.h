// The facts about a term in its sentence that the context model weighs: which cues stand where,
// what parts the term from its neighbours, who the sentence speaks of, what the hand-set rules say.
// No fact names a word, so that what is learnt in one language holds in all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/label.h"
#include "scanner/context/sentence_grading.h"
#include "scanner/context/sentence_view.h"

namespace sunder::scanner {

// A yes/no fact: index into a fixed list.
using FeatureId = uint32_t;
FeatureId FeatureCount();
// Stable: "before1.verb"; what weights are filed under.
std::string FeatureName(FeatureId feature);

// From names to features, without making all names.
class FeatureNames {
 public:
  FeatureNames();
  std::optional<FeatureId> Find(const std::string& name) const;

 private:
  std::unordered_map<std::string, FeatureId> by_name_;
};

// What all terms of a sentence share; made once, as a dump without sentence ends may have hundreds.
// REQUIRES: the view outlives it.
struct SentenceFacts {
  explicit SentenceFacts(const SentenceView& sentence_view);

  const SentenceView& view;
  std::vector<Unit> units;
  std::vector<uint64_t> classes;  // by unit: everything it is, as bits, but for its categories
  std::vector<std::pair<uint32_t, LabelId>> categories;  // of units that are terms
  std::vector<FeatureId> features;                       // those of the sentence as a whole
};

// The facts that hold, each once, as a model sums their weights; in no order. `by_rules`: what
// SentenceGrading says of the term. REQUIRES: the term has words in the view.
std::vector<FeatureId> FeaturesOf(const SentenceFacts& facts, const GradedTerm& term,
                                  const Grading& by_rules, const LabelCatalog& labels);

}  // namespace sunder::scanner
