// State identifiers outside Europe. Sources: the issuing authorities' published rules.
#include <algorithm>
#include <string>

#include "scanner/match/validators/check_digits.h"
#include "scanner/match/validators/id_systems.h"
#include "scanner/match/validators/match_text.h"

namespace sunder::scanner {
namespace {

bool AreDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), IsAsciiDigit);
}

bool AreLetters(std::string_view text) {
  return std::all_of(text.begin(), text.end(), IsAsciiLetter);
}

int Last(std::string_view digits) { return digits.back() - '0'; }

// Receita Federal: two check digits, weights descending to 2.
bool IsCpf(std::string_view digits) {
  const int first = WeightedSum(digits, {10, 9, 8, 7, 6, 5, 4, 3, 2, 0, 0});
  const int second = WeightedSum(digits, {11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 0});
  const auto check = [](int sum) { return sum % 11 < 2 ? 0 : 11 - sum % 11; };
  return first >= 0 && check(first) == digits[9] - '0' && check(second) == Last(digits);
}

// ANSES: type, document number, modulus 11. 30 and more are firms.
bool IsCuil(std::string_view digits) {
  const int type = TwoDigits(digits, 0);
  if (type < 20 || type > 27 || type == 21 || type == 22) return false;
  const int sum = WeightedSum(digits, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1});
  return sum >= 0 && sum % 11 == 0;
}

// RUN: weights 2..7 from the right, "k" for 10.
bool IsRut(std::string_view alnum) {
  int sum = 0;
  int weight = 2;
  for (size_t i = alnum.size() - 1; i-- > 0;) {
    if (!IsAsciiDigit(alnum[i])) return false;
    sum += (alnum[i] - '0') * weight;
    weight = weight == 7 ? 2 : weight + 1;
  }
  return alnum.back() == "0k987654321"[sum % 11];
}

// DIAN: prime weights.
bool IsColombianTaxNumber(std::string_view digits) {
  if (!AreDigits(digits)) return false;
  constexpr int kWeights[] = {3, 7, 13, 17, 19, 23, 29, 37, 41};
  int sum = 0;
  for (size_t i = 0; i + 1 < digits.size(); ++i) {
    sum += (digits[digits.size() - 2 - i] - '0') * kWeights[i];
  }
  return Last(digits) == (sum % 11 < 2 ? sum % 11 : 11 - sum % 11);
}

// RENAPO: letters of the name, birth date, sex, state, consonants, and a check digit modulo 10.
bool IsCurp(std::string_view alnum) {
  if (!AreLetters(alnum.substr(0, 4)) || !HasYearMonthDay(alnum.substr(4))) return false;
  if (!AreLetters(alnum.substr(10, 6)) || !IsAsciiDigit(alnum[17])) return false;
  if (std::string_view("hmx").find(alnum[10]) == std::string_view::npos) return false;
  int sum = 0;
  for (size_t i = 0; i < 17; ++i) {
    // The alphabet counts the N with tilde between n and o.
    const int value =
        IsAsciiDigit(alnum[i]) ? alnum[i] - '0' : alnum[i] - 'a' + 10 + (alnum[i] > 'n' ? 1 : 0);
    sum += value * static_cast<int>(18 - i);
  }
  return (10 - sum % 10) % 10 == Last(alnum);
}

// SAT: four letters of the name, date, homoclave; its last sign checks modulo 11.
bool IsRfc(std::string_view alnum) {
  if (!AreLetters(alnum.substr(0, 4)) || !HasYearMonthDay(alnum.substr(4))) return false;
  int sum = 0;
  for (size_t i = 0; i < 12; ++i) {
    // "0-9A-N&O-Z": "&" takes place 24.
    const int value =
        IsAsciiDigit(alnum[i]) ? alnum[i] - '0' : alnum[i] - 'a' + 10 + (alnum[i] > 'n' ? 1 : 0);
    sum += value * static_cast<int>(13 - i);
  }
  return alnum[12] == "0a987654321"[sum % 11];
}

// JCE and Registro Civil of Ecuador, Banco de Uruguay: Luhn and weights.
bool IsEcuadorian(std::string_view digits) {
  const int province = TwoDigits(digits, 0);
  return ((province >= 1 && province <= 24) || province == 30) && digits[2] < '6' &&
         PassesLuhn(digits);
}

bool IsUruguayan(std::string_view digits) {
  const int sum = WeightedSum(digits, {2, 9, 8, 7, 6, 3, 4, 1});
  return sum >= 0 && sum % 10 == 0;
}

