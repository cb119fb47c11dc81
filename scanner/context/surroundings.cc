#include "scanner/context/surroundings.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>

namespace sunder::scanner {
namespace {

// Places of signs in a list, counted from 1; 0: it is none of them.
constexpr std::array<uint8_t, 256> PlacesOf(std::string_view signs) {
  std::array<uint8_t, 256> places = {};
  for (size_t at = signs.size(); at-- > 0;) {
    places[static_cast<unsigned char>(signs[at])] = static_cast<uint8_t>(at + 1);
  }
  return places;
}

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

bool IsNameSign(char c) { return IsLetter(c) || IsDigit(c) || c == '_'; }

// The line around `value`, at most kTokenReachBytes to both sides, without leading blanks.
std::string_view LineOf(std::string_view text, Span value) {
  uint32_t begin = value.begin > kTokenReachBytes ? value.begin - kTokenReachBytes : 0;
  const size_t newline = text.substr(begin, value.begin - begin).rfind('\n');
  if (newline != std::string_view::npos) begin += static_cast<uint32_t>(newline) + 1;
  const std::string_view behind = text.substr(value.end, kTokenReachBytes);
  const size_t end = value.end + std::min(behind.find('\n'), behind.size());
  while (begin < value.begin && IsSpace(text[begin])) ++begin;
  return text.substr(begin, end - begin);
}

bool BeginsWithKeyWord(std::string_view line) {
  constexpr std::array<std::string_view, 24> kKeyWords = {
      "def ",    "class ", "return ",   "import ",  "from ",   "if ",     "elif ", "else",
      "for ",    "while ", "raise ",    "except ",  "const ",  "let ",    "var ",  "public ",
      "static ", "void ",  "#include ", "#define ", "assert ", "struct ", "func ", "auto "};
  return std::any_of(kKeyWords.begin(), kKeyWords.end(),
                     [&](std::string_view word) { return line.substr(0, word.size()) == word; });
}

// One of == != += -= -> :: => && || and " = ".
bool HasOperator(std::string_view line) {
  for (size_t at = 1; at < line.size(); ++at) {
    const char before = line[at - 1];
    switch (line[at]) {
      case '=':
        if (before == '=' || before == '!' || before == '+' || before == '-') return true;
        if (before == ' ' && at + 1 < line.size() && line[at + 1] == ' ') return true;
        break;
      case '>':
        if (before == '-' || before == '=') return true;
        break;
      case ':':
      case '&':
      case '|':
        if (before == line[at]) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

// A name and the bracket behind it: "len(", "rows[".
bool HasNameBefore(std::string_view line, char bracket) {
  for (size_t at = line.find(bracket); at != std::string_view::npos;
       at = line.find(bracket, at + 1)) {
    if (at > 0 && IsNameSign(line[at - 1])) return true;
  }
  return false;
}

bool HasFormat(std::string_view line) {
  constexpr std::array<std::string_view, 6> kFormats = {"%s", "%d", "%r", "{}", "{0}", "%("};
  return std::any_of(kFormats.begin(), kFormats.end(), [&](std::string_view format) {
    return line.find(format) != std::string_view::npos;
  });
}

}  // namespace

bool IsInProgram(std::string_view text, Span value) {
  constexpr int kKindsMin = 2;
  const std::string_view line = LineOf(text, value);
  // Every operator, bracket and format has one of them.
  static constexpr auto kSigns = PlacesOf("=>:&|([%{");
  // A bit for each.
  constexpr std::string_view kInOperators = "=>:&|";
  constexpr uint32_t kOperators = (1U << (kInOperators.size() + 1)) - 2;
  uint32_t signs = 0;
  for (const char c : line) signs |= 1U << kSigns[static_cast<unsigned char>(c)];
  const auto has = [&](char sign) {
    return (signs >> kSigns[static_cast<unsigned char>(sign)] & 1U) != 0;
  };
  if (signs <= 1) return false;
  const int kinds = (BeginsWithKeyWord(line) ? 1 : 0) +
                    ((signs & kOperators) != 0 && HasOperator(line) ? 1 : 0) +
                    (has('(') && HasNameBefore(line, '(') ? 1 : 0) +
                    (has('[') && HasNameBefore(line, '[') ? 1 : 0) +
                    ((has('%') || has('{')) && HasFormat(line) ? 1 : 0);
  return kinds >= kKindsMin;
}

bool IsExpression(std::string_view text, Span value) {
  const char behind = Behind(text, value);
  const std::string_view written = text.substr(value.begin, value.size());
  const bool is_small = std::all_of(written.begin(), written.end(),
                                    [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
  if (is_small && (behind == '(' || behind == '[')) return true;
  if (Before(text, value) == '%') return true;
  const bool is_member = behind == '.' && value.end + 1 < text.size() &&
                         IsLetter(text[value.end + 1]) && !IsSpace(text[value.end + 1]);
  if (is_member) return true;
  const char before = Before(text, value);
  return before != '"' && before != '\'' && IsInProgram(text, value);
}

bool IsContracted(std::string_view text, Span term) {
  constexpr std::string_view kApostrophe = "\xE2\x80\x99";
  std::string_view tail = text.substr(term.end, kApostrophe.size() + 2);
  if (tail.substr(0, 1) == "'") {
    tail.remove_prefix(1);
  } else if (tail.substr(0, kApostrophe.size()) == kApostrophe) {
    tail.remove_prefix(kApostrophe.size());
  } else {
    return false;
  }
  return !tail.empty() && (tail[0] == 't' || tail[0] == 'T') &&
         (tail.size() == 1 || !IsNameSign(tail[1]));
}

// "--independent", "$INC", "var(--white)", "%mixed": a word of a program, written on.
bool IsMarkedName(std::string_view text, Span term) {
  const char before = Before(text, term);
  const char before2 = term.begin > 1 ? text[term.begin - 2] : ' ';
  if (before == '$' || before == '%' || before == '\\') return true;
  if (before == '-' && before2 == '-') {
    // A dash between words has letters or blanks on both sides: "faith--Catholic".
    const char before3 = term.begin > 2 ? text[term.begin - 3] : ' ';
    return !IsLetter(before3) && !(IsSpace(before3) && IsSpace(Behind(text, term)) &&
                                   text[term.begin] >= 'A' && text[term.begin] <= 'Z');
  }
  const char behind = Behind(text, term);
  return behind == '(' && term.end + 1 < text.size() && text[term.end + 1] == ')';
}

// How many signs that prose has few of stand near the term.
bool IsTechnical(std::string_view text, Span term) {
  constexpr uint32_t kReachBytes = 120;
  constexpr uint32_t kSignsMin = 7;
  // The first four count in some places only.
  constexpr uint8_t kOthers = 4;
  static constexpr auto kSigns = PlacesOf("-0(/<>{}[]_=\\|#*$`^~@;+");
  const uint32_t begin = term.begin > kReachBytes ? term.begin - kReachBytes : 0;
  const std::string_view around = text.substr(begin, term.end + kReachBytes - begin);
  uint32_t signs = 0;
  for (size_t at = 0; at < around.size(); ++at) {
    const char c = around[at];
    const uint8_t place = kSigns[static_cast<unsigned char>(c)];
    if (place == 0) continue;
    if (place > kOthers) {
      ++signs;
      continue;
    }
    const bool is_arrow = c == '-' && at + 1 < around.size() && around[at + 1] == '>';
    const bool is_hexadecimal = c == '0' && at + 1 < around.size() && around[at + 1] == 'x';
    const bool is_call = c == '(' && at > 0 && IsNameSign(around[at - 1]);
    const bool is_stroke = c == '/' && at > 0 && IsSpace(around[at - 1]);
    signs += is_arrow || is_call || is_stroke ? 1U : 0U;
    signs += is_hexadecimal ? 3U : 0U;
  }
  return signs >= kSignsMin;
}

bool IsPathPiece(std::string_view text, Span term) {
  if (IsMarkedName(text, term)) return true;
  const char before = Before(text, term);
  const char behind = Behind(text, term);
  if (behind == '/' && term.end + 1 < text.size() && text[term.end + 1] == '*') return true;
  if (before == '@' && term.begin > 1 && IsNameSign(text[term.begin - 2])) return true;
  const auto joins = [](char c) { return c == '/' || c == '\\' || c == '.'; };
  if (!joins(before) && !joins(behind)) return false;
  const Span around = TokenAround(text, term);
  std::string_view token = text.substr(around.begin, around.size());
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
  token.remove_prefix(std::min(token.find_first_not_of("\"'(<[`"), token.size() - 1));
  if (token.size() > 2 && token[0] == '-' && IsLetter(token[1]))
    token.remove_prefix(2);  // "-I/usr"
  const bool begins_as_path = token[0] == '/' || token[0] == '~' || token.substr(0, 2) == "./" ||
                              token.substr(0, 3) == "../" ||
                              token.find("://") != std::string_view::npos;
  const bool has_name_signs = inner_dots > 0 || token.find('_') != std::string_view::npos;
  return begins_as_path || has_name_signs;
}

bool IsPieceOfCode(std::string_view text, Span term) {
  const bool is_cut = Behind(text, term) == '-' && term.end + 1 < text.size() &&
                      (text[term.end + 1] == '\n' || text[term.end + 1] == '\r');
  if (is_cut) return true;
  if (Before(text, term) != ':' && Behind(text, term) != ':') return false;
  constexpr size_t kPairsMin = 4;
  const Span around = TokenAround(text, term);
  size_t pairs = 0;
  size_t digits = 0;  // since the last colon
  for (const char c : text.substr(around.begin, around.size())) {
    const bool is_digit = IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (!is_digit && c != ':') return false;
    if (is_digit && ++digits > 2) return false;
    if (c != ':') continue;
    pairs += digits == 2 ? 1U : 0U;
    digits = 0;
  }
  return pairs >= kPairsMin;
}

bool IsCompoundTail(std::string_view text, Span term) {
  constexpr std::array<std::string_view, 16> kPrefixes = {
      "ex",  "Ex",  "EX",  "pro",    "Pro",    "PRO", "anti", "Anti",
      "non", "Non", "NON", "former", "Former", "alt", "half", "Half"};
  constexpr uint32_t kAbbreviationSizeMax = 4;  // longer words in capitals are words
  const std::string_view written = text.substr(term.begin, term.size());
  const bool is_abbreviation =
      term.size() <= kAbbreviationSizeMax &&
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
  static constexpr auto kPlaces = PlacesOf(kSigns);
  std::bitset<kSigns.size()> seen;
  for (const char c : text.substr(begin, term.end + kReachBytes - begin)) {
    const size_t place = kPlaces[static_cast<unsigned char>(c)];
    if (place != 0) seen.set(place - 1);
  }
  return seen.count() >= kKindsMin;
}

}  // namespace sunder::scanner
