#include "scanner/context/words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "scanner/text/characters.h"
#include "scanner/text/letters.h"
#include "scanner/text/scan_text.h"

namespace sunder::scanner {
namespace {

bool IsAsciiAlnum(char c) {
  static constexpr std::array<bool, 256> kParts = [] {
    std::array<bool, 256> parts = {};
    for (size_t i = 0; i < parts.size(); ++i) {
      parts[i] =
          (i >= 'a' && i <= 'z') || (i >= 'A' && i <= 'Z') || (i >= '0' && i <= '9') || i == '_';
    }
    return parts;
  }();
  return kParts[static_cast<unsigned char>(c)];
}
bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Bytes of an apostrophe at `at` (ASCII or U+2019), 0 for none.
uint32_t ApostropheSize(std::string_view text, size_t at) {
  if (text[at] == '\'') return 1;
  return text.substr(at, 3) == "\xE2\x80\x99" ? 3 : 0;
}

void FoldWord(std::string_view raw, std::string* folded) {
  folded->assign(raw);
  unsigned bits = 0;
  for (char& c : *folded) {
    bits |= static_cast<unsigned char>(c);
    if (IsUpper(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  if (bits < 0x80) return;
  Result<std::string> whole = Fold(raw);
  if (whole.ok()) {
    *folded = std::move(*whole);
  } else {
    folded->assign(raw);
  }
}

std::string FoldedWord(std::string_view raw) {
  std::string folded;
  FoldWord(raw, &folded);
  return folded;
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

// Splits one text; keeps what the next word needs to know of the one before.
class WordSplitter {
 public:
  WordSplitter(std::string_view text, Span range) : text_(text.substr(0, range.end)) {
    constexpr uint32_t kBytesAWord = 5;
    words_.reserve(range.size() / kBytesAWord + 2);
    at_ = range.begin;
    gap_begin_ = range.begin;
  }

  std::vector<Word> Run() {
    while (at_ < text_.size()) {
      if (IsAsciiAlnum(text_[at_])) {
        TakeWord();
        continue;
      }
      if (IsAscii(text_[at_])) {
        if (marks_.size() < kMarksMax) marks_.push_back(text_[at_]);
        ++at_;
        continue;
      }
      const Character character = CharacterAt(text_, at_);
      switch (character.kind) {
        case CharacterKind::kMark:
          if (marks_.size() < kMarksMax) marks_.push_back(character.mark);
          at_ += character.size_bytes;
          break;
        case CharacterKind::kIdeograph:
          Push({at_, at_ + character.size_bytes});
          words_.back().is_ideograph = true;
          at_ += character.size_bytes;
          break;
        case CharacterKind::kWord:
          TakeWord();
          break;
      }
    }
    return std::move(words_);
  }

 private:
  static constexpr size_t kMarksMax = 16;

  bool IsWordAt(uint32_t at) const {
    return at < text_.size() && CharacterAt(text_, at).kind == CharacterKind::kWord;
  }

  // A word and, behind one apostrophe, its end.
  void TakeWord() {
    const uint32_t begin = at_;
    const uint32_t head_end = EndOfWord(begin);
    const uint32_t size = head_end < text_.size() ? ApostropheSize(text_, head_end) : 0;
    if (size == 0 || !IsWordAt(head_end + size)) {
      // "James' book": the apostrophe alone owns, too.
      Push({begin, head_end});
      at_ = head_end;
      return;
    }
    const uint32_t tail_begin = head_end + size;
    at_ = EndOfWord(tail_begin);
    PushParts({begin, head_end}, {tail_begin, at_});
  }

  uint32_t EndOfWord(uint32_t at) const {
    while (at < text_.size()) {
      if (IsAsciiAlnum(text_[at])) {
        ++at;
        continue;
      }
      if (IsAscii(text_[at])) break;
      const Character character = CharacterAt(text_, at);
      if (character.kind != CharacterKind::kWord) break;
      at += character.size_bytes;
    }
    return at;
  }

  void PushParts(Span head, Span tail) {
    const std::string first = FoldedWord(text_.substr(head.begin, head.size()));
    const std::string second = FoldedWord(text_.substr(tail.begin, tail.size()));
    if (second == "t" && first.size() > 1 && first.back() == 'n') {
      const bool is_can = first == "can";
      const std::string stem = is_can           ? "can"
                               : first == "won" ? "will"
                                                : first.substr(0, first.size() - 1);
      return PushPair({head.begin, head.end - (is_can ? 0 : 1)}, stem, tail.end, "not");
    }
    if (second == "s" && IsPronoun(first)) return PushPair(head, first, tail.end, "is");
    for (const Contraction& contraction : kContractions) {
      if (second == contraction.ending) return PushPair(head, first, tail.end, contraction.full);
    }
    Push(head);
    if (second == "s") {
      words_.back().is_possessive = true;
      gap_begin_ = tail.end;
      return;
    }
    // "l'islam", "dell'Opus Dei", "Kürt'üm": two words.
    marks_ = "'";
    Push(tail);
  }

  void PushPair(Span head, std::string_view first, uint32_t end, std::string_view second) {
    Push(head);
    words_.back().folded = first;
    Word tail;
    tail.original = {head.end, end};
    tail.gap_begin = head.end;
    tail.folded = second;
    words_.push_back(std::move(tail));
    gap_begin_ = end;
  }

  void Push(Span span) {
    Word& word = words_.emplace_back();
    word.original = span;
    word.gap_begin = gap_begin_;
    word.marks.assign(marks_);
    marks_.clear();
    const std::string_view written = text_.substr(span.begin, span.size());
    FoldWord(written, &word.folded);
    const char first = text_[span.begin];
    word.is_capital =
        IsAsciiAlnum(first) ? IsUpper(first) : CharacterAt(text_, span.begin).is_upper;
    word.is_upper = word.is_capital && word.folded.size() > 1 && IsUpperCase(written);
    gap_begin_ = span.end;
  }

  const std::string_view text_;
  uint32_t at_ = 0;
  uint32_t gap_begin_ = 0;
  std::string marks_;
  std::vector<Word> words_;
};

// "My dad's a Baptist": before these words 's is the verb.
bool IsBehindVerb(std::string_view folded) {
  constexpr std::array<std::string_view, 12> kBehindVerbs = {
      "a", "an", "not", "never", "been", "always", "very", "so", "too", "openly", "actually", "no"};
  return std::find(kBehindVerbs.begin(), kBehindVerbs.end(), folded) != kBehindVerbs.end();
}

}  // namespace

std::vector<Word> SplitWords(std::string_view text, Span range) {
  std::vector<Word> words = WordSplitter(text, range).Run();
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    if (!words[i].is_possessive || !IsJoined(words[i + 1]) || !IsBehindVerb(words[i + 1].folded)) {
      continue;
    }
    words[i].is_possessive = false;
    Word verb;
    verb.original = {words[i].original.end, words[i + 1].gap_begin};
    verb.gap_begin = words[i].original.end;
    verb.folded = "is";
    words.insert(words.begin() + static_cast<ptrdiff_t>(i) + 1, std::move(verb));
  }
  return words;
}

bool IsJoined(const Word& word) {
  static constexpr std::array<bool, 256> kParts = [] {
    std::array<bool, 256> parts = {};
    for (const char sign : std::string_view(".,;:=|/()[]{}<>\t\r\n!?&+*#")) {
      parts[static_cast<unsigned char>(sign)] = true;
    }
    return parts;
  }();
  return std::none_of(word.marks.begin(), word.marks.end(),
                      [](char mark) { return kParts[static_cast<unsigned char>(mark)]; });
}

std::vector<std::string> SplitName(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(FoldedWord(word));
    word.clear();
  };
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool is_high = static_cast<unsigned char>(c) >= 0x80;
    const bool is_lead = (static_cast<unsigned char>(c) & 0xC0U) == 0xC0U;
    if (is_lead) {
      const Character character = CharacterAt(name, i);
      if (character.kind == CharacterKind::kMark) {
        flush();
        i += character.size_bytes - 1U;
        continue;
      }
    }
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
