#include "scanner/text/point_facts.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <array>

namespace sunder::scanner {
namespace {

LetterScript ScriptOf(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(c, &error)) {
    case USCRIPT_LATIN:
      return LetterScript::kLatin;
    case USCRIPT_CYRILLIC:
      return LetterScript::kCyrillic;
    case USCRIPT_GREEK:
      return LetterScript::kGreek;
    default:
      return LetterScript::kOther;
  }
}

PointFacts Looked(UChar32 c) {
  const bool is_common_ideograph = c >= 0x4E00 && c <= 0x9FA5;
  if (is_common_ideograph) return {U_OTHER_LETTER, LetterScript::kOther, true, false};
  PointFacts facts;
  facts.category = static_cast<uint8_t>(u_charType(c));
  facts.is_letter = u_isalpha(c) != 0;
  facts.is_ignorable = u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 ||
                       facts.category == U_FORMAT_CHAR;
  facts.script = facts.is_letter ? ScriptOf(c) : LetterScript::kNone;
  return facts;
}

// The alphabets, punctuation and symbols; made when first asked for.
constexpr UChar32 kTableSize = 0x3100;
const std::array<PointFacts, kTableSize>& Table() {
  static const auto table = [] {
    std::array<PointFacts, kTableSize> made;
    for (UChar32 c = 0; c < kTableSize; ++c) made[static_cast<size_t>(c)] = Looked(c);
    return made;
  }();
  return table;
}

}  // namespace

PointFacts FactsOf(char32_t c) {
  return c < static_cast<char32_t>(kTableSize) ? Table()[c] : Looked(static_cast<UChar32>(c));
}

}  // namespace sunder::scanner
