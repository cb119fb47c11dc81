// Postal addresses: from the street line that the pattern found on to town, state and postal code.
#include <algorithm>

#include "scanner/match/validators/cased_words.h"
#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

constexpr std::string_view kUnits[] = {"apartment", "apt",   "bldg",  "building", "fl",
                                       "flat",      "floor", "level", "lot",      "no",
                                       "rm",        "room",  "ste",   "suite",    "unit"};
// USPS Publication 28, appendix B; Canadian provinces; Australian states.
constexpr std::string_view kStates[] = {
    "ab", "ak", "al", "ar", "az", "bc",  "ca", "co", "ct",  "dc", "de",  "fl", "ga", "gu", "hi",
    "ia", "id", "il", "in", "ks", "ky",  "la", "ma", "mb",  "md", "me",  "mi", "mn", "mo", "ms",
    "mt", "nb", "nc", "nd", "ne", "nh",  "nj", "nl", "nm",  "ns", "nsw", "nt", "nu", "nv", "ny",
    "oh", "ok", "on", "or", "pa", "pe",  "pr", "qc", "qld", "ri", "sa",  "sc", "sd", "sk", "tas",
    "tn", "tx", "ut", "va", "vi", "vic", "vt", "wa", "wi",  "wv", "wy",  "yt"};
constexpr size_t kTownWordsMax = 4;
constexpr size_t kPartsMax = 5;

constexpr std::string_view kNotTowns[] = {
    "a",   "after", "and", "at",   "but",    "call", "contact", "dob",  "email", "her",    "his",
    "i",   "in",    "is",  "it",   "mobile", "my",   "on",      "our",  "phone", "please", "she",
    "ssn", "tel",   "the", "they", "this",   "was",  "we",      "when", "where", "who",    "you"};

// Moves behind ", ", a line end or blanks; false when something else (or nothing) stands there.
bool SkipGap(std::string_view text, uint32_t* at) {
  uint32_t cursor = *at;
  if (cursor < text.size() && text[cursor] == '.') ++cursor;
  if (cursor < text.size() && text[cursor] == ',') ++cursor;
  const uint32_t blanks = cursor;
  while (cursor < text.size() && IsAsciiSpace(text[cursor]) && cursor - blanks < 4) ++cursor;
  if (cursor == *at || cursor >= text.size()) return false;
  if (cursor == blanks && text[*at] == '.') return false;
  *at = cursor;
  return true;
}

// Size of a postal code that begins at `at`; 0 when there is none. US, Canada, UK, Netherlands, and
// the bare four to six digits of most other countries.
uint32_t PostalCodeSize(std::string_view text, uint32_t at) {
  uint32_t end = at;
  while (end < text.size() && IsAsciiAlnum(text[end])) ++end;
  const std::string first = AlnumOf(text.substr(at, end - at));
  const size_t digits = DigitsOf(first).size();
  if (digits == 0 || first.size() > 7) return 0;
  if (digits == first.size()) {
    if (digits < 4 || digits > 6) return 0;
    if (digits == 5 && end + 4 < text.size() && text[end] == '-' &&
        DigitsOf(text.substr(end + 1, 4)).size() == 4) {
      end += 5;  // ZIP+4
    } else if (digits == 4 && end + 2 < text.size() && text[end] == ' ' &&
               IsAsciiLetter(text[end + 1]) && IsAsciiLetter(text[end + 2]) &&
               (end + 3 >= text.size() || !IsAsciiAlnum(text[end + 3]))) {
      end += 3;  // "1017 AB"
    }
    return end - at;
  }
  if (!IsAsciiLetter(first[0]) || first.size() > 4) return 0;
  // "SW1A 1AA", "K1A 0B1": a second half of a digit and two more.
  if (end + 3 >= text.size() + 0 && end + 4 > text.size()) return 0;
  if (text[end] != ' ' || !IsAsciiDigit(text[end + 1])) return 0;
  uint32_t second_end = end + 1;
  while (second_end < text.size() && IsAsciiAlnum(text[second_end])) ++second_end;
  return second_end - end - 1 == 3 ? second_end - at : 0;
}

