// Telephone numbers: ITU-T E.164 lengths and country codes, the North American Numbering Plan.
#include <vector>

#include "scanner/match/validators/calendar_date.h"
#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

// NANPA: area code and exchange begin with 2..9; N11 are service codes.
bool IsNorthAmerican(std::string_view ten) {
  if (ten.size() != 10 || ten[0] < '2' || ten[3] < '2') return false;
  const auto is_service = [](std::string_view code) { return code[1] == '1' && code[2] == '1'; };
  return !is_service(ten.substr(0, 3)) && !is_service(ten.substr(3, 3));
}

// E.164 country codes by their first digits: 1 and 7 stand alone, these have two digits, the rest
// of the assigned zones three.
bool IsCountryCode(std::string_view digits) {
  if (digits.empty() || digits[0] == '0') return false;
  if (digits[0] == '1' || digits[0] == '7') return true;
  static constexpr std::string_view kTwo[] = {
      "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
      "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
      "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98"};
  if (IsOneOf(digits.substr(0, 2), kTwo)) return true;
  static constexpr std::string_view kThreeZones[] = {"21", "22", "23", "24", "25", "26", "29", "35",
                                                     "37", "38", "42", "50", "59", "67", "68", "69",
                                                     "80", "85", "87", "88", "96", "97", "99"};
  return IsOneOf(digits.substr(0, 2), kThreeZones);
}

size_t GroupCount(std::string_view text) {
  size_t groups = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (IsAsciiDigit(text[i]) && (i == 0 || !IsAsciiDigit(text[i - 1]))) ++groups;
  }
  return groups;
}

bool HasLetterBefore(const ValidationInput& input) {
  const char before = CharBefore(input);
  return IsAsciiAlnum(before) || before == '_' || before == '#' || before == '$';
}

bool TouchesNumber(const ValidationInput& input) {
  constexpr std::string_view kJoining = "-./:,";
  const char before = CharBefore(input);
  const char after = CharAfter(input);
  if (IsAsciiAlnum(after) || after == '_') return true;
  if (before != 0 && kJoining.find(before) != std::string_view::npos &&
      IsAsciiAlnum(CharBefore(input, 2)) && before != ':') {
    return true;
  }
  return after != 0 && after != ':' && kJoining.find(after) != std::string_view::npos &&
         IsAsciiDigit(CharAfter(input, 2));
}

}  // namespace

Validation ValidatePhoneNumber(const ValidationInput& input) {
  const std::string_view match = MatchText(input);
  const std::string digits = DigitsOf(match.substr(0, match.find_first_of("xX")));
  if (digits.size() < 7 || digits.size() > 15) return Reject("digit count");
  if (HasLetterBefore(input) || TouchesNumber(input)) return Reject("part of a longer token");
  if (digits.find_first_not_of(digits[0]) == std::string::npos) return Reject("one digit repeated");
  const bool has_plus = match[0] == '+' || CharBefore(input) == '+' || match.substr(0, 2) == "(+";
  if (has_plus) {
    return IsCountryCode(digits) && digits.size() >= 8 ? Accept("country code")
                                                       : Reject("no country code");
  }
  const size_t groups = GroupCount(match);
  const std::string_view national =
      digits.size() == 11 && digits[0] == '1' ? std::string_view(digits).substr(1) : digits;
  if (IsNorthAmerican(national)) {
    return groups >= 3 ? Accept("north american plan") : Unsure("north american plan");
  }
  const auto date = FindDate(match);
  if (date && date->span.size() + 1 >= match.size() && digits.size() <= 8) return Reject("a date");
  if (digits[0] == '0' && digits.size() >= 9 && digits.size() <= 14 && groups >= 2 && groups <= 6) {
    return Accept("trunk prefix");
  }
  return Unsure("digit count");
}

}  // namespace sunder::scanner
