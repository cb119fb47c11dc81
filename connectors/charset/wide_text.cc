#include "connectors/charset/wide_text.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace sunder::charset {
namespace {

constexpr size_t kSampleSizeBytes = 8 * 1024;
constexpr size_t kCharactersMin = 8;  // fewer tell nothing

uint32_t UnitAt(std::string_view bytes, size_t at, size_t width, bool is_big) {
  uint32_t unit = 0;
  for (size_t i = 0; i < width; ++i) {
    const size_t from = is_big ? at + i : at + width - 1 - i;
    unit = unit << 8 | static_cast<uint8_t>(bytes[from]);
  }
  return unit;
}

bool IsPlausible(uint32_t character) {
  if (character < 0x20) return character == '\t' || character == '\n' || character == '\r';
  if (character > 0x10FFFF) return false;
  const auto type = u_charType(static_cast<UChar32>(character));
  return type != U_UNASSIGNED && type != U_PRIVATE_USE_CHAR && type != U_SURROGATE &&
         type != U_CONTROL_CHAR;
}

// Every unit is a character that texts have, and white space stands among them as in texts.
bool IsText(std::string_view bytes, size_t width, bool is_big) {
  size_t characters = 0;
  size_t spaces = 0;
  for (size_t at = 0; at + width <= bytes.size(); at += width) {
    uint32_t unit = UnitAt(bytes, at, width, is_big);
    if (width == 2 && U16_IS_LEAD(unit)) {
      at += width;
      if (at + width > bytes.size()) break;
      const uint32_t trail = UnitAt(bytes, at, width, is_big);
      if (!U16_IS_TRAIL(trail)) return false;
      unit = static_cast<uint32_t>(U16_GET_SUPPLEMENTARY(unit, trail));
    }
    if (!IsPlausible(unit)) return false;
    ++characters;
    spaces += unit == ' ' || unit == '\n' || unit == ',' || unit == 0x3000 ? 1 : 0;
  }
  return characters >= kCharactersMin && spaces * 200 >= characters;
}

struct Form {
  const char* name;
  size_t width;
  bool is_big;
};

constexpr std::array<Form, 4> kForms = {
    {{"UTF-32LE", 4, false}, {"UTF-32BE", 4, true}, {"UTF-16LE", 2, false}, {"UTF-16BE", 2, true}}};

}  // namespace

std::string WideEncodingOf(std::string_view head) {
  // Text of one byte a character read as two gives Han characters, and line ends in odd places; a
  // NUL somewhere is the sure sign: every line end and digit of wide text has one.
  head = head.substr(0, kSampleSizeBytes);
  if (head.find('\0') == std::string_view::npos) return "";
  for (const Form& form : kForms) {
    if (IsText(head, form.width, form.is_big)) return form.name;
  }
  return "";
}

}  // namespace sunder::charset