// Size of a unit ("Apt 4B", "Suite 200", "#5") at `at`; 0 when there is none.
uint32_t UnitSize(const ValidationInput& input, uint32_t at) {
  const std::string_view text = input.folded;
  uint32_t number = at;
  if (text[at] == '#') {
    number = at + 1;
  } else {
    const CasedWord word = WordAt(input, at);
    if (word.span.begin != at || !IsOneOf(word.lower, kUnits)) return 0;
    number = word.span.end;
    while (number < text.size() &&
           (text[number] == '.' || text[number] == ' ' || text[number] == '#')) {
      ++number;
    }
  }
  uint32_t end = number;
  while (end < text.size() && (IsAsciiAlnum(text[end]) || text[end] == '-')) ++end;
  return end > number && end - number <= 6 ? end - at : 0;
}

// Size of a town: capitalised words.
uint32_t TownSize(const ValidationInput& input, uint32_t at) {
  CasedWord word = WordAt(input, at);
  if (word.span.begin != at || !word.is_capital || word.has_digit) return 0;
  if (IsOneOf(word.lower, kNotTowns)) return 0;
  uint32_t end = word.span.end;
  for (size_t words = 1; words < kTownWordsMax; ++words) {
    CasedWord next = NextWord(input, word);
    if (next.span.empty() || next.has_digit || IsOneOf(next.lower, kStates)) break;
    if (word.has_period && word.lower != "st") break;
    const bool is_joining = next.lower == "upon" || next.lower == "on" || next.lower == "de" ||
                            next.lower == "am" || next.lower == "of";
    if (is_joining && NextWord(input, next).is_capital) {
      next = NextWord(input, next);
    } else if (!next.is_capital || IsOneOf(next.lower, kNotTowns)) {
      break;
    }
    end = next.span.end;
    word = next;
  }
  return end - at;
}

bool IsState(const ValidationInput& input, uint32_t at, uint32_t* end) {
  const CasedWord word = WordAt(input, at);
  if (word.span.begin != at || !word.is_upper || !IsOneOf(word.lower, kStates)) return false;
  *end = word.span.end;
  return true;
}

// Small words that end a street line all the same ("742 Thistledown lane").
constexpr std::string_view kStreetWords[] = {
    "alley", "ave", "avenue", "boulevard", "close",  "court", "crescent", "drive",   "lane", "mews",
    "place", "rd",  "road",   "row",       "square", "st",    "street",   "terrace", "walk", "way"};

// Where the street line of the match ends: without closing punctuation, and without small words
// that an open pattern ("12 rue ...") took along.
uint32_t StreetEnd(const ValidationInput& input) {
  const std::string_view text = input.folded;
  uint32_t end = input.match.end;
  for (;;) {
    while (end > input.match.begin &&
           (IsAsciiSpace(text[end - 1]) || text[end - 1] == '.' || text[end - 1] == ',')) {
      --end;
    }
    const CasedWord last = end > input.match.begin ? WordAt(input, end - 1) : CasedWord();
    const bool is_small = !last.span.empty() && !last.is_capital && !last.has_digit &&
                          !last.is_upper && !IsOneOf(last.lower, kStreetWords);
    if (!is_small || last.span.begin <= input.match.begin) return end;
    const std::string_view kept =
        text.substr(input.match.begin, last.span.begin - input.match.begin);
    if (kept.find(' ') == kept.rfind(' ')) return end;  // number and one word: nothing to spare
    end = last.span.begin;
  }
}

struct Tail {
  uint32_t end = 0;
  bool has_town = false;
  bool has_code = false;
};

