// SpecialCounts: canonical values, one a person (or record) and category, added up.
#pragma once

#include <cstdint>
#include <map>

#include "core/label.h"
#include "core/vocabulary.h"

namespace sunder::segregation {

struct SpecialCounts {
  std::map<LabelId, std::map<ValueId, uint64_t>> counts;  // "none" included as kNoValue
  void Add(LabelId label, ValueId value, uint64_t count = 1);
  void Merge(const SpecialCounts& other);
  uint64_t Cohort(LabelId label) const;  // sum over all values, kNoValue included
  uint64_t Stated(LabelId label) const;  // without kNoValue
};

}  // namespace sunder::segregation
