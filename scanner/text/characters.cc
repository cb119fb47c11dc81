#include "scanner/text/characters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <array>

namespace sunder::scanner {
namespace {

struct MarkName {
  UChar32 c;
  char mark;
};

// Signs that mean what an ASCII sign means.
constexpr std::array<MarkName, 44> kMarks = {
    {{0x3001, ','},  {0xFF0C, ','},  {0x060C, ','}, {0xFE50, ','}, {0xFF64, ','}, {0x3002, '.'},
     {0xFF0E, '.'},  {0xFF61, '.'},  {0x0964, '.'}, {0x0965, '.'}, {0x06D4, '.'}, {0x2026, '.'},
     {0xFF1B, ';'},  {0x061B, ';'},  {0xFF1A, ':'}, {0x05C3, ':'}, {0xFF1F, '?'}, {0x061F, '?'},
     {0x00BF, '?'},  {0xFF01, '!'},  {0x00A1, '!'}, {0xFF0F, '/'}, {0xFF5C, '|'}, {0xFF1D, '='},
     {0xFF08, '('},  {0xFF09, ')'},  {0x3010, '['}, {0x3011, ']'}, {0xFF3B, '['}, {0xFF3D, ']'},
     {0x05BE, '-'},  {0x05F3, '\''}, {0x05F4, '"'}, {0x2022, '|'}, {0x00B7, '|'}, {0x30FB, '|'},
     {0x2713, '|'},  {0x2714, '|'},  {0x2192, ':'}, {0xFF20, '@'}, {0xFF06, '&'}, {0xFF0B, '+'},
     {0x2018, '\''}, {0x2019, '\''}}};

char MarkOf(UChar32 c) {
  for (const MarkName& name : kMarks) {
    if (name.c == c) return name.mark;
  }
  if (c >= 0x25A0 && c <= 0x25FF) return '|';  // geometric shapes
  if (c >= 0x2610 && c <= 0x2612) return '|';  // ballot boxes
  if (c == 0x2028 || c == 0x2029 || c == 0x85) return '\n';
  if (u_isUWhiteSpace(c) != 0) return ' ';
  switch (u_charType(c)) {
    case U_START_PUNCTUATION:
    case U_END_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
      return '"';
    case U_DASH_PUNCTUATION:
      return '-';
    default:
      return '~';
  }
}

bool IsAsciiWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool IsIdeograph(UChar32 c) {
  if (c < 0x2E80) return false;
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &error);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA;
}

// Of the ideographs that Unicode has always had.
bool IsCommonIdeograph(UChar32 c) { return c >= 0x4E00 && c <= 0x9FA5; }

// A character beyond ASCII, but for its size.
Character Looked(UChar32 c) {
  if (IsCommonIdeograph(c)) return {CharacterKind::kIdeograph, 0, false, 0};
  if (IsIdeograph(c)) return {CharacterKind::kIdeograph, 0, false, 0};
  const bool is_word = u_isalnum(c) != 0 || u_hasBinaryProperty(c, UCHAR_DIACRITIC) != 0 ||
                       u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 ||
                       (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
  if (is_word && c != 0xB7) return {CharacterKind::kWord, 0, u_isupper(c) != 0, 0};
  return {CharacterKind::kMark, 0, false, MarkOf(c)};
}

// What Looked says of the alphabets and signs before the ideographs, made when first asked for.
constexpr UChar32 kTableSize = 0x3100;
const std::array<Character, kTableSize>& CharacterTable() {
  static const auto table = [] {
    std::array<Character, kTableSize> made;
    for (UChar32 c = 0; c < kTableSize; ++c) made[static_cast<size_t>(c)] = Looked(c);
    return made;
  }();
  return table;
}

}  // namespace

Character CharacterAt(std::string_view text, size_t at) {
  const char first = text[at];
  if (static_cast<unsigned char>(first) < 0x80) {
    if (IsAsciiWord(first)) return {CharacterKind::kWord, 1, first >= 'A' && first <= 'Z', 0};
    return {CharacterKind::kMark, 1, false, first};
  }
  const std::string_view window = text.substr(at, U8_MAX_LENGTH);
  const auto* bytes = reinterpret_cast<const uint8_t*>(window.data());
  int32_t size = 0;
  UChar32 c = 0;
  U8_NEXT(bytes, size, static_cast<int32_t>(window.size()), c);
  if (c < 0) return {CharacterKind::kMark, 1, false, '~'};
  Character character = c < kTableSize ? CharacterTable()[static_cast<size_t>(c)] : Looked(c);
  character.size_bytes = static_cast<uint8_t>(size);
  return character;
}

}  // namespace sunder::scanner
