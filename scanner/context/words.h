// Words of a text with what stands between them: the form in which cues are looked up.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace sunder::scanner {

struct Word {
  Span original;               // bytes of the text that was split
  uint32_t gap_begin = 0;      // end of the word before; [gap_begin, original.begin) lies between
  std::string marks;           // the gap as ASCII signs (CharacterAt): "，" reads ","
  std::string folded;          // "i'm" is split into "i" and "am", "isn't" into "is" and "not"
  bool is_capital = false;     // begins with an upper-case letter
  bool is_upper = false;       // two letters and more, all in upper case
  bool is_possessive = false;  // "patient's"; the folded form is without the ending
  bool is_ideograph = false;   // one character of a script that knows no spaces
};

// Words of `text` within `range`. Offsets are those of `text`.
std::vector<Word> SplitWords(std::string_view text, Span range);

// The gap before the word, as written.
inline std::string_view GapBefore(std::string_view text, const Word& word) {
  return text.substr(word.gap_begin, word.original.begin - word.gap_begin);
}

// Whether one of the signs is among the marks: both are few.
inline bool HasSign(std::string_view marks, std::string_view signs) {
  for (const char mark : marks) {
    for (const char sign : signs) {
      if (mark == sign) return true;
    }
  }
  return false;
}

// Whether the gap before the word joins it to the one before: spaces, hyphens and quotes only.
bool IsJoined(const Word& word);

// The words of a header, JSON path or table name, folded: "customerReligion", "customer_religion"
// and "customer.religion" all are {"customer", "religion"}; digits stand alone.
std::vector<std::string> SplitName(std::string_view name);

// Plural English noun by its ending, or one of the few that need no ending.
bool IsPlural(std::string_view folded);

}  // namespace sunder::scanner
