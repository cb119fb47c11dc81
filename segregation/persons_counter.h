// PersonCounter: brings the values of one person together, across records, tables and sources, in
// bounded memory: fixed-size entries are sorted by person in sealed spill files, then merged.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "segregation/context.h"
#include "segregation/persons_key.h"
#include "segregation/special_counts.h"

namespace sunder::segregation {

// What one record says of its person in one category.
struct PersonValue {
  PersonHash person = {};
  LabelId label = kNoLabel;
  ContextId context = kNoContext;
  ValueId value = kNoValue;
};

class PersonCounter {
 public:
  // `memory_bytes_max` and `temporary_folder` as of RecordSorter. `vocabulary` outlives it. Not
  // thread-safe.
  PersonCounter(uint64_t memory_bytes_max, std::string temporary_folder,
                const Vocabulary& vocabulary);
  ~PersonCounter();

  Status Add(const std::vector<PersonValue>& values);
  // No Add after it.
  Status Finish();

  // Persons by value, for each group of contexts: of a category and group, each person counts once,
  // with all values of the group's contexts merged ("none" only if no record states one). May be
  // asked for again with other groups. The result does not depend on the order of Add.
  using GroupOf = std::function<uint32_t(LabelId, ContextId)>;
  Result<std::map<uint32_t, SpecialCounts>> Count(const GroupOf& group_of) const;

  // Entries of a category that stated a value, as added.
  uint64_t StatedIn(LabelId label) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sunder::segregation
