#include "scanner/context/words.h"

#include <algorithm>
#include <array>

#include "scanner/text/scan_text.h"

namespace sunder::scanner {
namespace {

bool IsAsciiAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Bytes of the punctuation mark at `at`, 0 for a letter: Latin-1 signs (U+00A0-00BF), general
// punctuation and symbols (U+2000-2BFF), CJK punctuation (U+3000-303F). Zero-width joiners and
// their like (U+200B-200F, U+2060) belong to words; Fold removes them.
uint32_t PunctuationSize(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  if (byte(0) == 0xC2 && byte(1) >= 0xA0 && byte(1) <= 0xBF && byte(1) != 0xAD) return 2;
  if (byte(0) == 0xE3 && byte(1) == 0x80) return 3;
  if (byte(0) != 0xE2) return 0;
  if (byte(1) == 0x80 && byte(2) >= 0x8B && byte(2) <= 0x8F) return 0;
  if (byte(1) == 0x81 && byte(2) == 0xA0) return 0;
  return byte(1) >= 0x80 && byte(1) <= 0xAF ? 3 : 0;
}

// Bytes of an apostrophe at `at` (ASCII or U+2019), 0 for none.
uint32_t ApostropheSize(std::string_view text, size_t at) {
  if (text[at] == '\'') return 1;
  return text.substr(at, 3) == "\xE2\x80\x99" ? 3 : 0;
}

bool StartsLetter(std::string_view text, size_t at, size_t end) {
  if (at >= end) return false;
  if (static_cast<unsigned char>(text[at]) < 0x80) return IsAsciiAlnum(text[at]);
  return PunctuationSize(text, at) == 0;
}

std::string FoldWord(std::string_view raw) {
  const bool is_ascii = std::all_of(raw.begin(), raw.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!is_ascii) {
    Result<std::string> folded = Fold(raw);
    return folded.ok() ? *folded : std::string(raw);
  }
  std::string lower(raw);
  for (char& c : lower) {
    if (IsUpper(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// Ends of contracted words: the byte length of the ending is cut off the word and the full form
// follows as a word of its own.
struct Contraction {
  std::string_view ending;
  std::string_view full;
};
constexpr std::array<Contraction, 5> kContractions = {
    {{"m", "am"}, {"re", "are"}, {"ve", "have"}, {"ll", "will"}, {"d", "would"}}};

bool IsPronoun(std::string_view folded) {
  constexpr std::array<std::string_view, 10> kPronouns = {"he",   "she", "it",    "who",  "that",
                                                          "this", "one", "there", "what", "here"};
  return std::find(kPronouns.begin(), kPronouns.end(), folded) != kPronouns.end();
}

// Appends the word [begin, end), whose first apostrophe stands at `apostrophe` (end: none).
void AppendWord(std::string_view text, uint32_t begin, uint32_t apostrophe, uint32_t end,
                uint32_t gap_begin, std::vector<Word>* words) {
  Word word{{begin, end}, gap_begin, "", IsUpper(text[begin]), false};
  if (apostrophe == end) {
    word.folded = FoldWord(text.substr(begin, end - begin));
    words->push_back(std::move(word));
    return;
  }
  const uint32_t tail_begin = apostrophe + ApostropheSize(text, apostrophe);
  const std::string head = FoldWord(text.substr(begin, apostrophe - begin));
  const std::string tail = FoldWord(text.substr(tail_begin, end - tail_begin));
  const auto push_pair = [&](std::string first, std::string_view second, uint32_t cut) {
    word.folded = std::move(first);
    word.original.end = cut;
    words->push_back(word);
    words->push_back({{cut, end}, cut, std::string(second), false, false});
  };
  if (tail == "t" && head.size() > 1 && head.back() == 'n') {
    const std::string stem = head == "can"   ? "can"
                             : head == "won" ? "will"
                                             : head.substr(0, head.size() - 1);
    return push_pair(stem, "not", apostrophe - (head == "can" ? 0 : 1));
  }
  if (tail == "s" && IsPronoun(head)) return push_pair(head, "is", apostrophe);
  for (const Contraction& contraction : kContractions) {
    if (tail == contraction.ending) return push_pair(head, contraction.full, apostrophe);
  }
  if (tail == "s" || tail.empty()) {
    word.folded = head;
    word.is_possessive = true;
    word.original.end = apostrophe;
    words->push_back(std::move(word));
    return;
  }
  word.folded = head + '\'' + tail;
  words->push_back(std::move(word));
}

}  // namespace

std::vector<Word> SplitWords(std::string_view text, Span range) {
  std::vector<Word> words;
  uint32_t at = range.begin;
  uint32_t gap_begin = range.begin;
  while (at < range.end) {
    if (!StartsLetter(text, at, range.end)) {
      at += std::max<uint32_t>(1, PunctuationSize(text, at));
      continue;
    }
    const uint32_t begin = at;
    uint32_t apostrophe = 0;
    bool has_apostrophe = false;
    while (at < range.end) {
      if (StartsLetter(text, at, range.end)) {
        ++at;
        continue;
      }
      const uint32_t size = ApostropheSize(text, at);
      const bool is_inside = size > 0 && StartsLetter(text, at + size, range.end);
      if (!is_inside || has_apostrophe) break;
      has_apostrophe = true;
      apostrophe = at;
      at += size;
    }
    AppendWord(text, begin, has_apostrophe ? apostrophe : at, at, gap_begin, &words);
    gap_begin = at;
  }
  return words;
}

bool IsJoined(std::string_view text, const Word& word) {
  for (const char c : GapBefore(text, word)) {
    if (std::string_view(".,;:=|/()[]{}<>\t\r\n!?&+*#").find(c) != std::string_view::npos) {
      return false;
    }
  }
  return true;
}

std::vector<std::string> SplitName(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(FoldWord(word));
    word.clear();
  };
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool is_high = static_cast<unsigned char>(c) >= 0x80;
    if (!is_high && (!IsAsciiAlnum(c) || c == '_')) {
      if (c == '\'') continue;
      flush();
      continue;
    }
    const bool lower_to_upper = !word.empty() && IsUpper(c) && IsLower(word.back());
    // "GSMValue": the last capital of a run begins the next word.
    const bool run_to_word = !word.empty() && IsUpper(c) && IsUpper(word.back()) &&
                             i + 1 < name.size() && IsLower(name[i + 1]);
    const bool digit_edge = !word.empty() && !is_high && IsDigit(c) != IsDigit(word.back());
    if (lower_to_upper || run_to_word || digit_edge) flush();
    word.push_back(c);
  }
  flush();
  return words;
}

bool IsPlural(std::string_view folded) {
  constexpr std::array<std::string_view, 8> kPlurals = {"people", "men",   "women",   "children",
                                                        "folk",   "staff", "persons", "clergy"};
  if (std::find(kPlurals.begin(), kPlurals.end(), folded) != kPlurals.end()) return true;
  if (folded.size() < 4 || folded.back() != 's') return false;
  const char before = folded[folded.size() - 2];
  return before != 's' && before != 'u' && before != 'i';
}

}  // namespace sunder::scanner
