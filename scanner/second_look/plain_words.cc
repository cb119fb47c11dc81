#include "scanner/second_look/plain_words.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>

namespace sunder::scanner::second_look {
namespace {

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Marks that only decorate: accents, Hebrew points, Arabic vowel signs and tatweel. Vowel signs of
// Indic scripts are letters to their readers and stay.
bool IsDecoration(UChar32 c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x591 && c <= 0x5C7) || (c >= 0x64B && c <= 0x65F) ||
         c == 0x640 || c == 0x670 || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) ||
         (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE20 && c <= 0xFE2F);
}

// Latin letters whose stroke is no mark to Unicode.
UChar32 WithoutStroke(UChar32 c) {
  switch (c) {
    case 0x142:
      return 'l';
    case 0xF8:
      return 'o';
    case 0x111:
    case 0xF0:
      return 'd';
    case 0x131:
      return 'i';
    default:
      return c;
  }
}

bool IsWordLetter(UChar32 c) {
  if (u_isalnum(c)) return true;
  const int8_t type = u_charType(c);
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || type == U_ENCLOSING_MARK;
}

bool IsLineEnd(UChar32 c) { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }

// Ends a sentence wherever it stands; a full stop does so before a blank or the end only.
bool IsSentenceEnd(UChar32 c, UChar32 next) {
  if (IsLineEnd(c)) return true;
  if (c == '.' || c == 0x2026) return next == 0 || u_isUWhiteSpace(next);
  return c == '!' || c == '?' || u_hasBinaryProperty(c, UCHAR_S_TERM);
}

class WordBuilder {
 public:
  explicit WordBuilder(std::vector<PlainWord>* words) : words_(*words) {
    sentence_ = words_.empty() ? 0 : words_.back().sentence + 1;
  }

  void Take(UChar32 letter) { icu::UnicodeString(letter).toUTF8String(word_.text); }
  void MarkOdd() { word_.is_odd = true; }
  void EndWord() {
    if (word_.text.empty()) return;
    word_.sentence = sentence_;
    words_.push_back(std::move(word_));
    word_ = {};
  }
  void EndSentence() { ++sentence_; }

 private:
  std::vector<PlainWord>& words_;
  PlainWord word_;
  uint32_t sentence_ = 0;
};

void AppendAsciiWords(std::string_view text, std::vector<PlainWord>* words) {
  uint32_t sentence = words->empty() ? 0 : words->back().sentence + 1;
  std::string word;
  for (size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : '\0';
    const bool is_upper = c >= 'A' && c <= 'Z';
    if (is_upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
      continue;
    }
    if (!word.empty()) words->push_back({std::move(word), sentence, false});
    word.clear();
    if (i < text.size() && IsSentenceEnd(c, i + 1 < text.size() ? text[i + 1] : 0)) ++sentence;
  }
}

// One code point of folded, composed text, decomposed: base letters without what decorates them.
void TakeLetter(const icu::Normalizer2& decomposer, UChar32 c, WordBuilder* builder) {
  // A decoration that did not become one letter with what it stands on.
  if (IsDecoration(c)) {
    // The dot of a capital I with a dot stays behind when it is folded.
    constexpr UChar32 kDotAbove = 0x307;
    if (c <= 0x36F && c != kDotAbove) builder->MarkOdd();
    return;
  }
  icu::UnicodeString parts;
  if (!decomposer.getDecomposition(c, parts)) {
    builder->Take(WithoutStroke(c));
    return;
  }
  for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const UChar32 part = parts.char32At(i);
    if (!IsDecoration(part)) builder->Take(WithoutStroke(part));
  }
}

}  // namespace

void AppendPlainWords(std::string_view text, std::vector<PlainWord>* words) {
  if (IsAscii(text)) return AppendAsciiWords(text, words);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* folder = icu::Normalizer2::getNFKCCasefoldInstance(error);
  const icu::Normalizer2* decomposer = icu::Normalizer2::getNFDInstance(error);
  if (U_FAILURE(error)) return;  // ICU without its data does not start at all
  const icu::UnicodeString folded =
      folder->normalize(icu::UnicodeString::fromUTF8(
                            icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))),
                        error);
  if (U_FAILURE(error)) return;
  WordBuilder builder(words);
  for (int32_t i = 0; i < folded.length();) {
    const UChar32 c = folded.char32At(i);
    i = folded.moveIndex32(i, 1);
    if (IsWordLetter(c) || IsDecoration(c)) {
      TakeLetter(*decomposer, c, &builder);
      continue;
    }
    builder.EndWord();
    if (IsSentenceEnd(c, i < folded.length() ? folded.char32At(i) : 0)) builder.EndSentence();
  }
  builder.EndWord();
}

std::vector<PlainWord> PlainWords(std::string_view text) {
  std::vector<PlainWord> words;
  AppendPlainWords(text, &words);
  return words;
}

bool IsUnspaced(char32_t letter) {
  if (letter < 0xE00) return false;
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(letter), &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

bool IsHangul(char32_t letter) {
  return (letter >= 0xAC00 && letter <= 0xD7A3) || (letter >= 0x1100 && letter <= 0x11FF);
}

char32_t NextCodePoint(std::string_view text, size_t* at) {
  const auto byte = [&](size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned lead = byte(*at);
  const size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t value = size == 1 ? lead : lead & (0xFFU >> (size + 1));
  for (size_t i = 1; i < size; ++i) value = (value << 6U) | (byte(*at + i) & 0x3FU);
  *at = std::min(*at + size, text.size());
  return value;
}

}  // namespace sunder::scanner::second_look
