// Names of persons: a gazetteer's word, and what the original's case says about its neighbours.
#include <string>
#include <vector>

#include "scanner/match/validators/cased_words.h"
#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/name_words.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

constexpr size_t kWordsMax = 4;

// Characters that make the word a piece of an address, path, handle or identifier.
bool IsInsideToken(const ValidationInput& input, const Span& word) {
  const auto at = [&](size_t i) { return i < input.folded.size() ? input.folded[i] : '\0'; };
  const char before = word.begin > 0 ? input.folded[word.begin - 1] : '\0';
  constexpr std::string_view kBefore = "@/\\_#$=~&<";
  if (before != 0 && kBefore.find(before) != std::string_view::npos) return true;
  if (before == '.' && word.begin > 1 && IsAsciiAlnum(input.folded[word.begin - 2])) {
    const bool is_initial = word.begin == 2 || !IsAsciiAlnum(input.folded[word.begin - 3]);
    if (!is_initial) return true;
  }
  const char after = at(word.end);
  constexpr std::string_view kAfter = "@/\\_=";
  if (after != 0 && kAfter.find(after) != std::string_view::npos) return true;
  return after == '.' && IsAsciiAlnum(at(word.end + 1)) && word.end - word.begin > 1;
}

struct NameExtent {
  Span span;
  int full_words = 0;  // words that are no initials
  int initials = 0;
  bool is_thing = false;  // "Victoria Station", "Madison Avenue": no person
  bool is_upper = false;
};

bool MayContinue(const CasedWord& word, bool all_upper) {
  if (word.span.empty() || !word.is_capital || word.has_digit) return false;
  if (IsNameSuffix(word.lower)) return false;  // with its period, by ExtendSuffix
  if (IsBreakWord(word.lower) && !IsSurnameToo(word.lower)) return false;
  // "JOHN SMITH ORDERED": in text of capitals only capitals go on; elsewhere "IBM" ends a name.
  return all_upper || word.is_initial || !word.is_upper || word.lower.size() <= 2;
}

// "Lauryn Hill" is a person, "Madison Park" none: a surname where the name before it is no everyday
// word.
bool IsSurnameOf(const CasedWord& name, const CasedWord& word) {
  return IsSurnameToo(word.lower) && !IsEverydayName(name.lower);
}

// Goes on from `word` over given names, initials, particles and surnames.
void ExtendForward(const ValidationInput& input, CasedWord word, size_t words_max,
                   NameExtent* extent) {
  while (static_cast<size_t>(extent->full_words) < words_max) {
    // A period behind a whole word ends the sentence.
    if (word.has_period && !word.is_initial && word.lower != "jr" && word.lower != "st") return;
    CasedWord next = NextWord(input, word);
    if (next.span.empty()) return;
    CasedWord last = next;
    for (int particles = 0; particles < 2 && IsNameParticle(last.lower); ++particles) {
      const CasedWord after = NextWord(input, last);
      if (!after.is_capital && !IsNameParticle(after.lower)) break;
      last = after;
    }
    if (IsThingWord(last.lower) && last.is_capital && !IsSurnameOf(word, last)) {
      extent->is_thing = true;
      return;
    }
    if (!MayContinue(last, extent->is_upper)) return;
    if (extent->is_upper && !last.is_upper && !last.is_initial) return;
    if (last.is_initial && !last.has_period && last.lower == "i") return;
    (last.is_initial ? extent->initials : extent->full_words)++;
    extent->span.end = last.span.end;
    if (last.is_initial && last.has_period) ++extent->span.end;
    word = last;
  }
}

// "Smith Jr.", "Smith III".
void ExtendSuffix(const ValidationInput& input, NameExtent* extent) {
  const CasedWord last = WordAt(input, extent->span.end - 1);
  if (last.span.empty()) return;
  CasedWord suffix = NextWord(input, last);
  if (suffix.span.empty() || !IsNameSuffix(suffix.lower)) return;
  extent->span.end = suffix.span.end + (suffix.has_period && suffix.lower.size() == 2 ? 1 : 0);
}

