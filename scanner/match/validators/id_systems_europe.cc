// State identifiers of Europe. Sources: the issuing authorities' published rules, as collected with
// examples in EU Directive 2011/16 (TIN), Council PRADO and national registers.
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

int Last(std::string_view digits) { return digits.back() - '0'; }

int64_t NumberOf(std::string_view digits) {
  int64_t number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

// HMRC: two letters that are issued, six digits, a suffix of A to D.
bool IsNino(std::string_view alnum) {
  if (!AreDigits(alnum.substr(2, 6)) || !IsAsciiLetter(alnum[0]) || !IsAsciiLetter(alnum[1])) {
    return false;
  }
  if (std::string_view("dfiquv").find(alnum[0]) != std::string_view::npos) return false;
  if (std::string_view("dfiquvo").find(alnum[1]) != std::string_view::npos) return false;
  static constexpr std::string_view kNotIssued[] = {"bg", "gb", "kn", "nk", "nt", "tn", "zz"};
  return !IsOneOf(alnum.substr(0, 2), kNotIssued) && alnum[8] >= 'a' && alnum[8] <= 'd';
}

// NHS Data Dictionary: weights 10..2, modulus 11, 11 stands for 0, 10 is not issued.
bool IsNhsNumber(std::string_view digits) {
  const int sum = WeightedSum(digits.substr(0, 9), {10, 9, 8, 7, 6, 5, 4, 3, 2});
  return sum >= 0 && IsAsciiDigit(digits[9]) && (11 - sum % 11) % 11 == Last(digits);
}

// HMRC, unique taxpayer reference: the first digit checks the others.
bool IsUtr(std::string_view digits) {
  const int sum = WeightedSum(digits.substr(1), {6, 7, 8, 9, 10, 5, 4, 3, 2});
  return sum >= 0 && digits[0] == "21987654321"[sum % 11];
}

// Seven digits, a check letter, since 2013 a second letter that counts nine times.
bool IsIrishPps(std::string_view alnum) {
  int sum = WeightedSum(alnum.substr(0, 7), {8, 7, 6, 5, 4, 3, 2});
  if (sum < 0 || !IsAsciiLetter(alnum[7])) return false;
  if (alnum.size() == 9) {
    if (std::string_view("abhwtx").find(alnum[8]) == std::string_view::npos) return false;
    if (alnum[8] == 'a' || alnum[8] == 'b' || alnum[8] == 'h') sum += 9 * (alnum[8] - 'a' + 1);
  }
  return alnum[7] == "wabcdefghijklmnopqrstuv"[sum % 23];
}

// Steuer-ID: ISO 7064 MOD 11,10; of the first ten digits one is there twice or three times.
bool IsGermanTaxId(std::string_view digits) {
  if (digits[0] == '0' || !AreDigits(digits)) return false;
  int counts[10] = {};
  for (const char c : digits.substr(0, 10)) ++counts[c - '0'];
  const auto repeated = std::count_if(counts, counts + 10, [](int count) { return count > 1; });
  return repeated == 1 && *std::max_element(counts, counts + 10) <= 3 && PassesMod11Mod10(digits);
}

// VKVV: area, birth date, letter of the name, serial; the letter counts as its two-digit place.
bool IsGermanPensionNumber(std::string_view alnum) {
  if (!AreDigits(alnum.substr(0, 8)) || !IsAsciiLetter(alnum[8]) || !AreDigits(alnum.substr(9))) {
    return false;
  }
  const int day = TwoDigits(alnum, 2);
  if (!IsDayOfYear(TwoDigits(alnum, 4), day > 50 ? day - 50 : day)) return false;
  const int letter = alnum[8] - 'a' + 1;
  std::string digits(alnum.substr(0, 8));
  digits += static_cast<char>('0' + letter / 10);
  digits += static_cast<char>('0' + letter % 10);
  digits += alnum.substr(9, 2);
  constexpr int kWeights[] = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
  int sum = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    const int product = (digits[i] - '0') * kWeights[i];
    sum += product / 10 + product % 10;
  }
  return sum % 10 == Last(alnum);
}

int ValueOf(char c) { return IsAsciiDigit(c) ? c - '0' : c - 'a' + 10; }

