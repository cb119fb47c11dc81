#include "segregation/margins.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace sunder::segregation {
namespace {

constexpr std::string_view kNoneCell = "none";
constexpr std::string_view kAnyOrNoneCell = "any or none";

// The roll-up of one category. Every node has a cell of its own: the persons of that very value and
// of what was rolled up into it, never those of a child that is shown.
class RollUp {
 public:
  RollUp(const Vocabulary& vocabulary, LabelId label, uint64_t k)
      : vocabulary_(vocabulary), root_(vocabulary.Root(label)), k_(k) {
    for (ValueId id = 1; id < vocabulary.size(); ++id) {
      if (vocabulary.value(id).label == label) children_[vocabulary.value(id).parent].push_back(id);
    }
  }

  void Add(ValueId id, uint64_t count) { own_[id] += count; }
  void AddNone(uint64_t count) { none_ += count; }

  // False: the cohort is smaller than k and nothing can be shown.
  bool Run() {
    if (root_ != kNoValue) RollUpBelow(root_);
    if (!IsSmall(none_) && !IsSmall(own_[root_])) return true;
    // What is small at the top, "none" or the remainder of the tree, hides in a common cell. "None"
    // alone takes in the smallest cell shown at the top as a complement.
    uint64_t common = none_ + own_[root_];
    if (common < k_) {
      const ValueId complement = SmallestShownBelow(root_);
      if (complement == kNoValue) return false;
      common += own_[complement];
      own_[complement] = 0;
    }
    own_[root_] = common;
    none_ = 0;
    is_none_in_root_ = true;
    return true;
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
  bool IsSmall(uint64_t count) const { return count > 0 && count < k_; }

  // Afterwards the cell of a node below `parent` is zero or at least k; the parent's own cell may
  // still be small if nothing below it is shown.
  void RollUpBelow(ValueId parent) {
    for (const ValueId child : ChildrenOf(parent)) {
      RollUpBelow(child);
      if (!IsSmall(own_[child])) continue;
      own_[parent] += own_[child];
      own_[child] = 0;
    }
    if (!IsSmall(own_[parent])) return;
    const ValueId complement = SmallestShownBelow(parent);
    if (complement == kNoValue) return;
    own_[parent] += own_[complement];
    own_[complement] = 0;
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
    static const std::vector<ValueId> kNone;
    const auto found = children_.find(id);
    // kNoValue is the parent of the roots.
    return id == kNoValue || found == children_.end() ? kNone : found->second;
  }

  const Vocabulary& vocabulary_;
  ValueId root_;
  uint64_t k_;
  std::map<ValueId, std::vector<ValueId>> children_;
  std::map<ValueId, uint64_t> own_;
  uint64_t none_ = 0;
  bool is_none_in_root_ = false;
};

}  // namespace

PublishedCategory PublishCategory(const Vocabulary& vocabulary, LabelId label,
                                  std::string_view label_name,
                                  const std::map<ValueId, uint64_t>& counts, uint64_t k) {
  PublishedCategory category;
  category.label = std::string(label_name);
  category.unit = "records";
  RollUp roll_up(vocabulary, label, std::max<uint64_t>(k, 1));
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
  uint64_t largest = 0;
  for (const PublishedCell& cell : category.cells) largest = std::max(largest, cell.count);
  if (category.cohort > 0) {
    const double share = static_cast<double>(largest) / static_cast<double>(category.cohort);
    category.majority_share = std::round(share * 100) / 100;
  }
  return category;
}

}  // namespace sunder::segregation
