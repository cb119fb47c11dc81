#include "connectors/json/json_string.h"

#include <algorithm>
#include <cstdint>

namespace sunder::json {
namespace {

constexpr uint32_t kReplacement = 0xFFFD;
constexpr char kHexDigits[] = "0123456789abcdef";

bool IsHighSurrogate(uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool IsLowSurrogate(uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

uint32_t HexUnit(std::string_view digits) {
  uint32_t unit = 0;
  for (const char c : digits) {
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    unit = unit * 16 + static_cast<uint32_t>(digit);
  }
  return unit;
}

void AppendUtf8(uint32_t point, std::string* out) {
  const auto add = [out](uint32_t byte) { out->push_back(static_cast<char>(byte)); };
  if (point < 0x80) {
    add(point);
  } else if (point < 0x800) {
    add(0xC0 | (point >> 6));
    add(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    add(0xE0 | (point >> 12));
    add(0x80 | ((point >> 6) & 0x3F));
    add(0x80 | (point & 0x3F));
  } else {
    add(0xF0 | (point >> 18));
    add(0x80 | ((point >> 12) & 0x3F));
    add(0x80 | ((point >> 6) & 0x3F));
    add(0x80 | (point & 0x3F));
  }
}

void AppendUnitEscape(uint32_t unit, std::string* out) {
  out->append("\\u");
  for (int shift = 12; shift >= 0; shift -= 4) out->push_back(kHexDigits[(unit >> shift) & 0xF]);
}

// The code point or lone surrogate that the escape at `at` (its backslash) stands for; moves `at`
// behind it.
uint32_t TakeEscape(std::string_view raw, size_t* at) {
  const char kind = raw[*at + 1];
  if (kind != 'u') {
    *at += 2;
    switch (kind) {
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      default:
        return static_cast<unsigned char>(kind);
    }
  }
  const uint32_t unit = HexUnit(raw.substr(*at + 2, 4));
  *at += 6;
  if (!IsHighSurrogate(unit) || raw.substr(*at, 2) != "\\u") return unit;
  const uint32_t low = HexUnit(raw.substr(*at + 2, 4));
  if (!IsLowSurrogate(low)) return unit;
  *at += 6;
  return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

// Calls plain(bytes) and point(code point) in turn.
template <class Plain, class Point>
void ForEachPart(std::string_view raw, Plain plain, Point point) {
  size_t at = 0;
  while (at < raw.size()) {
    const size_t escape = std::min(raw.find('\\', at), raw.size());
    if (escape > at) plain(raw.substr(at, escape - at));
    at = escape;
    if (at < raw.size()) point(TakeEscape(raw, &at));
  }
}

}  // namespace

std::string DecodeString(std::string_view raw) {
  std::string text;
  text.reserve(raw.size());
  ForEachPart(
      raw, [&text](std::string_view plain) { text.append(plain); },
      [&text](uint32_t point) {
        const bool is_lone = IsHighSurrogate(point) || IsLowSurrogate(point);
        AppendUtf8(is_lone ? kReplacement : point, &text);
      });
  return text;
}

void AppendEscaped(std::string_view text, std::string* out) {
  for (const char c : text) {
    switch (c) {
      case '"':
        out->append("\\\"");
        break;
      case '\\':
        out->append("\\\\");
        break;
      case '\b':
        out->append("\\b");
        break;
      case '\f':
        out->append("\\f");
        break;
      case '\n':
        out->append("\\n");
        break;
      case '\r':
        out->append("\\r");
        break;
      case '\t':
        out->append("\\t");
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          AppendUnitEscape(static_cast<unsigned char>(c), out);
        } else {
          out->push_back(c);
        }
    }
  }
}

void AppendCanonical(std::string_view raw, std::string* out) {
  ForEachPart(
      raw, [out](std::string_view plain) { out->append(plain); },
      [out](uint32_t point) {
        if (IsHighSurrogate(point) || IsLowSurrogate(point)) {
          AppendUnitEscape(point, out);
          return;
        }
        std::string text;
        AppendUtf8(point, &text);
        AppendEscaped(text, out);
      });
}

}  // namespace sunder::json
