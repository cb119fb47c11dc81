#include "connectors/markup/html_entities.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

namespace sunder::markup {
namespace {

struct NamedReference {
  std::string_view name;  // without the ampersand
  std::string_view text;
};

constexpr NamedReference kNamed[] = {
#include "connectors/markup/html_entity_rows.inc"
};
constexpr size_t kNameSizeBytesMax = 32;
constexpr size_t kDigitsMax = 64;  // a longer number is no reference that anybody writes
constexpr uint32_t kReplacement = 0xFFFD;

// 0x80 to 0x9F (WHATWG HTML standard, "numeric character reference end state").
constexpr std::array<uint16_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

bool IsAlphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int DigitValue(char c, uint32_t base) {
  if (c >= '0' && c <= '9') return c - '0';
  if (base == 10) return -1;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void AppendCodePoint(uint32_t code, std::string* text) {
  if (code >= 0x80 && code < 0xA0) code = kWindows1252[code - 0x80];
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = kReplacement;
  const auto put = [text](uint32_t byte) { text->push_back(static_cast<char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

// `bytes` begins with "&#".
size_t TakeNumber(std::string_view bytes, std::string* text) {
  size_t at = 2;
  uint32_t base = 10;
  if (at < bytes.size() && (bytes[at] == 'x' || bytes[at] == 'X')) {
    base = 16;
    ++at;
  }
  const size_t first = at;
  uint32_t code = 0;
  while (at < bytes.size() && at - first < kDigitsMax) {
    const int digit = DigitValue(bytes[at], base);
    if (digit < 0) break;
    code = std::min<uint32_t>(code * base + static_cast<uint32_t>(digit), 0x110000);
    ++at;
  }
  if (at == first) return 0;
  AppendCodePoint(code, text);
  return at < bytes.size() && bytes[at] == ';' ? at + 1 : at;
}

const NamedReference* FindName(std::string_view name) {
  const auto found = std::lower_bound(
      std::begin(kNamed), std::end(kNamed), name,
      [](const NamedReference& row, std::string_view wanted) { return row.name < wanted; });
  return found != std::end(kNamed) && found->name == name ? &*found : nullptr;
}

}  // namespace

size_t TakeCharacterReference(std::string_view bytes, bool is_attribute, std::string* text) {
  if (bytes.size() < 2) return 0;
  if (bytes[1] == '#') return TakeNumber(bytes, text);
  if (!IsAlphanumeric(bytes[1])) return 0;
  size_t end = 1;
  while (end < bytes.size() && end <= kNameSizeBytesMax && IsAlphanumeric(bytes[end])) ++end;
  if (end < bytes.size() && bytes[end] == ';') {
    if (const NamedReference* named = FindName(bytes.substr(1, end))) {
      text->append(named->text);
      return end + 1;
    }
  }
  // The longest name that may be written without a semicolon.
  for (; end > 1; --end) {
    const NamedReference* named = FindName(bytes.substr(1, end - 1));
    if (named == nullptr) continue;
    const bool is_parameter =
        is_attribute && end < bytes.size() && (bytes[end] == '=' || IsAlphanumeric(bytes[end]));
    if (is_parameter) return 0;
    text->append(named->text);
    return end;
  }
  return 0;
}

}  // namespace sunder::markup
