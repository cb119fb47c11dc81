// A date of birth: a calendar date whose year a living or lately deceased person can have.
#include "scanner/match/validators/calendar_date.h"
#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

// Fixed, not taken from a clock: findings depend on the data alone.
constexpr int kBirthYearMin = 1900;
constexpr int kBirthYearMax = 2030;

}  // namespace

// The match may begin with label words ("born on"); the span is that of the date.
Validation ValidateBirthDate(const ValidationInput& input) {
  const auto date = FindDate(MatchText(input));
  if (!date) return Reject("not a calendar date");
  const Span span{input.match.begin + date->span.begin, input.match.begin + date->span.end};
  if (date->year < 100) return Unsure("two-digit year", span);
  // The Persian calendar counts 621 years less; only beside Arabic script.
  const bool is_persian =
      date->year >= 1290 && date->year <= 1420 &&
      MatchText(input).find_first_of("\xD8\xD9\xDA\xDB") != std::string_view::npos;
  if (is_persian) return Accept("Persian calendar", span);
  if (date->year < kBirthYearMin || date->year > kBirthYearMax) return Reject("no birth year");
  const std::string_view rest = input.folded.substr(span.end, 3);
  // "1984-03-12T10:15" is a time stamp.
  if (rest.size() >= 2 && (rest[0] == 't' || rest[0] == 'T') && IsAsciiDigit(rest[1])) {
    return Unsure("time stamp", span);
  }
  return Accept("calendar", span);
}

}  // namespace sunder::scanner
