#include "scanner/match/validators/phone_plan.h"

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <array>
#include <string>

namespace sunder::scanner {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

constexpr size_t kDigitsMin = 6;
constexpr size_t kDigitsMax = 16;
// Plans tell ranges by their leading digits: with the country code hardly one needs more.
constexpr size_t kLeadingDigits = 7;
// What stands for the digits behind them. No range begins or ends inside it.
constexpr std::string_view kFiller = "2345672345672345";

PlanVerdict Ask(const std::string& number, const std::string& region) {
  const PhoneNumberUtil& plans = *PhoneNumberUtil::GetInstance();
  PhoneNumber parsed;
  if (plans.Parse(number, region, &parsed) != PhoneNumberUtil::NO_PARSING_ERROR) {
    return PlanVerdict::kNone;
  }
  if (plans.IsPossibleNumberWithReason(parsed) != PhoneNumberUtil::IS_POSSIBLE) {
    return PlanVerdict::kNone;
  }
  return plans.IsValidNumber(parsed) ? PlanVerdict::kValid : PlanVerdict::kPossible;
}

struct Remembered {
  uint64_t key = 0;  // 0: free
  PlanVerdict verdict = PlanVerdict::kNone;
};
constexpr size_t kRememberedCount = 4096;  // a power of two; 64 KiB a thread

// All that the verdict depends on, exactly: 7 digits, the length, two letters of the region.
uint64_t KeyOf(std::string_view digits, std::string_view region) {
  uint64_t key = 1;
  for (size_t i = 0; i < kLeadingDigits; ++i) {
    key = key * 11 + (i < digits.size() ? static_cast<uint64_t>(digits[i] - '0') + 1 : 0);
  }
  key = key * 32 + digits.size();
  for (const char c : region) key = key * 32 + static_cast<uint64_t>(c - 'A' + 1);
  return key;
}

// Leading digits and length decide, nothing else of the number: so what was asked before cannot
// change a verdict, and no whole number is kept.
PlanVerdict Judge(std::string_view digits, std::string_view region, std::string_view prefix) {
  if (digits.size() < kDigitsMin || digits.size() > kDigitsMax) return PlanVerdict::kNone;
  thread_local std::array<Remembered, kRememberedCount> remembered;
  const uint64_t key = KeyOf(digits, region);
  constexpr uint64_t kMixer = 0x9E3779B97F4A7C15;  // 2^64 / golden ratio
  Remembered& entry = remembered[(key * kMixer) >> 52U];
  static_assert(kRememberedCount == size_t{1} << 12U);
  if (entry.key == key) return entry.verdict;
  const size_t leading = std::min(kLeadingDigits, digits.size());
  std::string number(prefix);
  number += digits.substr(0, leading);
  number += kFiller.substr(0, digits.size() - leading);
  entry = {key, Ask(number, std::string(region))};
  return entry.verdict;
}

}  // namespace

PlanVerdict JudgeInternationalNumber(std::string_view digits) { return Judge(digits, "ZZ", "+"); }

PlanVerdict JudgeNationalNumber(std::string_view digits, std::string_view region) {
  return Judge(digits, region, "");
}

}  // namespace sunder::scanner