bool IsDominican(std::string_view digits) { return PassesLuhn(digits); }

// UIDAI: Verhoeff; the first digit is 2 to 9.
bool IsAadhaar(std::string_view digits) { return digits[0] > '1' && PassesVerhoeff(digits); }

// Income Tax Department: the fourth letter is the kind of holder.
bool IsPan(std::string_view alnum) {
  return AreLetters(alnum.substr(0, 5)) && AreDigits(alnum.substr(5, 4)) &&
         alnum.substr(5, 4) != "0000" && IsAsciiLetter(alnum[9]) &&
         std::string_view("abcfghjlpt").find(alnum[3]) != std::string_view::npos;
}

// GB 11643-1999: region, birth date, serial, ISO 7064 MOD 11-2.
bool IsChineseId(std::string_view alnum) {
  const int sum =
      WeightedSum(alnum.substr(0, 17), {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2});
  const int century = TwoDigits(alnum, 6);
  return sum >= 0 && (century == 18 || century == 19 || century == 20) && alnum[0] >= '1' &&
         alnum[0] <= '9' && HasYearMonthDay(alnum.substr(8)) &&
         alnum[17] == "10x98765432"[sum % 11];
}

// Order 85/2014 of the Ministry of Internal Affairs: modulus 11.
bool IsMyNumber(std::string_view digits) {
  const int sum = WeightedSum(digits, {6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 0});
  return sum >= 0 && (sum % 11 < 2 ? 0 : 11 - sum % 11) == Last(digits);
}

// Birth date and sex with century; since October 2020 the rest is random, without a check digit.
bool IsKoreanNumber(std::string_view digits) {
  return AreDigits(digits) && HasYearMonthDay(digits) && digits[6] != '0';
}

// A letter for the place counts as two digits.
bool IsTaiwaneseId(std::string_view alnum) {
  constexpr std::string_view kPlaces = "abcdefghjklmnpqrstuvxywzio";
  const size_t place = kPlaces.find(alnum[0]);
  if (place == std::string_view::npos) return false;
  const int code = static_cast<int>(place) + 10;
  const int sum = WeightedSum(alnum.substr(1), {8, 7, 6, 5, 4, 3, 2, 1, 1});
  return sum >= 0 && (alnum[1] == '1' || alnum[1] == '2' || alnum[1] == '8' || alnum[1] == '9') &&
         (sum + code / 10 + code % 10 * 9) % 10 == 0;
}

// Immigration Department: letters count from 10, a lacking one as 36, weights 9 to 2, modulus 11.
bool IsHongKongId(std::string_view alnum) {
  const bool has_two = alnum.size() == 9;
  const std::string_view digits = alnum.substr(has_two ? 2 : 1, 6);
  if (!IsAsciiLetter(alnum[0]) || (has_two && !IsAsciiLetter(alnum[1])) || !AreDigits(digits)) {
    return false;
  }
  const int first = has_two ? alnum[0] - 'a' + 10 : 36;
  const int second = alnum[has_two ? 1 : 0] - 'a' + 10;
  const int sum = first * 9 + second * 8 + WeightedSum(digits, {7, 6, 5, 4, 3, 2});
  const int check = (11 - sum % 11) % 11;
  return alnum.back() == (check == 10 ? 'a' : static_cast<char>('0' + check));
}

// ICA: weights 2, 7, 6, 5, 4, 3, 2; an offset and an alphabet for each series.
bool IsNric(std::string_view alnum) {
  int sum = WeightedSum(alnum.substr(1, 7), {2, 7, 6, 5, 4, 3, 2});
  if (sum < 0) return false;
  switch (alnum[0]) {
    case 's':
      return alnum[8] == "jzihgfedcba"[sum % 11];
    case 't':
      return alnum[8] == "jzihgfedcba"[(sum + 4) % 11];
    case 'f':
      return alnum[8] == "xwutrqpnmlk"[sum % 11];
    case 'g':
      return alnum[8] == "xwutrqpnmlk"[(sum + 4) % 11];
    case 'm':
      return alnum[8] == "xwutrqpnjlk"[(sum + 3) % 11];
    default:
      return false;
  }
}

// JPN: birth date, place, serial; no check digit.
bool IsMyKad(std::string_view digits) {
  const int place = TwoDigits(digits, 6);
  return AreDigits(digits) && HasYearMonthDay(digits) && place >= 1 && place != 17 && place != 18;
}

