// State identifiers: US SSN and ITIN by their issued ranges, others by the systems of id_systems.h.
#include <algorithm>

#include "scanner/match/validators/id_systems.h"
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

bool IsOneDigitRepeated(std::string_view alnum) {
  return alnum.find_first_not_of(alnum[0]) == std::string_view::npos;
}

constexpr std::string_view kClosing = ".,;:!?\"'>]} \t";

struct LabelledValue {
  Span span;
  std::string alnum;
};

// The value begins with the last run of the match in which nothing but letters, digits and the
// separators of identifiers stand; blanks split it where a word without digits follows.
LabelledValue ValueOf(const ValidationInput& input) {
  const std::string_view text = input.folded;
  uint32_t begin = input.match.begin;
  // Behind the sign that ends the label, or at the first word with a digit.
  while (begin < input.match.end) {
    uint32_t end = begin;
    while (end < input.match.end && !IsAsciiSpace(text[end]) && text[end] != ':' &&
           text[end] != '=' && text[end] != '#' && static_cast<unsigned char>(text[end]) < 0x80) {
      ++end;
    }
    const std::string_view word = text.substr(begin, end - begin);
    if (std::any_of(word.begin(), word.end(), IsAsciiDigit)) break;
    // "AB 12 34 56 C": letters in front, behind a sign.
    const bool is_prefix =
        !word.empty() && word.size() <= 3 && begin > input.match.begin &&
        AlnumOf(word) == AsciiLower(word) && end + 1 < input.match.end && IsAsciiSpace(text[end]) &&
        IsAsciiDigit(text[end + 1]) && (word.size() == 2 || word.size() == 1) &&
        (text[begin - 1] == ' ' || text[begin - 1] == ':') && AsciiLower(word) != "is" &&
        AsciiLower(word) != "no" && AsciiLower(word) != "nr" && AsciiLower(word) != "nº";
    if (is_prefix) break;
    begin = end + 1;
  }
  begin = std::min(begin, input.match.end);
  while (begin < input.match.end && !IsAsciiAlnum(text[begin])) ++begin;
  uint32_t end = input.match.end;
  while (end > begin && kClosing.find(text[end - 1]) != std::string_view::npos) --end;
  while (end > begin && (text[end - 1] == '-' || text[end - 1] == '/')) --end;
  return {{begin, end}, AlnumOf(text.substr(begin, end - begin))};
}

// The system that the label names ("PESEL", "NHS number"); nullptr: any will do.
const IdSystem* NamedSystem(std::string_view label) {
  for (const auto systems : {EuropeanIdSystems(), WorldIdSystems()}) {
    for (const IdSystem& system : systems) {
      if (label.find(system.name.substr(3)) != std::string_view::npos) return &system;
    }
  }
  return nullptr;
}

// "123 456 789 and": a blank-separated tail without digits is no part of it, but for one letter.
bool DropLastWord(std::string_view text, Span* span) {
  uint32_t at = span->end;
  while (at > span->begin && text[at - 1] != ' ') --at;
  if (at <= span->begin + 1) return false;
  span->end = at - 1;
  while (span->end > span->begin && !IsAsciiAlnum(text[span->end - 1]) &&
         text[span->end - 1] != ')') {
    --span->end;
  }
  return span->end > span->begin;
}

}  // namespace

Validation ValidateSsn(const ValidationInput& input) {
  const std::string digits = DigitsOf(MatchText(input));
  if (digits.size() != 9) return Reject("digit count");
  if (IsPartOfLongerNumber(input)) return Reject("part of a longer number");
  if (IsBehindOrderLabel(input)) return Reject("another number by its label");
  if (IsOneDigitRepeated(digits)) return Reject("one digit repeated");
  if (IsItin(digits)) return Accept("itin");
  return IsSsn(digits) ? Accept("ssn area") : Reject("ssn area");
}

Validation ValidateNationalId(const ValidationInput& input) {
  const std::string alnum = AlnumOf(MatchText(input));
  if (IsPartOfLongerNumber(input)) return Reject("part of a longer number");
  if (IsBehindOrderLabel(input)) return Reject("another number by its label");
  if (alnum.empty() || IsOneDigitRepeated(alnum)) return Reject("one digit repeated");
  const IdSystem* system = FindIdSystem(alnum);
  return system == nullptr ? Reject("no check digit fits") : Accept(system->name);
}

Validation ValidateNationalIdForm(const ValidationInput& input) {
  const std::string text = AsciiLower(MatchText(input));
  const std::string alnum = AlnumOf(text);
  if (IsPartOfLongerNumber(input)) return Reject("part of a longer number");
  if (alnum.empty() || IsOneDigitRepeated(alnum)) return Reject("one digit repeated");
  const IdSystem* system = FindTellingIdSystem(text, alnum);
  return system == nullptr ? Reject("no telling form") : Accept(system->name);
}

// Behind a label word: a check digit that fits makes it sure, one that does not leaves it likely.
Validation ValidateNationalIdLabelled(const ValidationInput& input) {
  LabelledValue value = ValueOf(input);
  const auto digit_count = [](std::string_view alnum) {
    return std::count_if(alnum.begin(), alnum.end(), IsAsciiDigit);
  };
  if (value.span.empty()) return Reject("no value");
  const char after = value.span.end < input.folded.size() ? input.folded[value.span.end] : '\0';
  if (value.span.end == input.match.end && (IsAsciiAlnum(after) || after == '_')) {
    return Reject("part of a longer token");
  }
  if (digit_count(value.alnum) < 4) return Reject("digit count");
  const std::string label =
      AsciiLower(input.folded.substr(input.match.begin, value.span.begin - input.match.begin));
  const IdSystem* named = NamedSystem(label);
  // Of the words that could belong to it, as many as make an identifier.
  Span span = value.span;
  for (int dropped = 0; dropped < 4; ++dropped) {
    const std::string alnum = AlnumOf(input.folded.substr(span.begin, span.size()));
    if (digit_count(alnum) < 4) break;
    const IdSystem* system = IsOneDigitRepeated(alnum) ? nullptr : FindIdSystem(alnum);
    if (system != nullptr && named != nullptr && !FitsIdSystem(*named, alnum)) system = nullptr;
    if (system != nullptr) return Accept(system->name, span);
    if (!DropLastWord(input.folded, &span)) break;
  }
  // None does: the number as far as its digits reach.
  span = value.span;
  for (;;) {
    uint32_t word = span.end;
    while (word > span.begin && input.folded[word - 1] != ' ') --word;
    const std::string_view last = input.folded.substr(word, span.end - word);
    if (word == span.begin || digit_count(last) > 0 || !DropLastWord(input.folded, &span)) break;
  }
  if (digit_count(AlnumOf(input.folded.substr(span.begin, span.size()))) < 5) {
    return Reject("digit count");
  }
  return Unsure("label", span);
}

}  // namespace sunder::scanner
