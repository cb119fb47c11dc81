#include "scanner/context/allowances.h"

#include <algorithm>
#include <span>

#include "scanner/context/words.h"

namespace sunder::scanner {
namespace {

// Neighbours of a finding are looked for in so many bytes to both sides: the longest value that
// allow.toml may hold.
constexpr uint32_t kNeighbourhoodSizeBytes = 256;

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// `span` with its neighbourhood, code points whole.
Span Around(std::string_view text, Span span) {
  const auto size = static_cast<uint32_t>(text.size());
  Span around{span.begin - std::min(span.begin, kNeighbourhoodSizeBytes),
              std::min(size, span.end + kNeighbourhoodSizeBytes)};
  while (around.begin > 0 && IsContinuation(text[around.begin])) --around.begin;
  while (around.end < size && IsContinuation(text[around.end])) ++around.end;
  return around;
}

// Words with the marks between them; white space of any kind and length is one space.
std::string KeyOf(std::span<const Word> words) {
  std::string key;
  for (size_t at = 0; at < words.size(); ++at) {
    if (at > 0) {
      std::string marks;
      for (const char mark : words[at].marks) {
        if (mark != ' ' && mark != '\t' && mark != '\n' && mark != '\r') marks += mark;
      }
      key += marks.empty() ? " " : marks;
    }
    key += words[at].folded;
  }
  return key;
}

std::string JoinedName(std::string_view name) {
  std::string joined;
  for (const std::string& word : SplitName(name)) joined += word;
  return joined.empty() ? std::string(name) : joined;
}

bool Holds(const std::set<LabelId>& labels, LabelId label) {
  return labels.contains(kNoLabel) || labels.contains(label);
}

}  // namespace

Allowances::Allowances(const RuleSet& rules) : thresholds_(rules.thresholds) {
  for (const Allowance& allowance : rules.allowances) {
    if (!allowance.is_in_force) continue;
    for (const std::string& field : allowance.fields) {
      by_field_[JoinedName(field)].push_back(&allowance);
    }
    for (const std::string& value : allowance.values) {
      values_[value].insert(allowance.label);
      const auto size = static_cast<uint32_t>(value.size());
      const std::vector<Word> words = SplitWords(value, {0, size});
      if (words.empty()) continue;
      // A sign at an end ("C++") would be lost among words.
      if (words.front().original.begin != 0 || words.back().original.end != size) continue;
      phrases_[KeyOf(words)].insert(allowance.label);
      word_counts_.insert(words.size());
    }
  }
}

void Allowances::Apply(const JudgedCell& cell, size_t first, std::vector<Finding>* findings) const {
  if (is_empty() || findings->size() == first) return;
  const auto is_left_out = [&](const Finding& finding) {
    return IsUnderThreshold(finding) || OfField(cell.field, finding.label) != nullptr ||
           IsAllowedValue(cell.text, finding);
  };
  findings->erase(std::remove_if(findings->begin() + static_cast<ptrdiff_t>(first), findings->end(),
                                 is_left_out),
                  findings->end());
}

const Allowance* Allowances::OfField(std::string_view field, LabelId label) const {
  if (by_field_.empty() || field.empty()) return nullptr;
  const auto found = by_field_.find(JoinedName(field));
  if (found == by_field_.end()) return nullptr;
  for (const Allowance* allowance : found->second) {
    if (allowance->label == kNoLabel || allowance->label == label) return allowance;
  }
  return nullptr;
}

bool Allowances::IsAllowedValue(std::string_view text, const Finding& finding) const {
  if (values_.empty()) return false;
  const Result<std::string> phrase =
      FoldPhrase(text.substr(finding.span.begin, finding.span.size()));
  if (!phrase.ok()) return false;
  const auto value = values_.find(*phrase);
  if (value != values_.end() && Holds(value->second, finding.label)) return true;
  const std::vector<Word> words = SplitWords(text, Around(text, finding.span));
  // The words of the finding itself are [begin, end).
  size_t begin = 0;
  while (begin < words.size() && words[begin].original.end <= finding.span.begin) ++begin;
  size_t end = begin;
  while (end < words.size() && words[end].original.begin < finding.span.end) ++end;
  if (begin == end) return false;
  for (const size_t count : word_counts_) {
    if (count < end - begin) continue;
    const size_t from = count > end ? 0 : end - count;
    for (size_t at = from; at <= begin && at + count <= words.size(); ++at) {
      const auto known = phrases_.find(KeyOf(std::span(words).subspan(at, count)));
      if (known != phrases_.end() && Holds(known->second, finding.label)) return true;
    }
  }
  return false;
}

bool Allowances::IsUnderThreshold(const Finding& finding) const {
  return std::any_of(thresholds_.begin(), thresholds_.end(), [&](const Threshold& threshold) {
    const bool is_meant =
        threshold.label == finding.label &&
        (threshold.grade == EvidenceGrade::kNone || threshold.grade == finding.grade);
    return is_meant && finding.confidence < threshold.confidence;
  });
}

}  // namespace sunder::scanner
