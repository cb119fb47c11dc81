// IBAN: country, length (SWIFT IBAN Registry, release 98) and ISO 7064 MOD 97-10.
#include <algorithm>

#include "scanner/match/validators/check_digits.h"
#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

struct IbanCountry {
  std::string_view code;
  size_t length;
};

constexpr IbanCountry kCountries[] = {
    {"ad", 24}, {"ae", 23}, {"al", 28}, {"at", 20}, {"az", 28}, {"ba", 20}, {"be", 16}, {"bg", 22},
    {"bh", 22}, {"bi", 27}, {"br", 29}, {"by", 28}, {"ch", 21}, {"cr", 22}, {"cy", 28}, {"cz", 24},
    {"de", 22}, {"dj", 27}, {"dk", 18}, {"do", 28}, {"ee", 20}, {"eg", 29}, {"es", 24}, {"fi", 18},
    {"fk", 18}, {"fo", 18}, {"fr", 27}, {"gb", 22}, {"ge", 22}, {"gi", 23}, {"gl", 18}, {"gr", 27},
    {"gt", 28}, {"hr", 21}, {"hu", 28}, {"ie", 22}, {"il", 23}, {"iq", 23}, {"is", 26}, {"it", 27},
    {"jo", 30}, {"kw", 30}, {"kz", 20}, {"lb", 28}, {"lc", 32}, {"li", 21}, {"lt", 20}, {"lu", 20},
    {"lv", 21}, {"ly", 25}, {"mc", 27}, {"md", 24}, {"me", 22}, {"mk", 19}, {"mn", 20}, {"mr", 27},
    {"mt", 31}, {"mu", 30}, {"ni", 28}, {"nl", 18}, {"no", 15}, {"om", 23}, {"pk", 24}, {"pl", 28},
    {"ps", 29}, {"pt", 25}, {"qa", 29}, {"ro", 24}, {"rs", 22}, {"ru", 33}, {"sa", 24}, {"sc", 31},
    {"sd", 18}, {"se", 24}, {"si", 19}, {"sk", 24}, {"sm", 27}, {"so", 23}, {"st", 25}, {"sv", 28},
    {"tl", 23}, {"tn", 24}, {"tr", 26}, {"ua", 29}, {"va", 22}, {"vg", 24}, {"xk", 20}, {"ye", 30},
};

size_t LengthOf(std::string_view country) {
  const auto* found = std::lower_bound(
      std::begin(kCountries), std::end(kCountries), country,
      [](const IbanCountry& entry, std::string_view code) { return entry.code < code; });
  return found != std::end(kCountries) && found->code == country ? found->length : 0;
}

}  // namespace

Validation ValidateIban(const ValidationInput& input) {
  const size_t length = LengthOf(AlnumOf(input.folded.substr(input.match.begin, 2)));
  if (length == 0) return Reject("no IBAN country");
  // The pattern may have run on into the next words: the country says where the number ends.
  std::string alnum;
  uint32_t end = input.match.begin;
  while (end < input.match.end && alnum.size() < length) {
    if (IsAsciiAlnum(input.folded[end])) alnum += input.folded[end];
    ++end;
  }
  if (alnum.size() != length) return Reject("IBAN length");
  if (end < input.folded.size() && IsAsciiAlnum(input.folded[end])) return Reject("IBAN length");
  if (!PassesMod97(AsciiLower(alnum))) return Reject("mod 97");
  return Accept("mod 97", Span{input.match.begin, end});
}

}  // namespace sunder::scanner
