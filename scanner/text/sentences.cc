#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "scanner/text/scan_text.h"

namespace sunder::scanner {
namespace {

// Never the end of a sentence: something always follows. Lower case, without the last full stop.
constexpr std::string_view kOpenAbbreviations[] = {
    "approx", "bzw", "capt", "cf",   "col", "d.h", "dr",  "dra", "e.g",    "fig",  "fr",  "frau",
    "gen",    "gov", "herr", "hon",  "hr",  "i.e", "lt",  "maj", "messrs", "mlle", "mm",  "mme",
    "mr",     "mrs", "ms",   "mt",   "mx",  "no",  "nr",  "pp",  "pres",   "prof", "rep", "rev",
    "sen",    "sgt", "sra",  "srta", "st",  "u.a", "viz", "vol", "vs",     "z.b",
};
static_assert(std::is_sorted(std::begin(kOpenAbbreviations), std::end(kOpenAbbreviations)));

// The end of a sentence only before a capital letter.
constexpr std::string_view kClosedAbbreviations[] = {
    "a.m", "al",  "apr", "aug", "ave", "blvd", "co",  "corp", "dec", "dept",
    "est", "etc", "feb", "inc", "jan", "jr",   "jul", "jun",  "ltd", "mar",
    "nov", "oct", "p.m", "rd",  "sep", "sept", "sr",  "tel",  "u.k", "u.s",
};
static_assert(std::is_sorted(std::begin(kClosedAbbreviations), std::end(kClosedAbbreviations)));

constexpr size_t kAbbreviationSizeMax = 8;
// A line at least this long may have been wrapped; shorter ones are rows of a list or form. The
// second bound holds where the next line goes on in lower case.
constexpr size_t kWrappedLineSizeMin = 60;
constexpr size_t kWrappedLineBeforeLowerSizeMin = 32;

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool IsWordByte(char c) { return IsLower(c) || IsUpper(c) || IsDigit(c) || !IsAscii(c); }

template <size_t kSize>
bool Contains(const std::string_view (&sorted)[kSize], std::string_view word) {
  return std::binary_search(std::begin(sorted), std::end(sorted), word);
}

// Bytes at which a sentence may end.
constexpr std::array<bool, 256> kMayEnd = [] {
  std::array<bool, 256> may_end = {};
  for (size_t byte = 0x80; byte < may_end.size(); ++byte) may_end[byte] = true;
  for (const unsigned char byte : {'\n', '.', '!', '?'}) may_end[byte] = true;
  return may_end;
}();

class SentenceSplitter {
 public:
  SentenceSplitter(std::string_view text, std::vector<Span>* sentences)
      : text_(text), sentences_(*sentences) {}

  void Run() {
    size_t at = 0;
    while (at < text_.size()) {
      const char c = text_[at];
      if (!kMayEnd[static_cast<unsigned char>(c)]) {
        ++at;
      } else if (c == '\n') {
        at = AtLineEnd(at);
      } else if (c == '.' || c == '!' || c == '?') {
        at = AtTerminator(at);
      } else {
        at = AtUnicode(at);
      }
    }
    EndAt(text_.size());
  }

 private:
  void EndAt(size_t end) {
    if (end <= begin_) return;
    sentences_.push_back({static_cast<uint32_t>(begin_), static_cast<uint32_t>(end)});
    begin_ = end;
  }

  size_t SkipSpaces(size_t at) const {
    while (at < text_.size() && IsSpace(text_[at])) ++at;
    return at;
  }

  UChar32 PointAt(size_t at, size_t* end) const {
    const std::string_view window = text_.substr(at, U8_MAX_LENGTH);
    const auto* bytes = reinterpret_cast<const uint8_t*>(window.data());
    int32_t offset = 0;
    UChar32 c = 0;
    U8_NEXT(bytes, offset, static_cast<int32_t>(window.size()), c);
    *end = at + static_cast<size_t>(std::max(offset, 1));
    return c;
  }

  bool IsUpperAt(size_t at) const {
    if (at >= text_.size()) return false;
    if (IsAscii(text_[at])) return IsUpper(text_[at]);
    size_t end = 0;
    const UChar32 c = PointAt(at, &end);
    return c >= 0 && (u_isupper(c) != 0 || u_istitle(c) != 0);
  }

  bool IsLowerAt(size_t at) const {
    if (at >= text_.size()) return false;
    if (IsAscii(text_[at])) return IsLower(text_[at]);
    size_t end = 0;
    const UChar32 c = PointAt(at, &end);
    return c >= 0 && u_islower(c) != 0;
  }

  size_t AtLineEnd(size_t at) {
    const size_t next = SkipSpaces(at + 1);
    if (!IsWrapped(at, next)) EndAt(next);
    line_begin_ = next;
    return next;
  }

