#include "scanner/text/unmask_spelling.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "scanner/text/point_facts.h"

namespace sunder::scanner {
namespace {

constexpr size_t kSpelledMin = 3;  // letters; "U.S." is not spelled out
constexpr size_t kSpelledSetApartMin = 2;
constexpr size_t kGapSizeMax = 3;
// Longer rows of single letters are taken apart here: looking at one again from each of its places
// would take time that grows with the square of its size.
constexpr size_t kSpelledMax = 128;
constexpr size_t kLeetWordsMin = 2;        // a text with so many is written so throughout
constexpr size_t kRestMin = 3;             // letters of a word that short words were taken off
constexpr ptrdiff_t kOtherLettersMin = 2;  // beside a repeated one: "www" and "xxx" are not words

// What "she is a ..." begins with, when its letters were spaced and the words were not.
constexpr std::array<std::string_view, 16> kShortWords = {"i",   "a",   "an",   "am",  "is",  "im",
                                                          "he",  "we",  "my",   "she", "are", "was",
                                                          "not", "you", "they", "the"};

bool IsLetter(char32_t c) { return IsAsciiLetter(c) || (c >= 0x80 && FactsOf(c).is_letter); }
bool IsMark(char32_t c) {
  return (U_MASK(FactsOf(c).category) & (U_GC_MN_MASK | U_GC_MC_MASK | U_GC_ME_MASK)) != 0;
}
bool IsAlnum(char32_t c) { return IsAsciiDigit(c) || IsLetter(c); }

// Chinese, Japanese and Korean: words are not set apart, so that a letter alone tells nothing.
bool IsSyllabic(char32_t c) {
  return (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xAC00 && c <= 0xD7A3);
}

// Letters, each on its own (with its marks) between equal gaps.
struct SpelledWord {
  std::vector<size_t> places;  // of letters
  size_t end = 0;
  char32_t gap = 0;
};

class SpellingJoiner {
 public:
  SpellingJoiner(Reading reading, const TextPoints& points) : reading_(reading), points_(points) {
    out_.reserve(points.size());
  }

  // Whether words were joined, which readings do in their own way.
  bool has_joined() const { return has_joined_; }

  TextPoints Run() {
    FindCommonGap();
    for (size_t at = 0; at < points_.size();) {
      if (At(at) < 0x80 && IsAsciiLetter(At(at)) && !MayBeSpelledAt(at)) {
        out_.push_back(points_[at++]);
        continue;
      }
      if (IsGapOfSyllables(at)) {
        if (!out_.empty()) out_.back().end = points_[at].end;
        ++at;
        continue;
      }
      const SpelledWord word = SpelledAt(at);
      if (word.places.empty()) {
        out_.push_back(points_[at++]);
        continue;
      }
      Append(word);
      has_joined_ = true;
      at = word.end;
      has_wide_gaps_ = has_wide_gaps_ || (word.gap == ' ' && At(at) == ' ' && At(at + 1) == ' ');
    }
    if (has_wide_gaps_) DropWideGaps();
    return std::move(out_);
  }

 private:
  char32_t At(size_t i) const { return i < points_.size() ? points_[i].c : 0; }
  // Spaces of all widths are one.
  char32_t GapAt(size_t i) const {
    const char32_t c = At(i);
    return c == 0xA0 || c == 0x202F || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) ? ' ' : c;
  }

  bool IsSingle(size_t i) const {
    const char32_t c = At(i);
    if (IsLetter(c)) return true;
    return (IsAsciiDigit(c) || c == '@' || c == '$' || c == '!') && IsGap(i + 1);
  }
  bool IsGap(size_t i) const { return IsSpellingGap(GapAt(i)); }

  // Behind the letter at `i` and its marks.
  size_t UnitEnd(size_t i) const {
    ++i;
    while (At(i) >= 0x300 && IsMark(At(i))) ++i;
    return i;
  }

  // Between words whose letters are spaced stand wider gaps: one space is what they mean.
  void DropWideGaps() {
    size_t kept = 0;
    for (const TextPoint& point : out_) {
      if (kept > 0 && point.c == ' ' && out_[kept - 1].c == ' ') {
        out_[kept - 1].end = point.end;
      } else {
        out_[kept++] = point;
      }
    }
    out_.resize(kept);
  }

  // The width of the gap at `i`: up to kGapSizeMax equal characters.
  size_t GapSize(size_t i) const {
    const char32_t gap = GapAt(i);
    if (!IsSpellingGap(gap)) return 0;
    size_t size = 1;
    while (size <= kGapSizeMax && GapAt(i + size) == gap) ++size;
    return size > kGapSizeMax ? 0 : size;
  }

