// What ICU says of single characters, from a table for the alphabets: its own look-ups take longer
// than all else that is done with a character. Private to this folder.
#pragma once

#include <cstdint>

#include "scanner/text/unmask_lookalikes.h"

namespace sunder::scanner {

struct PointFacts {
  uint8_t category = 0;  // UCharCategory
  LetterScript script = LetterScript::kNone;
  bool is_letter = false;     // u_isalpha
  bool is_ignorable = false;  // shows nothing
};

PointFacts FactsOf(char32_t c);

}  // namespace sunder::scanner
