#include "evaluation/training/boosted_trees.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sunder::evaluation {
namespace {

using scanner::FeatureId;

double Walk(const std::vector<TreeNode>& tree, const std::vector<FeatureId>& features) {
  uint32_t at = 0;
  while (tree[at].absent != 0) {
    const bool holds = std::binary_search(features.begin(), features.end(), tree[at].fact);
    at = holds ? tree[at].present : tree[at].absent;
  }
  return tree[at].weight;
}

// Splitmix64: the same draws on every machine.
class Draws {
 public:
  // Whether something of this share is drawn.
  bool Next(double share) {
    state_ += 0x9E3779B97F4A7C15U;
    uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    constexpr double kRange = 9007199254740992.0;  // 2^53
    return static_cast<double>((z ^ (z >> 31U)) >> 11U) / kRange < share;
  }

 private:
  uint64_t state_ = 1;
};

// What terms pull: the slopes of the loss, how steep they change, how many terms.
struct Pull {
  double slope = 0;
  double bend = 0;
  uint32_t terms = 0;
  void Add(double more_slope, double more_bend) {
    slope += more_slope;
    bend += more_bend;
    ++terms;
  }
  Pull Without(const Pull& part) const {
    return {slope - part.slope, bend - part.bend, terms - part.terms};
  }
  double Gain(double smoothing) const { return slope * slope / (bend + smoothing); }
};

struct Split {
  double gain = 0;
  FeatureId fact = 0;
};

struct Leaf {
  uint32_t node = 0;
  uint32_t depth = 0;
  std::vector<uint32_t> rows;
  Split best;
};

class Booster {
 public:
  Booster(const std::vector<TrainingTerm>& terms, const BoostingSettings& settings)
      : terms_(terms),
        settings_(settings),
        scores_(terms.size(), 0),
        slopes_(terms.size(), 0),
        bends_(terms.size(), 0),
        is_drawn_(scanner::FeatureCount(), false),
        pulls_(scanner::FeatureCount()) {
    std::vector<uint32_t> seen(scanner::FeatureCount(), 0);
    for (const TrainingTerm& term : terms) {
      for (const FeatureId fact : term.features) ++seen[fact];
    }
    for (FeatureId fact = 0; fact < seen.size(); ++fact) {
      if (seen[fact] >= settings.seen_min) facts_.push_back(fact);
    }
  }

  BoostedTrees Run() {
    BoostedTrees model;
    const auto personal = static_cast<double>(std::count_if(
        terms_.begin(), terms_.end(), [](const TrainingTerm& term) { return term.is_personal; }));
    const auto others = static_cast<double>(terms_.size()) - personal;
    model.bias = std::log((personal + 1) / (others + 1));
    std::fill(scores_.begin(), scores_.end(), model.bias);
    for (uint32_t i = 0; i < settings_.trees; ++i) {
      model.trees.push_back(Grow());
      for (size_t row = 0; row < terms_.size(); ++row) {
        scores_[row] += Walk(model.trees.back(), terms_[row].features);
      }
    }
    return model;
  }

 private:
  std::vector<TreeNode> Grow() {
    constexpr uint32_t kDepthMax = 24;  // nodes are numbered by their path
    Leaf root;
    for (uint32_t row = 0; row < terms_.size(); ++row) {
      const double probability = 1 / (1 + std::exp(-scores_[row]));
      slopes_[row] = probability - (terms_[row].is_personal ? 1 : 0);
      bends_[row] = probability * (1 - probability);
      if (draws_.Next(settings_.term_share)) root.rows.push_back(row);
    }
    for (const FeatureId fact : facts_) is_drawn_[fact] = draws_.Next(settings_.fact_share);
    std::vector<TreeNode> tree(1);
    root.best = BestSplit(root.rows, &tree[0]);
    std::vector<Leaf> leaves;
    leaves.push_back(std::move(root));
    while (leaves.size() < settings_.leaves) {
      const auto best =
          std::max_element(leaves.begin(), leaves.end(),
                           [](const Leaf& a, const Leaf& b) { return a.best.gain < b.best.gain; });
      if (best->best.gain <= 0) break;
      Leaf parent = std::move(*best);
      leaves.erase(best);
      for (const bool holds : {false, true}) {
        Leaf child;
        child.node = static_cast<uint32_t>(tree.size());
        child.depth = parent.depth + 1;
        tree.emplace_back();
        for (const uint32_t row : parent.rows) {
          const std::vector<FeatureId>& facts = terms_[row].features;
          const bool is_there = std::binary_search(facts.begin(), facts.end(), parent.best.fact);
          if (is_there == holds) child.rows.push_back(row);
        }
        child.best = BestSplit(child.rows, &tree[child.node]);
        if (child.depth >= kDepthMax) child.best = {};
        (holds ? tree[parent.node].present : tree[parent.node].absent) = child.node;
        leaves.push_back(std::move(child));
      }
      tree[parent.node].fact = parent.best.fact;
    }
    return tree;
  }

  // The fact that parts the rows best; sets the weight that `node` has as a leaf.
  Split BestSplit(const std::vector<uint32_t>& rows, TreeNode* node) {
    Pull all;
    touched_.clear();
    for (const uint32_t row : rows) {
      all.Add(slopes_[row], bends_[row]);
      for (const FeatureId fact : terms_[row].features) {
        if (!is_drawn_[fact]) continue;
        if (pulls_[fact].terms == 0) touched_.push_back(fact);
        pulls_[fact].Add(slopes_[row], bends_[row]);
      }
    }
    node->weight = -settings_.rate * all.slope / (all.bend + settings_.smoothing);
    Split best;
    std::sort(touched_.begin(), touched_.end());  // of equal ones the first
    for (const FeatureId fact : touched_) {
      const Pull there = pulls_[fact];
      pulls_[fact] = {};
      const Pull absent = all.Without(there);
      if (there.terms < settings_.terms_min || absent.terms < settings_.terms_min) continue;
      const double gain = there.Gain(settings_.smoothing) + absent.Gain(settings_.smoothing) -
                          all.Gain(settings_.smoothing);
      constexpr double kGainMin = 1e-9;
      if (gain > best.gain + kGainMin) best = {gain, fact};
    }
    return best;
  }

  const std::vector<TrainingTerm>& terms_;
  const BoostingSettings settings_;
  std::vector<double> scores_;  // by row
  std::vector<double> slopes_;
  std::vector<double> bends_;
  std::vector<FeatureId> facts_;  // that enough terms have
  std::vector<bool> is_drawn_;    // by fact, for the tree that grows
  std::vector<Pull> pulls_;       // by fact; empty between two calls of BestSplit
  std::vector<FeatureId> touched_;
  Draws draws_;
};

}  // namespace

double BoostedTrees::Score(const std::vector<FeatureId>& features) const {
  double sum = bias;
  for (const std::vector<TreeNode>& tree : trees) sum += Walk(tree, features);
  return sum;
}

BoostedTrees Boost(const std::vector<TrainingTerm>& terms, const BoostingSettings& settings) {
  return Booster(terms, settings).Run();
}

}  // namespace sunder::evaluation
