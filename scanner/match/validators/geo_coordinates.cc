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

// Another decimal stands beside the pair: "0.69, 0.40, 0.28".
bool IsInList(const ValidationInput& input) {
  constexpr std::string_view kBetween = " ,;\t+-";
  uint32_t after = input.match.end;
  while (after < input.folded.size() && after - input.match.end < 4 &&
         kBetween.find(input.folded[after]) != std::string_view::npos) {
    ++after;
  }
  const bool is_followed = after > input.match.end && after + 2 < input.folded.size() &&
                           IsAsciiDigit(input.folded[after]) &&
                           input.folded.substr(after, 4).find('.') != std::string_view::npos;
  uint32_t before = input.match.begin;
  while (before > 0 && input.match.begin - before < 4 &&
         kBetween.find(input.folded[before - 1]) != std::string_view::npos) {
    --before;
  }
  const uint32_t digits = before;
  while (before > 0 && IsAsciiDigit(input.folded[before - 1])) --before;
  const bool is_preceded = digits < input.match.begin && before < digits && before > 0 &&
                           input.folded[before - 1] == '.';
  return is_followed || is_preceded;
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
  // Lists and vectors of decimals go on; a pair of numbers below one is rather one of shares.
  const bool is_list = IsInList(input);
  if (is_list) return Reject("a list of decimals");
  const bool has_sign = match.find_first_of("NSEWnsew") != std::string_view::npos;
  const bool is_joined = match.find_first_of(",;") != std::string_view::npos || has_sign;
  const bool is_small = numbers[0].value < 2 && numbers[1].value < 2;
  if (is_joined && !is_small && numbers[0].fraction_digits >= 4 &&
      numbers[1].fraction_digits >= 4) {
    return Accept("range");
  }
  return Unsure("range");
}

// "lat": 52.2581
Validation ValidateGeoLabelled(const ValidationInput& input) {
  const std::string_view match = MatchText(input);
  const size_t begin = match.find_last_not_of("0123456789.+-") + 1;
  const std::vector<Decimal> numbers = DecimalsOf(match.substr(begin));
  if (numbers.size() != 1 || numbers[0].value > 180) return Reject("range");
  if (IsAsciiAlnum(CharAfter(input)) || numbers[0].value == 0) return Reject("no coordinate");
  return Accept("label", Span{input.match.begin + static_cast<uint32_t>(begin), input.match.end});
}

Validation ValidateGeoCoordinate(const ValidationInput& input) {
  if (IsPartOfLongerNumber(input)) return Reject("part of a longer number");
  const std::vector<Decimal> numbers = DecimalsOf(MatchText(input));
  if (numbers.size() != 1 || numbers[0].value > 180) return Reject("range");
  return Unsure("range");
}

}  // namespace sunder::scanner
