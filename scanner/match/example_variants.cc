#include "scanner/match/example_variants.h"

#include <algorithm>
#include <utility>

#include "scanner/text/letters.h"

namespace sunder::scanner {
namespace {

bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Whether the case of the original decides about matches of the rule: then other case is other
// data.
bool DependsOnCase(const Rule& rule) {
  return std::any_of(rule.patterns.begin(), rule.patterns.end(), [](const Pattern& pattern) {
    return pattern.view != View::kFieldName && pattern.case_rule != CaseRule::kAny;
  });
}

std::string FullWidth(std::string_view text) {
  std::string wide;
  for (const char c : text) {
    if (c < '!' || c > '~') {
      wide.push_back(c);
      continue;
    }
    const auto point = static_cast<unsigned>(0xFF01 + (c - '!'));  // U+FF01 FULLWIDTH EXCLAMATION
    wide.push_back(static_cast<char>(0xE0U | (point >> 12U)));
    wide.push_back(static_cast<char>(0x80U | ((point >> 6U) & 0x3FU)));
    wide.push_back(static_cast<char>(0x80U | (point & 0x3FU)));
  }
  return wide;
}

std::string Hex(unsigned value, size_t digits) {
  std::string hex;
  for (size_t at = digits; at > 0; --at) {
    hex.push_back("0123456789abcdef"[(value >> (4 * (at - 1))) & 0x0FU]);
  }
  return hex;
}

// The ASCII letter nearest to the middle that has a neighbour on both sides; npos: none.
size_t InnerLetter(std::string_view value) {
  size_t best = std::string_view::npos;
  const size_t middle = value.size() / 2;
  const auto distance = [&](size_t at) { return at > middle ? at - middle : middle - at; };
  for (size_t at = 1; at + 1 < value.size(); ++at) {
    if (!IsAsciiLetter(value[at])) continue;
    if (best == std::string_view::npos || distance(at) < distance(best)) best = at;
  }
  return best;
}

std::string Replaced(std::string_view value, size_t at, size_t size, const std::string& by) {
  return std::string(value.substr(0, at)) + by + std::string(value.substr(at + size));
}

}  // namespace

Result<std::vector<ExampleVariant>> MakeVariants(const Rule& rule, const Example& example,
                                                 Span span) {
  std::vector<ExampleVariant> variants;
  const std::string_view text = example.text;
  const std::string_view value = text.substr(span.begin, span.size());
  const auto add = [&](std::string_view kind, const std::string& spelling) {
    if (spelling == value) return;
    variants.push_back({kind,
                        Replaced(text, span.begin, span.size(), spelling),
                        {span.begin, static_cast<uint32_t>(span.begin + spelling.size())}});
  };
  if (!DependsOnCase(rule)) add("upper case", UpperCase(value));
  SUNDER_ASSIGN_OR_RETURN(const std::string decomposed, Decompose(value));
  add("NFD", decomposed);
  add("full-width", FullWidth(value));
  // An escape of a digit or sign is as good as one of a letter, but values without a letter have no
  // spelling by the word; those are covered by the full-width form.
  const size_t letter = InnerLetter(value);
  if (letter != std::string_view::npos) {
    const auto byte = static_cast<unsigned char>(value[letter]);
    add("zero-width", Replaced(value, letter, 0, "\xE2\x80\x8B"));
    add("soft hyphen", Replaced(value, letter, 0, "\xC2\xAD"));
    add("HTML entity", Replaced(value, letter, 1, "&#x" + Hex(byte, 2) + ";"));
    add("JSON escape", Replaced(value, letter, 1, "\\u" + Hex(byte, 4)));
  }
  return variants;
}

}  // namespace sunder::scanner
