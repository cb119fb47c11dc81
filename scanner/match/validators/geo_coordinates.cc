// Geographic coordinates: WGS 84 ranges.
#include <cstdlib>
#include <vector>

#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

struct Decimal {
  double value = 0;
  size_t fraction_digits = 0;
};

std::vector<Decimal> DecimalsOf(std::string_view text) {
  std::vector<Decimal> numbers;
  size_t at = 0;
  while (at < text.size()) {
    if (!IsAsciiDigit(text[at])) {
      ++at;
      continue;
    }
    const size_t begin = at;
    size_t point = std::string_view::npos;
    while (at < text.size() && (IsAsciiDigit(text[at]) || text[at] == '.')) {
      if (text[at] == '.') point = at;
      ++at;
    }
    Decimal number;
    number.value = std::strtod(std::string(text.substr(begin, at - begin)).c_str(), nullptr);
    if (point != std::string_view::npos) number.fraction_digits = at - point - 1;
    numbers.push_back(number);
  }
  return numbers;
}

}  // namespace

// "40.7128, -74.0060" or "40°26'46"N 79°58'56"W": the first half is a latitude.
Validation ValidateGeoPair(const ValidationInput& input) {
  const std::string_view match = MatchText(input);
  if (IsPartOfLongerNumber(input)) return Reject("part of a longer number");
  const std::vector<Decimal> numbers = DecimalsOf(match);
  if (match.find("\xC2\xB0") != std::string_view::npos) {
    return numbers.size() >= 2 && numbers[0].value <= 90 ? Accept("degrees") : Reject("range");
  }
  if (numbers.size() != 2 || numbers[0].value > 90 || numbers[1].value > 180) {
    return Reject("range");
  }
  if (numbers[0].fraction_digits >= 4 && numbers[1].fraction_digits >= 4) return Accept("range");
  return Unsure("range");
}

Validation ValidateGeoCoordinate(const ValidationInput& input) {
  if (IsPartOfLongerNumber(input)) return Reject("part of a longer number");
  const std::vector<Decimal> numbers = DecimalsOf(MatchText(input));
  if (numbers.size() != 1 || numbers[0].value > 180) return Reject("range");
  return Unsure("range");
}

}  // namespace sunder::scanner
