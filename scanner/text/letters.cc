#include "scanner/text/letters.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "scanner/text/escapes.h"

namespace sunder::scanner {
namespace {

// The code point at the start of `*text`, taken off it; escapes are undone. Negative: not UTF-8.
UChar32 TakePoint(std::string_view* text) {
  const auto first = static_cast<unsigned char>((*text)[0]);
  if (first == '&' || first == '\\') {
    if (const auto escape = ParseEscape(*text)) {
      text->remove_prefix(escape->size_bytes);
      return static_cast<UChar32>(escape->code_point);
    }
  }
  if (first < 0x80) {
    text->remove_prefix(1);
    return first;
  }
  const std::string_view window = text->substr(0, U8_MAX_LENGTH);
  const auto* bytes = reinterpret_cast<const uint8_t*>(window.data());
  int32_t size = 0;
  UChar32 c = 0;
  U8_NEXT(bytes, size, static_cast<int32_t>(window.size()), c);
  text->remove_prefix(static_cast<size_t>(std::max(size, 1)));
  return c;
}

// Letters whose stroke or form is no combining mark.
UChar32 WithoutStroke(UChar32 c) {
  switch (c) {
    case 0x142:
      return 'l';  // Polish
    case 0xF8:
      return 'o';  // Danish, Norwegian
    case 0x111:
      return 'd';  // Croatian, Vietnamese
    case 0x131:
      return 'i';  // Turkish
    default:
      return c;
  }
}

// The Latin letter under its marks; other characters as they are.
UChar32 WithoutAccent(const icu::Normalizer2& normalizer, UChar32 c) {
  icu::UnicodeString parts;
  if (c < 0xC0 || c > 0x1EFF || normalizer.getDecomposition(c, parts) == 0) return WithoutStroke(c);
  const UChar32 first = parts.char32At(0);
  if (first >= 'a' && first <= 'z') return first;
  if (first == c || first < 0xC0 || first > 0x24F) return c;
  return WithoutAccent(normalizer, first);  // Vietnamese letters carry two marks
}

bool IsAsciiLower(unsigned char c) { return c >= 'a' && c <= 'z'; }
bool IsAsciiUpper(unsigned char c) { return c >= 'A' && c <= 'Z'; }
// What TakePoint would look at more closely.
bool IsSpecial(unsigned char c) { return c >= 0x80 || c == '&' || c == '\\'; }

}  // namespace

bool BeginsWithCapital(std::string_view text) {
  while (!text.empty()) {
    const auto first = static_cast<unsigned char>(text[0]);
    if (!IsSpecial(first)) {
      if (IsAsciiLower(first) || IsAsciiUpper(first)) return IsAsciiUpper(first);
      text.remove_prefix(1);
      continue;
    }
    const UChar32 c = TakePoint(&text);
    if (c >= 0 && u_isalpha(c) != 0) return u_islower(c) == 0;
  }
  return false;
}

bool IsUpperCase(std::string_view text) {
  bool has_letter = false;
  while (!text.empty()) {
    const auto first = static_cast<unsigned char>(text[0]);
    if (!IsSpecial(first)) {
      if (IsAsciiLower(first)) return false;
      has_letter = has_letter || IsAsciiUpper(first);
      text.remove_prefix(1);
      continue;
    }
    const UChar32 c = TakePoint(&text);
    if (c < 0 || u_isalpha(c) == 0) continue;
    if (u_islower(c) != 0) return false;
    has_letter = true;
  }
  return has_letter;
}

bool IsSpaceOrPunctuation(std::string_view folded) {
  while (!folded.empty()) {
    const auto first = static_cast<unsigned char>(folded[0]);
    if (first < 0x80) {
      const bool is_word = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
                           (first >= '0' && first <= '9');
      if (is_word) return false;
      folded.remove_prefix(1);
      continue;
    }
    const UChar32 c = TakePoint(&folded);
    if (c < 0 || (u_isUWhiteSpace(c) == 0 && u_ispunct(c) == 0)) return false;
  }
  return true;
}

std::string WithoutAccents(std::string_view folded) {
  const bool is_ascii = std::all_of(folded.begin(), folded.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (is_ascii) return std::string(folded);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(error);
  if (U_FAILURE(error)) return std::string(folded);
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(folded.data(), static_cast<int32_t>(folded.size())));
  icu::UnicodeString plain;
  for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    plain.append(WithoutAccent(*normalizer, text.char32At(at)));
  }
  std::string utf8;
  plain.toUTF8String(utf8);
  return utf8;
}

std::string UpperCase(std::string_view text) {
  std::string upper;
  icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())))
      .toUpper(icu::Locale::getRoot())
      .toUTF8String(upper);
  return upper;
}

Result<std::string> Decompose(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFDInstance(error);
  std::string decomposed;
  if (U_SUCCESS(error)) {
    const auto source = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    normalizer->normalize(source, error).toUTF8String(decomposed);
  }
  if (U_FAILURE(error)) return Status::Internal("ICU has no NFD data: reinstall the ICU library");
  return decomposed;
}

}  // namespace sunder::scanner