  bool IsWrapped(size_t newline, size_t next) const {
    if (next >= text_.size()) return false;
    if (std::count(text_.begin() + static_cast<ptrdiff_t>(newline),
                   text_.begin() + static_cast<ptrdiff_t>(next), '\n') > 1) {
      return false;
    }
    size_t line_end = newline;
    while (line_end > line_begin_ && IsSpace(text_[line_end - 1])) --line_end;
    if (line_end == line_begin_) return false;
    const char last = text_[line_end - 1];
    if (last == '.' || last == '!' || last == '?' || last == ':' || last == ';') return false;
    const size_t size = line_end - line_begin_;
    if (IsLowerAt(next)) return size >= kWrappedLineBeforeLowerSizeMin;
    return size >= kWrappedLineSizeMin && (IsUpperAt(next) || IsDigit(text_[next]));
  }

  // Runs of ".?!" and the quotes and brackets that close behind them.
  size_t SkipClosers(size_t at) const {
    constexpr std::string_view kClosers = ".!?\"')]}";
    while (at < text_.size()) {
      if (kClosers.find(text_[at]) != std::string_view::npos) {
        ++at;
        continue;
      }
      if (IsAscii(text_[at])) break;
      size_t end = 0;
      const UChar32 c = PointAt(at, &end);
      const int type = c < 0 ? int{U_UNASSIGNED} : int{u_charType(c)};
      if (type != U_END_PUNCTUATION && type != U_FINAL_PUNCTUATION) break;
      at = end;
    }
    return at;
  }

  size_t AtTerminator(size_t at) {
    const size_t closed = SkipClosers(at + 1);
    if (closed < text_.size() && !IsSpace(text_[closed])) return closed;
    size_t next = closed;
    while (next < text_.size() && (text_[next] == ' ' || text_[next] == '\t')) ++next;
    const bool is_line_end = next >= text_.size() || text_[next] == '\n' || text_[next] == '\r';
    const bool is_full_stop = text_[at] == '.' && closed == at + 1;
    if (is_full_stop && !EndsAtFullStop(at, next, is_line_end)) return next;
    next = SkipSpaces(closed);
    if (text_.substr(closed, next - closed).find('\n') != std::string_view::npos) {
      line_begin_ = next;
    }
    EndAt(next);
    return next;
  }

  bool EndsAtFullStop(size_t at, size_t next, bool is_line_end) const {
    size_t word_begin = at;
    while (word_begin > begin_ && at - word_begin <= kAbbreviationSizeMax &&
           (IsWordByte(text_[word_begin - 1]) || text_[word_begin - 1] == '.')) {
      --word_begin;
    }
    const std::string_view word = text_.substr(word_begin, at - word_begin);
    if (IsListNumber(word, word_begin)) return false;
    if (word.size() <= kAbbreviationSizeMax && IsAbbreviation(word, IsUpperAt(next))) return false;
    if (is_line_end) return true;
    return !IsLowerAt(next);
  }

  bool IsListNumber(std::string_view word, size_t word_begin) const {
    if (word.empty() || word.size() > 3 || word_begin != SkipSpaces(line_begin_)) return false;
    return std::all_of(word.begin(), word.end(), IsDigit);
  }

  static bool IsAbbreviation(std::string_view word, bool is_before_capital) {
    std::array<char, kAbbreviationSizeMax> buffer = {};
    std::transform(word.begin(), word.end(), buffer.begin(),
                   [](char c) { return IsUpper(c) ? static_cast<char>(c + 32) : c; });
    const std::string_view lower(buffer.data(), word.size());
    if (lower.size() == 1 && IsUpper(word[0])) return word[0] != 'I';
    if (Contains(kOpenAbbreviations, lower)) return true;
    return !is_before_capital && Contains(kClosedAbbreviations, lower);
  }

  size_t AtUnicode(size_t at) {
    size_t end = 0;
    const UChar32 c = PointAt(at, &end);
    constexpr UChar32 kBullets[] = {0x2022, 0x2023, 0x25AA, 0x25CF, 0x25E6, 0x2043};
    if (std::find(std::begin(kBullets), std::end(kBullets), c) != std::end(kBullets)) {
      if (at > begin_ && IsSpace(text_[at - 1])) EndAt(at);
      return end;
    }
    if (c == 0x2028 || c == 0x2029 || c == 0x85) {
      EndAt(SkipSpaces(end));
      return end;
    }
    if (c < 0 || u_hasBinaryProperty(c, UCHAR_S_TERM) == 0) return end;
    const size_t closed = SkipClosers(end);
    EndAt(SkipSpaces(closed));
    return std::max(begin_, closed);
  }

  const std::string_view text_;
  std::vector<Span>& sentences_;
  size_t begin_ = 0;       // of the sentence
  size_t line_begin_ = 0;  // of the line
};

}  // namespace

void SplitSentences(std::string_view text, std::vector<Span>* sentences) {
  SentenceSplitter(text, sentences).Run();
}

}  // namespace sunder::scanner
