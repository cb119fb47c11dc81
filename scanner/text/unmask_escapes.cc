#include "scanner/text/unmask_escapes.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

#include "scanner/text/escapes.h"

namespace sunder::scanner {
namespace {

constexpr std::array<int8_t, 256> MakeBase64Values() {
  std::array<int8_t, 256> values = {};
  values.fill(-1);
  for (int i = 0; i < 26; ++i) values[static_cast<size_t>('A' + i)] = static_cast<int8_t>(i);
  for (int i = 0; i < 26; ++i) values[static_cast<size_t>('a' + i)] = static_cast<int8_t>(26 + i);
  for (int i = 0; i < 10; ++i) values[static_cast<size_t>('0' + i)] = static_cast<int8_t>(52 + i);
  values['+'] = values['-'] = 62;
  values['/'] = values['_'] = 63;
  return values;
}
constexpr std::array<int8_t, 256> kBase64Values = MakeBase64Values();
constexpr size_t kEscapeSizeMax = 32;
constexpr size_t kEncodedBytesMax = 4;  // of a code point in UTF-8
constexpr size_t kMimeLineSizeMin = 60;

bool IsCharacter(uint32_t c) { return c != 0 && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); }

// One layer, from left to right.
class EscapeDecoder {
 public:
  explicit EscapeDecoder(const TextPoints& points) : points_(points) {
    out_.reserve(points.size());
    const auto is_soft_break = [&](size_t i) { return IsQuoted(i) && IsQuoted(i + 3); };
    for (size_t i = 0; i + 5 < points.size() && !is_quoted_printable_; ++i) {
      is_quoted_printable_ = points[i].c == '=' && is_soft_break(i);
    }
  }

  bool Run() {
    size_t at = 0;
    while (at < points_.size()) {
      const char32_t c = points_[at].c;
      if (IsAsciiSpace(c)) in_query_ = false;
      if (c == '?') in_query_ = true;
      size_t used = 0;
      if (c == '&') used = Entity(at);
      if (c == '\\') used = Backslash(at);
      if (c == '%') used = Bytes(at, '%');
      if (c == '=' && is_quoted_printable_) used = QuotedPrintable(at);
      if (c == '+' && in_query_) used = Emit(at, 1, ' ');
      if (used == 0) {
        out_.push_back(points_[at]);
        ++at;
        continue;
      }
      changed_ = true;
      at += used;
    }
    return changed_;
  }

  TextPoints Take() { return std::move(out_); }

 private:
  char32_t At(size_t i) const { return i < points_.size() ? points_[i].c : 0; }
  bool IsQuoted(size_t i) const {
    return At(i) == '=' && IsQuotedDigit(At(i + 1)) && IsQuotedDigit(At(i + 2));
  }
  static bool IsQuotedDigit(char32_t c) { return HexValue(c) >= 0 && !IsAsciiLower(c); }

  size_t Emit(size_t at, size_t count, char32_t c) {
    out_.push_back({c, points_[at].begin, points_[at + count - 1].end});
    return count;
  }

  std::string WindowAt(size_t at) const {
    std::string window;
    for (size_t i = at; i < points_.size() && window.size() < kEscapeSizeMax; ++i) {
      if (points_[i].c >= 0x80) break;
      window.push_back(static_cast<char>(points_[i].c));
    }
    return window;
  }

  // `&name;`, `&#77;`, `&#x4D;`, and numbers without the semicolon or with many zeros.
  size_t Entity(size_t at) {
    const std::string window = WindowAt(at);
    if (const auto escape = ParseEscape(window)) {
      return Emit(at, escape->size_bytes, static_cast<char32_t>(escape->code_point));
    }
    if (At(at + 1) != '#') return 0;
    size_t end = at + 2;
    const bool is_hex = At(end) == 'x' || At(end) == 'X';
    if (is_hex) ++end;
    const size_t first = end;
    return Number(at, first, is_hex ? 16 : 10, ';', false);
  }

