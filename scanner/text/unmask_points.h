// A text as code points that know where they came from. Private to this folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/text/unmask.h"

namespace sunder::scanner {

struct TextPoint {
  char32_t c = 0;
  uint32_t begin = 0;  // bytes of the original
  uint32_t end = 0;
};
using TextPoints = std::vector<TextPoint>;

// Nothing where the text is not UTF-8.
std::optional<TextPoints> PointsOf(std::string_view text);
UnmaskedText TextOf(const TextPoints& points);

// The code point at `*at`, which moves behind it. Negative: not UTF-8.
int32_t NextPoint(std::string_view text, size_t* at);

constexpr bool IsAsciiUpper(char32_t c) { return c >= 'A' && c <= 'Z'; }
constexpr bool IsAsciiLower(char32_t c) { return c >= 'a' && c <= 'z'; }
constexpr bool IsAsciiLetter(char32_t c) { return IsAsciiUpper(c) || IsAsciiLower(c); }
constexpr bool IsAsciiDigit(char32_t c) { return c >= '0' && c <= '9'; }
constexpr char32_t AsciiLower(char32_t c) { return IsAsciiUpper(c) ? c + ('a' - 'A') : c; }
constexpr bool IsAsciiSpace(char32_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

constexpr int HexValue(char32_t c) {
  if (IsAsciiDigit(c)) return static_cast<int>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<int>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<int>(c - 'A') + 10;
  return -1;
}

}  // namespace sunder::scanner
