// Postal codes by their national forms: US ZIP and ZIP+4, UK (BS 7666), Canada, Netherlands.
#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

constexpr std::string_view kNotInward = "cikmov";  // letters that no UK inward code uses
constexpr std::string_view kNotCanadian = "dfioqu";

// Areas of the UK's Royal Mail.
constexpr std::string_view kUkAreas[] = {
    "ab", "al", "b",  "ba", "bb", "bd", "bh", "bl", "bn", "br", "bs", "bt", "ca", "cb", "cf", "ch",
    "cm", "co", "cr", "ct", "cv", "cw", "da", "dd", "de", "dg", "dh", "dl", "dn", "dt", "dy", "e",
    "ec", "eh", "en", "ex", "fk", "fy", "g",  "gl", "gu", "gy", "ha", "hd", "hg", "hp", "hr", "hs",
    "hu", "hx", "ig", "im", "ip", "iv", "je", "ka", "kt", "kw", "ky", "l",  "la", "ld", "le", "ll",
    "ln", "ls", "lu", "m",  "me", "mk", "ml", "n",  "ne", "ng", "nn", "np", "nr", "nw", "ol", "ox",
    "pa", "pe", "ph", "pl", "po", "pr", "rg", "rh", "rm", "s",  "sa", "se", "sg", "sk", "sl", "sm",
    "sn", "so", "sp", "sr", "ss", "st", "sw", "sy", "ta", "td", "tf", "tn", "tq", "tr", "ts", "tw",
    "ub", "w",  "wa", "wc", "wd", "wf", "wn", "wr", "ws", "wv", "yo", "ze"};

bool HasOnly(std::string_view text, std::string_view forbidden) {
  return text.find_first_of(forbidden) == std::string_view::npos;
}

bool IsUk(std::string_view code) {
  if (code.size() < 5 || code.size() > 7) return false;
  const std::string_view inward = code.substr(code.size() - 3);
  if (!IsAsciiDigit(inward[0]) || !IsAsciiLetter(inward[1]) || !IsAsciiLetter(inward[2])) {
    return false;
  }
  size_t letters = 0;
  while (letters < 2 && IsAsciiLetter(code[letters])) ++letters;
  return IsAsciiDigit(code[letters]) && HasOnly(inward, kNotInward) &&
         IsOneOf(code.substr(0, letters), kUkAreas);
}

bool IsCanadian(std::string_view code) {
  if (code.size() != 6 || !HasOnly(code, kNotCanadian)) return false;
  for (size_t i = 0; i < 6; ++i) {
    if (i % 2 == 0 ? !IsAsciiLetter(code[i]) : !IsAsciiDigit(code[i])) return false;
  }
  return code[0] != 'w' && code[0] != 'z';
}

}  // namespace

Validation ValidatePostalCode(const ValidationInput& input) {
  if (IsPartOfLongerNumber(input)) return Reject("part of a longer number");
  const std::string code = AlnumOf(MatchText(input));
  if (IsUk(code)) return Accept("uk form");
  if (IsCanadian(code)) return Accept("canadian form");
  if (DigitsOf(code).size() != code.size()) return Reject("no form of a postal code");
  if (code.substr(0, 5) == "00000") return Reject("never assigned");
  if (code.size() == 9) return Accept("zip+4");
  return Unsure("form");
}

}  // namespace sunder::scanner