// Initials before the name ("J. R. Maria Lopez").
void ExtendOverInitials(const ValidationInput& input, NameExtent* extent) {
  for (int i = 0; i < 3; ++i) {
    const CasedWord previous = PreviousWord(input, WordAt(input, extent->span.begin));
    if (!previous.is_initial || !previous.has_period) return;
    extent->span.begin = previous.span.begin;
    ++extent->initials;
  }
}

// "Lopez, Maria J." as a whole cell; `comma` stands right behind the surname.
bool ReadInverted(const ValidationInput& input, const CasedWord& surname, NameExtent* extent) {
  if (surname.span.begin != 0 || surname.span.end + 2 >= input.folded.size()) return false;
  if (input.folded.substr(surname.span.end, 2) != ", ") return false;
  const CasedWord given = WordAt(input, surname.span.end + 2);
  if (!given.is_capital || IsBreakWord(given.lower) || IsThingWord(given.lower)) return false;
  NameExtent whole;
  whole.span = {surname.span.begin, given.span.end};
  whole.full_words = 2;
  whole.is_upper = surname.is_upper;
  ExtendForward(input, given, kWordsMax, &whole);
  if (whole.is_thing || whole.span.end + 1 < input.folded.size()) return false;
  *extent = whole;
  return true;
}

// A given name whose cell begins with "Surname, ".
bool ReadInvertedFromGiven(const ValidationInput& input, const CasedWord& given,
                           NameExtent* extent) {
  if (given.span.begin < 4 || input.folded.substr(given.span.begin - 2, 2) != ", ") return false;
  const CasedWord surname = WordAt(input, given.span.begin - 3);
  return surname.is_capital && !surname.has_digit && ReadInverted(input, surname, extent);
}

// "Grace said", "my friend Grace", "Grace's": somebody acts, is spoken to or introduced.
bool IsTreatedAsPerson(const ValidationInput& input, const CasedWord& previous, const Span& name) {
  const CasedWord last = WordAt(input, name.end - 1);
  if (!last.span.empty() && IsPersonVerb(NextWord(input, last).lower)) return true;
  return !previous.has_period && IsPersonLead(previous.lower);
}

bool IsPlaceBefore(const CasedWord& previous) {
  return previous.is_capital && IsPlacePrefix(previous.lower);
}

Validation Judge(const NameExtent& extent) {
  if (extent.is_thing) return Reject("named after a person");
  if (extent.full_words >= 2) return Accept("full name", extent.span);
  if (extent.full_words == 1 && extent.initials > 0) return Accept("initial", extent.span);
  return Unsure("one name", extent.span);
}

}  // namespace

Validation ValidatePersonName(const ValidationInput& input) {
  const CasedWord word = WordAt(input, input.match.begin);
  if (word.span.empty() || !word.is_capital || word.has_digit) return Reject("not capitalised");
  if (IsInsideToken(input, word.span)) return Reject("part of a longer token");
  // "Monte-Carlo": the name must begin the word.
  if (word.span.begin != input.match.begin) return Reject("part of a longer word");
  const CasedWord previous = PreviousWord(input, word);
  if (IsPlaceBefore(previous)) return Reject("a place");
  NameExtent extent;
  if (ReadInvertedFromGiven(input, word, &extent)) return Accept("surname first", extent.span);
  extent.span = word.span;
  extent.full_words = 1;
  extent.is_upper = word.is_upper;
  if (word.is_possessive) {
    const CasedWord owned = WordAt(input, word.span.end + 3);
    if (owned.is_capital && IsThingWord(owned.lower)) return Reject("named after a person");
  }
  // In running capitals nothing but the gazetteer tells where the name ends.
  ExtendForward(input, word, word.is_upper ? 2 : kWordsMax - 1, &extent);
  ExtendOverInitials(input, &extent);
  if (extent.full_words >= 2) ExtendSuffix(input, &extent);
  if (extent.full_words == 1 && extent.initials == 0 && !extent.is_thing) {
    if (IsTreatedAsPerson(input, previous, extent.span)) return Accept("person", extent.span);
    if (IsEverydayName(word.lower) && IsSentenceStart(input, word.span.begin) &&
        word.span.size() + 1 < input.folded.size()) {
      return Reject("an everyday word at the beginning of a sentence");
    }
    // Part of a capitalised phrase without being its first word: "Hotel Maria", "Big Ben".
    if (previous.is_capital && !IsBreakWord(previous.lower) && !previous.has_period &&
        !IsSentenceStart(input, previous.span.begin)) {
      return Unsure("one name", extent.span);
    }
  }
  return Judge(extent);
}

