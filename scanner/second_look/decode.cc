#include "scanner/second_look/decode.h"

#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace sunder::scanner::second_look {
namespace {

constexpr size_t kEntitySizeMax = 12;
// Shorter words are words more often than base64 of one.
constexpr size_t kBase64SizeMin = 8;
constexpr int kLayers = 2;

std::optional<uint32_t> DigitOf(char c, uint32_t base) {
  uint32_t digit = 99;
  if (c >= '0' && c <= '9') digit = static_cast<uint32_t>(c - '0');
  if (c >= 'a' && c <= 'f') digit = static_cast<uint32_t>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') digit = static_cast<uint32_t>(c - 'A') + 10;
  if (digit >= base) return std::nullopt;
  return digit;
}

std::optional<uint32_t> NumberOf(std::string_view digits, uint32_t base) {
  if (digits.empty() || digits.size() > 8) return std::nullopt;
  uint32_t number = 0;
  for (const char c : digits) {
    const std::optional<uint32_t> digit = DigitOf(c, base);
    if (!digit) return std::nullopt;
    number = number * base + *digit;
  }
  return number;
}

void AppendCodePoint(uint32_t code_point, std::string* out) {
  if (code_point == 0 || code_point > 0x10FFFF || (code_point >> 11U) == 0x1B) return;
  icu::UnicodeString(static_cast<UChar32>(code_point)).toUTF8String(*out);
}

// The size of the entity that `text` begins with, its meaning appended; 0: none.
size_t TakeEntity(std::string_view text, std::string* out) {
  const size_t end = text.substr(0, kEntitySizeMax).find(';');
  if (end == std::string_view::npos || end < 3) return 0;
  const std::string_view name = text.substr(1, end - 1);
  if (name.front() == '#') {
    const bool is_hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const auto number = NumberOf(name.substr(is_hex ? 2 : 1), is_hex ? 16 : 10);
    if (!number) return 0;
    AppendCodePoint(*number, out);
    return end + 1;
  }
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kSigns{{{"amp", "&"},
                                                                                 {"lt", "<"},
                                                                                 {"gt", ">"},
                                                                                 {"quot", "\""},
                                                                                 {"apos", "'"},
                                                                                 {"nbsp", " "},
                                                                                 {"shy", ""},
                                                                                 {"zwnj", ""},
                                                                                 {"szlig", "ss"}}};
  for (const auto& [sign, meaning] : kSigns) {
    if (name != sign) continue;
    *out += meaning;
    return end + 1;
  }
  // "eacute", "Ouml", "ccedil": the letter, as accents do not count here.
  constexpr std::array<std::string_view, 9> kAccents{"acute", "grave", "circ",  "tilde", "uml",
                                                     "cedil", "ring",  "slash", "caron"};
  const bool is_letter = (name.front() | 0x20) >= 'a' && (name.front() | 0x20) <= 'z';
  if (!is_letter || std::find(kAccents.begin(), kAccents.end(), name.substr(1)) == kAccents.end()) {
    return 0;
  }
  *out += name.front();
  return end + 1;
}

size_t TakeJsonEscape(std::string_view text, std::string* out) {
  if (text.size() < 2) return 0;
  if (text[1] == 'n' || text[1] == 't' || text[1] == 'r') {
    *out += ' ';
    return 2;
  }
  const auto unit = text[1] == 'u' ? NumberOf(text.substr(2, 4), 16) : std::nullopt;
  if (!unit || text.size() < 6) return 0;
  if (*unit >= 0xD800 && *unit < 0xDC00 && text.substr(6, 2) == "\\u") {
    const auto low = NumberOf(text.substr(8, 4), 16);
    if (low && *low >= 0xDC00 && *low < 0xE000) {
      AppendCodePoint(0x10000 + ((*unit - 0xD800) << 10U) + (*low - 0xDC00), out);
      return 12;
    }
  }
  AppendCodePoint(*unit, out);
  return 6;
}

size_t TakePercent(std::string_view text, std::string* out) {
  const auto byte = text.size() >= 3 ? NumberOf(text.substr(1, 2), 16) : std::nullopt;
  if (!byte) return 0;
  *out += static_cast<char>(*byte);
  return 3;
}

std::optional<uint32_t> SextetOf(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<uint32_t>(c - 'A');
  if (c >= 'a' && c <= 'z') return static_cast<uint32_t>(c - 'a') + 26;
  if (c >= '0' && c <= '9') return static_cast<uint32_t>(c - '0') + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return std::nullopt;
}

// Whether bytes are text that people write: UTF-8 with letters and blanks for the most part.
bool IsReadable(const std::string& bytes) {
  size_t letters = 0;
  for (size_t i = 0; i < bytes.size();) {
    UChar32 c = 0;
    auto at = static_cast<int32_t>(i);
    U8_NEXT(bytes.data(), at, static_cast<int32_t>(bytes.size()), c);
    if (c < 0 || (c < ' ' && c != '\n' && c != '\t')) return false;
    letters += c == ' ' || c > 0x7F || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ? 1 : 0;
    i = static_cast<size_t>(at);
  }
  return letters * 10 >= bytes.size() * 7;
}

// The size of the base64 word that `text` begins with, decoded and appended; 0: none.
size_t TakeBase64(std::string_view text, std::string* out) {
  size_t size = 0;
  while (size < text.size() && SextetOf(text[size])) ++size;
  if (size < kBase64SizeMin || size % 4 == 1) return 0;
  std::string bytes;
  uint32_t bits = 0;
  for (size_t i = 0; i < size; ++i) {
    bits = (bits << 6U) | *SextetOf(text[i]);
    if (i % 4 == 0) continue;
    bytes += static_cast<char>((bits >> (6 - 2 * (i % 4))) & 0xFFU);
  }
  if (!IsReadable(bytes)) return 0;
  *out += bytes;
  while (size < text.size() && text[size] == '=') ++size;
  return size;
}

bool IsBase64Start(std::string_view text, size_t at) {
  return SextetOf(text[at]) && (at == 0 || !SextetOf(text[at - 1]));
}

std::string DecodedOnce(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    size_t taken = 0;
    if (rest.front() == '&') taken = TakeEntity(rest, &out);
    if (rest.front() == '\\') taken = TakeJsonEscape(rest, &out);
    if (rest.front() == '%') taken = TakePercent(rest, &out);
    if (taken == 0 && IsBase64Start(text, i)) taken = TakeBase64(rest, &out);
    if (taken == 0) {
      out += rest.front();
      taken = 1;
    }
    i += taken;
  }
  return out;
}

}  // namespace

std::string Decoded(std::string_view text) {
  std::string decoded(text);
  for (int layer = 0; layer < kLayers; ++layer) {
    std::string next = DecodedOnce(decoded);
    if (next == decoded) break;
    decoded = std::move(next);
  }
  return decoded;
}

}  // namespace sunder::scanner::second_look
