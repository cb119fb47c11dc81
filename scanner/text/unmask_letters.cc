#include "scanner/text/unmask_letters.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <span>

#include "scanner/text/point_facts.h"
#include "scanner/text/unmask_lookalikes.h"

namespace sunder::scanner {
namespace {

// A letter with more marks than this is written so in no language.
constexpr size_t kMarksMax = 2;
// From so many letters with marks on, if they are half of the word, they are decoration: no
// Vietnamese syllable has three.
constexpr size_t kMarkedLettersMin = 3;
constexpr size_t kRegionalRunMin = 3;  // two are a flag

UChar32 Icu(char32_t c) { return static_cast<UChar32>(c); }

bool IsIgnorable(char32_t c) { return FactsOf(c).is_ignorable; }

bool IsMark(char32_t c) {
  if (c < 0x300) return false;
  const uint8_t type = FactsOf(c).category;
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK;
}

bool IsRegional(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

bool IsStyled(char32_t c) {
  return (c >= 0xFF21 && c <= 0xFF5A) || (c >= 0x1D400 && c <= 0x1D7FF) ||
         (c >= 0x249C && c <= 0x24E9) || (c >= 0x2102 && c <= 0x214F) ||
         (c >= 0x2160 && c <= 0x217F) || (c >= 0x1F110 && c <= 0x1F189) ||
         (c >= 0x2B0 && c <= 0x2B8) || (c >= 0x1D2C && c <= 0x1D6A) || (c >= 0x2070 && c <= 0x209C);
}

const icu::Normalizer2* Compatibility() {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(error);
  return U_SUCCESS(error) ? nfkc : nullptr;
}

const icu::Normalizer2* Canonical() {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  return U_SUCCESS(error) ? nfc : nullptr;
}

// The letter or digit that a styled one stands for; itself if it stands for none.
char32_t Unstyled(char32_t c) {
  if (c >= 0x249C && c <= 0x24B5) return c - 0x249C + 'a';     // (a)
  if (c >= 0x1F110 && c <= 0x1F129) return c - 0x1F110 + 'A';  // (A)
  if (c >= 0x1F150 && c <= 0x1F169) return c - 0x1F150 + 'A';  // white on a black circle
  if (c >= 0x1F170 && c <= 0x1F189) return c - 0x1F170 + 'A';  // white on a black square
  const icu::Normalizer2* nfkc = Compatibility();
  if (nfkc == nullptr) return c;
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString plain = nfkc->normalize(icu::UnicodeString(Icu(c)), error);
  if (U_FAILURE(error) || plain.countChar32() != 1) return c;
  return static_cast<char32_t>(plain.char32At(0));
}

LetterScript ScriptOf(char32_t c) {
  if (c < 0x80) return IsAsciiLetter(c) ? LetterScript::kLatin : LetterScript::kNone;
  return FactsOf(c).script;
}

char32_t LookedBase(char32_t c) {
  const icu::Normalizer2* nfc = Canonical();
  icu::UnicodeString parts;
  if (nfc == nullptr || !nfc->getDecomposition(Icu(c), parts)) return c;
  icu::UnicodeString deeper;
  while (nfc->getDecomposition(parts.char32At(0), deeper)) parts = deeper;
  return static_cast<char32_t>(parts.char32At(0));
}

char32_t BaseOf(char32_t c) {
  constexpr size_t kTableSize = 0x600;  // Latin, Greek and Cyrillic
  static const auto bases = [] {
    std::array<char32_t, kTableSize> made;
    for (char32_t point = 0; point < kTableSize; ++point) {
      made[point] = point < 0x80 ? point : LookedBase(point);
    }
    return made;
  }();
  return c < kTableSize ? bases[c] : LookedBase(c);
}

char32_t Composed(char32_t base, char32_t mark) {
  const icu::Normalizer2* nfc = Canonical();
  const UChar32 whole = nfc == nullptr ? -1 : nfc->composePair(Icu(base), Icu(mark));
  return whole < 0 ? 0 : static_cast<char32_t>(whole);
}

bool IsArabicVowel(char32_t c) {
  return (c >= 0x64B && c <= 0x65F) || c == 0x670 || (c >= 0x6D6 && c <= 0x6ED && IsMark(c)) ||
         c == 0x640;
}
bool IsHebrewPoint(char32_t c) { return c >= 0x591 && c <= 0x5C7 && IsMark(c); }

// Characters one by one: what cannot be seen goes, styled letters become plain.
TextPoints PlainPoints(const TextPoints& points) {
  TextPoints out;
  out.reserve(points.size());
  for (size_t i = 0; i < points.size(); ++i) {
    TextPoint point = points[i];
    if (point.c < 0x80) {
      out.push_back(point);
      continue;
    }
    if (FactsOf(point.c).category == U_SPACE_SEPARATOR && point.c != 0x3000) {
      point.c = ' ';
    } else if (IsIgnorable(point.c)) {
      // Joiners between letters of scripts that are joined mean something.
      if (out.empty() || ScriptOf(out.back().c) != LetterScript::kOther) continue;
    } else if (IsArabicVowel(point.c) || IsHebrewPoint(point.c)) {
      if (!out.empty() && ScriptOf(out.back().c) == LetterScript::kOther) continue;
    } else if (IsStyled(point.c)) {
      point.c = Unstyled(point.c);
    } else if (IsRegional(point.c)) {
      size_t end = i;
      while (end < points.size() && IsRegional(points[end].c)) ++end;
      const bool is_word = end - i >= kRegionalRunMin;
      for (; i < end; ++i) {
        out.push_back(points[i]);
        if (is_word) out.back().c = points[i].c - 0x1F1E6 + 'A';
      }
      --i;
      continue;
    }
    out.push_back(point);
  }
  return out;
}

struct LetterWord {
  size_t begin = 0;
  size_t end = 0;
  LetterScript script = LetterScript::kNone;  // kNone: mixed
  bool is_lookalike = false;                  // of one script, but every letter could be Latin
};

std::vector<LetterWord> WordsOf(const TextPoints& points) {
  std::vector<LetterWord> words;
  const Lookalikes& lookalikes = Lookalikes::Get();
  for (size_t at = 0; at < points.size();) {
    LetterWord word{at, at, ScriptOf(points[at].c), false};
    if (word.script == LetterScript::kNone) {
      ++at;
      continue;
    }
    word.is_lookalike = word.script != LetterScript::kLatin;
    for (; at < points.size(); ++at) {
      const char32_t c = points[at].c;
      if (IsMark(c)) continue;
      const LetterScript script = ScriptOf(c);
      if (script == LetterScript::kNone) break;
      if (script != word.script) word.script = LetterScript::kNone;
      word.is_lookalike = word.is_lookalike && lookalikes.Latin(c) != 0;
    }
    word.end = at;
    words.push_back(word);
  }
  return words;
}

// Marks for Latin, Cyrillic and Greek letters (and for symbols): what letters of other scripts have
// is their own.
bool IsAlphabetMark(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x1AB0 && c <= 0x1AFF) ||
         (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF) ||
         (c >= 0xFE20 && c <= 0xFE2F);
}

// Strips the marks of a word that has some which no language puts there. The first reading leaves
// letters that are one with their mark as they are: marks piled up were added one by one.
// Says whether it did; `is_odd_text` then is true.
bool StripMarks(Reading reading, const LetterWord& word, TextPoints* points, bool* is_odd_text,
                std::vector<bool>* dropped) {
  size_t letters = 0;
  size_t marked = 0;
  bool is_odd = false;
  bool has_apart = false;
  char32_t base = 0;
  size_t marks = 0;
  for (size_t i = word.begin; i < word.end; ++i) {
    const char32_t c = (*points)[i].c;
    if (IsMark(c)) {
      const bool is_foreign = ScriptOf(base) == LetterScript::kOther;
      if (is_foreign && !IsAlphabetMark(c)) continue;
      has_apart = true;
      const char32_t whole = Composed(base, c);
      marked += ++marks == 1 ? 1 : 0;
      is_odd = is_odd || whole == 0 || marks > kMarksMax || is_foreign;
      if (whole != 0) base = whole;
      continue;
    }
    base = c;
    marks = 0;
    ++letters;
    marked += c >= 0x80 && ScriptOf(c) != LetterScript::kOther && BaseOf(c) != c ? 1 : 0;
  }
  const bool is_decorated = marked >= kMarkedLettersMin && marked * 2 >= letters;
  const bool is_beside = has_apart && *is_odd_text;
  if (!is_odd && !is_decorated && !is_beside) return false;
  *is_odd_text = true;
  for (size_t i = word.begin; i < word.end; ++i) {
    TextPoint& point = (*points)[i];
    if (IsAlphabetMark(point.c) || (IsMark(point.c) && word.script != LetterScript::kOther)) {
      (*dropped)[i] = true;
    } else if (ScriptOf(point.c) == LetterScript::kLatin &&
               (!has_apart || reading == Reading::kSecond)) {
      point.c = BaseOf(point.c);
    }
  }
  return true;
}

size_t CountScript(std::span<const TextPoint> word, LetterScript script) {
  return static_cast<size_t>(std::count_if(word.begin(), word.end(), [&](const TextPoint& point) {
    return ScriptOf(point.c) == script;
  }));
}

// All letters of other scripts as letters of `script`; empty where one has no such letter. The
// palochka is a stroke: l, or in the second reading i.
std::u32string WrittenIn(Reading reading, std::span<const TextPoint> word, LetterScript script) {
  const Lookalikes& lookalikes = Lookalikes::Get();
  std::u32string written;
  for (const TextPoint& point : word) {
    char32_t c = point.c;
    const LetterScript own = ScriptOf(c);
    if (own != script && own != LetterScript::kNone) {
      const bool is_stroke = c == 0x4CF;
      c = lookalikes.Latin(c) != 0 ? lookalikes.Latin(c) : c;
      if (is_stroke) c = reading == Reading::kSecond ? 'i' : 'l';
      if (script != LetterScript::kLatin) c = lookalikes.Of(script, c);
      if (c == 0 || ScriptOf(c) != script) return {};
    } else if (script == LetterScript::kLatin && c >= 0x80 && lookalikes.Latin(c) != 0) {
      c = lookalikes.Latin(c);  // phonetic letters and small capitals are Latin, too
    }
    written.push_back(c);
  }
  return written;
}

void Assign(const std::u32string& letters, std::span<TextPoint> word) {
  for (size_t i = 0; i < letters.size(); ++i) word[i].c = letters[i];
}

// `around`: what the rest of the text is written in; the second reading is the script of most of
// the word's letters.
void UnmixWord(Reading reading, LetterScript around, std::span<TextPoint> word) {
  LetterScript best = around == LetterScript::kNone ? LetterScript::kLatin : around;
  if (reading == Reading::kSecond) {
    best = LetterScript::kLatin;
    for (const LetterScript script : {LetterScript::kCyrillic, LetterScript::kGreek}) {
      if (CountScript(word, script) > CountScript(word, best)) best = script;
    }
  }
  for (const LetterScript script :
       {best, LetterScript::kLatin, LetterScript::kCyrillic, LetterScript::kGreek}) {
    const std::u32string written = WrittenIn(reading, word, script);
    if (written.empty()) continue;
    Assign(written, word);
    return;
  }
}

bool IsOddLatin(char32_t c) {
  return c >= 0x250 && ScriptOf(c) == LetterScript::kLatin && Lookalikes::Get().Latin(c) != 0;
}

// Whether the words around one of look-alikes are Latin: the nearest on each side that tell.
bool StandsAmongLatin(const std::vector<LetterWord>& words, const std::vector<size_t>& previous,
                      const std::vector<size_t>& next, size_t at) {
  const size_t none = words.size();
  const size_t before = previous[at];
  const size_t after = next[at];
  if (before == none && after == none) {  // where every word is mixed or of look-alikes
    return std::any_of(words.begin(), words.end(),
                       [](const LetterWord& word) { return word.script == LetterScript::kNone; });
  }
  return (before == none || words[before].script == LetterScript::kLatin) &&
         (after == none || words[after].script == LetterScript::kLatin);
}

// The script of most words that are of one; none where there is no such word. Words of letters that
// all could be others tell less.
LetterScript ScriptOfText(const std::vector<LetterWord>& words) {
  LetterScript best = LetterScript::kNone;
  size_t most = 0;
  for (const LetterScript script :
       {LetterScript::kLatin, LetterScript::kCyrillic, LetterScript::kGreek}) {
    const auto count =
        static_cast<size_t>(std::count_if(words.begin(), words.end(), [&](const LetterWord& word) {
          return word.script == script && !word.is_lookalike;
        }));
    if (count > most) {
      most = count;
      best = script;
    }
  }
  return best;
}

// Says whether there was a word to replace letters of.
bool ReplaceLookalikes(Reading reading, const std::vector<LetterWord>& words, TextPoints* points) {
  const LetterScript around = ScriptOfText(words);
  std::vector<size_t> previous(words.size(), words.size());
  std::vector<size_t> next(words.size(), words.size());
  const auto tells = [&](const LetterWord& word) {
    return !word.is_lookalike && word.script != LetterScript::kNone;
  };
  size_t last = words.size();
  for (size_t i = 0; i < words.size(); ++i) {
    previous[i] = last;
    if (tells(words[i])) last = i;
  }
  last = words.size();
  for (size_t i = words.size(); i-- > 0;) {
    next[i] = last;
    if (tells(words[i])) last = i;
  }
  bool has_replaced = false;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::span<TextPoint> word =
        std::span(*points).subspan(words[i].begin, words[i].end - words[i].begin);
    const bool is_odd = std::any_of(word.begin(), word.end(),
                                    [](const TextPoint& point) { return IsOddLatin(point.c); });
    if (words[i].script == LetterScript::kNone) {
      UnmixWord(reading, around, word);
      has_replaced = true;
    } else if (is_odd || (words[i].is_lookalike && StandsAmongLatin(words, previous, next, i))) {
      const std::u32string written = WrittenIn(reading, word, LetterScript::kLatin);
      if (!written.empty()) Assign(written, word);
      has_replaced = true;
    }
  }
  return has_replaced;
}

// Turkish letters that the others do without: "HRİSTİYAN", "Muslım".
void PlainTurkish(TextPoints* points) {
  for (TextPoint& point : *points) {
    if (point.c == 0x130) point.c = 'I';
    if (point.c == 0x131) point.c = 'i';
  }
}

}  // namespace

