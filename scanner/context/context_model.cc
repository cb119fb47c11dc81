#include "scanner/context/context_model.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace sunder::scanner {
namespace {

constexpr uint16_t kLeaf = 0xFFFF;
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
    tree_count = std::max(tree_count, *tree + 1);
  }
  const FeatureNames names;
  for (uint32_t tree = 0; tree < tree_count; ++tree) {
    if (entries.count(KeyOf(tree, 1)) == 0) continue;
    roots_.push_back(static_cast<uint32_t>(nodes_.size()));
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

void ContextModel::AddTree(const Entries& entries, uint32_t tree, uint32_t number,
                           const FeatureNames& names) {
  const auto entry = entries.find(KeyOf(tree, number));
  const bool is_leaf = entry == entries.end() || entry->second.fact.empty();
  const size_t at = nodes_.size();
  nodes_.push_back({kLeaf, 0, entry == entries.end() ? 0 : entry->second.weight});
  if (is_leaf || number >= kNumberMax / 2) return;
  nodes_[at].fact = AskedFact(entry->second.fact, names);
  AddTree(entries, tree, 2 * number + 1, names);
  nodes_[at].absent = static_cast<uint16_t>(nodes_.size() - at);
  AddTree(entries, tree, 2 * number, names);
}

float ContextModel::Probability(const std::vector<FeatureId>& features) const {
  constexpr size_t kBits = 64;
  std::array<uint64_t, kAskedMax / kBits + 1> holds = {};  // the last word: never
  for (const FeatureId feature : features) {
    const uint16_t asked = asked_[feature];
    if (asked != kNotAsked) holds[asked / kBits] |= uint64_t{1} << (asked % kBits);
  }
  float sum = bias_;
  for (const uint32_t root : roots_) {
    const Node* node = &nodes_[root];
    while (node->fact != kLeaf) {
      const bool is_there = ((holds[node->fact / kBits] >> (node->fact % kBits)) & 1U) != 0;
      node += is_there ? 1 : node->absent;
    }
    sum += node->weight;
  }
  return 1 / (1 + std::exp(-sum));
}

}  // namespace sunder::scanner
