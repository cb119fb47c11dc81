// Whether words are a person's name, as a logistic regression over their facts. The weights are
// data/name_model.txt, learnt from the corpus by `make train`.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/names/name_facts.h"

namespace sunder::scanner::names {

// Immutable.
class NameModel {
 public:
  static const NameModel& Get();
  // Lines "NAME WEIGHT"; names that are no fact of this program are left out.
  explicit NameModel(std::string_view text);

  // Above 0: a name, more likely than not.
  float Score(const std::vector<FactId>& facts) const;

 private:
  float bias_ = 0;
  std::vector<float> weights_;  // by FactId
};

}  // namespace sunder::scanner::names
