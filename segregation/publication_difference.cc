// DifferenceTo: how far new counts are from what was published.
#include <algorithm>
#include <set>
#include <utility>

#include "segregation/margins.h"
#include "segregation/publication.h"

namespace sunder::segregation {
namespace {

using CellKey = std::pair<std::string, std::string>;  // parent, value
const CellKey kUncovered;                             // no cell shows it

// Evidence hides counts of 1 to 10; read back they mean any of these.
constexpr uint64_t kHiddenCountMax = 10;
uint64_t LowestOf(uint64_t count) { return count > 0 && count <= kHiddenCountMax ? 1 : count; }
uint64_t HighestOf(uint64_t count) {
  return count > 0 && count <= kHiddenCountMax ? kHiddenCountMax : count;
}

// The old cell that a value would have been counted in.
CellKey CoveringCell(const std::set<CellKey>& cells, const Vocabulary& vocabulary, LabelId label,
                     ValueId id) {
  const auto first_shown = [&](std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
      const CellKey key("", name);
      if (cells.contains(key)) return key;
    }
    return kUncovered;
  };
  if (id == kNoValue) return first_shown({kNoneCell, kAnyOrNoneCell});
  const ValueId root = vocabulary.Root(label);
  for (; id != root && id != kNoValue; id = vocabulary.value(id).parent) {
    const CanonicalValue& value = vocabulary.value(id);
    const CellKey key(vocabulary.value(value.parent).name, value.name);
    if (cells.contains(key)) return key;
  }
  return first_shown({vocabulary.value(root).name, kAnyOrNoneCell});
}

}  // namespace

uint64_t DifferenceTo(const std::vector<PublishedCategory>& old, const Vocabulary& vocabulary,
                      LabelId label,
                      const std::map<std::string, std::map<ValueId, uint64_t>>& counts) {
  std::map<std::string, std::map<CellKey, std::pair<uint64_t, uint64_t>>> pairs;  // old, new
  std::map<std::string, std::set<CellKey>> cells;
  for (const PublishedCategory& category : old) {
    if (category.is_suppressed) pairs[category.context][kUncovered].first += category.cohort;
    for (const PublishedCell& cell : category.cells) {
      cells[category.context].insert({cell.parent, cell.value});
      pairs[category.context][{cell.parent, cell.value}].first += cell.count;
    }
  }
  for (const auto& [context, values] : counts) {
    for (const auto& [value, count] : values) {
      pairs[context][CoveringCell(cells[context], vocabulary, label, value)].second += count;
    }
  }
  uint64_t added = 0;
  uint64_t taken = 0;
  for (const auto& [context, of_context] : pairs) {
    for (const auto& [cell, pair] : of_context) {
      added += pair.second - std::min(HighestOf(pair.first), pair.second);
      taken += LowestOf(pair.first) - std::min(LowestOf(pair.first), pair.second);
    }
  }
  return std::max(added, taken);
}

}  // namespace sunder::segregation