// ICAO 9303 check digit: weights 7, 3, 1. Identity cards of Germany.
bool IsGermanCard(std::string_view alnum) {
  int sum = 0;
  constexpr int kWeights[] = {7, 3, 1};
  for (size_t i = 0; i < 9; ++i) sum += ValueOf(alnum[i]) * kWeights[i % 3];
  return std::string_view("lmnpqrtvwxy").find(alnum[0]) != std::string_view::npos &&
         sum % 10 == ValueOf(alnum[9]);
}

// NIR: 13 signs (Corsica 2A, 2B) and 97 less their remainder.
bool IsFrenchNir(std::string_view alnum) {
  std::string digits(alnum);
  int64_t less = 0;
  if (digits[6] == 'a' || digits[6] == 'b') {
    if (digits[5] != '2') return false;
    less = digits[6] == 'a' ? 1000000 : 2000000;
    digits[6] = '0';
  }
  // Temporary numbers (3, 4, 7, 8) and unknown months (50 and more) are rare, and let chance in.
  if (!AreDigits(digits) || digits[0] < '1' || digits[0] > '2') return false;
  const int month = TwoDigits(digits, 3);
  if (month < 1 || (month > 12 && month < 20) || month > 42) return false;
  return 97 - (NumberOf(digits.substr(0, 13)) - less) % 97 == NumberOf(digits.substr(13));
}

// DNI and NIE: the letter is the number modulo 23.
bool IsSpanishId(std::string_view alnum) {
  std::string digits(alnum.substr(0, 8));
  const size_t foreigner = std::string_view("xyz").find(digits[0]);
  if (foreigner != std::string_view::npos) digits[0] = static_cast<char>('0' + foreigner);
  return AreDigits(digits) &&
         alnum[8] == "trwagmyfpdxbnjzsqvhlcke"[static_cast<size_t>(NumberOf(digits) % 23)];
}

// Codice fiscale: odd and even places are valued by different tables (DM 23/12/1976).
bool IsCodiceFiscale(std::string_view alnum) {
  constexpr int kOdd[] = {1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                          20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
  int sum = 0;
  for (size_t i = 0; i < 15; ++i) {
    const bool is_letter_place = i < 6 || i == 8 || i == 11;
    if (is_letter_place && !IsAsciiLetter(alnum[i])) return false;
    const int place = IsAsciiDigit(alnum[i]) ? alnum[i] - '0' : alnum[i] - 'a';
    sum += i % 2 == 0 ? kOdd[place] : place;
  }
  return alnum[15] == 'a' + sum % 26;
}

bool IsPortugueseTaxNumber(std::string_view digits) {
  if (digits[0] == '0' || digits[0] == '4' || digits[0] == '7') return false;
  const int sum = WeightedSum(digits.substr(0, 8), {9, 8, 7, 6, 5, 4, 3, 2});
  if (sum < 0 || !IsAsciiDigit(digits[8])) return false;
  return (sum % 11 < 2 ? 0 : 11 - sum % 11) == Last(digits);
}

// Cartao de cidadao: Luhn over letters and digits.
bool IsPortugueseCard(std::string_view alnum) {
  if (!AreDigits(alnum.substr(0, 9)) || !IsAsciiDigit(alnum[11])) return false;
  int sum = 0;
  for (size_t i = 0; i < 12; ++i) {
    int value = ValueOf(alnum[i]);
    if (i % 2 == 0) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
    sum += value;
  }
  return sum % 10 == 0;
}

// "Elfproef": weights 9..2 and -1.
bool IsBsn(std::string_view digits) {
  const int sum = WeightedSum(digits, {9, 8, 7, 6, 5, 4, 3, 2, -1});
  return AreDigits(digits) && digits.substr(0, 2) != "00" && sum % 11 == 0;
}

// Rijksregister: 97 less the remainder of nine digits; a 2 in front of those born since 2000.
bool IsBelgianNumber(std::string_view digits) {
  if (!AreDigits(digits)) return false;
  const int month = TwoDigits(digits, 2) % 20;
  if (month > 12 || TwoDigits(digits, 4) > 31) return false;
  const int64_t nine = NumberOf(digits.substr(0, 9));
  const int64_t check = NumberOf(digits.substr(9));
  return 97 - nine % 97 == check || 97 - (nine + 2000000000) % 97 == check;
}

// Matricule: birth date, serial, a Luhn and a Verhoeff digit over the first eleven.
bool IsLuxembourgNumber(std::string_view digits) {
  const int century = TwoDigits(digits, 0);
  if (century < 18 || century > 20 || !HasYearMonthDay(digits.substr(2))) return false;
  std::string checked(digits.substr(0, 11));
  checked += digits[12];
  return PassesLuhn(digits.substr(0, 12)) && PassesVerhoeff(checked);
}

// Sozialversicherungsnummer: the fourth digit checks, the last six are the birth date.
bool IsAustrianNumber(std::string_view digits) {
  const int sum = WeightedSum(digits, {3, 7, 9, 0, 5, 8, 4, 2, 1, 6});
  const int month = TwoDigits(digits, 6);
  return sum >= 0 && digits[0] != '0' && month >= 1 && month <= 15 && TwoDigits(digits, 4) <= 31 &&
         sum % 11 == digits[3] - '0';
}

// AHV: an EAN-13 with the country's 756.
bool IsSwissNumber(std::string_view digits) {
  const int sum = WeightedSum(digits, {1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1});
  return digits.starts_with("756") && sum >= 0 && sum % 10 == 0;
}

// Skatteverket: birth date (co-ordination numbers: day + 60), serial, Luhn over ten digits.
bool IsSwedishNumber(std::string_view digits) {
  const std::string_view ten = digits.substr(digits.size() - 10);
  if (digits.size() == 12 && TwoDigits(digits, 0) != 19 && TwoDigits(digits, 0) != 20) return false;
  if (digits.size() == 11) return false;
  const int day = TwoDigits(ten, 4);
  return IsDayOfYear(TwoDigits(ten, 2), day > 60 ? day - 60 : day) && PassesLuhn(ten);
}

// Fødselsnummer: birth date (D numbers: day + 40; synthetic: month + 40 or 80) and two check
// digits.
bool IsNorwegianNumber(std::string_view digits) {
  const int first = WeightedSum(digits, {3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0});
  const int second = WeightedSum(digits, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1});
  const int day = TwoDigits(digits, 0);
  return first >= 0 && first % 11 == 0 && second % 11 == 0 &&
         IsDayOfYear(TwoDigits(digits, 2) % 40, day > 40 ? day - 40 : day);
}

