#include "scanner/text/escapes.h"

#include <algorithm>
#include <iterator>

#include "scanner/text/html_entities.h"

namespace sunder::scanner {
namespace {

static_assert(std::is_sorted(std::begin(kNamedEntities), std::end(kNamedEntities),
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
  const size_t semicolon = text.substr(0, kEntityNameMax + 2).find(';');
  if (semicolon == std::string_view::npos || semicolon < 3) return std::nullopt;
  const std::string_view name = text.substr(1, semicolon - 1);
  const auto* found =
      std::lower_bound(std::begin(kNamedEntities), std::end(kNamedEntities), name,
                       [](const NamedEntity& a, std::string_view b) { return a.name < b; });
  if (found == std::end(kNamedEntities) || found->name != name) return std::nullopt;
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
