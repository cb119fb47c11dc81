#include "scanner/match/validators/code_field.h"

#include <algorithm>
#include <iterator>

#include "scanner/match/validators/match_text.h"
#include "scanner/text/characters.h"

namespace sunder::scanner {
namespace {

constexpr uint32_t kCodePointsMax = 7;
// The longest label, and how far behind a code it may reach.
constexpr uint32_t kLabelWordsMax = 3;
constexpr uint32_t kLabelBytesMax = 56;

uint32_t SkipQuotes(std::string_view text, uint32_t at) {
  while (at < text.size() && (CharacterAt(text, at).mark == '"' || text[at] == '\'')) {
    at += CharacterAt(text, at).size_bytes;
  }
  return at;
}

// Between the last two of several to choose from.
constexpr std::string_view kConjunctions[] = {
    "a", "albo", "and",  "bzw", "czy", "e",  "eller", "en", "et", "i",   "ili", "in", "lub",
    "o", "och",  "oder", "of",  "og",  "or", "ou",    "oz", "u",  "und", "ve",  "y"};

// "B, SEX F": behind the comma stands the next field, a short label with its value.
bool IsShortField(std::string_view text, uint32_t label_end) {
  constexpr uint32_t kValueSizeBytes = 4;
  if (label_end < text.size() && text[label_end] == '.') {
    return label_end + 1 < text.size() && IsAsciiLetter(text[label_end + 1]);  // "s.o. 02"
  }
  if (label_end >= text.size() || text[label_end] != ' ') return false;
  const uint32_t begin = label_end + 1;
  const uint32_t end = EndOfCode(text, begin);
  if (end == begin || end - begin > kValueSizeBytes) return false;
  const std::string_view value = text.substr(begin, end - begin);
  return std::find(std::begin(kConjunctions), std::end(kConjunctions), value) ==
         std::end(kConjunctions);
}

}  // namespace

bool IsSign(char mark, std::string_view signs) {
  return signs.find(mark) != std::string_view::npos;
}

uint32_t EndOfCode(std::string_view text, uint32_t begin) {
  uint32_t at = begin;
  uint32_t points = 0;
  while (at < text.size()) {
    const Character character = CharacterAt(text, at);
    const bool is_hyphen = text[at] == '-' && at > begin && at + 1 < text.size() &&
                           CharacterAt(text, at + 1).kind == CharacterKind::kWord;
    if (text[at] == '_' || (character.kind == CharacterKind::kMark && !is_hyphen)) break;
    at += character.size_bytes;
    if (++points > kCodePointsMax) return begin;
  }
  return at;
}

bool IsPieceOfWord(std::string_view text, Span code) {
  if (code.end >= text.size()) return false;
  if (text[code.end] == '_') return true;
  if (text[code.end] == '.') {
    return code.end + 1 < text.size() && IsAsciiLetter(text[code.end + 1]);
  }
  const bool is_apostrophe =
      text[code.end] == '\'' || text.substr(code.end, 3) == "\xE2\x80\x99";  // U+2019
  const uint32_t behind = code.end + (text[code.end] == '\'' ? 1U : 3U);
  return is_apostrophe && behind < text.size() &&
         CharacterAt(text, behind).kind == CharacterKind::kWord;
}

bool IsBoxed(std::string_view text, uint32_t begin) {
  while (begin > 0 && text[begin - 1] == ' ') --begin;
  const std::string_view before = text.substr(0, begin);
  for (const std::string_view box :
       {"\xE2\x98\x90", "\xE2\x96\xA1", "\xE2\x97\x8B", "[]", "[ ]", "()", "( )"}) {
    if (before.size() >= box.size() && before.substr(before.size() - box.size()) == box)
      return true;
  }
  return false;
}

bool IsKey(std::string_view text, uint32_t code_end) {
  uint32_t at = SkipQuotes(text, code_end);
  while (at < text.size() && text[at] == ' ') ++at;
  return at < text.size() && IsSign(CharacterAt(text, at).mark, ":=");
}

bool IsChoice(std::string_view text, Span code) {
  uint32_t at = code.end;
  uint32_t opens = code.begin;
  while (opens > 0 && IsSign(text[opens - 1], "\"'")) --opens;
  bool is_enclosed = opens > 0 && IsSign(text[opens - 1], "{[(");
  while (at < text.size() && IsSign(text[at], " \"'}])")) is_enclosed |= IsSign(text[at++], "}])");
  if (at >= text.size()) return false;
  const bool is_long_dash = text.substr(at, 3) == "\xE2\x80\x93";  // U+2013
  const bool is_dash = is_long_dash || text[at] == '-';
  if (is_dash && at == code.end) return false;
  if (!is_dash && !IsSign(text[at], "/|,")) return false;
  const std::string_view sign = text.substr(at, is_long_dash ? 3 : 1);
  at += static_cast<uint32_t>(sign.size());
  while (at < text.size() && IsSign(text[at], " \"'{[(")) ++at;
  const uint32_t next_end = EndOfCode(text, at);
  if (next_end == at || IsKey(text, next_end)) return false;
  if (is_dash) {
    const uint32_t behind = next_end + (next_end < text.size() && text[next_end] == ' ' ? 1U : 0U);
    return behind >= text.size() || text.substr(behind, sign.size()) == sign;
  }
  if (sign == "," && !is_enclosed && IsShortField(text, next_end)) return false;
  return is_enclosed || next_end - at <= 3;
}

bool BeginsField(std::string_view text, uint32_t at) {
  while (at > 0 && IsSign(text[at - 1], "\"'([{")) --at;
  if (at >= 2 && text[at - 1] == ' ' && text[at - 2] == ' ') return true;
  if (at > 0 && text[at - 1] == ' ') --at;
  if (at == 0) return true;
  uint32_t last = at - 1;
  while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80U) --last;
  const Character character = CharacterAt(text, last);
  return character.kind == CharacterKind::kMark &&
         (IsSign(character.mark, ",;:|/.&?") || IsSign(text[last], "\n\t") ||
          text.substr(last, at - last) == "\xC2\xB7");  // U+00B7
}

bool EndsField(std::string_view text, Span code) {
  uint32_t at = SkipQuotes(text, code.end);
  if (at > code.end || at >= text.size()) return true;
  const bool is_assigned = code.begin > 0 && text[code.begin - 1] == '=';
  const bool is_one_space = text[at] == ' ' && text.substr(at, 2) != "  ";
  if (is_assigned || !is_one_space) return true;
  uint32_t words = 0;
  for (const uint32_t limit = at + kLabelBytesMax; at < text.size() && at < limit;) {
    const Character character = CharacterAt(text, at);
    if (character.kind == CharacterKind::kMark) {
      if (words > 0 && IsSign(character.mark, ":=")) return true;
      if (!IsSign(text[at], words == 0 ? " " : " ._-")) return words == 0;
      at += character.size_bytes;
      continue;
    }
    if (++words > kLabelWordsMax) return false;
    while (at < text.size() && CharacterAt(text, at).kind != CharacterKind::kMark) {
      at += CharacterAt(text, at).size_bytes;
    }
  }
  return words == 0;
}

}  // namespace sunder::scanner