  // `\uXXXX` (however many backslashes), `\xXX`, `\x{...}`, `\u{...}`, `\UXXXXXXXX`.
  size_t Backslash(size_t at) {
    size_t letter = at;
    while (At(letter) == '\\' && letter - at < 4) ++letter;
    const char32_t kind = At(letter);
    if (kind != 'x' && kind != 'u' && kind != 'U') return 0;
    if (At(letter + 1) == '{') return Number(at, letter + 2, 16, '}', true);
    if (kind == 'u') {
      const auto escape = ParseEscape(WindowAt(letter - 1));
      if (!escape) return 0;
      return Emit(at, letter - 1 - at + escape->size_bytes,
                  static_cast<char32_t>(escape->code_point));
    }
    if (kind == 'x' && letter == at + 1) {
      const size_t used = EncodedPoint(
          at, 4, [&](size_t i) { return At(i) == '\\' && At(i + 1) == 'x' ? HexPair(i + 2) : -1; });
      if (used > 0) return used;
    }
    const size_t digits = kind == 'x' ? 2 : 8;
    uint32_t value = 0;
    for (size_t i = 1; i <= digits; ++i) {
      const int digit = HexValue(At(letter + i));
      if (digit < 0) return 0;
      value = value * 16 + static_cast<uint32_t>(digit);
    }
    if (!IsCharacter(value)) return 0;
    return Emit(at, letter + digits + 1 - at, value);
  }

  // Digits from `first` on, then `last` (needed or not).
  size_t Number(size_t at, size_t first, uint32_t base, char32_t last, bool needs_last) {
    uint32_t value = 0;
    size_t end = first;
    while (end < points_.size() && end - first < kEscapeSizeMax) {
      const int digit = HexValue(At(end));
      if (digit < 0 || static_cast<uint32_t>(digit) >= base || value > 0x10FFFF) break;
      value = value * base + static_cast<uint32_t>(digit);
      ++end;
    }
    if (end == first || !IsCharacter(value)) return 0;
    if (At(end) == last) {
      ++end;
    } else if (needs_last) {
      return 0;
    }
    return Emit(at, end - at, value);
  }

