// Organisations and occupations of persons, behind leads such as "works at" or "employed as".
#include <algorithm>

#include "scanner/match/validators/cased_words.h"
#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

constexpr size_t kOrganisationWordsMax = 7;
constexpr size_t kTitleWordsMax = 6;

constexpr std::string_view kJoining[] = {"and", "de", "des", "du", "for", "of", "the", "und"};
constexpr std::string_view kCompanyEndings[] = {"ag",  "co",  "corp", "gmbh", "inc", "llc",
                                                "llp", "ltd", "plc",  "sa",   "se"};
// Where an occupation ends: "an engineer at Example", "a nurse who ...".
constexpr std::string_view kTitleEnds[] = {
    "after", "and",   "as",    "at",    "because", "before", "but",   "by",     "during", "for",
    "from",  "he",    "her",   "his",   "in",      "is",     "now",   "on",     "or",     "our",
    "she",   "since", "that",  "the",   "their",   "there",  "they",  "though", "to",     "until",
    "was",   "when",  "where", "which", "while",   "who",    "whose", "with",   "within"};
// What people work as, at or for that is no occupation or employer.
constexpr std::string_view kNoTitles[] = {
    "charm", "deterrent",   "fallback", "guide",      "intended", "lot",   "placeholder",
    "proxy", "replacement", "result",   "substitute", "team",     "whole", "workaround"};

uint32_t SkipLead(const ValidationInput& input) {
  uint32_t at = input.match.end;
  while (at < input.folded.size() && at < input.match.end + 3 &&
         (IsAsciiSpace(input.folded[at]) || input.folded[at] == ':' || input.folded[at] == '"')) {
    ++at;
  }
  return at;
}

CasedWord NextOver(const ValidationInput& input, const CasedWord& word) {
  CasedWord next = NextWord(input, word);
  if (!next.span.empty()) return next;
  const std::string_view gap = input.folded.substr(word.span.end, 3);
  if (gap == " & " || gap == " + ") return WordAt(input, word.span.end + 3);
  // "Example Brothers, Inc."
  if (gap.starts_with(", ")) {
    CasedWord ending = WordAt(input, word.span.end + 2);
    if (IsOneOf(ending.lower, kCompanyEndings)) return ending;
  }
  return {};
}

}  // namespace

Validation ValidateOrganisation(const ValidationInput& input) {
  CasedWord word = WordAt(input, SkipLead(input));
  if (word.lower == "the") word = NextWord(input, word);
  if (word.span.empty() || (!word.is_capital && !word.has_digit)) {
    return Reject("no capitalised name follows");
  }
  static constexpr std::string_view kPronouns[] = {"a",    "an",   "he", "her", "his", "i",
                                                   "it",   "me",   "my", "our", "she", "that",
                                                   "them", "this", "us", "we",  "you", "your"};
  if (IsOneOf(word.lower, kPronouns)) return Reject("no name follows");
  Span span = word.span;
  for (size_t words = 1; words < kOrganisationWordsMax; ++words) {
    if (word.has_period && !IsOneOf(word.lower, kCompanyEndings) && !word.is_initial) break;
    CasedWord next = NextOver(input, word);
    CasedWord capital = next;
    for (int joining = 0; joining < 2 && IsOneOf(capital.lower, kJoining); ++joining) {
      capital = NextWord(input, capital);
    }
    // "and" joins two employers as often as one name; only "of" and its like hold a name together.
    if (next.lower == "and" || next.lower == "for" || next.lower == "the") break;
    if (capital.span.empty() || !capital.is_capital) break;
    span.end = capital.span.end;
    word = capital;
  }
  if (word.has_period && IsOneOf(word.lower, kCompanyEndings) && word.lower != "plc" &&
      span.end + 1 < input.folded.size()) {
    ++span.end;
  }
  return Accept("lead of an employer", span);
}

Validation ValidateJobTitle(const ValidationInput& input) {
  CasedWord word = WordAt(input, SkipLead(input));
  if (word.lower == "a" || word.lower == "an" || word.lower == "the") word = NextWord(input, word);
  if (word.span.empty() || word.has_digit || IsOneOf(word.lower, kTitleEnds) ||
      IsOneOf(word.lower, kNoTitles)) {
    return Reject("no occupation follows");
  }
  Span span = word.span;
  for (size_t words = 1; words < kTitleWordsMax; ++words) {
    if (word.has_period) break;
    CasedWord next = NextWord(input, word);
    if (next.lower == "of") {  // "head of sales"
      const CasedWord object = NextWord(input, next);
      if (object.span.empty() || IsOneOf(object.lower, kTitleEnds)) break;
      next = object;
    }
    if (next.span.empty() || next.has_digit || IsOneOf(next.lower, kTitleEnds)) break;
    span.end = next.span.end;
    word = next;
  }
  return Accept("lead of an occupation", span);
}

}  // namespace sunder::scanner
