#include "scanner/match/validators/cased_words.h"

#include <algorithm>

#include "scanner/match/validators/match_text.h"
#include "scanner/text/letters.h"

namespace sunder::scanner {
namespace {

constexpr uint32_t kWordSizeBytesMax = 64;

// General punctuation (U+2000..U+206F), guillemets, inverted marks and CJK punctuation part words;
// other code points beyond ASCII are taken for letters.
bool IsForeignPunctuation(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  if (byte(at) == 0xE2 && (byte(at + 1) == 0x80 || byte(at + 1) == 0x81)) return true;
  if (byte(at) == 0xE3 && byte(at + 1) == 0x80) return true;
  if (byte(at) != 0xC2) return false;
  const unsigned second = byte(at + 1);
  return second < 0xAA || second == 0xAB || second == 0xBB || second == 0xBF;
}

size_t CodePointSize(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0x80) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

size_t PreviousStart(std::string_view text, size_t at) {
  do {
    --at;
  } while (at > 0 && IsContinuation(text[at]));
  return at;
}

bool IsLetterAt(std::string_view text, size_t at) {
  if (at >= text.size()) return false;
  const char c = text[at];
  if (static_cast<unsigned char>(c) >= 0x80) return !IsForeignPunctuation(text, at);
  return IsAsciiAlnum(c);
}

// Size of an apostrophe or hyphen that joins letters at `at`; 0 when there is none.
size_t JoinerSize(std::string_view text, size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '\'' || text[at] == '-') return 1;
  const std::string_view three = text.substr(at, 3);
  if (three == "\xE2\x80\x99" || three == "\xE2\x80\x90" || three == "\xE2\x80\x91") return 3;
  return 0;
}

size_t JoinerSizeBefore(std::string_view text, size_t at) {
  if (at >= 1 && JoinerSize(text, at - 1) == 1) return 1;
  if (at >= 3 && JoinerSize(text, at - 3) == 3) return 3;
  return 0;
}

size_t WordEnd(std::string_view text, size_t at) {
  const size_t limit = std::min(text.size(), at + kWordSizeBytesMax);
  while (at < limit) {
    if (IsLetterAt(text, at)) {
      at += CodePointSize(text[at]);
      continue;
    }
    const size_t joiner = JoinerSize(text, at);
    if (joiner == 0 || !IsLetterAt(text, at + joiner)) break;
    at += joiner;
  }
  return std::min(at, text.size());
}

size_t WordBegin(std::string_view text, size_t at) {
  const size_t floor = at > kWordSizeBytesMax ? at - kWordSizeBytesMax : 0;
  while (at > floor) {
    const size_t before = PreviousStart(text, at);
    if (IsLetterAt(text, before)) {
      at = before;
      continue;
    }
    const size_t joiner = JoinerSizeBefore(text, at);
    if (joiner == 0 || at < joiner + 1) break;
    const size_t letter = PreviousStart(text, at - joiner);
    if (!IsLetterAt(text, letter)) break;
    at = letter;
  }
  return at;
}

bool IsUpperAt(const ValidationInput& input, size_t begin, size_t end) {
  const bool is_plain = static_cast<unsigned char>(input.folded[begin]) < 0x80 &&
                        input.text.cells()[input.cell].is_identity;
  if (is_plain) return input.original[begin] >= 'A' && input.original[begin] <= 'Z';
  const Span folded{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  const Span span = input.text.OriginalSpan(input.cell, folded);
  if (span.empty() || span.end > input.original.size()) return false;
  return BeginsWithCapital(input.original.substr(span.begin, span.size()));
}

void ReadCase(const ValidationInput& input, CasedWord* word) {
  size_t letters = 0;
  bool all_upper = true;
  const std::string_view text = input.folded;
  for (size_t at = word->span.begin; at < word->span.end; at += CodePointSize(text[at])) {
    if (IsAsciiDigit(text[at])) word->has_digit = true;
    if (IsAsciiDigit(text[at]) || JoinerSize(text, at) > 0) continue;
    const size_t end = std::min<size_t>(at + CodePointSize(text[at]), word->span.end);
    const bool is_upper = IsUpperAt(input, at, end);
    if (letters == 0) word->is_capital = is_upper && at == word->span.begin;
    all_upper = all_upper && is_upper;
    ++letters;
  }
  word->is_initial = letters == 1 && word->is_capital && !word->has_digit;
  word->is_upper = letters >= 2 && all_upper;
}

CasedWord MakeWord(const ValidationInput& input, size_t begin, size_t end) {
  CasedWord word;
  const std::string_view text = input.folded;
  const bool ends_in_s = end > begin && (text[end - 1] | 0x20) == 's';
  for (const std::string_view ending : {"'s", "'S", "\xE2\x80\x99s", "\xE2\x80\x99S"}) {
    if (!ends_in_s) break;
    if (end - begin > ending.size() && text.substr(begin, end - begin).ends_with(ending)) {
      end -= ending.size();
      word.is_possessive = true;
      break;
    }
  }
  word.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  word.lower = AsciiLower(text.substr(begin, end - begin));
  word.has_period = end < text.size() && text[end] == '.';
  ReadCase(input, &word);
  return word;
}

}  // namespace

CasedWord WordAt(const ValidationInput& input, uint32_t offset) {
  if (!IsLetterAt(input.folded, offset)) return {};
  return MakeWord(input, WordBegin(input.folded, offset), WordEnd(input.folded, offset));
}

CasedWord NextWord(const ValidationInput& input, const CasedWord& word) {
  if (word.is_possessive) return {};
  size_t at = word.span.end;
  if (word.has_period) ++at;
  const size_t blank = at;
  if (at < input.folded.size() && (input.folded[at] == ' ' || input.folded[at] == '\t')) ++at;
  // "J.R. Ewing": initials may stand without a blank.
  if (at == blank && !(word.is_initial && word.has_period)) return {};
  if (!IsLetterAt(input.folded, at)) return {};
  return MakeWord(input, at, WordEnd(input.folded, at));
}

CasedWord PreviousWord(const ValidationInput& input, const CasedWord& word) {
  size_t at = word.span.begin;
  if (at == 0 || (input.folded[at - 1] != ' ' && input.folded[at - 1] != '\t')) return {};
  --at;
  const bool has_period = at > 0 && input.folded[at - 1] == '.';
  if (has_period) --at;
  if (at == 0) return {};
  const size_t letter = PreviousStart(input.folded, at);
  if (!IsLetterAt(input.folded, letter)) return {};
  CasedWord previous = MakeWord(input, WordBegin(input.folded, letter), at);
  previous.has_period = has_period;
  return previous;
}

bool IsSentenceStart(const ValidationInput& input, uint32_t offset) {
  size_t at = offset;
  while (at > 0 && (input.folded[at - 1] == ' ' || input.folded[at - 1] == '\t')) --at;
  if (at == 0) return true;
  constexpr std::string_view kEnders = ".!?\n\r\"(*:;>|";
  return kEnders.find(input.folded[at - 1]) != std::string_view::npos ||
         static_cast<unsigned char>(input.folded[at - 1]) >= 0x80;
}

}  // namespace sunder::scanner