// CPR: a birth date; since 2007 numbers need not pass modulus 11, those that do are surer.
bool IsDanishNumber(std::string_view digits) {
  const int sum = WeightedSum(digits, {4, 3, 2, 7, 6, 5, 4, 3, 2, 1});
  return sum >= 0 && sum % 11 == 0 && HasDayMonthYear(digits);
}

// Henkilotunnus: birth date, sign of the century, serial, remainder of 31. AlnumOf drops "-", "+".
bool IsFinnishNumber(std::string_view alnum) {
  constexpr std::string_view kCheck = "0123456789abcdefhjklmnprstuvwxy";
  std::string digits(alnum.substr(0, alnum.size() - 1));
  if (digits.size() == 10) {
    if (std::string_view("abcdefyxwvu").find(digits[6]) == std::string_view::npos) return false;
    digits.erase(6, 1);
  }
  if (!AreDigits(digits) || !HasDayMonthYear(digits)) return false;
  return alnum.back() == kCheck[static_cast<size_t>(NumberOf(digits) % 31)];
}

// Kennitala: birth date, serial, modulus 11, century.
bool IsIcelandicNumber(std::string_view digits) {
  const int sum = WeightedSum(digits, {3, 2, 7, 6, 5, 4, 3, 2, 1, 0});
  return sum >= 0 && sum % 11 == 0 && (digits[9] == '9' || digits[9] == '0' || digits[9] == '8') &&
         HasDayMonthYear(digits);
}

// Isikukood and asmens kodas: century, birth date, serial, a check digit in two stages.
bool IsBalticNumber(std::string_view digits) {
  if (digits[0] < '1' || digits[0] > '8' || !HasYearMonthDay(digits.substr(1))) return false;
  const std::string_view ten = digits.substr(0, 10);
  const int first = WeightedSum(ten, {1, 2, 3, 4, 5, 6, 7, 8, 9, 1});
  if (first < 0 || !IsAsciiDigit(digits[10])) return false;
  int check = first % 11;
  if (check == 10) check = WeightedSum(ten, {3, 4, 5, 6, 7, 8, 9, 1, 2, 3}) % 11 % 10;
  return check == Last(digits);
}

