#include "scanner/context/context_model.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <optional>

namespace sunder::scanner {
namespace {

constexpr uint32_t kTreesMax = 512;
constexpr uint32_t kLeavesMax = 64;  // of a tree: the bits of a word
constexpr uint16_t kNotAsked = 0xFFFF;
// Facts beyond so many different ones are taken not to hold; a model asks for about a thousand.
constexpr uint16_t kAskedMax = 4096;
constexpr uint32_t kNumberMax = 1U << 30U;

constexpr uint64_t KeyOf(uint32_t tree, uint32_t number) {
  return (uint64_t{tree} << 32U) | number;
}

// The number that `text` begins with; what follows it stays.
std::optional<uint32_t> TakeNumber(std::string_view* text) {
  uint32_t number = 0;
  const char* end = text->data() + text->size();
  const auto [rest, error] = std::from_chars(text->data(), end, number);
  if (error != std::errc() || number >= kNumberMax) return std::nullopt;
  text->remove_prefix(static_cast<size_t>(rest - text->data()));
  return number;
}

}  // namespace

ContextModel::ContextModel(const RuleSet& rules)
    : is_trained_(!rules.context_weights.empty()), asked_(FeatureCount(), kNotAsked) {
  if (!is_trained_) return;
  const auto bias = rules.context_weights.find("bias");
  if (bias != rules.context_weights.end()) bias_ = bias->second;
  Entries entries;
  uint32_t tree_count = 0;
  for (const auto& [name, weight] : rules.context_weights) {
    std::string_view rest = name;
    const std::optional<uint32_t> tree = TakeNumber(&rest);
    if (!tree || rest.substr(0, 1) != ".") continue;
    rest.remove_prefix(1);
    const std::optional<uint32_t> number = TakeNumber(&rest);
    if (!number) continue;
    if (!rest.empty()) rest.remove_prefix(1);
    entries[KeyOf(*tree, *number)] = {rest, weight};
    tree_count = std::min(std::max(tree_count, *tree + 1), kTreesMax);
  }
  const FeatureNames names;
  for (uint32_t tree = 0; tree < tree_count; ++tree) {
    if (entries.count(KeyOf(tree, 1)) == 0) continue;
    first_leaves_.push_back(static_cast<uint32_t>(leaves_.size()));
    AddTree(entries, tree, 1, names);
  }
}

uint16_t ContextModel::AskedFact(std::string_view name, const FeatureNames& names) {
  const std::optional<FeatureId> feature = names.Find(std::string(name));
  if (!feature) return kAskedMax;  // no term has it
  uint16_t& asked = asked_[*feature];
  if (asked == kNotAsked && asked_count_ < kAskedMax) asked = asked_count_++;
  return std::min(asked, kAskedMax);
}

uint32_t ContextModel::LeavesSoFar() const {
  return static_cast<uint32_t>(leaves_.size()) - first_leaves_.back();
}

void ContextModel::AddTree(const Entries& entries, uint32_t tree, uint32_t number,
                           const FeatureNames& names) {
  const auto entry = entries.find(KeyOf(tree, number));
  const bool is_leaf =
      entry == entries.end() || entry->second.fact.empty() || number >= kNumberMax / 2;
  if (is_leaf) {
    leaves_.push_back(entry == entries.end() ? 0 : entry->second.weight);
    return;
  }
  const uint16_t fact = AskedFact(entry->second.fact, names);
  const uint32_t begin = LeavesSoFar();
  AddTree(entries, tree, 2 * number, names);
  const uint32_t end = LeavesSoFar();
  AddTree(entries, tree, 2 * number + 1, names);
  if (fact == kAskedMax || end >= kLeavesMax) return;
  const uint64_t absent = ((uint64_t{1} << (end - begin)) - 1) << begin;
  tests_.resize(std::max(tests_.size(), size_t{fact} + 1));
  tests_[fact].push_back({static_cast<uint32_t>(first_leaves_.size()) - 1, ~absent});
}

float ContextModel::Probability(const std::vector<FeatureId>& features) const {
  std::array<uint64_t, kTreesMax> in_reach;
  std::fill_n(in_reach.begin(), first_leaves_.size(), ~uint64_t{0});
  for (const FeatureId feature : features) {
    const uint16_t asked = asked_[feature];
    if (asked >= tests_.size()) continue;
    for (const Test& test : tests_[asked]) in_reach[test.tree] &= test.keeps;
  }
  float sum = bias_;
  for (size_t tree = 0; tree < first_leaves_.size(); ++tree) {
    sum += leaves_[first_leaves_[tree] + static_cast<uint32_t>(std::countr_zero(in_reach[tree]))];
  }
  return 1 / (1 + std::exp(-sum));
}

}  // namespace sunder::scanner
