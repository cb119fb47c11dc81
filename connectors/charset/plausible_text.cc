#include "connectors/charset/plausible_text.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace sunder::charset {
namespace {

struct Character {
  UChar32 value = ' ';
  bool is_letter = false;
  UScriptCode script = USCRIPT_COMMON;
};

Character Classify(UChar32 value) {
  Character character{value, u_isalpha(value) != 0, USCRIPT_COMMON};
  UErrorCode ignored = U_ZERO_ERROR;
  if (character.is_letter) character.script = uscript_getScript(value, &ignored);
  return character;
}

// Apostrophe, hyphen, middle dot (Catalan) and joiners stand in words.
bool MayStandInWord(UChar32 value) {
  return value == 0x2019 || value == 0x2018 || value == 0xB4 || value == 0x2010 || value == 0xB7 ||
         value == 0x200C || value == 0x200D || value == 0xAD ||
         (U_MASK(u_charType(value)) & U_GC_M_MASK) != 0;
}

bool IsEastAsian(UScriptCode script) {
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
         script == USCRIPT_HANGUL;
}

bool IsSameWord(const Character& one, const Character& other) {
  const auto is_shared = [](UScriptCode script) {
    return script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
  };
  return one.script == other.script || is_shared(one.script) || is_shared(other.script) ||
         IsEastAsian(one.script) || IsEastAsian(other.script);
}

bool IsOdd(const Character& before, const Character& here, const Character& behind) {
  if (!here.is_letter) {
    // East Asian text has no spaces: its signs stand between letters.
    const bool is_east_asian = here.value >= 0x3000 || IsEastAsian(before.script);
    return !is_east_asian && before.is_letter && behind.is_letter && !MayStandInWord(here.value);
  }
  if (before.is_letter && u_islower(before.value) && u_isupper(here.value)) return true;
  return (before.is_letter && !IsSameWord(before, here)) ||
         (behind.is_letter && behind.value < 0x80 && !IsSameWord(here, behind));
}

}  // namespace

Plausibility JudgeText(std::string_view utf8) {
  Plausibility result;
  const auto* data = reinterpret_cast<const uint8_t*>(utf8.data());
  const auto size = static_cast<int64_t>(utf8.size());
  uint64_t odd = 0;
  Character before;
  Character here;
  for (int64_t at = 0; at <= size;) {
    UChar32 next = ' ';
    if (at < size) {
      U8_NEXT(data, at, size, next);
    } else {
      ++at;
    }
    const Character behind = Classify(next < 0 ? ' ' : next);
    if (here.value >= 0x80) {
      ++result.characters;
      result.letters += here.is_letter ? 1 : 0;
      odd += IsOdd(before, here, behind) ? 1 : 0;
      if (here.is_letter && here.script != USCRIPT_LATIN) result.is_latin = false;
    }
    before = here;
    here = behind;
  }
  result.is_plausible = odd * 50 <= result.characters;
  return result;
}

}  // namespace sunder::charset
