// Organisations and occupations of persons, behind leads such as "works at" or "employed as".
#include <algorithm>

#include "scanner/match/validators/cased_words.h"
#include "scanner/match/validators/label_lead.h"
#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

constexpr size_t kOrganisationWordsMax = 7;
constexpr size_t kTitleWordsMax = 6;

constexpr std::string_view kJoining[] = {"and", "da",  "de",  "dei", "del", "della", "der", "des",
                                         "di",  "do",  "dos", "du",  "e",   "et",    "for", "la",
                                         "of",  "the", "und", "van", "y",   "zum"};
constexpr std::string_view kArticles[] = {
    "a",       "as", "das", "de",    "dem",    "den", "der",      "die",  "ditta", "el",
    "empresa", "en", "ett", "firma", "firmie", "het", "il",       "la",   "las",   "le",
    "les",     "lo", "los", "o",     "os",     "the", "компании", "фирме"};
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
  // «Вектор», „Elbtal“
  for (const std::string_view quote : {"\xC2\xAB", "\xE2\x80\x9E", "\xE2\x80\x9C"}) {
    if (input.folded.substr(at).starts_with(quote)) at += static_cast<uint32_t>(quote.size());
  }
  return at;
}

// Behind "in" stands a town more often than a firm: two words that are no town's, or an acronym.
bool IsMaybePlace(const ValidationInput& input, const Span& name, bool is_upper) {
  static constexpr std::string_view kPrepositions[] = {
      "a",  "di", "em", "en",  "i",    "in",  "la", "na", "no", "v", "ve", "w",
      "we", "à",  "în", "στη", "στην", "στο", "в",  "во", "на", "у", "ở"};
  static constexpr std::string_view kTownBegins[] = {
      "new ", "san ",  "santa ",  "são ",  "saint ",     "los ", "las ", "buenos ", "rio ",
      "den ", "nowy ", "нижний ", "санкт", "frankfurt ", "la ",  "le ",  "bad "};
  const std::string_view lead =
      input.folded.substr(input.match.begin, input.match.end - input.match.begin);
  const size_t end = lead.find_last_not_of(" \t\n");
  if (end == std::string_view::npos) return false;
  const size_t blank = lead.find_last_of(" \t\n", end);
  const std::string_view last = lead.substr(blank + 1, end - blank);
  if (!IsOneOf(std::string(last), kPrepositions)) return false;
  if (is_upper) return false;
  const std::string_view value = input.folded.substr(name.begin, name.size());
  if (value.find(' ') == std::string_view::npos) return true;
  return StartsWithOneOf(value, kTownBegins);
}

// Where the value of a form field ends.
size_t FieldEnd(std::string_view text, size_t begin) {
  size_t end = begin;
  while (end < text.size() && end - begin < 90) {
    const std::string_view rest = text.substr(end);
    if (std::string_view("\n\r\t;,|(\"<").find(rest.front()) != std::string_view::npos) break;
    if (rest.starts_with("  ") || rest.starts_with(" / ") || rest.starts_with(". ")) break;
    if (rest.starts_with("，") || rest.starts_with("、") || rest.starts_with("。") ||
        rest.starts_with("；") || rest.starts_with("　") || rest.starts_with("،")) {
      break;
    }
    ++end;
  }
  while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '.')) --end;
  return end;
}

// Hiragana, but for the sound mark that Katakana has too: what Japanese writes between names.
bool EndsInHiragana(std::string_view text) {
  if (text.size() < 3) return false;
  const std::string_view point = text.substr(text.size() - 3);
  const auto second = static_cast<unsigned char>(point[1]);
  const auto third = static_cast<unsigned char>(point[2]);
  return point[0] == '\xE3' && (second == 0x81 || (second == 0x82 && third < 0xA0));
}

