// Words of a folded text together with the case that the original gave them.
#pragma once

#include <string>
#include <vector>

#include "scanner/match/validators/validators.h"

namespace sunder::scanner {

struct CasedWord {
  Span span;                // bytes of the folded cell; inner hyphens and apostrophes included
  std::string lower;        // ASCII letters in lower case, without a closing "'s"
  bool is_capital = false;  // the original's first letter is upper case
  bool is_upper = false;    // two or more letters, none of them lower case
  bool is_initial = false;  // one capital letter
  bool has_period = false;  // a period follows directly
  bool has_digit = false;
  bool is_possessive = false;  // ended in "'s", which is not in `span`
};

// The word that covers or starts at `offset`; its span is empty when there is none.
CasedWord WordAt(const ValidationInput& input, uint32_t offset);
// The next word after `word` when nothing but one blank (or a period and a blank) parts them; an
// empty span otherwise.
CasedWord NextWord(const ValidationInput& input, const CasedWord& word);
CasedWord PreviousWord(const ValidationInput& input, const CasedWord& word);
// Whether a sentence, line, quotation or list item begins at this offset.
bool IsSentenceStart(const ValidationInput& input, uint32_t offset);

}  // namespace sunder::scanner
