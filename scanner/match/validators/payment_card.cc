// Payment card numbers: ISO/IEC 7812 check digit, and the issuers' published ranges and lengths.
#include "scanner/match/validators/check_digits.h"
#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

struct IssuerRange {
  int prefix_digits;  // how many leading digits are compared
  int first;
  int last;
  size_t length_min;
  size_t length_max;
};

constexpr IssuerRange kIssuers[] = {
    {1, 4, 4, 13, 19},        // Visa: 13, 16 or 19
    {2, 51, 55, 16, 16},      // Mastercard
    {4, 2221, 2720, 16, 16},  // Mastercard, 2-series
    {2, 34, 34, 15, 15},      // American Express
    {2, 37, 37, 15, 15},      // American Express
    {4, 6011, 6011, 16, 19},  // Discover
    {3, 644, 649, 16, 19},    // Discover
    {2, 65, 65, 16, 19},      // Discover, RuPay
    {3, 300, 305, 14, 19},    // Diners Club
    {4, 3095, 3095, 14, 19},  // Diners Club
    {2, 36, 36, 14, 19},      // Diners Club
    {2, 38, 39, 14, 19},      // Diners Club
    {4, 3528, 3589, 16, 19},  // JCB
    {2, 62, 62, 16, 19},      // UnionPay
    {2, 81, 82, 16, 19},      // RuPay, UnionPay
    {2, 60, 60, 16, 16},      // RuPay
    {4, 2200, 2204, 16, 19},  // Mir
    {4, 9792, 9792, 16, 16},  // Troy
    {2, 50, 50, 13, 19},      // Maestro
    {2, 56, 58, 13, 19},      // Maestro
    {2, 63, 63, 13, 19},      // Maestro
    {2, 67, 67, 13, 19},      // Maestro
};

bool IsIssued(const std::string& digits) {
  for (const IssuerRange& range : kIssuers) {
    const int prefix = std::stoi(digits.substr(0, static_cast<size_t>(range.prefix_digits)));
    if (prefix < range.first || prefix > range.last) continue;
    if (digits.size() < range.length_min || digits.size() > range.length_max) continue;
    if (digits[0] != '4') return true;
    if (digits.size() == 13 || digits.size() == 16 || digits.size() == 19) return true;
  }
  return false;
}

}  // namespace

Validation ValidatePaymentCard(const ValidationInput& input) {
  const std::string digits = DigitsOf(MatchText(input));
  if (digits.size() < 13 || digits.size() > 19) return Reject("card length");
  if (IsPartOfLongerNumber(input)) return Reject("part of a longer number");
  // "6335 0012 3456 7890 1": a group of one digit goes on, and no expiry date.
  const bool goes_on = CharAfter(input) == ' ' && IsAsciiDigit(CharAfter(input, 2)) &&
                       !IsAsciiDigit(CharAfter(input, 3)) && CharAfter(input, 3) != '/';
  if (goes_on || IsBehindOrderLabel(input)) return Reject("part of a longer number");
  if (digits.find_first_not_of(digits[0]) == std::string::npos) return Reject("one digit repeated");
  if (!PassesLuhn(digits)) return Reject("luhn");
  if (!IsIssued(digits)) return Reject("no issuer");
  return Accept("luhn");
}

Validation ValidateLuhn(const ValidationInput& input) {
  if (IsPartOfLongerNumber(input)) return Reject("part of a longer number");
  return PassesLuhn(DigitsOf(MatchText(input))) ? Accept("luhn") : Reject("luhn");
}

}  // namespace sunder::scanner
