#include "scanner/text/unmask_spelling.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace sunder::scanner {
namespace {

constexpr size_t kSpelledMin = 3;         // letters; "U.S." is not spelled out
constexpr size_t kSpelledBySpaceMin = 4;  // "x y z" are three things
constexpr size_t kSpelledSetApartMin = 2;
constexpr size_t kGapSizeMax = 3;
// Longer rows of single letters and groups of digits are taken apart here: looking at one again
// from each of its places would take time that grows with the square of its size.
constexpr size_t kSpelledMax = 128;
constexpr size_t kGroupsMax = 32;
constexpr size_t kRestMin = 3;  // letters of a word that short words were taken off
constexpr size_t kSpacedDigitsMin = 9;
constexpr ptrdiff_t kOtherLettersMin = 2;  // beside a repeated one: "www" and "xxx" are not words

// What "she is a ..." begins with, when its letters were spaced and the words were not.
constexpr std::array<std::string_view, 16> kShortWords = {"i",   "a",   "an",   "am",  "is",  "im",
                                                          "he",  "we",  "my",   "she", "are", "was",
                                                          "not", "you", "they", "the"};

bool IsArticle(std::string_view word) { return word == "a" || word == "an" || word == "i"; }

bool IsLetter(char32_t c) {
  return IsAsciiLetter(c) || (c >= 0x80 && u_isalpha(static_cast<UChar32>(c)) != 0);
}
bool IsAlnum(char32_t c) { return IsAsciiDigit(c) || IsLetter(c); }

// Letters, each on its own between equal gaps.
struct SpelledWord {
  std::vector<size_t> places;
  size_t end = 0;
  char32_t gap = 0;
};

class SpellingJoiner {
 public:
  SpellingJoiner(Reading reading, const TextPoints& points) : reading_(reading), points_(points) {
    out_.reserve(points.size());
  }

  TextPoints Run() {
    for (size_t at = 0; at < points_.size();) {
      const SpelledWord word = SpelledAt(at);
      if (word.places.empty()) {
        out_.push_back(points_[at++]);
        continue;
      }
      Append(word);
      at = word.end;
    }
    return std::move(out_);
  }

 private:
  char32_t At(size_t i) const { return i < points_.size() ? points_[i].c : 0; }
  // Spaces of all widths are one.
  char32_t GapAt(size_t i) const {
    const char32_t c = At(i);
    return c == 0xA0 || c == 0x202F || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) ? ' ' : c;
  }

  bool IsSingle(size_t i, bool is_first) const {
    const char32_t c = At(i);
    if (IsLetter(c)) return true;
    return !is_first && (IsAsciiDigit(c) || c == '@' || c == '$' || c == '!') && IsGap(i + 1);
  }
  bool IsGap(size_t i) const { return IsSpellingGap(GapAt(i)); }

  // The width of the gap at `i`: up to kGapSizeMax equal characters.
  size_t GapSize(size_t i) const {
    const char32_t gap = GapAt(i);
    if (!IsSpellingGap(gap)) return 0;
    size_t size = 1;
    while (size <= kGapSizeMax && GapAt(i + size) == gap) ++size;
    return size > kGapSizeMax ? 0 : size;
  }

  SpelledWord SpelledAt(size_t at) const {
    if (!IsLetter(At(at)) || (at > 0 && IsAlnum(At(at - 1)))) return {};
    const size_t gap_size = GapSize(at + 1);
    if (gap_size == 0) return {};
    SpelledWord word{{at}, at + 1, GapAt(at + 1)};
    size_t letters = 1;
    while (word.places.size() < kSpelledMax) {
      const size_t next = word.end + gap_size;
      const bool is_same_gap = GapAt(word.end) == word.gap && GapSize(word.end) == gap_size;
      if (!is_same_gap || !IsSingle(next, false) || IsAlnum(At(next + 1))) break;
      word.places.push_back(next);
      word.end = next + 1;
      letters += IsLetter(At(next)) ? 1 : 0;
    }
    const size_t count = word.places.size();
    if (count < SizeMin(word, at, gap_size) || letters * 2 <= count) return {};
    return word;
  }

