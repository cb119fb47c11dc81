// Headers, JSON paths and table names against the `field_name` terms of the rules, word by word.
#pragma once

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
  bool is_whole() const { return end - begin == word_count; }
};

// Immutable.
class FieldNames {
 public:
  explicit FieldNames(const RuleSet& rules);
  explicit FieldNames(ArchiveReader* reader);  // one that was written
  template <class Archive>
  void Fields(Archive& archive) {
    archive(by_phrase_, words_max_);
  }

  // All matches, longest first, then by position and rule.
  std::vector<FieldNameMatch> Match(std::string_view name) const;
  std::vector<FieldNameMatch> MatchWords(const std::vector<std::string>& words) const;
  // Whether `label` is among the labels that the name speaks of.
  bool Names(std::string_view name, LabelId label) const;

 private:
  struct Entry {
    RuleIndex rule;
    uint32_t label;            // a LabelId, widened: entries have no padding
    uint32_t confidence_bits;  // of the float
  };
  TextLists<Entry> by_phrase_;
  uint32_t words_max_ = 0;
};

}  // namespace sunder::scanner