  // "x-y-z": a sign between two syllables, or a space beside a syllable alone between spaces.
  bool IsGapOfSyllables(size_t at) const {
    if (at == 0 || !IsSyllabic(At(at - 1)) || !IsSyllabic(At(at + 1)) || !IsGap(at)) return false;
    if (GapAt(at) != ' ') return true;
    const auto is_space = [&](size_t i) { return At(i) == ' '; };
    return At(at) == ' ' && ((is_space(at + 2) && IsSyllabic(At(at + 3))) ||
                             (at >= 3 && is_space(at - 2) && IsSyllabic(At(at - 3))));
  }

  // Where words are spelled throughout, those of two letters are, too.
  void FindCommonGap() {
    size_t words = 0;
    for (size_t at = 0; at < points_.size() && words < 2;) {
      if (!MayBeSpelledAt(at)) {
        ++at;
        continue;
      }
      const SpelledWord word = SpelledAt(at);
      if (word.places.empty() || word.gap == ' ') {
        ++at;
        continue;
      }
      words = word.gap == common_gap_ ? words + 1 : 1;
      common_gap_ = word.gap;
      at = word.end;
    }
    if (words < 2) common_gap_ = 0;
    is_common_gap_known_ = true;
  }

  // A quick look: whether the letter at `at` may be one on its own. Most have another behind them.
  bool MayBeSpelledAt(size_t at) const {
    const char32_t next = At(at + 1);
    return next >= 0x80 || !(IsAsciiLetter(next) || IsAsciiDigit(next) || next == 0);
  }

  SpelledWord SpelledAt(size_t at) const {
    if (!IsLetter(At(at)) || IsSyllabic(At(at)) || (at > 0 && IsAlnum(At(at - 1)))) return {};
    const size_t first_end = UnitEnd(at);
    const size_t gap_size = GapSize(first_end);
    if (gap_size == 0) return {};
    SpelledWord word{{at}, first_end, GapAt(first_end)};
    size_t letters = 1;
    while (word.places.size() < kSpelledMax) {
      const size_t next = word.end + gap_size;
      const bool is_same_gap = GapAt(word.end) == word.gap && GapSize(word.end) == gap_size;
      if (!is_same_gap || !IsSingle(next) || IsAlnum(At(UnitEnd(next)))) break;
      word.places.push_back(next);
      word.end = UnitEnd(next);
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
    const bool is_common = is_common_gap_known_ && common_gap_ != 0 && word.gap == common_gap_;
    return is_set_apart || is_common ? kSpelledSetApartMin : kSpelledMin;
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
      for (size_t i = at; i < at + size; ++i) AppendUnit(word.places[i]);
      const size_t gap = UnitEnd(word.places[at + size - 1]);
      out_.push_back({' ', points_[gap].begin, points_[gap].end});
      at += size;
    }
    const bool splits_last = SplitsLast(word);
    for (; at < letters.size(); ++at) {
      if (splits_last && at + 1 == letters.size()) {
        const size_t gap = UnitEnd(word.places[at - 1]);
        out_.push_back({' ', points_[gap].begin, points_[gap].end});
      }
      AppendUnit(word.places[at]);
    }
  }

  // In scripts of India and the east a letter with its vowel is often a word: the verb at the end.
  bool SplitsLast(const SpelledWord& word) const {
    return reading_ == Reading::kThird && word.gap == ' ' && word.places.size() > kRestMin &&
           At(word.places.back()) >= 0x900;
  }

  void AppendUnit(size_t place) {
    for (size_t i = place; i < UnitEnd(place); ++i) out_.push_back(points_[i]);
  }