bool IsThaiId(std::string_view digits) {
  const int sum = WeightedSum(digits, {13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 0});
  return sum >= 0 && digits[0] != '0' && digits[0] != '9' && (11 - sum % 11) % 10 == Last(digits);
}

// NIK: province and district, birth date (women: day + 40), serial.
bool IsIndonesianNumber(std::string_view digits) {
  const int province = TwoDigits(digits, 0);
  const int day = TwoDigits(digits, 6);
  return AreDigits(digits) && province >= 11 && province <= 96 &&
         IsDayOfYear(TwoDigits(digits, 8), day > 40 ? day - 40 : day) &&
         digits.substr(12) != "0000";
}

bool IsPakistani(std::string_view digits) {
  return AreDigits(digits) && digits[0] >= '1' && digits[0] <= '8';
}

// Department of Home Affairs: birth date, citizenship, Luhn.
bool IsSouthAfrican(std::string_view digits) {
  return HasYearMonthDay(digits) && digits[10] <= '2' && PassesLuhn(digits);
}

bool IsIsraeli(std::string_view digits) { return PassesLuhn(digits); }

bool IsEmirati(std::string_view digits) { return digits.starts_with("784") && PassesLuhn(digits); }

bool IsSaudi(std::string_view digits) {
  return (digits[0] == '1' || digits[0] == '2') && PassesLuhn(digits);
}

// Century, birth date, governorate.
bool IsEgyptian(std::string_view digits) {
  const int governorate = TwoDigits(digits, 7);
  return AreDigits(digits) && (digits[0] == '2' || digits[0] == '3') &&
         HasYearMonthDay(digits.substr(1)) &&
         ((governorate >= 1 && governorate <= 35) || governorate == 88);
}

bool IsTurkish(std::string_view digits) {
  if (digits[0] == '0' || !AreDigits(digits)) return false;
  const int tenth = WeightedSum(digits, {7, -1, 7, -1, 7, -1, 7, -1, 7, 0, 0});
  const int last = WeightedSum(digits, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0});
  return (tenth % 10 + 10) % 10 == digits[9] - '0' && last % 10 == Last(digits);
}

// National code of Iran: weights 10..2, modulus 11.
bool IsIranian(std::string_view digits) {
  const int sum = WeightedSum(digits, {10, 9, 8, 7, 6, 5, 4, 3, 2, 0});
  return sum >= 0 && (sum % 11 < 2 ? sum % 11 : 11 - sum % 11) == Last(digits);
}

bool IsKazakh(std::string_view digits) {
  if (!HasYearMonthDay(digits) || digits[6] > '6') return false;
  const int first = WeightedSum(digits, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0});
  const int second = WeightedSum(digits, {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2, 0});
  return first >= 0 && (first % 11 == 10 ? second % 11 : first % 11) == Last(digits);
}

// CRA: Luhn; 0 and 8 are not given to persons, but stand in published examples.
bool IsSin(std::string_view digits) { return digits[0] != '8' && PassesLuhn(digits); }

bool IsAustralianTaxNumber(std::string_view digits) {
  const int nine = WeightedSum(digits, {1, 4, 3, 7, 5, 8, 6, 9, 10});
  const int eight = WeightedSum(digits, {10, 7, 8, 4, 6, 3, 5, 1});
  return (nine > 0 && nine % 11 == 0) || (eight > 0 && eight % 11 == 0);
}

bool IsMedicareNumber(std::string_view digits) {
  const int sum = WeightedSum(digits.substr(0, 8), {1, 3, 7, 9, 1, 3, 7, 9});
  return AreDigits(digits) && digits[0] >= '2' && digits[0] <= '6' && sum % 10 == digits[8] - '0';
}

// Inland Revenue: weights in two stages, padded to nine digits.
bool IsIrdNumber(std::string_view number) {
  const std::string digits = number.size() == 8 ? "0" + std::string(number) : std::string(number);
  const auto check = [](int sum) { return sum % 11 == 0 ? 0 : 11 - sum % 11; };
  const int first = WeightedSum(digits, {3, 2, 7, 6, 5, 4, 3, 2, 0});
  if (first < 0 || digits < "010000000" || digits > "150000000") return false;
  int expected = check(first);
  if (expected == 10) expected = check(WeightedSum(digits, {7, 4, 3, 2, 5, 2, 7, 6, 0}));
  return expected == Last(digits);
}

