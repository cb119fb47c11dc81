// SpecialCounts and SplitCounts: what must add up.
#include "segregation/segregator.h"

namespace sunder::segregation {

void SpecialCounts::Add(LabelId label, ValueId value, uint64_t count) {
  counts[label][value] += count;
}

void SpecialCounts::Merge(const SpecialCounts& other) {
  for (const auto& [label, values] : other.counts) {
    for (const auto& [value, count] : values) Add(label, value, count);
  }
}

uint64_t SpecialCounts::Cohort(LabelId label) const {
  const auto found = counts.find(label);
  if (found == counts.end()) return 0;
  uint64_t cohort = 0;
  for (const auto& [value, count] : found->second) cohort += count;
  return cohort;
}

uint64_t SpecialCounts::Stated(LabelId label) const {
  const auto found = counts.find(label);
  if (found == counts.end()) return 0;
  uint64_t stated = 0;
  for (const auto& [value, count] : found->second) stated += value == kNoValue ? 0 : count;
  return stated;
}

void SplitCounts::Merge(const SplitCounts& other) {
  records_in += other.records_in;
  records_out += other.records_out;
  records_of_nobody += other.records_of_nobody;
  records_shifted += other.records_shifted;
  special_values_in += other.special_values_in;
  special_values_out += other.special_values_out;
  duplicates_merged += other.duplicates_merged;
  special_values_sealed += other.special_values_sealed;
  texts_in += other.texts_in;
  texts_dropped_from += other.texts_dropped_from;
  texts_withheld += other.texts_withheld;
  cells_quarantined += other.cells_quarantined;
}

bool SplitCounts::Balances() const {
  return records_in == records_out + records_of_nobody &&
         special_values_in == special_values_out + duplicates_merged + special_values_sealed &&
         texts_dropped_from + texts_withheld <= texts_in;
}

}  // namespace sunder::segregation