  size_t ShortWordAt(const SpelledWord& word, std::string_view letters, size_t at) const {
    if (reading_ == Reading::kThird) {  // whatever letter is a word of its own: "a", "e", "i", "o"
      const size_t begin = word.places[0];
      const bool is_set_apart = begin > 1 && At(begin - 1) == ' ' && At(begin - 2) == ' ';
      return at == 0 && !is_set_apart && !SplitsLast(word) && letters.size() > kRestMin ? 1 : 0;
    }
    if (reading_ == Reading::kSecond) return 0;
    if (letters[at] != 'i' && IsCapitalInside(word, at)) return 0;  // the word itself begins
    size_t best = 0;
    for (const std::string_view short_word : kShortWords) {
      const size_t size = short_word.size();
      if (letters.substr(at, size) != short_word || letters.size() - at < size + kRestMin) continue;
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
  char32_t common_gap_ = 0;
  bool is_common_gap_known_ = false;
  bool has_wide_gaps_ = false;
  bool has_joined_ = false;
};

// Whether letters may stand by themselves, each between gaps: false for most texts.
bool MayBeSpelled(const TextPoints& points) {
  const auto at = [&](size_t i) { return i < points.size() ? points[i].c : char32_t{0}; };
  const auto is_alnum = [](char32_t c) { return IsAsciiLetter(c) || IsAsciiDigit(c); };
  for (size_t i = 0; i < points.size(); ++i) {
    if (points[i].c >= 0x80) return true;
    if (!IsAsciiLetter(points[i].c) || is_alnum(at(i + 1)) || !IsSpellingGap(at(i + 1))) continue;
    if (i > 0 && is_alnum(points[i - 1].c)) continue;
    size_t next = i + 2;
    while (at(next) == at(i + 1) && next <= i + 1 + kGapSizeMax) ++next;
    if (at(next) >= 0x80 || (!is_alnum(at(next + 1)) && at(next) != 0)) return true;
  }
  return false;
}

// Joins the letters of words that are spelled. False: there are none.
bool JoinSpelled(Reading reading, TextPoints* points) {
  if (!MayBeSpelled(*points)) return false;
  SpellingJoiner joiner(reading, *points);
  TextPoints joined = joiner.Run();
  *points = std::move(joined);
  return joiner.has_joined();
}

bool HasRepeated(const TextPoints& points) {
  char32_t before = 0;
  size_t count = 0;
  return std::any_of(points.begin(), points.end(), [&](const TextPoint& point) {
    const char32_t letter = AsciiLower(point.c);
    count = letter == before ? count + 1 : 1;
    before = letter;
    return count >= 3 && IsAsciiLetter(letter);
  });
}

// "Muuuslim": three equal letters and more become one, or two.
bool DropRepeated(Reading reading, TextPoints* points) {
  if (!HasRepeated(*points)) return false;
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
  return true;
}

// What stands for a letter: without one, a chunk is written as it is meant.
bool IsLeetSign(char32_t c) {
  return IsAsciiDigit(c) || c == '@' || c == '$' || c == '!' || c == '|' || c == '+';
}

// Reads all chunks; how many were written so. Sets `*differs` where another reading may read
// otherwise.
size_t PlainLeet(Reading reading, LeetRule rule, TextPoints* points, bool* differs) {
  std::string chunk;
  std::string plain;
  size_t count = 0;
  for (size_t at = 0; at < points->size();) {
    size_t end = at;
    bool has_sign = false;
    for (; end < points->size() && !IsAsciiSpace((*points)[end].c); ++end) {
      has_sign = has_sign || IsLeetSign((*points)[end].c);
    }
    if (!has_sign) {
      at = std::max(end, at + 1);
      continue;
    }
    chunk.clear();
    for (size_t i = at; i < end; ++i) {
      const char32_t c = (*points)[i].c;
      const bool is_latin = (c >= 0xC0 && c <= 0x24F) || (c >= 0x1E00 && c <= 0x1EFF);
      chunk.push_back(c < 0x80 ? static_cast<char>(c) : is_latin ? '\xC3' : '\x01');
    }
    *differs = *differs || chunk.find('!') != std::string::npos;
    if (ReadLeet(chunk, reading, rule, &plain)) {
      ++count;
      for (size_t i = at; i < end; ++i) {
        if ((*points)[i].c < 0x80) (*points)[i].c = static_cast<unsigned char>(plain[i - at]);
      }
    }
    at = std::max(end, at + 1);
  }
  return count;
}

}  // namespace

bool PlainSpelling(Reading reading, TextPoints* points) {
  bool differs = JoinSpelled(reading, points);
  PlainDigitGroups(points);
  // Beside a word that is written so, numbers at the ends of words are letters, too.
  const size_t leet_words = PlainLeet(reading, LeetRule::kSure, points, &differs);
  if (leet_words > 0) {
    differs = true;
    PlainLeet(reading, leet_words >= kLeetWordsMin ? LeetRule::kAll : LeetRule::kLikely, points,
              &differs);
  }
  const bool is_repeated = DropRepeated(reading, points);
  const bool has_random_case = PlainCase(reading, points);
  return differs || is_repeated || has_random_case;
}

}  // namespace sunder::scanner
