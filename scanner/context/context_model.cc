#include "scanner/context/context_model.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sunder::scanner {

ContextModel::ContextModel(const RuleSet& rules)
    : is_trained_(!rules.context_weights.empty()), weights_(FeatureCount(), 0) {
  if (!is_trained_) return;
  const auto bias = rules.context_weights.find("bias");
  if (bias != rules.context_weights.end()) bias_ = bias->second;
  for (FeatureId feature = 0; feature < FeatureCount(); ++feature) {
    const auto weight = rules.context_weights.find(FeatureName(feature));
    if (weight != rules.context_weights.end()) weights_[feature] = weight->second;
  }
}

float ContextModel::Probability(const std::vector<FeatureId>& features) const {
  float sum = bias_;
  for (const FeatureId feature : features) sum += weights_[feature];
  return 1 / (1 + std::exp(-sum));
}

std::vector<std::pair<FeatureId, float>> ContextModel::Heaviest(
    const std::vector<FeatureId>& features, size_t count) const {
  std::vector<std::pair<FeatureId, float>> heaviest;
  for (const FeatureId feature : features) heaviest.emplace_back(feature, weights_[feature]);
  std::sort(heaviest.begin(), heaviest.end(), [](const auto& a, const auto& b) {
    return std::pair(-std::abs(a.second), a.first) < std::pair(-std::abs(b.second), b.first);
  });
  heaviest.resize(std::min(count, heaviest.size()));
  return heaviest;
}

}  // namespace sunder::scanner
