// Text for terminals and pages: names come from sources and may hold anything, terminal escapes and
// broken UTF-8 included.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sunder::reports {

struct CodePoint {
  char32_t value = 0;
  size_t size_bytes = 0;  // at least 1, so that a loop over broken text ends
  bool is_valid = true;   // false: overlong, surrogate, cut off or a stray byte
};

// REQUIRES: offset < text.size().
CodePoint DecodeCodePoint(std::string_view text, size_t offset);
void AppendUtf8(char32_t code_point, std::string* out);

// Control characters, bidirectional overrides and line separators: they would steer a terminal or
// make a name read as another one.
bool IsUnsafeToShow(char32_t code_point);

// `text` with invalid bytes as U+FFFD and unsafe characters spelled out ("\x1B", "\u202E").
std::string ShownText(std::string_view text);

// Terminal columns of shown text: wide East Asian characters take two, combining ones none.
size_t DisplayWidth(std::string_view shown);
// At most `width` columns (8 or more); cut in the middle with "..." since paths differ at the end.
std::string Clip(std::string_view shown, size_t width);
std::string PadRight(std::string_view shown, size_t width);
std::string PadLeft(std::string_view shown, size_t width);
// Lines of at most `width` columns, broken at spaces; a longer word keeps a line of its own.
std::vector<std::string> Wrap(std::string_view shown, size_t width);

}  // namespace sunder::reports
