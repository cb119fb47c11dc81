#include "scanner/context/surroundings.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>

namespace sunder::scanner {
namespace {

// Paths are shorter; dumps without a space are not looked through.
constexpr uint32_t kTokenReachBytes = 256;

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool IsLower(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }
bool IsLetter(char c) { return IsLower(c) || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

char Before(std::string_view text, Span term) {
  return term.begin > 0 ? text[term.begin - 1] : ' ';
}
char Behind(std::string_view text, Span term) {
  return term.end < text.size() ? text[term.end] : ' ';
}

// What stands around the term without a space.
Span TokenAround(std::string_view text, Span term) {
  Span token = term;
  while (token.begin > 0 && !IsSpace(text[token.begin - 1]) &&
         term.begin - token.begin < kTokenReachBytes) {
    --token.begin;
  }
  while (token.end < text.size() && !IsSpace(text[token.end]) &&
         token.end - term.end < kTokenReachBytes) {
    ++token.end;
  }
  return token;
}

// A full stop between small letters, as no sentence has it.
bool IsInnerDot(std::string_view text, size_t at) {
  const auto is_name = [](char c) { return (IsLower(c) && IsLetter(c)) || IsDigit(c); };
  return text[at] == '.' && at > 0 && at + 1 < text.size() && is_name(text[at - 1]) &&
         is_name(text[at + 1]);
}

std::string_view LettersBefore(std::string_view text, size_t end) {
  size_t begin = end;
  while (begin > 0 && IsLetter(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

}  // namespace

bool IsPathPiece(std::string_view text, Span term) {
  const char before = Before(text, term);
  const char behind = Behind(text, term);
  if (behind == '/' && term.end + 1 < text.size() && text[term.end + 1] == '*') return true;
  const auto joins = [](char c) { return c == '/' || c == '\\' || c == '.'; };
  if (!joins(before) && !joins(behind)) return false;
  const Span around = TokenAround(text, term);
  const std::string_view token = text.substr(around.begin, around.size());
  // Behind a question mark names and values stand, whose words mean what they say.
  if (token.substr(0, term.begin - around.begin).find_first_of("?=") != std::string_view::npos) {
    return false;
  }
  const auto strokes =
      std::count_if(token.begin(), token.end(), [](char c) { return c == '/' || c == '\\'; });
  size_t inner_dots = 0;
  for (size_t at = 0; at < token.size(); ++at) inner_dots += IsInnerDot(token, at) ? 1U : 0U;
  const bool is_dotted = (before == '.' && term.begin > 0 && IsInnerDot(text, term.begin - 1)) ||
                         (behind == '.' && IsInnerDot(text, term.end));
  if (is_dotted) return inner_dots >= 2 || strokes > 0 || token.find('@') != std::string_view::npos;
  if (strokes == 0) return false;
  const bool begins_as_path = token[0] == '/' || token[0] == '~' || token.substr(0, 2) == "./" ||
                              token.find("://") != std::string_view::npos;
  const bool has_name_signs = inner_dots > 0 || token.find('_') != std::string_view::npos;
  return begins_as_path || has_name_signs;
}

bool IsCompoundTail(std::string_view text, Span term) {
  constexpr std::array<std::string_view, 12> kPrefixes = {
      "ex", "Ex", "EX", "pro", "Pro", "anti", "Anti", "non", "Non", "former", "Former", "alt"};
  const std::string_view written = text.substr(term.begin, term.size());
  const bool is_abbreviation =
      std::all_of(written.begin(), written.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!is_abbreviation || Before(text, term) != '-' || Behind(text, term) == '-') return false;
  const std::string_view front = LettersBefore(text, term.begin - 1);
  return !front.empty() && std::find(kPrefixes.begin(), kPrefixes.end(), front) == kPrefixes.end();
}

bool IsInNoise(std::string_view text, Span term) {
  constexpr uint32_t kShortSizeBytes = 4;  // longer words do not come about by chance
  constexpr uint32_t kReachBytes = 40;
  // Mark-up and program text have fewer kinds of them so near together.
  constexpr size_t kKindsMin = 6;
  constexpr std::string_view kSigns = "^~`#$%*+|\\<>@!;=&_";
  if (term.size() > kShortSizeBytes) return false;
  const uint32_t begin = term.begin > kReachBytes ? term.begin - kReachBytes : 0;
  std::bitset<kSigns.size()> seen;
  for (const char c : text.substr(begin, term.end + kReachBytes - begin)) {
    const size_t sign = kSigns.find(c);
    if (sign != std::string_view::npos) seen.set(sign);
  }
  return seen.count() >= kKindsMin;
}

}  // namespace sunder::scanner
