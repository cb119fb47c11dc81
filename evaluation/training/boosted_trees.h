// Learns boosted trees over yes/no facts: logistic loss, trees grown leaf by leaf, each from a part
// of the terms and of the facts. Deterministic: the same terms give the same trees.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "evaluation/training/training_set.h"

namespace sunder::evaluation {

struct BoostingSettings {
  uint32_t trees = 300;
  uint32_t leaves = 31;     // of a tree, at most
  double rate = 0.05;       // how much of a tree counts
  double smoothing = 2;     // pulls leaves to zero
  uint32_t terms_min = 10;  // of a leaf
  uint32_t seen_min = 4;    // a fact of fewer terms is an anecdote
  double fact_share = 0.3;  // of the facts, drawn for each tree
  double term_share = 0.8;  // of the terms, drawn for each tree
};

struct TreeNode {
  scanner::FeatureId fact = 0;
  uint32_t absent = 0;   // index of the node below where the fact does not hold; 0: a leaf
  uint32_t present = 0;  // where it holds
  double weight = 0;     // of a leaf
};

struct BoostedTrees {
  double bias = 0;
  std::vector<std::vector<TreeNode>> trees;  // the root is the first node
  // Over 0: said of particular persons. `features` are sorted.
  double Score(const std::vector<scanner::FeatureId>& features) const;
};

BoostedTrees Boost(const std::vector<TrainingTerm>& terms, const BoostingSettings& settings);

}  // namespace sunder::evaluation
