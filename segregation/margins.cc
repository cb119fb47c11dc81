#include "segregation/margins.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace sunder::segregation {
namespace {

// The roll-up of one category. Every node has a cell of its own: the persons of that very value and
// of what was rolled up into it, never those of a child that is shown.
class RollUp {
 public:
  RollUp(const Vocabulary& vocabulary, LabelId label, uint64_t k, bool is_mandatory)
      : vocabulary_(vocabulary), root_(vocabulary.Root(label)), k_(k), is_mandatory_(is_mandatory) {
    for (ValueId id = 1; id < vocabulary.size(); ++id) {
      if (vocabulary.value(id).label == label) children_[vocabulary.value(id).parent].push_back(id);
    }
  }

  void Add(ValueId id, uint64_t count) { own_[id] += count; }
  void AddNone(uint64_t count) { none_ += count; }

  // False: the cohort is smaller than k and nothing can be shown.
  bool Run() {
    if (root_ != kNoValue) RollUpBelow(root_);
    if (own_[root_] >= k_ && (is_mandatory_ || none_ >= k_)) return true;
    // What is small at the top, "none" or the remainder of the tree, hides in a common cell.
    own_[root_] += none_;
    none_ = 0;
    is_none_in_root_ = !is_mandatory_;
    if (own_[root_] >= k_) return true;
    const ValueId complement = SmallestShownBelow(root_);
    if (complement == kNoValue) return false;
    own_[root_] += own_[complement];
    own_[complement] = 0;
    return true;
  }

  // One cell for everybody.
  void Flatten() {
    uint64_t all = none_;
    for (const auto& [id, count] : own_) all += count;
    own_.clear();
    own_[root_] = all;
    none_ = 0;
    is_none_in_root_ = !is_mandatory_;
  }

  std::vector<PublishedCell> Cells(std::string_view label_name) const {
    std::vector<PublishedCell> cells;
    if (none_ > 0) cells.push_back({std::string(kNoneCell), "", none_});
    for (const auto& [id, count] : own_) {
      if (count == 0) continue;
      if (id == root_) {
        cells.push_back({std::string(is_none_in_root_ ? kAnyOrNoneCell : label_name), "", count});
        continue;
      }
      const CanonicalValue& value = vocabulary_.value(id);
      cells.push_back(
          {value.name,
           value.parent == root_ ? std::string(label_name) : vocabulary_.value(value.parent).name,
           count});
    }
    std::sort(cells.begin(), cells.end(), [](const PublishedCell& a, const PublishedCell& b) {
      return a.parent != b.parent ? a.parent < b.parent : a.value < b.value;
    });
    return cells;
  }

 private:
  // Afterwards the cell of a node below `parent` is zero or at least k.
  void RollUpBelow(ValueId parent) {
    for (const ValueId child : ChildrenOf(parent)) {
      RollUpBelow(child);
      if (Own(child) >= k_) continue;
      own_[parent] += Own(child);
      own_[child] = 0;
    }
  }

  // Among the shown cells below `parent` that have no shown cell between; ties by name.
  ValueId SmallestShownBelow(ValueId parent) const {
    ValueId smallest = kNoValue;
    for (const ValueId child : ChildrenOf(parent)) {
      const ValueId candidate = Own(child) > 0 ? child : SmallestShownBelow(child);
      if (candidate == kNoValue) continue;
      if (smallest == kNoValue || IsBefore(candidate, smallest)) smallest = candidate;
    }
    return smallest;
  }

  bool IsBefore(ValueId a, ValueId b) const {
    if (Own(a) != Own(b)) return Own(a) < Own(b);
    return vocabulary_.value(a).name < vocabulary_.value(b).name;
  }

  uint64_t Own(ValueId id) const {
    const auto found = own_.find(id);
    return found == own_.end() ? 0 : found->second;
  }

  const std::vector<ValueId>& ChildrenOf(ValueId id) const {
    const auto found = children_.find(id);
    // kNoValue is the parent of the roots.
    return id == kNoValue || found == children_.end() ? no_children_ : found->second;
  }

  const Vocabulary& vocabulary_;
  ValueId root_;
  uint64_t k_;
  bool is_mandatory_;
  std::map<ValueId, std::vector<ValueId>> children_;
  const std::vector<ValueId> no_children_;
  std::map<ValueId, uint64_t> own_;
  uint64_t none_ = 0;
  bool is_none_in_root_ = false;
};

uint64_t LargestOf(const std::vector<PublishedCell>& cells) {
  uint64_t largest = 0;
  for (const PublishedCell& cell : cells) largest = std::max(largest, cell.count);
  return largest;
}

}  // namespace

PublishedCategory PublishCategory(const Vocabulary& vocabulary, LabelId label,
                                  std::string_view label_name,
                                  const std::map<ValueId, uint64_t>& counts,
                                  const Margins& margins) {
  PublishedCategory category;
  category.label = std::string(label_name);
  RollUp roll_up(vocabulary, label, std::max<uint64_t>(margins.k, 1), margins.is_mandatory);
  for (const auto& [value, count] : counts) {
    assert(value == kNoValue || vocabulary.value(value).label == label);
    category.cohort += count;
    if (value == kNoValue) {
      roll_up.AddNone(count);
    } else {
      roll_up.Add(value, count);
    }
  }
  if (!roll_up.Run()) {
    category.is_suppressed = true;
    return category;
  }
  category.cells = roll_up.Cells(label_name);
  const auto cohort = static_cast<double>(category.cohort);
  if (margins.majority_share_max > 0 &&
      static_cast<double>(LargestOf(category.cells)) > margins.majority_share_max * cohort) {
    roll_up.Flatten();
    category.cells = roll_up.Cells(label_name);
  }
  const double share = static_cast<double>(LargestOf(category.cells)) / cohort;
  category.majority_share = std::round(share * 100) / 100;
  return category;
}

}  // namespace sunder::segregation