Validation HanOrganisation(const ValidationInput& input) {
  const std::string_view text = input.folded.substr(0, input.match.begin);
  const std::string_view lead = input.folded.substr(input.match.begin, 9);
  const bool is_chinese =
      lead.starts_with("工") || lead.starts_with("上") || lead.starts_with("任");
  size_t begin = text.size();
  while (begin >= 3 && text.size() - begin < 60 &&
         static_cast<unsigned char>(text[begin - 1]) >= 0x80) {
    const std::string_view before = text.substr(0, begin);
    if (before.ends_with("，") || before.ends_with("。") || before.ends_with("：") ||
        before.ends_with("、") || before.ends_with("「") || before.ends_with("　")) {
      break;
    }
    if (is_chinese && before.ends_with("在")) break;
    if (!is_chinese && EndsInHiragana(before)) break;
    begin -= 3;
  }
  if (is_chinese) {
    static constexpr std::string_view kEndings[] = {"公司", "厂", "廠", "店", "行", "院", "校",
                                                    "学",   "學", "团", "局", "社", "所", "馆",
                                                    "館",   "心", "部", "园", "司", "铺", "站"};
    const bool is_behind = text.substr(0, begin).ends_with("在");
    if (!is_behind || !EndsWithOneOf(text, kEndings)) return Reject("no organisation before it");
  }
  if (text.size() - begin < 9) return Reject("too short for an organisation");
  return Accept("before a verb of work",
                Span{static_cast<uint32_t>(begin), static_cast<uint32_t>(text.size())});
}

// Korean "to go to" is said of work, and of churches and schools.
bool IsAttended(std::string_view place, std::string_view lead) {
  static constexpr std::string_view kPlaces[] = {
      "교회", "성당",   "예배",     "미사", "법회", "모스크", "회당",   "왕국회관",
      "학교", "대학교", "대학",     "학원", "병원", "유치원", "예배당", "신천지",
      "사원", "통일교", "어린이집", "모임", "집회", "기도회", "교습소", "도서관",
  };
  if (lead.find("다니") > 8 && lead.find("다녀") > 8 && lead.find("다닌") > 8) return false;
  return EndsWithOneOf(place, kPlaces);
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

// Labels that as often head what is nobody's: firms as customers, titles of books, roles of
// accounts.
bool IsLooseLabel(std::string_view label) {
  static constexpr std::string_view kLabels[] = {"business name",
                                                 "cargo",
                                                 "company",
                                                 "company name",
                                                 "designation",
                                                 "empresa",
                                                 "entreprise",
                                                 "firm",
                                                 "firma",
                                                 "fonction",
                                                 "functie",
                                                 "function",
                                                 "funktion",
                                                 "função",
                                                 "is",
                                                 "job",
                                                 "organisation",
                                                 "organization",
                                                 "organization name",
                                                 "position",
                                                 "puesto",
                                                 "role",
                                                 "rolle",
                                                 "titel",
                                                 "title",
                                                 "titlu",
                                                 "titolo",
                                                 "titre",
                                                 "titulo",
                                                 "trade",
                                                 "tytuł",
                                                 "título",
                                                 "unternehmen"};
  return IsOneOf(label, kLabels) || label.find("cod") != std::string_view::npos;
}

// Where the value behind the label that the match is begins; 0: none.
uint32_t LabelledValue(const ValidationInput& input) {
  std::string label = AsciiLower(MatchText(input));
  std::replace(label.begin(), label.end(), '_', ' ');
  const LabelLead lead = ReadLabelLead(input);
  return lead.sign == 0 || lead.sign == ' ' || IsLooseLabel(label) ? 0 : lead.value;
}

Validation JudgeOrganisationField(const ValidationInput& input, uint32_t begin) {
  const std::string_view text = input.folded;
  const size_t end = FieldEnd(text, begin);
  if (end < begin + 3) return Reject("nothing follows");
  const CasedWord word = WordAt(input, begin);
  if (word.span.empty()) return Reject("no name follows");
  const auto lead = static_cast<unsigned char>(text[begin]);
  const bool is_cased = lead < 0xD6;
  if (is_cased && (!word.is_capital || word.has_digit))
    return Reject("no capitalised name follows");
  return Accept("label of an employer", Span{begin, static_cast<uint32_t>(end)});
}

Validation JudgeJobTitleField(const ValidationInput& input, uint32_t begin) {
  constexpr size_t kSizeBytesMax = 60;
  const std::string_view text = input.folded;
  const size_t end = FieldEnd(text, begin);
  if (end < begin + 3 || end > begin + kSizeBytesMax) return Reject("no occupation follows");
  const CasedWord word = WordAt(input, begin);
  if (word.span.empty() || word.has_digit || IsOneOf(word.lower, kTitleEnds)) {
    return Reject("no occupation follows");
  }
  static constexpr std::string_view kNone[] = {
      "aucune", "brak",    "false",   "geen",    "k",     "keine", "keiner",
      "n",      "nenhuma", "nessuna", "ninguna", "none",  "null",  "str",
      "string", "tidak",   "true",    "yok",     "немає", "нет",   "无"};
  if (IsOneOf(word.lower, kNone)) return Reject("none is named");
  return Accept("label of an occupation", Span{begin, static_cast<uint32_t>(end)});
}

}  // namespace

