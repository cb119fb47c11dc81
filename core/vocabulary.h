// The closed vocabulary of special-category values: canonical values in one roll-up tree a category
// (Catholic -> Christian -> any religion). What is published are nodes of these trees and counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/label.h"
#include "core/status.h"

namespace sunder {

// Index into a Vocabulary. 0 is "no value": the person has none, or none was stated.
using ValueId = uint32_t;
inline constexpr ValueId kNoValue = 0;

struct CanonicalValue {
  LabelId label = kNoLabel;
  std::string name;           // "Catholic"; for the root of a category its label's name
  ValueId parent = kNoValue;  // kNoValue for the root of a category
};

// Immutable after loading; safe to read from any thread.
class Vocabulary {
 public:
  Vocabulary();

  // Creates the tree of `label` with three nodes: the root ("any"), and below it "other" (stated,
  // but not in the vocabulary) and "multiple" (several values without a common roll-up).
  void AddCategory(LabelId label, std::string_view label_name);
  // Adds `name` below `parent` (empty: below the root), or returns the node that exists. Refuses a
  // second, different parent for the same name and an unknown parent.
  Result<ValueId> Add(LabelId label, std::string_view name, std::string_view parent);

  std::optional<ValueId> Find(LabelId label, std::string_view name) const;
  ValueId Root(LabelId label) const;
  ValueId Other(LabelId label) const;
  ValueId Multiple(LabelId label) const;
  const CanonicalValue& value(ValueId id) const { return values_[id]; }
  size_t size() const { return values_.size(); }

  // Merges two stated values of one person: equal or ancestor -> the more general one; otherwise
  // the lowest common roll-up below the root, else Multiple(label). kNoValue is the neutral
  // element. Commutative and associative, so the order in which values are met does not show.
  // REQUIRES: both of one label, or kNoValue.
  ValueId Merge(ValueId a, ValueId b) const;

 private:
  std::vector<CanonicalValue> values_;
  std::unordered_map<std::string, ValueId> by_name_;  // key: label id, ':' and name
  std::vector<ValueId> roots_;                        // by LabelId; kNoValue where no category
};

}  // namespace sunder
