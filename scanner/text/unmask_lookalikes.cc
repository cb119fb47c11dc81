#include "scanner/text/unmask_lookalikes.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include <map>
#include <memory>
#include <utility>

#include "scanner/text/unmask_points.h"

namespace sunder::scanner {
namespace {

// Blocks whose letters are drawn like Latin ones: IPA, Greek, Cyrillic, Armenian, Cherokee,
// phonetic extensions, Coptic, Cyrillic and Latin extensions, Lisu.
constexpr std::pair<char32_t, char32_t> kBlocks[] = {
    {0x250, 0x2AF},   {0x370, 0x3FF},   {0x400, 0x52F},   {0x531, 0x587},   {0x13A0, 0x13F5},
    {0x1D00, 0x1DBF}, {0x2C80, 0x2CFF}, {0xA4D0, 0xA4F7}, {0xA640, 0xA69F}, {0xA720, 0xA7FF}};

// The phonetic small capitals; confusables knows few of them.
constexpr std::pair<char32_t, char> kSmallCapitals[] = {
    {0x1D00, 'a'}, {0x299, 'b'},  {0x1D04, 'c'}, {0x1D05, 'd'}, {0x1D07, 'e'}, {0xA730, 'f'},
    {0x262, 'g'},  {0x29C, 'h'},  {0x26A, 'i'},  {0x1D0A, 'j'}, {0x1D0B, 'k'}, {0x29F, 'l'},
    {0x1D0D, 'm'}, {0x274, 'n'},  {0x1D0F, 'o'}, {0x1D18, 'p'}, {0x280, 'r'},  {0xA731, 's'},
    {0x1D1B, 't'}, {0x1D1C, 'u'}, {0x1D20, 'v'}, {0x1D21, 'w'}, {0x28F, 'y'},  {0x1D22, 'z'},
    {0x251, 'a'},  {0x261, 'g'},  {0x268, 'i'},  {0x289, 'u'},  {0x269, 'i'}};

class Skeletons {
 public:
  Skeletons() : checker_(uspoof_open(&error_), uspoof_close) {}

  icu::UnicodeString Of(char32_t c) {
    const icu::UnicodeString source(static_cast<UChar32>(c));
    UChar skeleton[32];
    UErrorCode error = error_;
    const int32_t size = uspoof_getSkeleton(checker_.get(), 0, source.getBuffer(), source.length(),
                                            skeleton, 32, &error);
    return U_SUCCESS(error) && size <= 32 ? icu::UnicodeString(skeleton, size)
                                          : icu::UnicodeString();
  }

 private:
  UErrorCode error_ = U_ZERO_ERROR;
  std::unique_ptr<USpoofChecker, decltype(&uspoof_close)> checker_;
};

}  // namespace

const Lookalikes& Lookalikes::Get() {
  static const Lookalikes table;
  return table;
}

Lookalikes::Lookalikes() {
  AddConfusables();
  AddCapitalPairs();
  AddSmallCapitals();
  FillAlphabets();
  AddReverse();
}

void Lookalikes::FillAlphabets() {
  for (const auto& [c, letter] : latin_) {
    if (c < kAlphabetsEnd) latin_of_alphabets_[c] = static_cast<char>(letter);
  }
}

void Lookalikes::AddConfusables() {
  Skeletons skeletons;
  std::map<icu::UnicodeString, char32_t> upper;
  std::map<icu::UnicodeString, char32_t> lower;
  for (char32_t c = 'A'; c <= 'Z'; ++c) upper.emplace(skeletons.Of(c), c);
  for (char32_t c = 'a'; c <= 'z'; ++c) lower.emplace(skeletons.Of(c), c);
  for (const auto& [first, last] : kBlocks) {
    for (char32_t c = first; c <= last; ++c) {
      if (u_isalpha(static_cast<UChar32>(c)) == 0) continue;
      const icu::UnicodeString skeleton = skeletons.Of(c);
      if (skeleton.isEmpty()) continue;
      const bool is_upper = u_isUUppercase(static_cast<UChar32>(c)) != 0;
      for (const auto* side : {is_upper ? &upper : &lower, is_upper ? &lower : &upper}) {
        const auto found = side->find(skeleton);
        if (found == side->end()) continue;
        latin_.emplace(c, is_upper && IsAsciiLower(found->second) ? found->second - ('a' - 'A')
                                                                  : found->second);
        break;
      }
    }
  }
}

// Where only the capitals are alike, the small letters go the same way: people write "Нindu" and
// "нindu".
void Lookalikes::AddCapitalPairs() {
  const std::pair<char32_t, char32_t> kAlphabets[] = {{0x3B1, 0x3C9}, {0x430, 0x45F}};
  for (const auto& [first, last] : kAlphabets) {
    for (char32_t c = first; c <= last; ++c) {
      const auto capital = latin_.find(static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))));
      if (capital != latin_.end()) latin_.emplace(c, AsciiLower(capital->second));
    }
  }
}

void Lookalikes::AddSmallCapitals() {
  for (const auto& [c, letter] : kSmallCapitals) {
    latin_[c] = static_cast<unsigned char>(letter);
  }
}

// Letters of the modern alphabets only: what a text in that script is written with.
void Lookalikes::AddReverse() {
  for (char32_t c = 0x391; c <= 0x3C9; ++c) {
    if (const char32_t letter = Latin(c)) greek_.emplace(letter, c);
  }
  for (char32_t c = 0x410; c <= 0x45F; ++c) {
    if (const char32_t letter = Latin(c)) cyrillic_.emplace(letter, c);
  }
}

char32_t Lookalikes::Latin(char32_t c) const {
  if (c < kAlphabetsEnd) return static_cast<char32_t>(latin_of_alphabets_[c]);
  const auto found = latin_.find(c);
  return found == latin_.end() ? 0 : found->second;
}

char32_t Lookalikes::Of(LetterScript script, char32_t c) const {
  const auto& letters = script == LetterScript::kGreek ? greek_ : cyrillic_;
  const auto found = letters.find(c);
  return found == letters.end() ? 0 : found->second;
}

}  // namespace sunder::scanner
