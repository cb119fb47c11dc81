#include "scanner/context/context_model.h"

#include <cmath>
#include <optional>

namespace sunder::scanner {

ContextModel::ContextModel(const RuleSet& rules)
    : is_trained_(!rules.context_weights.empty()), weights_(FeatureCount(), 0) {
  if (!is_trained_) return;
  const auto bias = rules.context_weights.find("bias");
  if (bias != rules.context_weights.end()) bias_ = bias->second;
  const FeatureNames names;
  for (const auto& [name, weight] : rules.context_weights) {
    if (const std::optional<FeatureId> feature = names.Find(name)) weights_[*feature] = weight;
  }
}

float ContextModel::Probability(const std::vector<FeatureId>& features) const {
  float sum = bias_;
  for (const FeatureId feature : features) sum += weights_[feature];
  return 1 / (1 + std::exp(-sum));
}

}  // namespace sunder::scanner
