#include "scanner/text/escapes.h"

#include <algorithm>
#include <iterator>

namespace sunder::scanner {
namespace {

struct NamedEntity {
  std::string_view name;
  uint16_t code_point;
};

// HTML 4 names of letters and of the signs that stand in values; sorted by name.
constexpr NamedEntity kEntities[] = {
    {"AElig", 0xC6},    {"Aacute", 0xC1},   {"Acirc", 0xC2},   {"Agrave", 0xC0},
    {"Alpha", 0x391},   {"Aring", 0xC5},    {"Atilde", 0xC3},  {"Auml", 0xC4},
    {"Ccedil", 0xC7},   {"Delta", 0x394},   {"ETH", 0xD0},     {"Eacute", 0xC9},
    {"Ecirc", 0xCA},    {"Egrave", 0xC8},   {"Euml", 0xCB},    {"Iacute", 0xCD},
    {"Icirc", 0xCE},    {"Igrave", 0xCC},   {"Iuml", 0xCF},    {"Ntilde", 0xD1},
    {"OElig", 0x152},   {"Oacute", 0xD3},   {"Ocirc", 0xD4},   {"Ograve", 0xD2},
    {"Omega", 0x3A9},   {"Oslash", 0xD8},   {"Otilde", 0xD5},  {"Ouml", 0xD6},
    {"Scaron", 0x160},  {"THORN", 0xDE},    {"Uacute", 0xDA},  {"Ucirc", 0xDB},
    {"Ugrave", 0xD9},   {"Uuml", 0xDC},     {"Yacute", 0xDD},  {"Yuml", 0x178},
    {"aacute", 0xE1},   {"acirc", 0xE2},    {"acute", 0xB4},   {"aelig", 0xE6},
    {"agrave", 0xE0},   {"alpha", 0x3B1},   {"amp", '&'},      {"apos", '\''},
    {"aring", 0xE5},    {"atilde", 0xE3},   {"auml", 0xE4},    {"beta", 0x3B2},
    {"bull", 0x2022},   {"ccedil", 0xE7},   {"cent", 0xA2},    {"colon", ':'},
    {"comma", ','},     {"commat", '@'},    {"copy", 0xA9},    {"deg", 0xB0},
    {"delta", 0x3B4},   {"eacute", 0xE9},   {"ecirc", 0xEA},   {"egrave", 0xE8},
    {"emsp", 0x2003},   {"ensp", 0x2002},   {"eth", 0xF0},     {"euml", 0xEB},
    {"euro", 0x20AC},   {"gamma", 0x3B3},   {"gt", '>'},       {"hellip", 0x2026},
    {"hyphen", 0x2010}, {"iacute", 0xED},   {"icirc", 0xEE},   {"iexcl", 0xA1},
    {"igrave", 0xEC},   {"iota", 0x3B9},    {"iquest", 0xBF},  {"iuml", 0xEF},
    {"laquo", 0xAB},    {"ldquo", 0x201C},  {"lpar", '('},     {"lrm", 0x200E},
    {"lsquo", 0x2018},  {"lt", '<'},        {"mdash", 0x2014}, {"middot", 0xB7},
    {"nbsp", 0xA0},     {"ndash", 0x2013},  {"ntilde", 0xF1},  {"num", '#'},
    {"oacute", 0xF3},   {"ocirc", 0xF4},    {"oelig", 0x153},  {"ograve", 0xF2},
    {"omega", 0x3C9},   {"omicron", 0x3BF}, {"ordf", 0xAA},    {"ordm", 0xBA},
    {"oslash", 0xF8},   {"otilde", 0xF5},   {"ouml", 0xF6},    {"period", '.'},
    {"plus", '+'},      {"pound", 0xA3},    {"quot", '"'},     {"raquo", 0xBB},
    {"rdquo", 0x201D},  {"reg", 0xAE},      {"rlm", 0x200F},   {"rpar", ')'},
    {"rsquo", 0x2019},  {"sbquo", 0x201A},  {"scaron", 0x161}, {"semi", ';'},
    {"shy", 0xAD},      {"sigma", 0x3C3},   {"sol", '/'},      {"szlig", 0xDF},
    {"thinsp", 0x2009}, {"thorn", 0xFE},    {"trade", 0x2122}, {"uacute", 0xFA},
    {"ucirc", 0xFB},    {"ugrave", 0xF9},   {"uuml", 0xFC},    {"yacute", 0xFD},
    {"yen", 0xA5},      {"yuml", 0xFF},     {"zwj", 0x200D},   {"zwnj", 0x200C},
};

static_assert(std::is_sorted(std::begin(kEntities), std::end(kEntities),
                             [](const auto& a, const auto& b) { return a.name < b.name; }));

constexpr size_t kNumericEscapeMax = 12;  // "&#x0010FFFF;"

int DigitValue(char c, int base) {
  if (c >= '0' && c <= '9') return c - '0';
  if (base == 16 && c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (base == 16 && c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool IsCharacter(uint32_t c) { return c != 0 && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); }

std::optional<EscapedCharacter> ParseNumericEntity(std::string_view text) {
  size_t at = 2;  // behind "&#"
  int base = 10;
  if (at < text.size() && (text[at] == 'x' || text[at] == 'X')) {
    base = 16;
    ++at;
  }
  const size_t first_digit = at;
  uint32_t code_point = 0;
  for (; at < text.size() && at < kNumericEscapeMax && text[at] != ';'; ++at) {
    const int digit = DigitValue(text[at], base);
    if (digit < 0 || code_point > 0x10FFFF) return std::nullopt;
    code_point = code_point * static_cast<uint32_t>(base) + static_cast<uint32_t>(digit);
  }
  if (at == first_digit || at >= text.size() || text[at] != ';') return std::nullopt;
  if (!IsCharacter(code_point)) return std::nullopt;
  return EscapedCharacter{code_point, static_cast<uint32_t>(at + 1)};
}

std::optional<EscapedCharacter> ParseEntity(std::string_view text) {
  if (text.size() > 1 && text[1] == '#') return ParseNumericEntity(text);
  const size_t semicolon = text.substr(0, 10).find(';');
  if (semicolon == std::string_view::npos || semicolon < 3) return std::nullopt;
  const std::string_view name = text.substr(1, semicolon - 1);
  const auto* found =
      std::lower_bound(std::begin(kEntities), std::end(kEntities), name,
                       [](const NamedEntity& a, std::string_view b) { return a.name < b; });
  if (found == std::end(kEntities) || found->name != name) return std::nullopt;
  return EscapedCharacter{found->code_point, static_cast<uint32_t>(semicolon + 1)};
}

std::optional<uint32_t> ParseUnit(std::string_view text) {
  if (text.size() < 6 || text[0] != '\\' || text[1] != 'u') return std::nullopt;
  uint32_t unit = 0;
  for (size_t at = 2; at < 6; ++at) {
    const int digit = DigitValue(text[at], 16);
    if (digit < 0) return std::nullopt;
    unit = unit * 16 + static_cast<uint32_t>(digit);
  }
  return unit;
}

std::optional<EscapedCharacter> ParseJsonEscape(std::string_view text) {
  const std::optional<uint32_t> unit = ParseUnit(text);
  if (!unit) return std::nullopt;
  if (*unit >= 0xD800 && *unit <= 0xDBFF) {
    const std::optional<uint32_t> low = ParseUnit(text.substr(6));
    if (!low || *low < 0xDC00 || *low > 0xDFFF) return std::nullopt;
    return EscapedCharacter{0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00), 12};
  }
  if (!IsCharacter(*unit)) return std::nullopt;
  return EscapedCharacter{*unit, 6};
}

}  // namespace

std::optional<EscapedCharacter> ParseEscape(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (text[0] == '&') return ParseEntity(text);
  if (text[0] == '\\') return ParseJsonEscape(text);
  return std::nullopt;
}

}  // namespace sunder::scanner
