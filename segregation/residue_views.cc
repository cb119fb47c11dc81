#include "segregation/residue_views.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace sunder::segregation {
namespace {

// Runs shorter than these cannot hold a probe of 16 bytes.
constexpr size_t kBase64RunMin = 20;
constexpr size_t kHexRunMin = 32;

uint8_t Byte(std::string_view text, size_t at) { return static_cast<uint8_t>(text[at]); }

void AppendUtf8(uint32_t c, std::string* out) {
  const auto put = [out](uint32_t byte) { out->push_back(static_cast<char>(byte)); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0 | c >> 6);
    return put(0x80 | (c & 0x3F));
  }
  if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    return put(0x80 | (c & 0x3F));
  }
  if (c > 0x10FFFF) return put('?');
  put(0xF0 | c >> 18);
  put(0x80 | (c >> 12 & 0x3F));
  put(0x80 | (c >> 6 & 0x3F));
  put(0x80 | (c & 0x3F));
}

std::string FromUtf16(std::string_view piece, size_t phase, bool is_big) {
  std::string text;
  text.reserve(piece.size());
  uint32_t high = 0;
  for (size_t i = phase; i + 1 < piece.size(); i += 2) {
    const uint32_t unit = is_big ? Byte(piece, i) << 8 | Byte(piece, i + 1)
                                 : Byte(piece, i + 1) << 8 | Byte(piece, i);
    if (unit >= 0xD800 && unit < 0xDC00) {
      high = unit;
      continue;
    }
    const bool is_low = unit >= 0xDC00 && unit < 0xE000 && high != 0;
    AppendUtf8(is_low ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : unit, &text);
    high = 0;
  }
  return text;
}

std::string FromUtf32(std::string_view piece, size_t phase, bool is_big) {
  std::string text;
  for (size_t i = phase; i + 3 < piece.size(); i += 4) {
    uint32_t c = 0;
    for (size_t k = 0; k < 4; ++k) c = c << 8 | Byte(piece, i + (is_big ? k : 3 - k));
    AppendUtf8(c, &text);
  }
  return text;
}

int Base64Digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Digits of `bits` bits each, from the `phase`th on, put together to bytes.
std::string FromDigits(const std::vector<int>& digits, size_t phase, int bits) {
  std::string bytes;
  uint32_t buffer = 0;
  int filled = 0;
  for (size_t i = phase; i < digits.size(); ++i) {
    buffer = buffer << bits | static_cast<uint32_t>(digits[i]);
    filled += bits;
    if (filled < 8) continue;
    filled -= 8;
    bytes.push_back(static_cast<char>(buffer >> filled & 0xFF));
  }
  return bytes;
}

// All runs of digits; line ends within a run are passed over, as encoders break lines.
void TakeRuns(std::string_view piece, int (*digit_of)(char), int bits, size_t run_min,
              size_t phases, Encoding encoding, const TakeView& take) {
  std::vector<int> run;
  for (size_t i = 0; i <= piece.size(); ++i) {
    const int digit = i < piece.size() ? digit_of(piece[i]) : -1;
    if (digit >= 0) {
      run.push_back(digit);
      continue;
    }
    if (i < piece.size() && (piece[i] == '\n' || piece[i] == '\r') && !run.empty()) continue;
    for (size_t phase = 0; run.size() >= run_min && phase < phases; ++phase) {
      take(encoding, FromDigits(run, phase, bits));
    }
    run.clear();
  }
}

std::string FromPercent(std::string_view piece) {
  std::string text;
  text.reserve(piece.size());
  for (size_t i = 0; i < piece.size(); ++i) {
    const bool is_escape = piece[i] == '%' && i + 2 < piece.size() && HexDigit(piece[i + 1]) >= 0 &&
                           HexDigit(piece[i + 2]) >= 0;
    if (is_escape) {
      text.push_back(static_cast<char>(HexDigit(piece[i + 1]) << 4 | HexDigit(piece[i + 2])));
      i += 2;
    } else {
      text.push_back(piece[i] == '+' ? ' ' : piece[i]);
    }
  }
  return text;
}

// The character of "&#65;", "&#x41;" or a name, and the size of the reference; 0: none.
size_t Reference(std::string_view at, uint32_t* c) {
  constexpr std::array<std::pair<std::string_view, uint32_t>, 6> kNames = {{{"&amp;", '&'},
                                                                            {"&lt;", '<'},
                                                                            {"&gt;", '>'},
                                                                            {"&quot;", '"'},
                                                                            {"&apos;", '\''},
                                                                            {"&nbsp;", 0xA0}}};
  for (const auto& [name, character] : kNames) {
    if (!at.starts_with(name)) continue;
    *c = character;
    return name.size();
  }
  if (!at.starts_with("&#")) return 0;
  const bool is_hex = at.size() > 2 && (at[2] == 'x' || at[2] == 'X');
  size_t i = is_hex ? 3 : 2;
  const size_t begin = i;
  *c = 0;
  for (; i < at.size() && i < begin + 7; ++i) {
    const int digit = HexDigit(at[i]);
    if (digit < 0 || (!is_hex && digit > 9)) break;
    *c = *c * (is_hex ? 16 : 10) + static_cast<uint32_t>(digit);
  }
  return i > begin && i < at.size() && at[i] == ';' ? i + 1 : 0;
}