// Unit, district, town, state and postal code, in the order in which they come.
Tail ReadTail(const ValidationInput& input) {
  Tail tail;
  tail.end = StreetEnd(input);
  bool has_state = false;
  size_t towns = 0;
  for (size_t part = 0; part < kPartsMax; ++part) {
    uint32_t at = tail.end;
    if (!SkipGap(input.folded, &at) || at - input.match.begin > kLookAroundBytes) return tail;
    uint32_t state_end = 0;
    if (const uint32_t unit = UnitSize(input, at); unit > 0 && !tail.has_town) {
      tail.end = at + unit;
    } else if (const uint32_t code = PostalCodeSize(input.folded, at); code > 0) {
      if (tail.has_code) return tail;
      tail.end = at + code;
      tail.has_code = true;
      return tail;  // what follows the code is not part of the address
    } else if (!has_state && tail.has_town && IsState(input, at, &state_end)) {
      tail.end = state_end;
      has_state = true;
    } else if (const uint32_t town = TownSize(input, at); town > 0 && !has_state && towns < 2) {
      // A town needs the comma or line end that parts it from the street.
      const std::string_view gap = input.folded.substr(tail.end, at - tail.end);
      const bool is_parted = gap.find_first_of(",\n") != std::string_view::npos;
      if (!is_parted && !tail.has_code) return tail;
      // A full stop before a blank is the end of a sentence.
      if (gap.find('.') != std::string_view::npos && gap.find(',') == std::string_view::npos) {
        return tail;
      }
      tail.end = at + town;
      tail.has_town = true;
      ++towns;
      if (tail.has_code) return tail;
    } else {
      return tail;
    }
  }
  return tail;
}

// Where the street begins: "Alte Schönhauser Straße 12" is matched from its last word on.
uint32_t StreetBegin(const ValidationInput& input) {
  static constexpr std::string_view kBareEndings[] = {
      "allee", "damm", "gasse", "platz", "plein", "str", "straat", "strasse", "ufer", "weg"};
  CasedWord word = WordAt(input, input.match.begin);
  if (word.span.begin != input.match.begin || !IsOneOf(word.lower, kBareEndings)) {
    return input.match.begin;
  }
  for (int words = 0; words < 3; ++words) {
    const CasedWord previous = PreviousWord(input, word);
    if (!previous.is_capital || previous.has_period || previous.has_digit) break;
    if (IsOneOf(previous.lower, kNotTowns)) break;
    word = previous;
  }
  return word.span.begin;
}

// A unit in front: "Flat 3, 12 High Street". The match may have begun at the unit's own number.
uint32_t UnitBegin(const ValidationInput& input) {
  const CasedWord unit = PreviousWord(input, WordAt(input, input.match.begin));
  if (!unit.span.empty() && IsOneOf(unit.lower, kUnits)) return unit.span.begin;
  const uint32_t floor = input.match.begin > 16 ? input.match.begin - 16 : 0;
  for (uint32_t at = floor; at < input.match.begin; ++at) {
    if (at > 0 && IsAsciiAlnum(input.folded[at - 1])) continue;
    const uint32_t size = input.folded[at] == '#' ? 0 : UnitSize(input, at);
    if (size == 0) continue;
    uint32_t end = at + size;
    if (SkipGap(input.folded, &end) && end == input.match.begin) return at;
  }
  return StreetBegin(input);
}

}  // namespace

Validation ValidatePostalAddress(const ValidationInput& input) {
  const char before = CharBefore(input);
  if (IsAsciiAlnum(before) || before == '.' || before == '-' || before == '$' || before == '#') {
    return Reject("part of a longer token");
  }
  // The name of the street is capitalised, but for house numbers and small words between.
  bool has_capital = false;
  bool all_numbers = true;
  for (uint32_t at = input.match.begin; at < input.match.end; ++at) {
    const CasedWord word = WordAt(input, at);
    if (word.span.empty()) continue;
    has_capital = has_capital || word.is_capital;
    all_numbers = all_numbers && word.has_digit;
    if (word.span.end > at) at = word.span.end - 1;
  }
  const Tail tail = ReadTail(input);
  const Span span{UnitBegin(input), tail.end};
  const bool is_whole = span.begin == 0 && span.end + 1 >= input.folded.size();
  if (all_numbers) return Reject("no street");
  if (!has_capital) {
    return is_whole || tail.has_code ? Unsure("street line", span) : Reject("not capitalised");
  }
  return Accept(tail.has_code ? "street, town and postal code" : "street line", span);
}

}  // namespace sunder::scanner
