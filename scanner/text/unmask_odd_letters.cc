// The quick look at characters beyond ASCII.
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "scanner/text/point_facts.h"
#include "scanner/text/unmask_letters.h"
#include "scanner/text/unmask_lookalikes.h"
#include "scanner/text/unmask_spelling.h"

namespace sunder::scanner {
namespace {

constexpr size_t kMarkedLettersMin = 3;
constexpr size_t kSpelledMin = 3;  // letters

bool IsBetween(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool IsInvisible(char32_t c) {
  return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x180E || IsBetween(c, 0x200B, 0x200F) ||
         IsBetween(c, 0x202A, 0x202E) || IsBetween(c, 0x2060, 0x206F) || c == 0x115F ||
         c == 0x3164 || c == 0xFFA0 || IsBetween(c, 0xFE00, 0xFE0F) || c == 0xFEFF ||
         IsBetween(c, 0xE0000, 0xE0FFF);
}

bool IsCombining(char32_t c) {
  return IsBetween(c, 0x300, 0x36F) || IsBetween(c, 0x483, 0x489) || IsBetween(c, 0x1AB0, 0x1AFF) ||
         IsBetween(c, 0x1DC0, 0x1DFF) || IsBetween(c, 0x20D0, 0x20FF) ||
         IsBetween(c, 0xFE20, 0xFE2F);
}

// Letters that are nowhere but in styled texts (or in phonetics, and in vocalised Hebrew and
// Arabic).
bool IsAlwaysOdd(char32_t c) {
  if (c < 0x250) return c == 0x130 || c == 0x131;
  return IsBetween(c, 0x250, 0x2B8) || IsBetween(c, 0x591, 0x5BD) || IsBetween(c, 0x5BF, 0x5C7) ||
         IsBetween(c, 0x64B, 0x652) || c == 0x640 || c == 0x670 || IsBetween(c, 0x1D00, 0x1D6A) ||
         IsBetween(c, 0x249C, 0x24E9) || IsBetween(c, 0x2160, 0x217F) ||
         IsBetween(c, 0xA720, 0xA7FF) || IsBetween(c, 0xFF21, 0xFF5A) ||
         IsBetween(c, 0x1D400, 0x1D7FF) || IsBetween(c, 0x1F110, 0x1F189);
}

bool IsAlphabetOfLookalikes(char32_t c) {
  return IsBetween(c, 0x370, 0x3FF) || IsBetween(c, 0x400, 0x52F) || IsBetween(c, 0x531, 0x587) ||
         IsBetween(c, 0x13A0, 0x13F5) || IsBetween(c, 0x2C80, 0x2CFF) ||
         IsBetween(c, 0xA4D0, 0xA4F7) || IsBetween(c, 0xA640, 0xA69F);
}

// Reads a text once, from left to right.
class OddLetterSearch {
 public:
  explicit OddLetterSearch(std::string_view text) : text_(text) {}

  bool Run() {
    size_t at = 0;
    while (at < text_.size()) {
      const auto first = static_cast<unsigned char>(text_[at]);
      int32_t c = first;
      if (first < 0x80) {
        ++at;
      } else {
        c = NextPoint(text_, &at);
      }
      if (c < 0) return false;
      if (IsSpelledLetter(static_cast<char32_t>(c)) || IsOdd(static_cast<char32_t>(c), at)) {
        return true;
      }
      previous_ = static_cast<char32_t>(c);
    }
    return IsSpelledLetter('\n') || EndWord() || (has_lookalike_word_ && has_latin_);
  }

 private:
  // Whether it is the third of letters that each stand alone between equal signs or spaces (the
  // second of Chinese, Japanese and Korean ones between signs), one beyond ASCII among them.
  bool IsSpelledLetter(char32_t c) {
    if (c >= 0x80 && IsMarkOf(c)) return false;
    const bool is_letter = c < 0x80 ? IsAsciiLetter(c) : FactsOf(c).is_letter;
    if (is_letter) return AddSpelledLetter(c);
    const bool is_gap = IsSpellingGap(c) && spelled_run_ == 1;
    const bool continues = is_gap && (spelled_gap_ == 0 || spelled_gap_ == c);
    if (!continues) {
      const bool is_end = spelled_count_ >= kSpelledMin && spelled_run_ == 1 && spelled_foreign_;
      spelled_count_ = 0;
      spelled_foreign_ = false;
      spelled_gap_ = 0;
      if (!is_gap || is_end) {
        spelled_run_ = 0;
        return is_end;
      }
      spelled_count_ = 1;
      spelled_foreign_ = spelled_last_ >= 0x80;
    }
    spelled_gap_ = c;
    spelled_run_ = 0;
    return false;
  }

  bool AddSpelledLetter(char32_t c) {
    ++spelled_run_;
    spelled_foreign_ = spelled_foreign_ || c >= 0x80;
    const bool is_syllable = IsSyllable(c);
    const bool is_alone = spelled_run_ == 1;
    if (is_syllable && IsSyllable(spelled_last_) && is_alone && IsSyllableGap()) return true;
    spelled_last_ = c;
    if (is_syllable) {  // words of them are not set apart: a run of them counts as its last
      spelled_count_ = spelled_run_ == 1 && spelled_gap_ == ' ' ? spelled_count_ + 1 : 1;
      spelled_run_ = 1;
      const size_t least = IsBetween(c, 0xAC00, 0xD7A3) ? kSpelledMin + 1 : kSpelledMin;
      return spelled_count_ >= least;
    }
    if (spelled_run_ == 1) {
      ++spelled_count_;
      return spelled_count_ > kSpelledMin && spelled_foreign_;
    }
    spelled_count_ = 0;
    spelled_foreign_ = false;
    spelled_gap_ = 0;
    return false;
  }

  bool IsSyllableGap() const {
    const char32_t gap = spelled_gap_;
    return gap != 0 && gap != ' ' && gap != '/' && gap != '|' && gap != 0xB7 && gap != 0x2022;
  }

  static bool IsSyllable(char32_t c) {
    return IsBetween(c, 0x3041, 0x30FF) || IsBetween(c, 0x3400, 0x9FFF) ||
           IsBetween(c, 0xAC00, 0xD7A3);
  }

  static bool IsMarkOf(char32_t c) {
    return (U_MASK(FactsOf(c).category) & (U_GC_MN_MASK | U_GC_MC_MASK | U_GC_ME_MASK)) != 0;
  }

  // `next`: where the text goes on.
  bool IsOdd(char32_t c, size_t next) {
    if (IsAsciiLetter(c)) return Letter(true, false, c);
    if (c < 0x80) return EndWord();
    if (IsInvisible(c)) return IsHidden(next);
    if (IsCombining(c)) return IsOddMark(c);
    if (IsAlwaysOdd(c)) return true;
    if (IsBetween(c, 0x1F1E6, 0x1F1FF)) return ++regional_ >= kMarkedLettersMin;
    if (IsBetween(c, 0x2102, 0x214F)) return u_isalpha(static_cast<UChar32>(c)) != 0;
    if (c == 0xB7 || c == 0x2022 || IsBetween(c, 0x2000, 0x200A)) return IsSpelled(next);
    if (IsAlphabetOfLookalikes(c)) {
      return Letter(false, Lookalikes::Get().Latin(c) != 0, c);
    }
    if (IsBetween(c, 0xC0, 0x24F) || IsBetween(c, 0x1E00, 0x1EFF)) {
      ++marked_;
      return Letter(true, false, c);
    }
    regional_ = 0;
    return EndWord();
  }

  bool Letter(bool is_latin, bool is_lookalike, char32_t c) {
    ++letters_;
    composite_ = c;
    mark_count_ = 0;
    has_latin_ = has_latin_ || (is_latin && c < 0x80);
    (is_latin ? latin_ : foreign_) += 1;
    lookalikes_ += is_lookalike ? 1 : 0;
    return latin_ > 0 && foreign_ > 0;
  }

  // A word of look-alikes alone tells only among Latin words.
  bool EndWord() {
    const bool is_decorated = marked_ >= kMarkedLettersMin && marked_ * 2 >= letters_;
    if (foreign_ > 0 && foreign_ == lookalikes_ && latin_ == 0) has_lookalike_word_ = true;
    letters_ = latin_ = foreign_ = lookalikes_ = marked_ = 0;
    composite_ = 0;
    mark_count_ = 0;
    return is_decorated;
  }

  // Between letters or digits that need nothing between them.
  bool IsHidden(size_t next) const {
    const bool is_behind_word = IsAsciiLetter(previous_) || IsAsciiDigit(previous_) ||
                                IsBetween(previous_, 0xC0, 0x52F) || IsInvisible(previous_);
    if (!is_behind_word || next >= text_.size()) return false;
    const auto byte = static_cast<unsigned char>(text_[next]);
    return IsAsciiLetter(byte) || IsAsciiDigit(byte) || byte >= 0x80;
  }

  bool IsOddMark(char32_t c) {
    if (mark_count_ == 0) ++marked_;
    ++mark_count_;
    if (IsAsciiDigit(previous_) || previous_ == 0xFE0F) return true;
    // Letters of other scripts, and what has a mark already that makes no letter.
    const bool is_letter = previous_ >= 0x80 && FactsOf(previous_).is_letter;
    if (composite_ == 0) return is_letter;
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
    if (U_FAILURE(error)) return true;
    const UChar32 whole =
        nfc->composePair(static_cast<UChar32>(composite_), static_cast<UChar32>(c));
    composite_ = whole < 0 ? 0 : static_cast<char32_t>(whole);
    return whole < 0;
  }

  // A dot or thin space between two single characters.
  bool IsSpelled(size_t next) {
    const bool is_behind = IsAsciiLetter(previous_) || IsAsciiDigit(previous_);
    const bool is_before =
        next < text_.size() && (IsAsciiLetter(static_cast<unsigned char>(text_[next])) ||
                                IsAsciiDigit(static_cast<unsigned char>(text_[next])));
    return EndWord() || (is_behind && is_before);
  }

  const std::string_view text_;
  char32_t previous_ = 0;
  char32_t composite_ = 0;  // the letter with the marks read so far; 0: none to be had
  size_t mark_count_ = 0;
  size_t letters_ = 0;  // of the word
  size_t latin_ = 0;
  size_t foreign_ = 0;
  size_t lookalikes_ = 0;
  size_t marked_ = 0;
  size_t regional_ = 0;
  size_t spelled_count_ = 0;  // letters, each alone between equal gaps
  size_t spelled_run_ = 0;    // letters since the last gap
  char32_t spelled_gap_ = 0;
  char32_t spelled_last_ = 0;
  bool spelled_foreign_ = false;
  bool has_latin_ = false;
  bool has_lookalike_word_ = false;
};

}  // namespace

bool MayHoldOddLetters(std::string_view text) { return OddLetterSearch(text).Run(); }

}  // namespace sunder::scanner