std::string FromEntities(std::string_view piece) {
  std::string text;
  text.reserve(piece.size());
  for (size_t i = 0; i < piece.size();) {
    uint32_t c = 0;
    const size_t size = piece[i] == '&' ? Reference(piece.substr(i, 16), &c) : 0;
    if (size == 0) {
      text.push_back(piece[i++]);
      continue;
    }
    AppendUtf8(c, &text);
    i += size;
  }
  return text;
}

bool TakeUnit(std::string_view at, uint32_t* unit) {
  if (at.size() < 6 || at[0] != '\\' || at[1] != 'u') return false;
  *unit = 0;
  for (size_t i = 2; i < 6; ++i) {
    const int digit = HexDigit(at[i]);
    if (digit < 0) return false;
    *unit = *unit << 4 | static_cast<uint32_t>(digit);
  }
  return true;
}

std::string FromJson(std::string_view piece) {
  constexpr std::string_view kLetters = "nrtbf";
  constexpr std::string_view kControls = "\n\r\t\b\f";
  std::string text;
  text.reserve(piece.size());
  for (size_t i = 0; i < piece.size(); ++i) {
    if (piece[i] != '\\' || i + 1 == piece.size()) {
      text.push_back(piece[i]);
      continue;
    }
    uint32_t unit = 0;
    uint32_t low = 0;
    if (TakeUnit(piece.substr(i), &unit)) {
      i += 5;
      if (unit >= 0xD800 && unit < 0xDC00 && TakeUnit(piece.substr(i + 1), &low)) {
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        i += 6;
      }
      AppendUtf8(unit, &text);
      continue;
    }
    const size_t letter = kLetters.find(piece[++i]);
    text.push_back(letter == std::string_view::npos ? piece[i] : kControls[letter]);
  }
  return text;
}

// By characters: the bytes of one stay in order.
std::string Reversed(std::string_view piece) {
  std::string text(piece.rbegin(), piece.rend());
  const auto is_tail = [](char c) { return (static_cast<uint8_t>(c) & 0xC0) == 0x80; };
  for (size_t i = 0; i < text.size(); ++i) {
    size_t end = i;
    while (end < text.size() && end - i < 3 && is_tail(text[end])) ++end;
    if (end == i || end == text.size()) continue;
    std::reverse(text.begin() + static_cast<std::ptrdiff_t>(i),
                 text.begin() + static_cast<std::ptrdiff_t>(end) + 1);
    i = end;
  }
  return text;
}

}  // namespace

const char* EncodingName(Encoding encoding) {
  constexpr std::array<const char*, kEncodingCount> kNames = {
      "plain",   "UTF-16LE",      "UTF-16BE",     "UTF-32",   "base64", "hex",
      "percent", "HTML entities", "JSON escapes", "reversed", "deflate"};
  return kNames[static_cast<size_t>(encoding)];
}

void ForEachView(std::string_view piece, const TakeView& take) {
  take(Encoding::kUtf8, piece);
  // Without a zero byte and with ASCII throughout there is neither: letters of most scripts have
  // one zero byte each, the others bytes over 7F.
  const bool is_ascii = std::all_of(piece.begin(), piece.end(), [](char c) {
    return c != '\0' && static_cast<uint8_t>(c) < 0x80;
  });
  for (size_t phase = 0; !is_ascii && phase < 2; ++phase) {
    take(Encoding::kUtf16LittleEndian, FromUtf16(piece, phase, false));
    take(Encoding::kUtf16BigEndian, FromUtf16(piece, phase, true));
  }
  const bool has_zero = piece.find('\0') != std::string_view::npos;
  for (size_t phase = 0; has_zero && phase < 4; ++phase) {
    take(Encoding::kUtf32, FromUtf32(piece, phase, false));
    take(Encoding::kUtf32, FromUtf32(piece, phase, true));
  }
  TakeRuns(piece, Base64Digit, 6, kBase64RunMin, 4, Encoding::kBase64, take);
  TakeRuns(piece, HexDigit, 4, kHexRunMin, 2, Encoding::kHex, take);
  if (piece.find('%') != std::string_view::npos) take(Encoding::kPercent, FromPercent(piece));
  if (piece.find('&') != std::string_view::npos) {
    take(Encoding::kHtmlEntities, FromEntities(piece));
  }
  if (piece.find('\\') != std::string_view::npos) take(Encoding::kJsonEscapes, FromJson(piece));
  take(Encoding::kReversed, Reversed(piece));
}

}  // namespace sunder::segregation
