// Words spelled so that they are not found: digits and signs for letters, letters apart, letters
// repeated, digits in odd groups. Private to this folder.
#pragma once

#include <string>
#include <string_view>

#include "scanner/text/unmask_points.h"

namespace sunder::scanner {

// Where a sign stands for more than one letter: the first (1 is i, a spaced "a" is an article, of a
// repeated letter one stays) or the second (1 is l, "a" belongs to the word, two stay).
enum class Reading { kFirst, kSecond };

void PlainSpelling(Reading reading, TextPoints* points);

// The words of `chunk` (no white space in it; a character beyond ASCII may be any byte >= 0x80)
// with letters for the digits and signs in them, of the same length. False: none are written so.
bool ReadLeet(std::string_view chunk, Reading reading, std::string* plain);

// What may stand between letters that are spelled one by one, or between groups of digits.
bool IsSpellingGap(char32_t c);

}  // namespace sunder::scanner
