// Words spelled so that they are not found: digits and signs for letters, letters apart, letters
// repeated, digits in odd groups. Private to this folder.
#pragma once

#include <string>
#include <string_view>

#include "scanner/text/unmask_points.h"

namespace sunder::scanner {

// Where a sign stands for more than one letter: the first (1 and ! are i, a spaced "a" is an
// article, of a repeated letter one stays), the second (they are l, "a" belongs to the word, two
// stay) or the third (1 is l and ! is i, the first spaced letter is a word).
enum class Reading { kFirst, kSecond, kThird };

// False: another reading comes to the same; here and below.
bool PlainSpelling(Reading reading, TextPoints* points);

// Numbers in groups between equal odd separators.
void PlainDigitGroups(TextPoints* points);

// Words "wRiTtEn LiKe tHiS": the first reading is "Written", of a short word the second "WRITTEN".
bool PlainCase(Reading reading, TextPoints* points);

// Whether the letters of `word`, all ASCII, change their case at random.
bool IsRandomCase(std::string_view word);

enum class LeetRule {
  kSure,    // words that would hardly be written so otherwise
  kLikely,  // words with digits at the end as well
  kAll,     // whatever has a letter
};

// The words of `chunk` (no white space in it; Latin letters beyond ASCII are in UTF-8, or the
// byte C3 alone) with letters for the digits and signs in them, of the same length. False: none are
// written so.
bool ReadLeet(std::string_view chunk, Reading reading, LeetRule rule, std::string* plain);

// What may stand between letters that are spelled one by one, or between groups of digits.
constexpr bool IsSpellingGap(char32_t c) {
  switch (c) {
    case ' ':
    case '.':
    case '-':
    case '*':
    case '_':
    case '~':
    case '+':
    case '|':
    case '/':
    case 0xB7:
    case 0x2022:
      return true;
    default:
      return false;
  }
}

}  // namespace sunder::scanner
