#include "scanner/context/field_names.h"

#include <algorithm>
#include <bit>
#include <tuple>

#include "scanner/context/words.h"

namespace sunder::scanner {

FieldNames::FieldNames(ArchiveReader* reader) { (*reader)(*this); }

FieldNames::FieldNames(const RuleSet& rules) {
  TextLists<Entry>::Builder by_phrase;
  for (RuleIndex index = 0; index < rules.rules.size(); ++index) {
    const Rule& rule = rules.rules[index];
    for (const Pattern& pattern : rule.patterns) {
      if (pattern.view != View::kFieldName) continue;
      for (const Term& term : pattern.terms) {
        const std::vector<std::string> words = SplitName(term.folded);
        if (words.empty()) continue;
        std::string key;
        std::string joined;  // "firstname"
        for (const std::string& word : words) {
          key += (key.empty() ? "" : " ") + word;
          joined += word;
        }
        const Entry entry{index, rule.label, std::bit_cast<uint32_t>(pattern.confidence)};
        by_phrase.Add(key, entry);
        if (words.size() > 1) by_phrase.Add(joined, entry);
        words_max_ = std::max(words_max_, static_cast<uint32_t>(words.size()));
      }
    }
  }
  by_phrase_ = by_phrase.Build();
}

std::vector<FieldNameMatch> FieldNames::MatchWords(const std::vector<std::string>& words) const {
  std::vector<FieldNameMatch> matches;
  const auto word_count = static_cast<uint32_t>(words.size());
  std::string key;
  for (uint32_t begin = 0; begin < word_count; ++begin) {
    key.clear();
    for (uint32_t end = begin; end < word_count && end - begin < words_max_; ++end) {
      if (end > begin) key += ' ';
      key += words[end];
      for (const Entry& entry : by_phrase_.Find(key)) {
        matches.push_back({entry.rule, static_cast<LabelId>(entry.label),
                           std::bit_cast<float>(entry.confidence_bits), begin, end + 1,
                           word_count});
      }
    }
  }
  const auto order = [](const FieldNameMatch& match) {
    return std::tuple(-static_cast<int64_t>(match.end - match.begin), match.begin, match.rule,
                      -match.confidence);
  };
  std::sort(matches.begin(), matches.end(),
            [&](const FieldNameMatch& a, const FieldNameMatch& b) { return order(a) < order(b); });
  return matches;
}

std::vector<FieldNameMatch> FieldNames::Match(std::string_view name) const {
  return MatchWords(SplitName(name));
}

bool FieldNames::Names(std::string_view name, LabelId label) const {
  if (name.empty()) return false;
  const std::vector<FieldNameMatch> matches = Match(name);
  return std::any_of(matches.begin(), matches.end(),
                     [&](const FieldNameMatch& match) { return match.label == label; });
}

}  // namespace sunder::scanner
