// Party letters behind the names of legislators: "Ada Thornbury (D-OH)".
#include "scanner/match/validators/cased_words.h"
#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {

Validation ValidatePartyLetter(const ValidationInput& input) {
  const Span letter{input.match.begin + 1, input.match.begin + 2};
  if (!WordAt(input, letter.begin).is_capital) return Reject("not capitalised");
  uint32_t at = input.match.begin;
  while (at > 0 && input.folded[at - 1] == ' ') --at;
  if (at == 0) return Reject("no name before it");
  // "Intel(R)": a registered trade mark.
  constexpr uint32_t kLoneLetterSizeBytes = 3;
  const bool is_lone = input.match.size() <= kLoneLetterSizeBytes;
  if (is_lone && at == input.match.begin) return Reject("a trade mark");
  const CasedWord name = WordAt(input, at - 1);
  if (name.span.empty() || name.span.end != at || !name.is_capital || name.has_digit) {
    return Reject("no name before it");
  }
  return Accept("party letter", letter);
}

}  // namespace sunder::scanner
