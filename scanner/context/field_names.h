// Headers, JSON paths and table names against the `field_name` terms of the rules, word by word.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "scanner/rules/rule_set.h"
#include "scanner/text/archive.h"
#include "scanner/text/text_lists.h"

namespace sunder::scanner {

// Words [begin, end) of a split name are a term of a rule.
struct FieldNameMatch {
  RuleIndex rule = 0;
  LabelId label = kNoLabel;
  float confidence = 0;
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t word_count = 0;  // of the whole name
  bool is_guess = false;    // a shortened or longer word, as `Guesses` finds them
  // The term is written with "!": it names one value, and yes and no are answers to it.
  bool states_value = false;
  bool is_whole() const { return end - begin == word_count; }
};

// Immutable.
class FieldNames {
 public:
  explicit FieldNames(const RuleSet& rules);
  explicit FieldNames(ArchiveReader* reader);  // one that was written
  template <class Archive>
  void Fields(Archive& archive) {
    archive(by_phrase_, shortened_, words_max_);
  }

  // All matches, longest first, then by position and rule.
  std::vector<FieldNameMatch> Match(std::string_view name) const;
  std::vector<FieldNameMatch> MatchWords(const std::vector<std::string>& words) const;
  // Whether one of the label's ends with the last of the words.
  bool NameEnds(const std::vector<std::string>& words, LabelId label) const;
  // Terms that words of the name stand for without being them: cut off ("konfes", "sex orient"),
  // without vowels ("relgn"), misspelt by a letter ("religon"), with an ending or a compound's
  // other half ("glaubenskl"). Only of
  // words that no term spells; the values below the name have to agree.
  std::vector<FieldNameMatch> Guesses(const std::vector<std::string>& words) const;
  // Whether `label` is among the labels that the name speaks of.
  bool Names(std::string_view name, LabelId label) const;

 private:
  struct Entry {
    RuleIndex rule;
    uint32_t label;            // a LabelId, widened: entries have no padding
    uint32_t confidence_bits;  // of the float
    uint32_t states_value;     // 0 or 1
  };
  void AddTerm(const std::vector<std::string>& words, const Entry& entry, bool is_special,
               TextLists<Entry>::Builder* by_phrase, TextLists<Entry>::Builder* shortened);
  std::span<const Entry> GuessOf(const std::string& word) const;
  std::span<const Entry> MisspeltTerm(const std::string& word) const;

  TextLists<Entry> by_phrase_;
  TextLists<Entry> shortened_;
  uint32_t words_max_ = 0;
};

}  // namespace sunder::scanner