Validation ValidatePersonSurname(const ValidationInput& input) {
  const CasedWord surname = WordAt(input, input.match.begin);
  if (surname.span.empty() || !surname.is_capital) return Reject("not capitalised");
  if (IsInsideToken(input, surname.span)) return Reject("part of a longer token");
  NameExtent extent;
  if (ReadInverted(input, surname, &extent)) return Accept("surname first", extent.span);
  const CasedWord next = NextWord(input, surname);
  if (!surname.has_period && next.is_capital && IsThingWord(next.lower)) {
    return Reject("named after a person");
  }
  extent.span = surname.span;
  extent.full_words = 1;
  extent.is_upper = surname.is_upper;
  CasedWord word = surname;
  for (size_t i = 0; i < 3; ++i) {
    CasedWord previous = PreviousWord(input, word);
    if (previous.span.empty()) break;
    if (previous.has_period && !previous.is_initial) break;
    if (IsNameParticle(previous.lower) && !previous.is_capital) {
      word = previous;
      continue;
    }
    if (IsBreakWord(previous.lower)) break;
    if (!MayContinue(previous, surname.is_upper) || IsPlacePrefix(previous.lower)) break;
    if (IsThingWord(previous.lower)) break;
    // Behind a name that has its given name already, the first word of a sentence is no name.
    if (extent.full_words >= 2 && IsSentenceStart(input, previous.span.begin)) break;
    (previous.is_initial ? extent.initials : extent.full_words)++;
    extent.span.begin = previous.span.begin;
    word = previous;
  }
  if (extent.full_words == 1 && extent.initials == 0) {
    if (!IsSurnameFirst(surname.lower)) {
      const bool is_person = IsTreatedAsPerson(input, PreviousWord(input, surname), extent.span);
      return is_person ? Accept("person", extent.span) : Unsure("one name", extent.span);
    }
    ExtendForward(input, surname, 3, &extent);
    return Judge(extent);
  }
  ExtendForward(input, surname, 3, &extent);
  ExtendSuffix(input, &extent);
  return Judge(extent);
}

Validation ValidatePersonIntroduced(const ValidationInput& input) {
  uint32_t at = input.match.end;
  while (at < input.folded.size() && at < input.match.end + 4 &&
         (IsAsciiSpace(input.folded[at]) || input.folded[at] == '.' || input.folded[at] == ':' ||
          input.folded[at] == ',')) {
    ++at;
  }
  CasedWord first = WordAt(input, at);
  NameExtent extent;
  extent.span = first.span;
  CasedWord word = first;
  for (int i = 0; i < 2 && IsNameParticle(word.lower); ++i) word = NextWord(input, word);
  if (word.span.empty() || !word.is_capital || word.has_digit) return Reject("no name follows");
  if (!MayContinue(word, word.is_upper)) return Reject("no name follows");
  if (IsThingWord(word.lower) && !IsSurnameToo(word.lower)) return Reject("no name follows");
  if (IsInsideToken(input, word.span)) return Reject("part of a longer token");
  extent.is_upper = word.is_upper;
  extent.full_words = word.is_initial ? 0 : 1;
  extent.initials = word.is_initial ? 1 : 0;
  extent.span.end = word.span.end + (word.is_initial && word.has_period ? 1 : 0);
  ExtendForward(input, word, word.is_upper ? 2 : kWordsMax, &extent);
  if (extent.full_words == 0) return Reject("no name follows");
  if (extent.is_thing) return Reject("named after a person");
  ExtendSuffix(input, &extent);
  return Accept("title or introduction", extent.span);
}

}  // namespace sunder::scanner
