#include "scanner/match/validators/match_text.h"

#include <algorithm>

namespace sunder::scanner {

std::string AsciiLower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string_view MatchText(const ValidationInput& input) {
  return input.folded.substr(input.match.begin, input.match.size());
}

std::string DigitsOf(std::string_view text) {
  std::string digits;
  for (char c : text) {
    if (IsAsciiDigit(c)) digits += c;
  }
  return digits;
}

std::string AlnumOf(std::string_view text) {
  std::string alnum;
  for (char c : text) {
    if (IsAsciiAlnum(c)) alnum += c;
  }
  return AsciiLower(alnum);
}

char CharBefore(const ValidationInput& input, uint32_t distance) {
  if (input.match.begin < distance) return 0;
  return input.folded[input.match.begin - distance];
}

char CharAfter(const ValidationInput& input, uint32_t distance) {
  const size_t at = size_t{input.match.end} + distance - 1;
  return at < input.folded.size() ? input.folded[at] : 0;
}

bool IsPartOfLongerNumber(const ValidationInput& input) {
  constexpr std::string_view kJoining = "-./:,";
  const char before = CharBefore(input);
  const char after = CharAfter(input);
  if (IsAsciiAlnum(before) || IsAsciiAlnum(after) || before == '_' || after == '_') return true;
  const bool joined_before = before != 0 && kJoining.find(before) != std::string_view::npos;
  const bool joined_after = after != 0 && kJoining.find(after) != std::string_view::npos;
  return (joined_before && IsAsciiDigit(CharBefore(input, 2))) ||
         (joined_after && IsAsciiDigit(CharAfter(input, 2))) || IsBeforeSuffixLetter(input);
}

bool IsBeforeSuffixLetter(const ValidationInput& input) {
  return CharAfter(input) == '-' && IsAsciiLetter(CharAfter(input, 2)) &&
         !IsAsciiLetter(CharAfter(input, 3));
}

bool IsBehindOrderLabel(const ValidationInput& input) {
  constexpr std::string_view kBetween = " .:#=\"'";
  const auto word_before = [&](uint32_t* at) {
    while (*at > 0 && kBetween.find(input.folded[*at - 1]) != std::string_view::npos) --*at;
    const uint32_t end = *at;
    constexpr uint32_t kWordSizeMax = 16;
    while (*at > 0 && IsAsciiLetter(input.folded[*at - 1]) && end - *at < kWordSizeMax) --*at;
    return input.folded.substr(*at, end - *at);
  };
  static constexpr std::string_view kWords[] = {
      "article",      "artikelnr",   "artikelnummer", "bestelling", "bestellnr", "bestellnummer",
      "commande",     "contract",    "ean",           "factura",    "facture",   "factuur",
      "fattura",      "invoice",     "isbn",          "issn",       "kundennr",  "kundennummer",
      "ordernr",      "ordernummer", "part",          "pedido",     "rechnung",  "rechnungsnr",
      "seriennummer", "serienummer", "sku",           "voucher"};
  uint32_t at = input.match.begin;
  std::string_view word = word_before(&at);
  if (word != "no" && word != "nr" && word != "number") return IsOneOf(word, kWords);
  word = word_before(&at);
  return word == "order" || word == "serial" || IsOneOf(word, kWords);
}

bool IsOneOf(std::string_view word, const std::string_view* sorted, size_t count) {
  // -1, 0, 1 as `entry` stands before, at or behind the word; both are short.
  const auto compare = [&](std::string_view entry) {
    const size_t size = std::min(entry.size(), word.size());
    for (size_t i = 0; i < size; ++i) {
      const bool is_upper = word[i] >= 'A' && word[i] <= 'Z';
      const auto lower = static_cast<unsigned char>(is_upper ? word[i] - 'A' + 'a' : word[i]);
      const auto other = static_cast<unsigned char>(entry[i]);
      if (other != lower) return other < lower ? -1 : 1;
    }
    return entry.size() < word.size() ? -1 : entry.size() > word.size() ? 1 : 0;
  };
  const std::string_view* const end = sorted + count;
  const std::string_view* const found =
      std::partition_point(sorted, end, [&](std::string_view entry) { return compare(entry) < 0; });
  return found != end && compare(*found) == 0;
}

Validation Accept(std::string_view cue, std::optional<Span> span) {
  return {ValidatorVerdict::kAccept, span, cue};
}

Validation Unsure(std::string_view cue, std::optional<Span> span) {
  return {ValidatorVerdict::kUnsure, span, cue};
}

Validation Reject(std::string_view cue) { return {ValidatorVerdict::kReject, std::nullopt, cue}; }

}  // namespace sunder::scanner
