// Account numbers: behind a label word, or alone where check digits and way of writing tell them.
#include <algorithm>

#include "scanner/match/validators/calendar_date.h"
#include "scanner/match/validators/check_digits.h"
#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

// Banco de Mexico: weights 3, 7, 1; the last digit fills up to ten.
bool IsClabe(std::string_view digits) {
  constexpr int kWeights[] = {3, 7, 1};
  int sum = 0;
  for (size_t i = 0; i < 17; ++i) sum += (digits[i] - '0') * kWeights[i % 3] % 10;
  return (10 - sum % 10) % 10 == digits[17] - '0';
}

// Decree 169/2011 of the Czech National Bank: prefix and number each pass modulus 11.
bool IsCzechPart(std::string_view digits) {
  constexpr int kWeights[] = {1, 2, 4, 8, 5, 10, 9, 7, 3, 6};  // from the right
  int sum = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    sum += (digits[digits.size() - 1 - i] - '0') * kWeights[i];
  }
  return digits.size() <= 10 && sum % 11 == 0;
}

bool IsCzechAccount(std::string_view text) {
  const size_t slash = text.find('/');
  if (slash == std::string_view::npos) return false;
  const std::string_view number = text.substr(0, slash);
  const size_t dash = number.find('-');
  if (dash == std::string_view::npos) return IsCzechPart(number);
  return IsCzechPart(number.substr(0, dash)) && IsCzechPart(number.substr(dash + 1));
}

bool IsChecked(std::string_view text, const std::string& digits) {
  if (digits.size() == 26) return PassesMod97("pl" + digits);
  if (digits.size() == 18 && IsClabe(digits)) return true;
  return IsCzechAccount(text);
}

bool IsYear(std::string_view digits) {
  return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
}

}  // namespace

Validation ValidateBankAccount(const ValidationInput& input) {
  uint32_t begin = input.match.begin;
  while (begin < input.match.end && !IsAsciiDigit(input.folded[begin])) ++begin;
  const bool has_label = begin > input.match.begin;
  const std::string_view text = input.folded.substr(begin, input.match.end - begin);
  const std::string digits = DigitsOf(text);
  if (digits.size() < 5 || digits.size() > 26) return Reject("digit count");
  const char after = CharAfter(input);
  if (IsAsciiAlnum(after) || after == '_') return Reject("part of a longer token");
  if (digits.find_first_not_of(digits[0]) == std::string::npos) return Reject("one digit repeated");
  if (!has_label) {
    if (IsPartOfLongerNumber(input)) return Reject("part of a longer number");
    return IsChecked(text, digits) ? Accept("check digits") : Reject("no check digit fits");
  }
  const auto date = FindDate(text);
  if (date && date->span.size() + 1 >= text.size()) return Reject("a date");
  const bool is_years = digits.size() == 8 && text.size() > 8 && IsYear(digits.substr(0, 4)) &&
                        IsYear(digits.substr(4));
  if (is_years) return Reject("years");
  return Accept("label", Span{begin, input.match.end});
}

}  // namespace sunder::scanner