  size_t SizeMin(const SpelledWord& word, size_t begin, size_t gap_size) const {
    // Between wider gaps the words themselves are set apart: "S h e   i s".
    const bool is_set_apart =
        word.gap == ' ' && ((begin > gap_size && GapAt(begin - gap_size - 1) == ' ') ||
                            (GapAt(word.end) == ' ' && GapAt(word.end + gap_size) == ' '));
    if (is_set_apart) return kSpelledSetApartMin;
    const bool is_common = word.gap == ' ' || word.gap == '/' || word.gap == '|' || word.gap == '+';
    return is_common ? kSpelledBySpaceMin : kSpelledMin;
  }

  // Joins the letters; short words in front of them stand alone again.
  void Append(const SpelledWord& word) {
    std::string letters;
    for (const size_t place : word.places) {
      const char32_t c = AsciiLower(At(place));
      letters.push_back(c < 0x80 ? static_cast<char>(c) : '\x7f');
    }
    size_t at = 0;
    while (word.gap == ' ' && at < letters.size()) {
      const size_t size = ShortWordAt(word, letters, at);
      if (size == 0) break;
      for (size_t i = at; i < at + size; ++i) out_.push_back(points_[word.places[i]]);
      const size_t gap = word.places[at + size - 1] + 1;
      out_.push_back({' ', points_[gap].begin, points_[gap].end});
      at += size;
    }
    for (; at < letters.size(); ++at) out_.push_back(points_[word.places[at]]);
  }

  size_t ShortWordAt(const SpelledWord& word, std::string_view letters, size_t at) const {
    if (letters[at] != 'i' && IsCapitalInside(word, at)) return 0;  // the word itself begins
    size_t best = 0;
    for (const std::string_view short_word : kShortWords) {
      const size_t size = short_word.size();
      if (letters.substr(at, size) != short_word || letters.size() - at < size + kRestMin) continue;
      if (reading_ == Reading::kSecond && IsArticle(short_word)) continue;
      if (short_word == "am" && (at == 0 || letters[at - 1] != 'i')) continue;
      bool has_capital = false;
      for (size_t i = 1; i < size; ++i) has_capital = has_capital || IsCapitalInside(word, at + i);
      if (!has_capital) best = std::max(best, size);
    }
    return best;
  }

  bool IsCapitalInside(const SpelledWord& word, size_t at) const {
    return at > 0 && IsAsciiUpper(At(word.places[at])) && IsAsciiLower(At(word.places[at - 1]));
  }

  const Reading reading_;
  const TextPoints& points_;
  TextPoints out_;
};

// Groups of digits between equal odd separators.
class DigitGrouper {
 public:
  explicit DigitGrouper(const TextPoints& points) : points_(points) {}

  TextPoints Run() {
    for (size_t at = 0; at < points_.size();) {
      const bool is_first = IsAsciiDigit(At(at)) && (at == 0 || !IsAlnum(At(at - 1)));
      const size_t end = is_first ? GroupsAt(at) : at;
      if (end == at) {
        out_.push_back(points_[at++]);
        continue;
      }
      for (; at < end; ++at) {
        if (IsAsciiDigit(At(at))) {
          out_.push_back(points_[at]);
        } else if (IsAsciiDigit(At(at - 1)) && between_ != 0) {
          out_.push_back({between_, points_[at].begin, points_[at].end});
        }
      }
    }
    return std::move(out_);
  }

 private:
  char32_t At(size_t i) const { return i < points_.size() ? points_[i].c : 0; }

  // The end of the groups that begin at `at` if they are a number in odd groups, else `at`.
  size_t GroupsAt(size_t at) {
    std::vector<size_t> sizes;
    size_t end = at;
    const char32_t gap = GapBehind(at);
    if (gap == 0) return at;
    while (sizes.size() < kGroupsMax) {
      size_t digits = 0;
      while (digits <= kGroupsMax && IsAsciiDigit(At(end + digits))) ++digits;
      if (digits == 0 || digits > kGroupsMax) return at;
      sizes.push_back(digits);
      end += digits;
      size_t gaps = 0;
      while (gaps < kGapSizeMax && At(end + gaps) == gap) ++gaps;
      if (gaps == 0 || !IsAsciiDigit(At(end + gaps))) break;
      end += gaps;
    }
    if (IsAlnum(At(end))) return at;
    const bool is_single = std::all_of(sizes.begin(), sizes.end(), [](size_t n) { return n == 1; });
    if (is_single && sizes.size() >= kSpacedDigitsMin) {
      between_ = 0;
      return end;
    }
    const bool is_plain_gap = gap == '-' || gap == ' ';
    using Sizes = std::vector<size_t>;
    const bool is_number = sizes == Sizes{4, 4, 4, 4} || sizes == Sizes{4, 6, 5} ||
                           sizes == Sizes{3, 2, 4} || sizes == Sizes{3, 3, 4} ||
                           sizes == Sizes{4, 4, 4, 4, 3};
    if (!is_number || (is_plain_gap && end - at == PlainSize(sizes))) return at;
    between_ = sizes.size() == 3 && sizes[1] < 6 ? '-' : ' ';
    return end;
  }

