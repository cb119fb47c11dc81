#include <unicode/utf8.h>

#include <algorithm>

#include "scanner/text/scan_text.h"
#include "scanner/text/word_map.h"

namespace sunder::scanner {
namespace {

bool IsAsciiWord(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool IsWordBefore(std::string_view text, uint32_t offset) {
  const auto last = static_cast<unsigned char>(text[offset - 1]);
  if (last < 0x80) return IsAsciiWord(last);
  const uint32_t window = std::min<uint32_t>(offset, U8_MAX_LENGTH);
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data() + offset - window);
  auto at = static_cast<int32_t>(window);
  UChar32 c = 0;
  U8_PREV(bytes, 0, at, c);
  return c >= 0 && IsWordPoint(static_cast<uint32_t>(c));
}

bool IsWordAfter(std::string_view text, uint32_t offset) {
  const auto first = static_cast<unsigned char>(text[offset]);
  if (first < 0x80) return IsAsciiWord(first);
  const std::string_view window = text.substr(offset, U8_MAX_LENGTH);
  const auto* bytes = reinterpret_cast<const uint8_t*>(window.data());
  int32_t at = 0;
  UChar32 c = 0;
  U8_NEXT(bytes, at, static_cast<int32_t>(window.size()), c);
  return c >= 0 && IsWordPoint(static_cast<uint32_t>(c));
}

}  // namespace

bool IsWordBoundary(std::string_view folded, uint32_t offset) {
  if (offset == 0 || offset >= folded.size()) return true;
  return !IsWordBefore(folded, offset) || !IsWordAfter(folded, offset);
}

}  // namespace sunder::scanner
