// Whether words are a person's name, or the occupation of one, as a logistic regression over their
// facts. The weights are data/{name,occupation}_model.txt, learnt from the corpus by `make train`.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/names/name_facts.h"

namespace sunder::scanner::names {

struct Thresholds {
  float score_min;         // from which on a proposal is taken; under 0: one passed over costs more
  size_t text_tokens_min;  // shorter cells are no sentences; the model has learnt from those
};
inline constexpr Thresholds kNameThresholds = {-0.4F, 4};
inline constexpr Thresholds kOccupationThresholds = {-0.55F, 8};

// Immutable.
class NameModel {
 public:
  static const NameModel& OfNames();
  static const NameModel& OfOccupations();
  // Lines "NAME WEIGHT"; names that are no fact of this program are left out.
  explicit NameModel(std::string_view text);

  // Above 0: a name, more likely than not.
  float Score(const std::vector<FactId>& facts) const;

 private:
  float bias_ = 0;
  std::vector<float> weights_;  // by FactId
};

}  // namespace sunder::scanner::names
