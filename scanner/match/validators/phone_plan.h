// Numbering plans of libphonenumber, asked sparingly: a verdict on the leading digits and the
// length is kept, so that a column of numbers of one country costs a few questions.
#pragma once

#include <cstdint>
#include <string_view>

namespace sunder::scanner {

enum class PlanVerdict : uint8_t {
  kNone,      // no country code, or a length that its plan does not have
  kPossible,  // the length is right, the range is not in use (as ranges for fiction are)
  kValid,     // in a range that is in use
};

// Digits of an international number, country code first, without "+" or "00".
PlanVerdict JudgeInternationalNumber(std::string_view digits);
// Digits as dialled inside `region` (ISO 3166-1 alpha-2, upper case), trunk prefix and all.
PlanVerdict JudgeNationalNumber(std::string_view digits, std::string_view region);

}  // namespace sunder::scanner