// HISO 10046: letters without I and O count 1 to 24; weights 7..2, modulus 11.
bool IsNhi(std::string_view alnum) {
  constexpr std::string_view kLetters = "abcdefghjklmnpqrstuvwxyz";
  int sum = 0;
  for (size_t i = 0; i < 6; ++i) {
    const size_t letter = kLetters.find(alnum[i]);
    if ((i < 3) != (letter != std::string_view::npos)) return false;
    const int value = i < 3 ? static_cast<int>(letter) + 1 : alnum[i] - '0';
    sum += value * static_cast<int>(7 - i);
  }
  return IsAsciiDigit(alnum[6]) && sum % 11 != 0 && (11 - sum % 11) % 10 == Last(alnum);
}

// CMS: Medicare beneficiary identifier, without S, L, O, I, B, Z.
bool IsMbi(std::string_view alnum) {
  constexpr std::string_view kForm = "0a?0a?0aa00";
  for (size_t i = 0; i < alnum.size(); ++i) {
    const bool is_digit = IsAsciiDigit(alnum[i]);
    if (kForm[i] == '0' && !is_digit) return false;
    if (kForm[i] == 'a' && is_digit) return false;
    if (!is_digit && std::string_view("slobiz").find(alnum[i]) != std::string_view::npos) {
      return false;
    }
  }
  return alnum[0] != '0';
}

constexpr IdSystem kSystems[] = {
    {"br cpf", 11, 11, IsCpf, "000.000.000-00|000 000 000 00|000000000-00"},
    {"ar cuil", 11, 11, IsCuil, "00-00000000-0|00 00000000 0|00-00.000.000-0"},
    {"cl run", 8, 9, IsRut, "00.000.000-?|0.000.000-?"},
    {"co nit", 9, 10, IsColombianTaxNumber, "000.000.000-0|0.000.000.000-0"},
    {"mx curp", 18, 18, IsCurp, "aaaa000000aaaaaa?0"},
    {"mx rfc", 13, 13, IsRfc, "aaaa000000???|aaaa-000000-???|aaaa 000000 ???"},
    {"uy ci", 8, 8, IsUruguayan, "0.000.000-0"},
    {"do cedula", 11, 11, IsDominican, "000-0000000-0"},
    {"in pan", 10, 10, IsPan, "aaaaa0000a"},
    {"cn resident id", 18, 18, IsChineseId,
     "00000000000000000?|000000 00000000 000?|000000-00000000-000?"},
    {"kr rrn", 13, 13, IsKoreanNumber, "000000-0000000"},
    {"tw id", 10, 10, IsTaiwaneseId, "a000000000"},
    {"hk id", 8, 9, IsHongKongId, "a000000(?)|aa000000(?)|a000000 (?)"},
    {"sg nric", 9, 9, IsNric, "a0000000a"},
    {"my mykad", 12, 12, IsMyKad, "000000-00-0000"},
    {"th id", 13, 13, IsThaiId, "0-0000-00000-00-0|0 0000 00000 00 0"},
    {"pk cnic", 13, 13, IsPakistani, "00000-0000000-0"},
    {"ae emirates id", 15, 15, IsEmirati, "000-0000-0000000-0|000 0000 0000000 0|000000000000000"},
    {"us mbi", 11, 11, IsMbi, "0a?0-a?0-aa00|0a?0a?0aa00"},
    {"za id", 13, 13, IsSouthAfrican, "000000 0000 000|000000 0000 00 0"},
    {"in aadhaar", 12, 12, IsAadhaar, ""},
    {"jp my number", 12, 12, IsMyNumber, ""},
    {"id nik", 16, 16, IsIndonesianNumber, ""},
    {"kz iin", 12, 12, IsKazakh, ""},
    {"tr kimlik", 11, 11, IsTurkish, ""},
    {"eg national id", 14, 14, IsEgyptian, ""},
    {"ir national code", 10, 10, IsIranian, ""},
    {"sa national id", 10, 10, IsSaudi, ""},
    {"ec cedula", 10, 10, IsEcuadorian, ""},
    {"ca sin", 9, 9, IsSin, ""},
    {"il teudat zehut", 9, 9, IsIsraeli, ""},
    {"au tfn", 8, 9, IsAustralianTaxNumber, ""},
    {"au medicare", 10, 11, IsMedicareNumber, ""},
    {"nz ird", 8, 9, IsIrdNumber, ""},
    {"nz nhi", 7, 7, IsNhi, ""},
};

}  // namespace

std::span<const IdSystem> WorldIdSystems() { return kSystems; }

}  // namespace sunder::scanner
