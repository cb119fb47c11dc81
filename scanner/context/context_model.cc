#include "scanner/context/context_model.h"

#include <cmath>

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

}  // namespace sunder::scanner
