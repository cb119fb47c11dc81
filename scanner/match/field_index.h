// Field names: headers, JSON paths, table names, split into words and looked up. Private to this
// folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/span.h"
#include "scanner/match/pattern_id.h"
#include "scanner/text/text_lists.h"

namespace sunder::scanner {

struct FieldWord {
  Span span;  // in the name
  std::string folded;
};

// "customerReligion", "customer_religion", "customer.religion[0]" -> customer, religion (, 0).
// Words of a name that is not UTF-8 are left out.
std::vector<FieldWord> SplitFieldName(std::string_view name);

// What a row of words stands for: a term of a `field_name` pattern, or a context word of a rule.
struct FieldUse {
  enum class Kind : uint32_t { kTerm, kContext };
  Kind kind = Kind::kTerm;
  PatternId pattern = 0;
  uint32_t term = 0;
  RuleIndex rule = 0;
};

// Immutable. Words are compared without what parts them, so that a name written in one
// ("dateofbirth") is found as well.
class FieldIndex {
 public:
  class Builder {
   public:
    void Add(std::string_view folded_term, const FieldUse& use);
    FieldIndex Build();

   private:
    TextLists<FieldUse>::Builder by_key_;
    uint64_t key_size_max_ = 0;
  };

  template <class Archive>
  void Fields(Archive& archive) {
    archive(key_size_max_, by_key_);
  }

  // Calls `take(use, span, is_whole_name)` for every row of words in `name` that is known.
  template <class Take>
  void ForEach(std::string_view name, Take take) const {
    const std::vector<FieldWord> words = SplitFieldName(name);
    std::string key;
    for (size_t first = 0; first < words.size(); ++first) {
      key.clear();
      for (size_t last = first; last < words.size() && last - first < kWordsMax; ++last) {
        key += words[last].folded;
        if (key.size() > key_size_max_) break;
        const Span span{words[first].span.begin, words[last].span.end};
        for (const FieldUse& use : by_key_.Find(key)) {
          take(use, span, first == 0 && last + 1 == words.size());
        }
      }
    }
  }

 private:
  static constexpr size_t kWordsMax = 12;

  TextLists<FieldUse> by_key_;
  uint64_t key_size_max_ = 0;
};

}  // namespace sunder::scanner
