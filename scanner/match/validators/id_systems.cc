#include "scanner/match/validators/id_systems.h"

#include <algorithm>

#include "scanner/match/validators/match_text.h"

namespace sunder::scanner {
namespace {

bool IsWrittenAs(std::string_view text, std::string_view form) {
  return std::equal(text.begin(), text.end(), form.begin(), form.end(), [](char c, char sign) {
    if (sign == '0') return IsAsciiDigit(c);
    if (sign == 'a') return c >= 'a' && c <= 'z';
    if (sign == '?') return IsAsciiAlnum(c);
    return c == sign;
  });
}

bool IsWrittenAsOneOf(std::string_view text, std::string_view forms) {
  while (!forms.empty()) {
    const size_t end = std::min(forms.find('|'), forms.size());
    if (IsWrittenAs(text, forms.substr(0, end))) return true;
    forms.remove_prefix(std::min(end + 1, forms.size()));
  }
  return false;
}

}  // namespace

bool FitsIdSystem(const IdSystem& system, std::string_view alnum) {
  return alnum.size() >= system.length_min && alnum.size() <= system.length_max &&
         system.fits(alnum);
}

const IdSystem* FindIdSystem(std::string_view alnum) {
  for (const auto systems : {EuropeanIdSystems(), WorldIdSystems()}) {
    for (const IdSystem& system : systems) {
      if (FitsIdSystem(system, alnum)) return &system;
    }
  }
  return nullptr;
}

const IdSystem* FindTellingIdSystem(std::string_view text, std::string_view alnum) {
  for (const auto systems : {EuropeanIdSystems(), WorldIdSystems()}) {
    for (const IdSystem& system : systems) {
      if (IsWrittenAsOneOf(text, system.telling_forms) && FitsIdSystem(system, alnum))
        return &system;
    }
  }
  return nullptr;
}

bool IsDayOfYear(int month, int day) {
  constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month >= 1 && month <= 12 && day >= 1 && day <= kDays[month - 1];
}

int TwoDigits(std::string_view digits, size_t at) {
  if (at + 2 > digits.size() || !IsAsciiDigit(digits[at]) || !IsAsciiDigit(digits[at + 1])) {
    return -1;
  }
  return (digits[at] - '0') * 10 + (digits[at + 1] - '0');
}

bool HasDayMonthYear(std::string_view digits) {
  return IsDayOfYear(TwoDigits(digits, 2), TwoDigits(digits, 0)) && TwoDigits(digits, 4) >= 0;
}

bool HasYearMonthDay(std::string_view digits) {
  return TwoDigits(digits, 0) >= 0 && IsDayOfYear(TwoDigits(digits, 2), TwoDigits(digits, 4));
}

int WeightedSum(std::string_view digits, std::initializer_list<int> weights) {
  if (digits.size() != weights.size()) return -1;
  int sum = 0;
  const int* weight = weights.begin();
  for (const char c : digits) {
    if (!IsAsciiDigit(c)) return -1;
    sum += (c - '0') * *weight++;
  }
  return sum;
}

}  // namespace sunder::scanner
