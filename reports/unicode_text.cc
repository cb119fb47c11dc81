#include "reports/unicode_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <utility>

namespace sunder::reports {
namespace {

using Range = std::pair<char32_t, char32_t>;

// East Asian Width W and F of Unicode 15 (EastAsianWidth.txt), blocks joined.
constexpr std::array<Range, 14> kWide = {{{0x1100, 0x115F},
                                          {0x2E80, 0x303E},
                                          {0x3041, 0x33FF},
                                          {0x3400, 0x4DBF},
                                          {0x4E00, 0x9FFF},
                                          {0xA000, 0xA4CF},
                                          {0xA960, 0xA97F},
                                          {0xAC00, 0xD7A3},
                                          {0xF900, 0xFAFF},
                                          {0xFE30, 0xFE6F},
                                          {0xFF00, 0xFF60},
                                          {0xFFE0, 0xFFE6},
                                          {0x1F300, 0x1FAFF},
                                          {0x20000, 0x3FFFD}}};

// General categories Mn and Me and the joiners, of the scripts that names of fields come in.
constexpr std::array<Range, 24> kZeroWidth = {
    {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05C7},  {0x0610, 0x061A},
     {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4},  {0x0900, 0x0902},
     {0x093C, 0x093C}, {0x0941, 0x0948}, {0x094D, 0x094D}, {0x0E31, 0x0E31},  {0x0E34, 0x0E3A},
     {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D},  {0x20D0, 0x20FF},
     {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF}}};

template <size_t N>
bool IsIn(const std::array<Range, N>& ranges, char32_t code_point) {
  const auto after =
      std::upper_bound(ranges.begin(), ranges.end(), code_point,
                       [](char32_t value, const Range& range) { return value < range.first; });
  return after != ranges.begin() && code_point <= std::prev(after)->second;
}

size_t WidthOf(char32_t code_point) {
  if (code_point < 0x300) return 1;
  if (IsIn(kZeroWidth, code_point)) return 0;
  return IsIn(kWide, code_point) ? 2 : 1;
}

void AppendSpelledOut(char32_t code_point, std::string* out) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const int digits = code_point < 0x100 ? 2 : 4;
  *out += digits == 2 ? "\\x" : "\\u";
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    *out += kHex[(code_point >> shift) & 0xF];
  }
}

// The longest prefix of at most `width` columns; whole code points.
size_t PrefixBytes(std::string_view shown, size_t width) {
  size_t columns = 0;
  size_t offset = 0;
  while (offset < shown.size()) {
    const CodePoint next = DecodeCodePoint(shown, offset);
    columns += WidthOf(next.value);
    if (columns > width) break;
    offset += next.size_bytes;
  }
  return offset;
}

}  // namespace

CodePoint DecodeCodePoint(std::string_view text, size_t offset) {
  const auto byte_at = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
  const uint8_t lead = byte_at(offset);
  if (lead < 0x80) return {lead, 1, true};
  const CodePoint broken = {0xFFFD, 1, false};
  const size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || offset + size > text.size()) return broken;
  char32_t value = lead & (0xFF >> (size + 1));
  for (size_t i = 1; i < size; ++i) {
    const uint8_t byte = byte_at(offset + i);
    if ((byte & 0xC0) != 0x80) return broken;
    value = (value << 6) | (byte & 0x3F);
  }
  constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest[size] || value > 0x10FFFF || is_surrogate) return broken;
  return {value, size, true};
}

void AppendUtf8(char32_t code_point, std::string* out) {
  const auto add = [out](char32_t byte) { *out += static_cast<char>(byte); };
  if (code_point < 0x80) return add(code_point);
  if (code_point < 0x800) {
    add(0xC0 | (code_point >> 6));
  } else {
    if (code_point < 0x10000) {
      add(0xE0 | (code_point >> 12));
    } else {
      add(0xF0 | (code_point >> 18));
      add(0x80 | ((code_point >> 12) & 0x3F));
    }
    add(0x80 | ((code_point >> 6) & 0x3F));
  }
  add(0x80 | (code_point & 0x3F));
}

bool IsUnsafeToShow(char32_t code_point) {
  if (code_point < 0x20) return true;
  if (code_point >= 0x7F && code_point <= 0x9F) return true;
  if (code_point == 0x061C || code_point == 0x200E || code_point == 0x200F) return true;
  if (code_point >= 0x2028 && code_point <= 0x202E) return true;
  return code_point >= 0x2066 && code_point <= 0x2069;
}

std::string ShownText(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  for (size_t offset = 0; offset < text.size();) {
    const CodePoint next = DecodeCodePoint(text, offset);
    if (IsUnsafeToShow(next.value)) {
      AppendSpelledOut(next.value, &shown);
    } else {
      AppendUtf8(next.value, &shown);
    }
    offset += next.size_bytes;
  }
  return shown;
}

size_t DisplayWidth(std::string_view shown) {
  size_t columns = 0;
  for (size_t offset = 0; offset < shown.size();) {
    const CodePoint next = DecodeCodePoint(shown, offset);
    columns += WidthOf(next.value);
    offset += next.size_bytes;
  }
  return columns;
}

std::string Clip(std::string_view shown, size_t width) {
  const size_t full = DisplayWidth(shown);
  if (full <= width) return std::string(shown);
  const size_t kept = std::max<size_t>(width, 8) - 3;
  const size_t head_bytes = PrefixBytes(shown, kept / 2);
  size_t tail = head_bytes;
  size_t tail_columns = full - DisplayWidth(shown.substr(0, head_bytes));
  while (tail_columns > kept - kept / 2) {
    const CodePoint next = DecodeCodePoint(shown, tail);
    tail_columns -= WidthOf(next.value);
    tail += next.size_bytes;
  }
  return std::string(shown.substr(0, head_bytes)) + "..." + std::string(shown.substr(tail));
}

std::string PadRight(std::string_view shown, size_t width) {
  const size_t columns = DisplayWidth(shown);
  return std::string(shown) + std::string(columns < width ? width - columns : 0, ' ');
}

std::string PadLeft(std::string_view shown, size_t width) {
  const size_t columns = DisplayWidth(shown);
  return std::string(columns < width ? width - columns : 0, ' ') + std::string(shown);
}

std::vector<std::string> Wrap(std::string_view shown, size_t width) {
  std::vector<std::string> lines;
  std::string line;
  size_t line_columns = 0;
  for (size_t begin = 0; begin < shown.size();) {
    const size_t end = std::min(shown.find(' ', begin), shown.size());
    const std::string_view word = shown.substr(begin, end - begin);
    begin = end + 1;
    if (word.empty()) continue;
    const size_t columns = DisplayWidth(word);
    if (!line.empty() && line_columns + 1 + columns > width) {
      lines.push_back(std::move(line));
      line.clear();
      line_columns = 0;
    }
    if (!line.empty()) {
      line += ' ';
      ++line_columns;
    }
    line += word;
    line_columns += columns;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

}  // namespace sunder::reports
