// State identifiers: US SSN and ITIN by their issued ranges, others by form and check digit.
#include "scanner/match/validators/check_digits.h"
#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

int Number(std::string_view digits) {
  int value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return value;
}

// SSA: never 000, 666 or 900-999 as area, 00 as group, 0000 as serial.
bool IsSsn(std::string_view digits) {
  const int area = Number(digits.substr(0, 3));
  return area != 0 && area != 666 && area < 900 && Number(digits.substr(3, 2)) != 0 &&
         Number(digits.substr(5)) != 0;
}

// IRS: 9xx with a group of 50-65, 70-88, 90-92 or 94-99.
bool IsItin(std::string_view digits) {
  const int group = Number(digits.substr(3, 2));
  return digits[0] == '9' && ((group >= 50 && group <= 65) || (group >= 70 && group <= 88) ||
                              (group >= 90 && group <= 92) || group >= 94);
}

// NHS Data Dictionary: weights 10..2, modulus 11, 11 stands for 0, 10 is not issued.
bool IsNhsNumber(std::string_view digits) {
  constexpr int kWeights[] = {10, 9, 8, 7, 6, 5, 4, 3, 2};
  const int rest = WeightedSum(digits.substr(0, 9), kWeights, 9, 11);
  return digits.size() == 10 && (11 - rest) % 11 == digits[9] - '0';
}

// Receita Federal: two check digits, weights descending to 2.
bool IsCpf(std::string_view digits) {
  if (digits.size() != 11) return false;
  constexpr int kWeights[] = {11, 10, 9, 8, 7, 6, 5, 4, 3, 2};
  const int first = WeightedSum(digits.substr(0, 9), kWeights + 1, 9, 11);
  const int second = WeightedSum(digits.substr(0, 10), kWeights, 10, 11);
  const auto check = [](int rest) { return rest < 2 ? 0 : 11 - rest; };
  return check(first) == digits[9] - '0' && check(second) == digits[10] - '0';
}

bool IsPesel(std::string_view digits) {
  constexpr int kWeights[] = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};
  return WeightedSum(digits, kWeights, 11, 10) == 0;
}

// Dutch "elfproef": weights 9..2 and -1.
bool IsBsn(std::string_view digits) {
  constexpr int kWeights[] = {9, 8, 7, 6, 5, 4, 3, 2, -1};
  return WeightedSum(digits, kWeights, 9, 11) == 0;
}

bool IsAustralianTaxNumber(std::string_view digits) {
  constexpr int kWeights[] = {1, 4, 3, 7, 5, 8, 6, 9, 10};
  return WeightedSum(digits, kWeights, 9, 11) == 0;
}

bool IsMedicareNumber(std::string_view digits) {
  constexpr int kWeights[] = {1, 3, 7, 9, 1, 3, 7, 9};
  if (digits.size() < 10 || digits[0] < '2' || digits[0] > '6') return false;
  return WeightedSum(digits.substr(0, 8), kWeights, 8, 10) == digits[8] - '0';
}

// French NIR: 13 digits and 97 less their remainder.
bool IsFrenchNir(std::string_view digits) {
  if (digits.size() != 15 || (digits[0] != '1' && digits[0] != '2')) return false;
  int64_t number = 0;
  for (char c : digits.substr(0, 13)) number = number * 10 + (c - '0');
  return 97 - number % 97 == Number(digits.substr(13));
}

// Spanish DNI and NIE: the letter is the number modulo 23.
bool IsSpanishId(std::string_view alnum) {
  constexpr std::string_view kLetters = "trwagmyfpdxbnjzsqvhlcke";
  if (alnum.size() != 9) return false;
  std::string digits(alnum.substr(0, 8));
  const size_t foreigner = std::string_view("xyz").find(digits[0]);
  if (foreigner != std::string_view::npos) digits[0] = static_cast<char>('0' + foreigner);
  if (DigitsOf(digits).size() != 8) return false;
  return alnum[8] == kLetters[static_cast<size_t>(Number(digits)) % kLetters.size()];
}

