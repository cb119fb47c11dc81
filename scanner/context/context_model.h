// Whether a term is said of particular persons: a logistic regression over TermFeatures. The
// weights are data (patterns/model/context.toml), learnt from the corpus.
#pragma once

#include <vector>

#include "scanner/context/term_features.h"
#include "scanner/rules/rule_set.h"

namespace sunder::scanner {

// Immutable.
class ContextModel {
 public:
  // Weights whose names are no fact of this program are left out: a model may be older.
  explicit ContextModel(const RuleSet& rules);

  // Rules without a model leave the judgement to the hand-set rules alone.
  bool is_trained() const { return is_trained_; }
  // 0..1; from one half on the term is personal.
  float Probability(const std::vector<FeatureId>& features) const;

 private:
  bool is_trained_ = false;
  float bias_ = 0;
  std::vector<float> weights_;  // by FeatureId
};

}  // namespace sunder::scanner
