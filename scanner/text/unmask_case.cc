// Small and capital letters at random.
#include <unicode/uchar.h>

#include <algorithm>

#include "scanner/text/unmask_spelling.h"

namespace sunder::scanner {
namespace {

constexpr size_t kWordSizeMin = 3;     // "eBay" and "PhD" are names: see IsRandom
constexpr size_t kAcronymSizeMax = 6;  // the second reading of a short word: "uKiP" is UKIP

struct CaseCounts {
  size_t letters = 0;
  size_t changes = 0;
  size_t rises = 0;  // small before capital
  bool begins_small = false;
};

void Count(bool is_upper, bool was_upper, CaseCounts* counts) {
  if (counts->letters == 0) counts->begins_small = !is_upper;
  if (counts->letters > 0 && is_upper != was_upper) {
    ++counts->changes;
    counts->rises += is_upper ? 1 : 0;
  }
  ++counts->letters;
}

// Nearly every letter changes; names as "LaTeX" and "iPhone" do so less often. A word that begins
// with a capital has to be longer: "PhD", "McD".
bool IsRandom(const CaseCounts& counts) {
  if (counts.letters < kWordSizeMin + (counts.begins_small ? 0 : 2)) return false;
  if (counts.letters <= 4) return counts.changes + 1 == counts.letters;
  return counts.rises >= 2 && counts.changes * 3 >= counts.letters * 2;
}

bool IsUpper(char32_t c) {
  return c < 0x80 ? IsAsciiUpper(c) : u_isUUppercase(static_cast<UChar32>(c)) != 0;
}
bool IsCased(char32_t c) {
  return c < 0x80 ? IsAsciiLetter(c) : IsUpper(c) || u_isULowercase(static_cast<UChar32>(c)) != 0;
}
char32_t Upper(char32_t c) { return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))); }
char32_t Lower(char32_t c) { return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))); }

struct CasedWord {
  size_t begin = 0;
  size_t end = 0;
  bool is_random = false;
};

std::vector<CasedWord> WordsOf(const TextPoints& points) {
  std::vector<CasedWord> words;
  for (size_t at = 0; at < points.size();) {
    if (!IsCased(points[at].c)) {
      ++at;
      continue;
    }
    CasedWord word{at, at, false};
    CaseCounts counts;
    bool was_upper = false;
    for (; at < points.size() && IsCased(points[at].c); ++at) {
      const bool is_upper = IsUpper(points[at].c);
      Count(is_upper, was_upper, &counts);
      was_upper = is_upper;
    }
    word.end = at;
    word.is_random = IsRandom(counts);
    words.push_back(word);
  }
  return words;
}

// A small letter before a capital: without one, no word's case is at random.
bool HasRise(const TextPoints& points) {
  for (size_t at = 1; at < points.size(); ++at) {
    const char32_t before = points[at - 1].c;
    if (IsUpper(points[at].c) && !IsUpper(before) && IsCased(before)) return true;
  }
  return false;
}

}  // namespace

bool IsRandomCase(std::string_view word) {
  CaseCounts counts;
  bool was_upper = false;
  for (const char c : word) {
    const bool is_upper = IsAsciiUpper(static_cast<unsigned char>(c));
    Count(is_upper, was_upper, &counts);
    was_upper = is_upper;
  }
  return IsRandom(counts);
}

bool PlainCase(Reading reading, TextPoints* points) {
  if (!HasRise(*points)) return false;
  const std::vector<CasedWord> words = WordsOf(*points);
  const auto random = static_cast<size_t>(std::count_if(
      words.begin(), words.end(), [](const CasedWord& word) { return word.is_random; }));
  if (random == 0) return false;
  // Of a text that is written so throughout, the short words are, too.
  const bool is_all = random >= 3 && random * 2 >= words.size();
  bool begins = true;
  for (const CasedWord& word : words) {
    const bool is_first = begins;
    begins = false;
    if (!word.is_random && !is_all) continue;
    const size_t size = word.end - word.begin;
    const bool is_acronym = !is_all && reading == Reading::kSecond && size <= kAcronymSizeMax;
    const bool has_capital =
        is_first || (is_all ? reading == Reading::kSecond : reading != Reading::kThird);
    for (size_t i = word.begin; i < word.end; ++i) {
      TextPoint& point = (*points)[i];
      point.c = is_acronym || (has_capital && i == word.begin) ? Upper(point.c) : Lower(point.c);
    }
  }
  return true;
}

}  // namespace sunder::scanner