Validation ValidateOrganisation(const ValidationInput& input) {
  CasedWord word = WordAt(input, SkipLead(input));
  for (int skipped = 0; skipped < 2 && !word.is_capital && IsOneOf(word.lower, kArticles);
       ++skipped) {
    word = NextWord(input, word);
  }
  if (word.lower == "the") word = NextWord(input, word);
  if (word.span.empty() || (!word.is_capital && !word.has_digit)) {
    return Reject("no capitalised name follows");
  }
  static constexpr std::string_view kPronouns[] = {"a",    "an",   "he", "her", "his", "i",
                                                   "it",   "me",   "my", "our", "she", "that",
                                                   "them", "this", "us", "we",  "you", "your"};
  static constexpr std::string_view kDays[] = {
      "april",   "august",   "christmas", "december", "easter",   "february", "friday",
      "january", "july",     "june",      "march",    "may",      "monday",   "november",
      "october", "saturday", "september", "sunday",   "thursday", "tuesday",  "wednesday"};
  if (IsOneOf(word.lower, kDays)) return Reject("a day or a month");
  if (IsOneOf(word.lower, kPronouns)) return Reject("no name follows");
  Span span = word.span;
  const bool is_upper = word.is_upper;
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
  if (IsMaybePlace(input, span, is_upper)) return Reject("a town, as far as one can see");
  return Accept("lead of an employer", span);
}

Validation ValidateOrganisationField(const ValidationInput& input) {
  return JudgeOrganisationField(input, SkipLead(input));
}

Validation ValidateJobTitleField(const ValidationInput& input) {
  return JudgeJobTitleField(input, SkipLead(input));
}

Validation ValidateLabelledOrganisation(const ValidationInput& input) {
  const uint32_t begin = LabelledValue(input);
  return begin == 0 ? Reject("no value") : JudgeOrganisationField(input, begin);
}

Validation ValidateLabelledJobTitle(const ValidationInput& input) {
  const uint32_t begin = LabelledValue(input);
  return begin == 0 ? Reject("no value") : JudgeJobTitleField(input, begin);
}

Validation ValidateOrganisationBefore(const ValidationInput& input) {
  if (input.match.begin < 3) return Reject("nothing stands before it");
  const std::string_view lead = input.folded.substr(input.match.begin);
  const auto last = static_cast<unsigned char>(input.folded[input.match.begin - 1]);
  const bool is_hangul = lead.starts_with("에");
  if (!is_hangul && last >= 0x80 && static_cast<unsigned char>(lead.front()) >= 0xE3)
    return HanOrganisation(input);
  // The word that ends here; a case ending may be written onto it.
  uint32_t at = input.match.begin;
  while (at > 0 && static_cast<unsigned char>(input.folded[at - 1]) > ' ') --at;
  CasedWord word = WordAt(input, at);
  if (word.span.empty() || (!is_hangul && !word.is_capital)) return Reject("no name before it");
  Span span{word.span.begin, input.match.begin};
  if (span.size() < 6) return Reject("too short for an organisation");
  if (is_hangul && IsAttended(input.folded.substr(span.begin, span.size()), lead)) {
    return Reject("a place one attends");
  }
  for (int words = 1; words < 4 && !is_hangul; ++words) {
    const CasedWord previous = PreviousWord(input, word);
    if (previous.span.empty() || !previous.is_capital || previous.has_period) break;
    if (IsSentenceStart(input, previous.span.begin) && words > 1) break;
    span.begin = previous.span.begin;
    word = previous;
  }
  return Accept("before a verb of work", span);
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
