// Where a code stands in a form, a record or a log line: where it ends, whether its field ends with
// it, whether it is one of several to choose from. Offsets are bytes of folded text.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/span.h"

namespace sunder::scanner {

// `mark`: as of Character.
bool IsSign(char mark, std::string_view signs);
// Where a code of letters, digits and inner hyphens that begins at `begin` ends; `begin`: none.
uint32_t EndOfCode(std::string_view text, uint32_t begin);
// "I'd", "EXIF_ROTATE": a piece of a longer word.
bool IsPieceOfWord(std::string_view text, Span code);
// Behind a box to be ticked: a choice.
bool IsBoxed(std::string_view text, uint32_t begin);
// The code is explained, not given: "{"M": "Muslim"}", "RC = Roman Catholic"; or it is a label.
bool IsKey(std::string_view text, uint32_t code_end);
// "A / B / C", "M|F|X", "{LDVD, LSOC}", "RK - NH - none": what may be chosen, not what was.
bool IsChoice(std::string_view text, Span code);
// Whether a field begins here: nothing stands before it, or what parts fields.
bool BeginsField(std::string_view text, uint32_t at);
// Whether the field ends behind the code, or the next begins: "Race: B Sex: F", "party=REP u.id=7".
bool EndsField(std::string_view text, Span code);

}  // namespace sunder::scanner