  int HexPair(size_t at) const {
    const int high = HexValue(At(at));
    const int low = HexValue(At(at + 1));
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  // A code point in UTF-8, each byte an escape of `width` characters that `byte_at` reads.
  template <typename ByteAt>
  size_t EncodedPoint(size_t at, size_t width, ByteAt byte_at) {
    std::string bytes;
    for (size_t i = at; bytes.size() < kEncodedBytesMax; i += width) {
      const int byte = byte_at(i);
      if (byte < 0) break;
      bytes.push_back(static_cast<char>(byte));
      if (byte < 0x80) break;
    }
    if (bytes.empty() || bytes[0] == 0) return 0;
    size_t size = 0;
    const int32_t c = NextPoint(bytes, &size);
    if (c < 0) return 0;
    return Emit(at, size * width, static_cast<char32_t>(c));
  }

  size_t Bytes(size_t at, char32_t sign) {
    return EncodedPoint(at, 3, [&](size_t i) { return At(i) == sign ? HexPair(i + 1) : -1; });
  }

  size_t QuotedPrintable(size_t at) {
    if (At(at + 1) == '\n') return 2;
    if (At(at + 1) == '\r' && At(at + 2) == '\n') return 3;
    return IsQuoted(at) ? Bytes(at, '=') : 0;
  }

  const TextPoints& points_;
  TextPoints out_;
  bool is_quoted_printable_ = false;  // two escapes in a row were seen
  bool in_query_ = false;
  bool changed_ = false;
};

// Letters make most of it and nothing is there that texts do not have.
bool IsPlausibleText(std::string_view bytes) {
  size_t at = 0;
  size_t points = 0;
  size_t letters = 0;
  while (at < bytes.size()) {
    const int32_t c = NextPoint(bytes, &at);
    const bool is_control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
    if (is_control || c == 0x7F || (c >= 0x80 && u_isprint(c) == 0)) return false;
    ++points;
    letters += u_isalpha(c) != 0 ? 1 : 0;
  }
  return letters * 2 >= points && letters > 3;
}

std::string DecodedBase64(const std::vector<size_t>& places, const TextPoints& points) {
  std::string bytes;
  uint32_t bits = 0;
  int bit_count = 0;
  for (const size_t place : places) {
    bits = (bits << 6U | static_cast<uint32_t>(Base64Value(points[place].c))) & 0xFFFFFU;
    bit_count += 6;
    if (bit_count < 8) continue;
    bit_count -= 8;
    bytes.push_back(static_cast<char>(bits >> static_cast<uint32_t>(bit_count) & 0xFFU));
  }
  return bytes;
}

// The characters of the token that begins at `begin`, line ends of MIME left out.
std::vector<size_t> TokenAt(const TextPoints& points, size_t begin, size_t* end) {
  std::vector<size_t> places;
  size_t at = begin;
  while (at < points.size()) {
    if (Base64Value(points[at].c) >= 0) {
      places.push_back(at++);
      continue;
    }
    size_t next = at;
    while (next < points.size() && next < at + 2 && IsAsciiSpace(points[next].c)) ++next;
    const bool is_line_end = next > at && points[next - 1].c == '\n' && next < points.size() &&
                             Base64Value(points[next].c) >= 0 && places.size() % 4 == 0 &&
                             places.size() >= kMimeLineSizeMin;
    if (!is_line_end) break;
    at = next;
  }
  *end = at;
  while (*end < points.size() && points[*end].c == '=' && *end < at + 2) ++*end;
  return places;
}

// Whether a token may begin anywhere.
bool HasBase64Run(const TextPoints& points) {
  size_t run = 0;
  for (const TextPoint& point : points) {
    run = Base64Value(point.c) >= 0 ? run + 1 : 0;
    if (run >= kBase64SizeMin) return true;
  }
  return false;
}

}  // namespace

int Base64Value(char32_t c) { return c < kBase64Values.size() ? kBase64Values[c] : -1; }

bool BeginsAsBase64Text(std::string_view token) {
  if (token.size() < kBase64SizeMin) return false;
  char head[kBase64SizeMin / 4 * 3 + 1] = {};
  size_t size = 0;
  bool has_upper = false;  // a number is none, nor is a path or a hexadecimal number
  bool has_lower = false;
  for (size_t group = 0; group < kBase64SizeMin; group += 4) {
    uint32_t bits = 0;
    for (size_t i = group; i < group + 4; ++i) {
      const int value = kBase64Values[static_cast<unsigned char>(token[i])];
      if (value < 0) return false;
      has_upper = has_upper || value < 26;
      has_lower = has_lower || (value >= 26 && value < 52);
      bits = bits << 6U | static_cast<uint32_t>(value);
    }
    for (const uint32_t shift : {16U, 8U, 0U}) {
      const uint32_t byte = bits >> shift & 0xFFU;
      const bool is_control = byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
      if (is_control || byte == 0x7F || byte >= 0xF5) return false;
      head[size++] = static_cast<char>(byte);
    }
    if (group == 0 && (static_cast<unsigned char>(head[0]) & 0xC0U) == 0x80U) return false;
  }
  if (!has_upper || !has_lower) return false;
  // The last character may be cut.
  for (size_t at = 0; at + 3 < size;) {
    if (NextPoint({head, size}, &at) < 0) return false;
  }
  return true;
}

bool DecodeEscapes(TextPoints* points) {
  EscapeDecoder decoder(*points);
  if (!decoder.Run()) return false;
  *points = decoder.Take();
  return true;
}

bool DecodeBase64(TextPoints* points) {
  if (!HasBase64Run(*points)) return false;
  TextPoints out;
  out.reserve(points->size());
  bool changed = false;
  size_t at = 0;
  while (at < points->size()) {
    if (Base64Value((*points)[at].c) < 0) {
      out.push_back((*points)[at++]);
      continue;
    }
    size_t end = at;
    while (end < points->size() && Base64Value((*points)[end].c) >= 0) ++end;
    if (end - at < kBase64SizeMin) {
      out.insert(out.end(), points->begin() + static_cast<ptrdiff_t>(at),
                 points->begin() + static_cast<ptrdiff_t>(end));
      at = end;
      continue;
    }
    const std::vector<size_t> places = TokenAt(*points, at, &end);
    std::string head;
    for (size_t i = 0; i < places.size() && i < kBase64SizeMin; ++i) {
      head.push_back(static_cast<char>((*points)[places[i]].c));
    }
    std::string bytes;
    if (BeginsAsBase64Text(head)) bytes = DecodedBase64(places, *points);
    if (bytes.empty() || !IsPlausibleText(bytes)) {
      out.insert(out.end(), points->begin() + static_cast<ptrdiff_t>(at),
                 points->begin() + static_cast<ptrdiff_t>(end));
      at = end;
      continue;
    }
    for (size_t byte = 0; byte < bytes.size();) {
      const size_t first = byte;
      const int32_t c = NextPoint(bytes, &byte);
      const size_t last = std::min((byte * 4 + 2) / 3, places.size()) - 1;
      out.push_back({static_cast<char32_t>(c), (*points)[places[first * 4 / 3]].begin,
                     (*points)[places[last]].end});
    }
    changed = true;
    at = end;
  }
  if (changed) *points = std::move(out);
  return changed;
}

}  // namespace sunder::scanner