  static size_t PlainSize(const std::vector<size_t>& sizes) {
    size_t size = sizes.size() - 1;
    for (const size_t digits : sizes) size += digits;
    return size;
  }

  char32_t GapBehind(size_t at) const {
    while (IsAsciiDigit(At(at))) ++at;
    return IsSpellingGap(At(at)) || At(at) == ':' ? At(at) : 0;
  }

  const TextPoints& points_;
  TextPoints out_;
  char32_t between_ = 0;
};

// "Muuuslim": three equal letters and more become one, or two.
void DropRepeated(Reading reading, TextPoints* points) {
  TextPoints out;
  out.reserve(points->size());
  for (size_t at = 0; at < points->size();) {
    size_t end = at;
    size_t capitals = 0;
    std::array<bool, 26> seen = {};
    while (end < points->size() && IsAsciiLetter((*points)[end].c)) {
      capitals += IsAsciiUpper((*points)[end].c) ? 1 : 0;
      seen[AsciiLower((*points)[end].c) - 'a'] = true;
      ++end;
    }
    if (end == at) {
      out.push_back((*points)[at++]);
      continue;
    }
    const bool is_numeral =  // VIII
        capitals == end - at && seen['i' - 'a'] && seen['v' - 'a'] + seen['x' - 'a'] > 0;
    const bool is_word = std::count(seen.begin(), seen.end(), true) > kOtherLettersMin;
    const size_t kept = reading == Reading::kFirst ? 1 : 2;
    for (size_t i = at; i < end;) {
      size_t run_end = i;
      const char32_t letter = AsciiLower((*points)[i].c);
      while (run_end < end && AsciiLower((*points)[run_end].c) == letter) ++run_end;
      const bool is_cut = run_end - i >= 3 && is_word && !is_numeral;
      const size_t last = is_cut ? i + kept : run_end;
      for (size_t k = i; k < last; ++k) out.push_back((*points)[k]);
      if (is_cut) out.back().end = (*points)[run_end - 1].end;
      i = run_end;
    }
    at = end;
  }
  *points = std::move(out);
}

void PlainLeet(Reading reading, TextPoints* points) {
  std::string chunk;
  std::string plain;
  for (size_t at = 0; at < points->size();) {
    chunk.clear();
    size_t end = at;
    bool has_sign = false;
    for (; end < points->size() && !IsAsciiSpace((*points)[end].c); ++end) {
      const char32_t c = (*points)[end].c;
      chunk.push_back(c < 0x80 ? static_cast<char>(c) : '\x80');
      has_sign = has_sign || !IsAsciiLetter(c);
    }
    if (has_sign && ReadLeet(chunk, reading, &plain)) {
      for (size_t i = at; i < end; ++i) {
        if ((*points)[i].c < 0x80) (*points)[i].c = static_cast<unsigned char>(plain[i - at]);
      }
    }
    at = std::max(end, at + 1);
  }
}

}  // namespace

bool IsSpellingGap(char32_t c) {
  constexpr std::u32string_view kGaps = U" .-*_~+|/\u00B7\u2022";
  return c != 0 && kGaps.find(c) != std::u32string_view::npos;
}

void PlainSpelling(Reading reading, TextPoints* points) {
  *points = SpellingJoiner(reading, *points).Run();
  *points = DigitGrouper(*points).Run();
  PlainLeet(reading, points);
  DropRepeated(reading, points);
}

}  // namespace sunder::scanner
