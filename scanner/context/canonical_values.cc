#include "scanner/context/canonical_values.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace sunder::scanner {
namespace {

// "No" under a special header states that there is none; a vocabulary with a value of its own for
// it ("None", "No religion") is asked first.
constexpr std::array<std::string_view, 12> kNegations = {"no",    "none",  "nil",     "null",
                                                         "false", "n",     "nein",    "non",
                                                         "keine", "aucun", "ninguno", "ninguna"};

}  // namespace

std::string NormalizeCell(std::string_view folded) {
  std::string out;
  for (const char c : folded) {
    const bool is_space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (is_space) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  while (!out.empty() && (out.back() == ' ' || out.back() == '.')) out.pop_back();
  return out;
}

void CanonicalValues::AddMissing() {
  for (const std::string& word : rules_.missing_words) missing_.insert(NormalizeCell(word));
}

CanonicalValues::CanonicalValues(const RuleSet& rules, ArchiveReader* reader) : rules_(rules) {
  AddMissing();
  (*reader)(*this);
}

CanonicalValues::CanonicalValues(const RuleSet& rules) : rules_(rules) {
  AddMissing();
  std::vector<TextTableBuilder> exact(rules.labels.size());
  const auto add = [&](LabelId label, const std::string& text, ValueId value) {
    uint32_t& known = exact[label].At(text);  // the first one stays
    if (known == TextTable::kNone) known = value;
  };
  for (const Rule& rule : rules.rules) {
    for (const Pattern& pattern : rule.patterns) {
      // Words that head a value are none.
      const bool is_label = pattern.view == View::kFieldName || pattern.view == View::kLabel;
      if (is_label || pattern.is_code_system) continue;
      for (const Term& term : pattern.terms) {
        if (term.value == kNoValue) continue;
        add(rule.label, NormalizeCell(term.folded), term.value);
      }
    }
  }
  // Names of the vocabulary stand for themselves.
  for (ValueId id = 1; id < rules.vocabulary.size(); ++id) {
    const CanonicalValue& value = rules.vocabulary.value(id);
    const bool is_node = value.parent != kNoValue && id != rules.vocabulary.Other(value.label) &&
                         id != rules.vocabulary.Multiple(value.label);
    if (!is_node || value.label >= exact.size()) continue;
    Result<std::string> folded = Fold(value.name);
    if (folded.ok()) add(value.label, NormalizeCell(*folded), id);
  }
  for (TextTableBuilder& table : exact) exact_.push_back(table.Build());
}

bool CanonicalValues::IsMissing(std::string_view folded_cell) const {
  const bool has_letter = std::any_of(folded_cell.begin(), folded_cell.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
  if (!has_letter) return true;
  if (missing_.count(std::string(folded_cell)) > 0) return true;
  return std::find(kNegations.begin(), kNegations.end(), folded_cell) != kNegations.end();
}

ValueId CanonicalValues::Exact(LabelId label, std::string_view folded_cell) const {
  if (label >= exact_.size()) return kNoValue;
  const uint32_t value = exact_[label].Find(folded_cell);
  return value == TextTable::kNone ? kNoValue : value;
}

ValueId CanonicalValues::FromCandidates(LabelId label, std::vector<Candidate> candidates) const {
  std::erase_if(candidates, [&](const Candidate& candidate) { return candidate.label != label; });
  const auto order = [](const Candidate& candidate) {
    return std::tuple(-static_cast<int64_t>(candidate.original.size()), candidate.original.begin,
                      candidate.value);
  };
  std::sort(candidates.begin(), candidates.end(),
            [&](const Candidate& a, const Candidate& b) { return order(a) < order(b); });
  std::vector<Span> taken;
  ValueId merged = kNoValue;
  bool has_root = false;
  const ValueId root = rules_.vocabulary.Root(label);
  for (const Candidate& candidate : candidates) {
    const bool overlaps = std::any_of(taken.begin(), taken.end(), [&](const Span& span) {
      return span.Overlaps(candidate.original);
    });
    if (overlaps || candidate.value == kNoValue) continue;
    taken.push_back(candidate.original);
    if (candidate.value == root) {
      has_root = true;
    } else {
      merged = rules_.vocabulary.Merge(merged, candidate.value);
    }
  }
  return merged == kNoValue && has_root ? root : merged;
}

}  // namespace sunder::scanner
