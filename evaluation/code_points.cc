#include "evaluation/code_points.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sunder::evaluation {
namespace {

using Range = std::pair<char32_t, char32_t>;  // both ends included

constexpr auto kMarks = std::to_array<Range>({
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05C7}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x0670, 0x0670}, {0x06D6, 0x06ED}, {0x0900, 0x0903}, {0x093A, 0x094F}, {0x0951, 0x0957},
    {0x0962, 0x0963}, {0x0981, 0x0983}, {0x09BC, 0x09CD}, {0x0A01, 0x0A4D}, {0x0A81, 0x0ACD},
    {0x0B82, 0x0BCD}, {0x0C00, 0x0C4D}, {0x0D00, 0x0D4D}, {0x0E31, 0x0E3A}, {0x0E47, 0x0E4E},
    {0x1AB0, 0x1AFF}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
});
// Spaces, punctuation, symbols and digits beyond ASCII, where texts of the corpus may have them.
constexpr auto kNoLetters = std::to_array<Range>({
    {0x0080, 0x00A9}, {0x00AB, 0x00B4}, {0x00B6, 0x00B9}, {0x00BB, 0x00BF},   {0x00D7, 0x00D7},
    {0x00F7, 0x00F7}, {0x02B0, 0x02FF}, {0x0589, 0x058F}, {0x05F3, 0x05F4},   {0x0600, 0x061F},
    {0x0660, 0x066D}, {0x06D4, 0x06D4}, {0x06F0, 0x06F9}, {0x0964, 0x096F},   {0x09E6, 0x09EF},
    {0x0E50, 0x0E5B}, {0x2000, 0x2BFF}, {0x2E00, 0x2E7F}, {0x3000, 0x3004},   {0x3007, 0x3020},
    {0x3030, 0x3030}, {0x30FB, 0x30FB}, {0xE000, 0xF8FF}, {0xFE10, 0xFE1F},   {0xFE30, 0xFE6F},
    {0xFF00, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0x1F000, 0x1FAFF},
});

template <size_t size>
bool IsIn(const std::array<Range, size>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [c](const Range& range) { return range.first <= c && c <= range.second; });
}

// Length of the sequence that `lead` begins; 0 if it begins none.
size_t SequenceSize(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

bool IsBetween(char32_t c, char32_t first, char32_t last) { return first <= c && c <= last; }

}  // namespace

std::u32string DecodeCodePoints(std::string_view text) {
  std::u32string points;
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const size_t size = SequenceSize(lead);
    if (size <= 1 || i + size > text.size()) {
      points += static_cast<char32_t>(lead);
      ++i;
      continue;
    }
    char32_t c = lead & (0x7FU >> size);
    for (size_t j = 1; j < size; ++j) {
      c = c << 6U | (static_cast<unsigned char>(text[i + j]) & 0x3FU);
    }
    points += c;
    i += size;
  }
  return points;
}

void AppendCodePoint(char32_t c, std::string* text) {
  if (c < 0x80) {
    *text += static_cast<char>(c);
    return;
  }
  if (c < 0x800) {
    *text += static_cast<char>(0xC0U | c >> 6U);
  } else {
    if (c < 0x10000) {
      *text += static_cast<char>(0xE0U | c >> 12U);
    } else {
      *text += static_cast<char>(0xF0U | c >> 18U);
      *text += static_cast<char>(0x80U | (c >> 12U & 0x3FU));
    }
    *text += static_cast<char>(0x80U | (c >> 6U & 0x3FU));
  }
  *text += static_cast<char>(0x80U | (c & 0x3FU));
}

std::string EncodeCodePoints(std::u32string_view points) {
  std::string text;
  for (const char32_t c : points) AppendCodePoint(c, &text);
  return text;
}

bool IsMark(char32_t c) { return IsIn(kMarks, c); }

bool IsAsciiDigit(char32_t c) { return IsBetween(c, U'0', U'9'); }

bool IsLetter(char32_t c) {
  if (c < 0x80) return IsBetween(c, U'a', U'z') || IsBetween(c, U'A', U'Z');
  return !IsMark(c) && !IsIn(kNoLetters, c);
}

char32_t UpperCase(char32_t c) {
  if (IsBetween(c, U'a', U'z') || (IsBetween(c, 0xE0, 0xFE) && c != 0xF7)) return c - 0x20;
  if (IsBetween(c, 0x3B1, 0x3C9) && c != 0x3C2) return c - 0x20;
  if (IsBetween(c, 0x430, 0x44F)) return c - 0x20;
  return IsBetween(c, 0x450, 0x45F) ? c - 0x50 : c;
}

char32_t LowerCase(char32_t c) {
  if (IsBetween(c, U'A', U'Z') || (IsBetween(c, 0xC0, 0xDE) && c != 0xD7)) return c + 0x20;
  if (IsBetween(c, 0x391, 0x3A9) && c != 0x3A2) return c + 0x20;
  if (IsBetween(c, 0x410, 0x42F)) return c + 0x20;
  return IsBetween(c, 0x400, 0x40F) ? c + 0x50 : c;
}

}  // namespace sunder::evaluation