// Italian codice fiscale: odd and even places are valued by different tables (DM 23/12/1976).
bool IsCodiceFiscale(std::string_view alnum) {
  constexpr int kOdd[] = {1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                          20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
  if (alnum.size() != 16) return false;
  int sum = 0;
  for (size_t i = 0; i < 15; ++i) {
    const int place = IsAsciiDigit(alnum[i]) ? alnum[i] - '0' : alnum[i] - 'a';
    if (place < 0 || place > 25) return false;
    sum += i % 2 == 0 ? kOdd[place] : place;
  }
  return alnum[15] == 'a' + sum % 26;
}

// HMRC: two letters that are issued, six digits, a suffix of A to D.
bool IsNino(std::string_view alnum) {
  if (alnum.size() != 9 || DigitsOf(alnum).size() != 6) return false;
  if (std::string_view("dfiquv").find(alnum[0]) != std::string_view::npos) return false;
  if (std::string_view("dfiquvo").find(alnum[1]) != std::string_view::npos) return false;
  static constexpr std::string_view kNotIssued[] = {"bg", "gb", "kn", "nk", "nt", "tn", "zz"};
  return !IsOneOf(alnum.substr(0, 2), kNotIssued) && alnum[8] >= 'a' && alnum[8] <= 'd';
}

// GB 11643-1999: ISO 7064 MOD 11-2 over 17 digits.
bool IsChineseId(std::string_view alnum) {
  constexpr int kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  if (alnum.size() != 18) return false;
  const int rest = WeightedSum(alnum.substr(0, 17), kWeights, 17, 11);
  return rest >= 0 && alnum[17] == "10x98765432"[rest];
}

std::string_view DigitSystem(std::string_view digits) {
  switch (digits.size()) {
    case 9:
      if (PassesLuhn(digits)) return "luhn";
      if (IsBsn(digits)) return "eleven test";
      return IsAustralianTaxNumber(digits) ? "tfn check digit" : "";
    case 10:
      if (IsNhsNumber(digits)) return "nhs check digit";
      if (IsMedicareNumber(digits)) return "medicare check digit";
      return PassesLuhn(digits) ? "luhn" : "";
    case 11:
      if (IsPesel(digits)) return "pesel check digit";
      if (IsCpf(digits)) return "cpf check digits";
      return PassesMod11Mod10(digits) ? "mod 11,10" : "";
    case 12:
      return PassesVerhoeff(digits) && digits[0] > '1' ? "verhoeff" : "";
    case 13:
      return PassesLuhn(digits) ? "luhn" : "";
    case 15:
      return IsFrenchNir(digits) ? "nir check digits" : "";
    case 18:
      return IsChineseId(digits) ? "mod 11-2" : "";
    default:
      return "";
  }
}

}  // namespace

Validation ValidateSsn(const ValidationInput& input) {
  const std::string digits = DigitsOf(MatchText(input));
  if (digits.size() != 9) return Reject("digit count");
  if (IsPartOfLongerNumber(input)) return Reject("part of a longer number");
  if (digits.find_first_not_of(digits[0]) == std::string::npos) return Reject("one digit repeated");
  if (IsItin(digits)) return Accept("itin");
  return IsSsn(digits) ? Accept("ssn area") : Reject("ssn area");
}

Validation ValidateNationalId(const ValidationInput& input) {
  const std::string alnum = AlnumOf(MatchText(input));
  if (IsPartOfLongerNumber(input)) return Reject("part of a longer number");
  if (alnum.empty() || alnum.find_first_not_of(alnum[0]) == std::string::npos) {
    return Reject("one digit repeated");
  }
  if (IsNino(alnum)) return Accept("nino form");
  if (IsSpanishId(alnum)) return Accept("mod 23");
  if (IsCodiceFiscale(alnum)) return Accept("codice fiscale");
  if (IsChineseId(alnum)) return Accept("mod 11-2");
  if (DigitsOf(alnum).size() != alnum.size()) return Reject("no form of an identifier");
  const std::string_view system = DigitSystem(alnum);
  return system.empty() ? Reject("no check digit fits") : Accept(system);
}

}  // namespace sunder::scanner