bool PlainLetters(Reading reading, TextPoints* points) {
  const bool is_ascii = std::all_of(points->begin(), points->end(),
                                    [](const TextPoint& point) { return point.c < 0x80; });
  if (is_ascii) return false;
  *points = PlainPoints(*points);
  PlainTurkish(points);
  std::vector<LetterWord> words = WordsOf(*points);
  std::vector<bool> dropped(points->size(), false);
  bool is_odd_text = false;
  bool may_differ = false;
  for (const LetterWord& word : words) {
    may_differ |= StripMarks(reading, word, points, &is_odd_text, &dropped);
  }
  if (is_odd_text) {  // the words before the first odd one
    for (const LetterWord& word : words) StripMarks(reading, word, points, &is_odd_text, &dropped);
  }
  may_differ |= ReplaceLookalikes(reading, words, points);
  size_t kept = 0;
  for (size_t i = 0; i < points->size(); ++i) {
    const char32_t c = (*points)[i].c;
    const bool encloses = c >= 0x80 && FactsOf(c).category == U_ENCLOSING_MARK;  // key caps
    if (!dropped[i] && !encloses) {
      (*points)[kept++] = (*points)[i];
    } else if (kept > 0) {
      (*points)[kept - 1].end = (*points)[i].end;  // what is taken off a letter is part of it
    }
  }
  points->resize(kept);
  return may_differ;
}

}  // namespace sunder::scanner
