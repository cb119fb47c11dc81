// A date of birth: a calendar date whose year a living or lately deceased person can have.
#include <algorithm>

#include "scanner/match/validators/calendar_date.h"
#include "scanner/match/validators/label_lead.h"
#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

// Fixed, not taken from a clock: findings depend on the data alone.
constexpr int kBirthYearMin = 1900;
constexpr int kBirthYearMax = 2030;
// "Wednesday, 23rd September 1987" is shorter.
constexpr size_t kDateSizeBytesMax = 64;

// Of the calendar alone; the span is of the folded cell.
Validation JudgeYear(const ValidationInput& input, int year, const Span& span) {
  if (year < 100) return Unsure("two-digit year", span);
  // The Persian calendar counts 621 years less; only beside Arabic script.
  const bool is_persian =
      year >= 1290 && year <= 1420 &&
      MatchText(input).find_first_of("\xD8\xD9\xDA\xDB") != std::string_view::npos;
  if (is_persian) return Accept("Persian calendar", span);
  if (year < kBirthYearMin || year > kBirthYearMax) return Reject("no birth year");
  return Accept("calendar", span);
}

}  // namespace

// The match may begin with label words ("born on"); the span is that of the date.
Validation ValidateBirthDate(const ValidationInput& input) {
  const auto date = FindDate(MatchText(input));
  if (!date) return Reject("not a calendar date");
  const Span span{input.match.begin + date->span.begin, input.match.begin + date->span.end};
  const Validation validation = JudgeYear(input, date->year, span);
  if (validation.verdict != ValidatorVerdict::kAccept || validation.cue != "calendar") {
    return validation;
  }
  const std::string_view rest = input.folded.substr(span.end, 3);
  // "1984-03-12T10:15" is a time stamp.
  if (rest.size() >= 2 && (rest[0] == 't' || rest[0] == 'T') && IsAsciiDigit(rest[1])) {
    return Unsure("time stamp", span);
  }
  return validation;
}

// The match is the label. Two letters ("dn", "др") stand for other things, too: only before a sign.
Validation ValidateLabelledBirthDate(const ValidationInput& input) {
  const std::string_view label = MatchText(input);
  const auto letters = std::count_if(label.begin(), label.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  });
  const LabelLead lead = ReadLabelLead(input);
  if (lead.sign == 0 || (lead.sign == ' ' && letters <= 2)) return Reject("no value");
  const auto date = FindDate(input.folded.substr(lead.value, kDateSizeBytesMax));
  if (!date || date->span.begin != 0) return Reject("not a calendar date");
  return JudgeYear(input, date->year, {lead.value, lead.value + date->span.end});
}

}  // namespace sunder::scanner
