// Whether a term is said of particular persons, by boosted trees over TermFeatures: each tree asks
// for a few facts and adds what its leaf weighs. The trees are data (patterns/model/context.toml),
// learnt from the corpus.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "scanner/context/term_features.h"
#include "scanner/rules/rule_set.h"

namespace sunder::scanner {

// Immutable.
class ContextModel {
 public:
  // A tree's nodes stand in the weights by number, the root is 1, below node N are 2N (the fact
  // does not hold) and 2N+1: "17.2 before1.lower" asks for a fact, "17.5" is a leaf. Facts that
  // this program does not know do not hold: a model may be older. At most 512 trees of 64 leaves
  // count.
  explicit ContextModel(const RuleSet& rules);

  // Rules without a model leave the judgement to the hand-set rules alone.
  bool is_trained() const { return is_trained_; }
  // 0..1; from one half on the term is personal.
  float Probability(const std::vector<FeatureId>& features) const;

 private:
  // A node that asks for a fact: where the fact holds, the leaves of the branch where it does not
  // are out of reach. What is left of a tree when all facts were heard is the leaf it comes to, the
  // first one (QuickScorer, Lucchese et al., SIGIR 2015).
  struct Test {
    uint32_t tree = 0;
    uint64_t keeps = 0;  // bit i: leaf i of the tree
  };
  struct Entry {
    std::string_view fact;  // empty: a leaf
    float weight = 0;
  };
  using Entries = std::unordered_map<uint64_t, Entry>;  // by tree and number

  void AddTree(const Entries& entries, uint32_t tree, uint32_t number, const FeatureNames& names);
  uint32_t LeavesSoFar() const;  // of the last tree
  uint16_t AskedFact(std::string_view name, const FeatureNames& names);

  bool is_trained_ = false;
  float bias_ = 0;
  std::vector<std::vector<Test>> tests_;  // by fact asked for
  std::vector<float> leaves_;             // of all trees, what they weigh
  std::vector<uint32_t> first_leaves_;    // by tree
  std::vector<uint16_t> asked_;  // by FeatureId: its place among those asked for, kNotAsked
  uint16_t asked_count_ = 0;
};

}  // namespace sunder::scanner
