#include "connectors/weblog/weblog_escape.h"

#include <array>
#include <cstdint>
#include <optional>

#include "connectors/decode/byte_stream.h"

namespace sunder::weblog {
namespace {

constexpr char kHexDigits[] = "0123456789ABCDEF";

// Windows-1252 from 0x80 to 0x9F (WHATWG encoding standard); above it is Latin-1.
constexpr std::array<uint16_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<char> HexByte(std::string_view raw, size_t at) {
  if (at + 2 > raw.size()) return std::nullopt;
  const int high = HexValue(raw[at]);
  const int low = HexValue(raw[at + 1]);
  if (high < 0 || low < 0) return std::nullopt;
  return static_cast<char>(high * 16 + low);
}

// What one backslash escape means; advances `*at` behind it.
char TakeBackslash(std::string_view raw, size_t* at) {
  if (*at + 1 >= raw.size()) return raw[(*at)++];
  const char kind = raw[*at + 1];
  if (kind == 'x') {
    if (const std::optional<char> byte = HexByte(raw, *at + 2)) {
      *at += 4;
      return *byte;
    }
  }
  constexpr std::string_view kKinds = "\"\\nrtbfv";
  constexpr std::string_view kMeanings = "\"\\\n\r\t\b\f\v";
  const size_t known = kKinds.find(kind);
  if (known == std::string_view::npos) return raw[(*at)++];
  *at += 2;
  return kMeanings[known];
}

// What stands at `*at`, one byte in whichever spelling; advances `*at` behind it.
char TakeByte(std::string_view raw, size_t* at) {
  if (raw[*at] == '\\') return TakeBackslash(raw, at);
  if (raw[*at] == '%') {
    if (const std::optional<char> byte = HexByte(raw, *at + 1)) {
      *at += 3;
      return *byte;
    }
  }
  const char c = raw[(*at)++];
  return c == '+' ? ' ' : c;
}

std::string ToUtf8(std::string bytes) {
  if (ValidUtf8Prefix(bytes) == bytes.size()) return bytes;
  std::string text;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const size_t valid = ValidUtf8Prefix(rest);
    text.append(rest.substr(0, valid));
    rest.remove_prefix(valid);
    if (rest.empty()) break;
    const auto byte = static_cast<uint8_t>(rest.front());
    const uint32_t point = byte < 0xA0 ? kWindows1252[byte - 0x80] : byte;
    if (point < 0x800) {
      text.push_back(static_cast<char>(0xC0 | (point >> 6)));
    } else {
      text.push_back(static_cast<char>(0xE0 | (point >> 12)));
      text.push_back(static_cast<char>(0x80 | ((point >> 6) & 0x3F)));
    }
    text.push_back(static_cast<char>(0x80 | (point & 0x3F)));
    rest.remove_prefix(1);
  }
  return text;
}

bool IsUnreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

void AppendHex(std::string_view lead, char c, std::string* out) {
  const auto byte = static_cast<uint8_t>(c);
  out->append(lead);
  out->push_back(kHexDigits[byte >> 4]);
  out->push_back(kHexDigits[byte & 15]);
}

// How an item spells each byte; empty: it does not hold that byte.
using Spellings = std::array<std::string_view, 256>;

Spellings SpellingsIn(std::string_view raw) {
  Spellings spellings;
  for (size_t at = 0; at < raw.size();) {
    const size_t begin = at;
    const char meant = TakeByte(raw, &at);
    // A lone backslash or percent sign has a meaning that depends on what follows.
    const bool is_lone = at == begin + 1 && (meant == '%' || meant == '\\');
    std::string_view& spelling = spellings[static_cast<uint8_t>(meant)];
    if (!is_lone && spelling.empty()) spelling = raw.substr(begin, at - begin);
  }
  return spellings;
}

std::string PercentEncode(std::string_view text, std::string_view kept, std::string_view raw) {
  const Spellings spellings = SpellingsIn(raw);
  std::string out;
  for (const char c : text) {
    if (const std::string_view known = spellings[static_cast<uint8_t>(c)]; !known.empty()) {
      out.append(known);
    } else if (IsUnreserved(c) || kept.find(c) != std::string_view::npos) {
      out.push_back(c);
    } else {
      AppendHex("%", c, &out);
    }
  }
  return out;
}

std::string BackslashEncode(std::string_view text, std::string_view special) {
  const auto must_go = [special](char c) {
    return static_cast<uint8_t>(c) < 0x20 || c == 0x7F || c == '\\' ||
           special.find(c) != std::string_view::npos;
  };
  bool has_escape = false;
  for (const char c : text) has_escape = has_escape || must_go(c);
  std::string out;
  for (const char c : text) {
    // Where one escape is undone, all kinds are.
    if (must_go(c) || (has_escape && (c == '%' || c == '+'))) {
      AppendHex("\\x", c, &out);
    } else {
      out.push_back(c);
    }
  }
  return out;
}

}  // namespace

std::string Unescape(std::string_view raw) {
  std::string bytes;
  bytes.reserve(raw.size());
  for (size_t at = 0; at < raw.size();) bytes.push_back(TakeByte(raw, &at));
  return ToUtf8(std::move(bytes));
}

std::string Escape(std::string_view text, LogForm form, std::string_view raw) {
  std::string out;
  switch (form) {
    case LogForm::kParameter:
    case LogForm::kCookie:
      return PercentEncode(text, "", raw);
    case LogForm::kPath:
      out = PercentEncode(text, "/:@!$'()*,=", raw);
      break;
    case LogForm::kQuoted:
      out = BackslashEncode(text, "\"");
      break;
    case LogForm::kBracketed:
      out = BackslashEncode(text, "]");
      break;
    case LogForm::kBare:
      out = BackslashEncode(text, " \"[]");
      break;
  }
  // `-` stands for "nothing".
  if (out.empty()) return "-";
  if (out == "-") return form == LogForm::kPath ? "%2D" : "\\x2D";
  return out;
}

}  // namespace sunder::weblog
