#include "evaluation/training/boosted_trees.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

namespace sunder::evaluation {
namespace {

using scanner::FeatureId;

constexpr FeatureId kFactCount = 8;  // that hold of some terms
constexpr FeatureId kNever = 8;      // holds of none
constexpr FeatureId kAlways = 9;     // holds of all
constexpr FeatureId kRare = 10;      // holds of one less than settings ask for

// "Personal if 2 holds and 5 does not", among facts that have nothing to do with it.
bool IsPlanted(const std::vector<FeatureId>& facts) {
  return std::binary_search(facts.begin(), facts.end(), FeatureId{2}) &&
         !std::binary_search(facts.begin(), facts.end(), FeatureId{5});
}

std::vector<TrainingTerm> PlantedTerms() {
  std::mt19937 random(11);
  std::vector<TrainingTerm> terms(600);
  uint32_t rare_left = BoostingSettings().seen_min - 1;
  for (TrainingTerm& term : terms) {
    for (FeatureId fact = 0; fact < kFactCount; ++fact) {
      if (random() % 2 == 0) term.features.push_back(fact);
    }
    term.features.push_back(kAlways);
    term.is_personal = IsPlanted(term.features);
    if (term.is_personal && rare_left > 0) {
      term.features.push_back(kRare);
      --rare_left;
    }
  }
  return terms;
}

// All that is learnt, exactly.
std::vector<double> NumbersOf(const BoostedTrees& model) {
  std::vector<double> numbers = {model.bias};
  for (const std::vector<TreeNode>& tree : model.trees) {
    for (const TreeNode& node : tree) {
      numbers.insert(numbers.end(),
                     {static_cast<double>(node.fact), static_cast<double>(node.absent),
                      static_cast<double>(node.present), node.weight});
    }
  }
  return numbers;
}

}  // namespace

TEST_CASE("Trees learn a rule of two facts") {
  const BoostedTrees model = Boost(PlantedTerms(), {});
  for (uint32_t bits = 0; bits < 1U << kFactCount; ++bits) {
    std::vector<FeatureId> facts;
    for (FeatureId fact = 0; fact < kFactCount; ++fact) {
      if ((bits >> fact & 1U) != 0) facts.push_back(fact);
    }
    INFO(bits);
    CHECK((model.Score(facts) > 0) == IsPlanted(facts));
  }
}

TEST_CASE("The same terms give the same trees") {
  const std::vector<TrainingTerm> terms = PlantedTerms();
  const BoostedTrees model = Boost(terms, {});
  CHECK(model.trees.size() == BoostingSettings().trees);
  CHECK(NumbersOf(model) == NumbersOf(Boost(terms, {})));
}

TEST_CASE("Trees ask only about facts that tell enough terms apart") {
  BoostingSettings settings;
  settings.terms_min = 1;  // so that nothing else keeps the rare fact out
  std::vector<bool> is_asked(scanner::FeatureCount(), false);
  for (const std::vector<TreeNode>& tree : Boost(PlantedTerms(), settings).trees) {
    for (const TreeNode& node : tree) {
      if (node.absent != 0) is_asked[node.fact] = true;
    }
  }
  CHECK(is_asked[2]);
  CHECK(is_asked[5]);
  CHECK_FALSE(is_asked[kNever]);
  CHECK_FALSE(is_asked[kAlways]);
  CHECK_FALSE(is_asked[kRare]);
}

}  // namespace sunder::evaluation
