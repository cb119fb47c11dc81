#include "core/vocabulary.h"

#include <utility>

namespace sunder {
namespace {

std::string Key(LabelId label, std::string_view name) {
  return std::to_string(label) + ':' + std::string(name);
}

}  // namespace

Vocabulary::Vocabulary() { values_.push_back({}); }

void Vocabulary::AddCategory(LabelId label, std::string_view label_name) {
  if (roots_.size() <= label) roots_.resize(label + 1U, kNoValue);
  if (roots_[label] != kNoValue) return;
  const auto root = static_cast<ValueId>(values_.size());
  values_.push_back({label, std::string(label_name), kNoValue});
  roots_[label] = root;
  for (const char* name : {"other", "multiple"}) {
    by_name_[Key(label, name)] = static_cast<ValueId>(values_.size());
    values_.push_back({label, name, root});
  }
}

Result<ValueId> Vocabulary::Add(LabelId label, std::string_view name, std::string_view parent) {
  const ValueId root = Root(label);
  if (root == kNoValue) return Status::Internal("no category for label " + std::to_string(label));
  ValueId parent_id = root;
  if (!parent.empty()) {
    const std::optional<ValueId> found = Find(label, parent);
    if (!found) {
      return Status::Usage("roll-up `" + std::string(parent) + "` of `" + std::string(name) +
                           "` is not defined before it");
    }
    parent_id = *found;
  }
  if (const std::optional<ValueId> found = Find(label, name)) {
    const ValueId known_parent = values_[*found].parent;
    if (parent.empty() || known_parent == parent_id) return *found;
    return Status::Usage("value `" + std::string(name) + "` rolls up to `" +
                         values_[known_parent].name + "` elsewhere and to `" + std::string(parent) +
                         "` here");
  }
  const auto id = static_cast<ValueId>(values_.size());
  values_.push_back({label, std::string(name), parent_id});
  by_name_[Key(label, name)] = id;
  return id;
}

std::optional<ValueId> Vocabulary::Find(LabelId label, std::string_view name) const {
  const auto found = by_name_.find(Key(label, name));
  if (found == by_name_.end()) return std::nullopt;
  return found->second;
}

ValueId Vocabulary::Root(LabelId label) const {
  return label < roots_.size() ? roots_[label] : kNoValue;
}
// AddCategory puts both directly behind the root.
ValueId Vocabulary::Other(LabelId label) const {
  const ValueId root = Root(label);
  return root == kNoValue ? kNoValue : root + 1;
}
ValueId Vocabulary::Multiple(LabelId label) const {
  const ValueId root = Root(label);
  return root == kNoValue ? kNoValue : root + 2;
}

ValueId Vocabulary::Merge(ValueId a, ValueId b) const {
  if (a == b || b == kNoValue) return a;
  if (a == kNoValue) return b;
  const ValueId root = Root(values_[a].label);
  // The root as a roll-up would say no more than that something was stated; two values without a
  // common node below it are `multiple`.
  for (ValueId x = a; x != root && x != kNoValue; x = values_[x].parent) {
    for (ValueId y = b; y != root && y != kNoValue; y = values_[y].parent) {
      if (x == y) return x;
    }
  }
  return Multiple(values_[a].label);
}

}  // namespace sunder
