// Looking at the characters of a match and around it. All offsets are bytes of the folded cell; a
// cell of pure ASCII keeps its case when it is folded, so comparisons go through AsciiLower.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/match/validators/validators.h"

namespace sunder::scanner {

// How far a validator looks to either side of its match.
inline constexpr uint32_t kLookAroundBytes = 256;

constexpr bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool IsAsciiAlnum(char c) { return IsAsciiDigit(c) || IsAsciiLetter(c); }
constexpr bool IsAsciiSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string AsciiLower(std::string_view text);
std::string_view MatchText(const ValidationInput& input);
// The ASCII digits of a text, as they stand.
std::string DigitsOf(std::string_view text);
// The letters and digits of a text, in lower case.
std::string AlnumOf(std::string_view text);
// The character just outside the match; 0 at the cell's ends.
char CharBefore(const ValidationInput& input, uint32_t distance = 1);
char CharAfter(const ValidationInput& input, uint32_t distance = 1);
// Whether the match is a piece of something longer: a letter, digit or underscore touches it, or a
// digit behind one of "-./:,".
bool IsPartOfLongerNumber(const ValidationInput& input);
// "-A" behind the match: of an order or part number.
bool IsBeforeSuffixLetter(const ValidationInput& input);
// "Invoice", "Order no.", "SKU" directly before the match: a number that names no person.
bool IsBehindOrderLabel(const ValidationInput& input);
// Whether `sorted` (lower case) holds `word` in any ASCII case.
bool IsOneOf(std::string_view word, const std::string_view* sorted, size_t count);
template <size_t kCount>
bool IsOneOf(std::string_view word, const std::string_view (&sorted)[kCount]) {
  return IsOneOf(word, sorted, kCount);
}
// Whether `text` begins or ends with one of a few words, in any order.
template <size_t kCount>
bool StartsWithOneOf(std::string_view text, const std::string_view (&words)[kCount]) {
  return std::any_of(words, words + kCount,
                     [&](std::string_view word) { return text.starts_with(word); });
}
template <size_t kCount>
bool EndsWithOneOf(std::string_view text, const std::string_view (&words)[kCount]) {
  return std::any_of(words, words + kCount,
                     [&](std::string_view word) { return text.ends_with(word); });
}

Validation Accept(std::string_view cue, std::optional<Span> span = std::nullopt);
Validation Unsure(std::string_view cue, std::optional<Span> span = std::nullopt);
Validation Reject(std::string_view cue);

}  // namespace sunder::scanner
