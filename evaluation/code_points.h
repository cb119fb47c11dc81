// UTF-8 in and out, and the few facts about characters that evasions need. Own code on purpose: the
// blind test of the scanner's text handling shares nothing with it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sunder::evaluation {

// A byte that begins no valid sequence becomes a code point of its own value.
std::u32string DecodeCodePoints(std::string_view text);
void AppendCodePoint(char32_t c, std::string* text);
std::string EncodeCodePoints(std::u32string_view points);

// A combining mark of the common scripts: not to be parted from the letter before it.
bool IsMark(char32_t c);
// A letter or an ideograph: roughly, all that is no digit, space, punctuation, symbol or mark.
bool IsLetter(char32_t c);
bool IsAsciiDigit(char32_t c);
// Of Latin-1, Greek and Cyrillic letters; anything else is unchanged.
char32_t UpperCase(char32_t c);
char32_t LowerCase(char32_t c);

}  // namespace sunder::evaluation