// Personas kods with a birth date; those since 2017 begin with 32 and have none.
bool IsLatvianNumber(std::string_view digits) {
  const int sum = WeightedSum(digits.substr(0, 10), {10, 5, 8, 4, 2, 1, 6, 3, 7, 9});
  if (sum < 0 || !IsAsciiDigit(digits[10])) return false;
  if (digits.starts_with("32")) return true;
  return HasDayMonthYear(digits) && (1 + sum) % 11 % 10 == Last(digits);
}

bool IsPesel(std::string_view digits) {
  const int sum = WeightedSum(digits, {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1});
  return sum >= 0 && sum % 10 == 0 && IsDayOfYear(TwoDigits(digits, 2) % 20, TwoDigits(digits, 4));
}

bool IsPolishTaxNumber(std::string_view digits) {
  const int sum = WeightedSum(digits, {6, 5, 7, 2, 3, 4, 5, 6, 7, 0});
  return sum >= 0 && sum % 11 == Last(digits);
}

// Rodne cislo: women's month + 50, overflow + 20; ten digits are divisible by 11.
bool IsCzechNumber(std::string_view digits) {
  if (!AreDigits(digits)) return false;
  int month = TwoDigits(digits, 2);
  if (month > 50) month -= 50;
  if (month > 20) month -= 20;
  if (!IsDayOfYear(month, TwoDigits(digits, 4))) return false;
  if (digits.size() == 9) return TwoDigits(digits, 0) < 54;
  return NumberOf(digits) % 11 == 0 ||
         (NumberOf(digits.substr(0, 9)) % 11 == 10 && digits[9] == '0');
}

bool IsHungarianHealthNumber(std::string_view digits) {
  const int sum = WeightedSum(digits, {3, 7, 3, 7, 3, 7, 3, 7, 0});
  return sum >= 0 && sum % 10 == Last(digits);
}

bool IsHungarianTaxNumber(std::string_view digits) {
  const int sum = WeightedSum(digits, {1, 2, 3, 4, 5, 6, 7, 8, 9, 0});
  return sum >= 0 && digits[0] == '8' && sum % 11 == Last(digits);
}

bool IsHungarianPersonalNumber(std::string_view digits) {
  if (digits[0] < '1' || digits[0] > '8' || !HasYearMonthDay(digits.substr(1))) return false;
  const int old = WeightedSum(digits, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0});
  const int since_1997 = WeightedSum(digits, {10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0});
  return old >= 0 && (old % 11 == Last(digits) || since_1997 % 11 == Last(digits));
}

bool IsRomanianNumber(std::string_view digits) {
  const int sum = WeightedSum(digits, {2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9, 0});
  return sum >= 0 && digits[0] != '0' && HasYearMonthDay(digits.substr(1)) &&
         (sum % 11 == 10 ? 1 : sum % 11) == Last(digits);
}

bool IsBulgarianNumber(std::string_view digits) {
  const int sum = WeightedSum(digits, {2, 4, 8, 5, 10, 9, 7, 3, 6, 0});
  return sum >= 0 && IsDayOfYear(TwoDigits(digits, 2) % 20, TwoDigits(digits, 4)) &&
         sum % 11 % 10 == Last(digits);
}

bool IsOib(std::string_view digits) { return PassesMod11Mod10(digits); }

// EMSO and JMBG: birth date with three digits of the year, region, serial, modulus 11.
bool IsYugoslavNumber(std::string_view digits) {
  const int sum = WeightedSum(digits, {7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1});
  return sum >= 0 && IsDayOfYear(TwoDigits(digits, 2), TwoDigits(digits, 0)) &&
         (digits[4] == '9' || digits[4] == '0') && sum % 11 == 0;
}

bool IsAmka(std::string_view digits) { return HasDayMonthYear(digits) && PassesLuhn(digits); }

bool IsGreekTaxNumber(std::string_view digits) {
  const int sum = WeightedSum(digits, {256, 128, 64, 32, 16, 8, 4, 2, 0});
  return sum >= 0 && sum % 11 % 10 == Last(digits);
}

bool IsRussianTaxNumber(std::string_view digits) {
  const int first = WeightedSum(digits, {7, 2, 4, 10, 3, 5, 9, 4, 6, 8, 0, 0});
  const int second = WeightedSum(digits, {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8, 0});
  return first >= 0 && first % 11 % 10 == digits[10] - '0' && second % 11 % 10 == Last(digits);
}

bool IsSnils(std::string_view digits) {
  const int sum = WeightedSum(digits, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0});
  return sum >= 0 && sum % 101 % 100 == TwoDigits(digits, 9);
}

// RNOKPP: days since 1899-12-31, serial, modulus 11.
bool IsUkrainianTaxNumber(std::string_view digits) {
  const int sum = WeightedSum(digits, {-1, 5, 7, 9, 4, 6, 10, 5, 7, 0});
  return AreDigits(digits) && digits[0] <= '4' && (sum % 11 + 11) % 11 % 10 == Last(digits);
}

constexpr IdSystem kSystems[] = {
    {"gb nino", 9, 9, IsNino, "aa000000a|aa 000000 a|aa 00 00 00 a"},
    {"it codice fiscale", 16, 16, IsCodiceFiscale, "aaaaaa??a??a???a|aaa aaa ??a?? a???a"},
    {"fr nir", 15, 15, IsFrenchNir,
     "000000000000000|0 00 00 00 000 000 00|0 00 00 ?? 000 000 00|0000000000000 00|"
     "0.00.00.00.000.000.00"},
    {"es dni or nie", 9, 9, IsSpanishId, "00000000a|00000000-a|a0000000a|a-0000000-a|a0000000-a"},
    {"be rijksregisternummer", 11, 11, IsBelgianNumber,
     "00.00.00-000.00|00.00.00-000-00|000000-000-00|00.00.00 000 00|00 00 00 000 00"},
    {"ch ahv", 13, 13, IsSwissNumber, "000.0000.0000.00|000 0000 0000 00"},
    {"fi hetu", 10, 11, IsFinnishNumber, "000000-000?|000000+000?|000000a000?"},
    {"se personnummer", 10, 12, IsSwedishNumber, "00000000-0000|000000-0000"},
    {"is kennitala", 10, 10, IsIcelandicNumber, "000000-0000"},
    {"dk cpr", 10, 10, IsDanishNumber, "000000-0000"},
    {"no fodselsnummer", 11, 11, IsNorwegianNumber, "000000 00000"},
    {"lv personas kods", 11, 11, IsLatvianNumber, "000000-00000"},
    {"cz rodne cislo", 9, 10, IsCzechNumber, "000000/0000"},
    {"de rentenversicherung", 12, 12, IsGermanPensionNumber,
     "00000000a000|00 000000 a 000|00 000000a000"},
    {"de steuer-id", 11, 11, IsGermanTaxId, "00 000 000 000"},
    {"pt cartao de cidadao", 12, 12, IsPortugueseCard, "00000000 0 aa0|000000000aa0"},
    {"lu matricule", 13, 13, IsLuxembourgNumber, "0000000000000|0000 00 00 00000"},
    {"pl nip", 10, 10, IsPolishTaxNumber, "000-000-00-00|000-00-00-000"},
    {"hu szemelyi azonosito", 11, 11, IsHungarianPersonalNumber, "0-000000-0000|0 000000 0000"},
    {"ru snils", 11, 11, IsSnils, "000-000-000 00|000-000-000-00"},
    {"at svnr", 10, 10, IsAustrianNumber, ""},
    {"de personalausweis", 10, 10, IsGermanCard, ""},
    {"pl pesel", 11, 11, IsPesel, ""},
    {"ee, lt personal code", 11, 11, IsBalticNumber, ""},
    {"gr amka", 11, 11, IsAmka, ""},
    {"hr oib", 11, 11, IsOib, ""},
    {"gb nhs number", 10, 10, IsNhsNumber, ""},
    {"gb utr", 10, 10, IsUtr, ""},
    {"ie pps", 8, 9, IsIrishPps, ""},
    {"pt nif", 9, 9, IsPortugueseTaxNumber, ""},
    {"nl bsn", 9, 9, IsBsn, ""},
    {"hu taj", 9, 9, IsHungarianHealthNumber, ""},
    {"hu adoazonosito", 10, 10, IsHungarianTaxNumber, ""},
    {"ro cnp", 13, 13, IsRomanianNumber, ""},
    {"bg egn", 10, 10, IsBulgarianNumber, ""},
    {"si emso, rs jmbg", 13, 13, IsYugoslavNumber, ""},
    {"gr afm", 9, 9, IsGreekTaxNumber, ""},
    {"ru inn", 12, 12, IsRussianTaxNumber, ""},
    {"ua rnokpp", 10, 10, IsUkrainianTaxNumber, ""},
};

}  // namespace

std::span<const IdSystem> EuropeanIdSystems() { return kSystems; }

}  // namespace sunder::scanner
