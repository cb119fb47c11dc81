#include "scanner/names/cased_cues.h"

#include <algorithm>
#include <utility>

#include "scanner/names/lexicon.h"
#include "scanner/names/word_list.h"

namespace sunder::scanner::names {
namespace {

constexpr size_t kSignatureWordsMax = 5;
// Before it there has been a text.
constexpr size_t kTextBeforeWordsMin = 5;

bool Has(const Token& token, uint32_t marks) { return (token.marks & marks) != 0; }

bool IsGermanWord(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "der", "die", "das", "und", "ist",  "nicht", "dem",  "ein", "eine", "mit", "für", "auf",
      "bei", "zur", "im",  "zum", "wird", "sich",  "über", "lt",  "vom",  "aus", "wie", "bis",
      "am",  "als", "von", "den", "nur",  "seine", "ihre", "war", "hat",  "es",  "er",  "ich"};
  return IsAmong<kWords>(word);
}

bool IsNamingWord(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "i'm",      "i’m",       "sono",     "m'appelle", "m’appelle", "s'appelle", "s’appelle",
      "soy",      "sou",       "jestem",   "heiße",     "heisse",    "named",     "namens",
      "genannt",  "prénommée", "prénommé", "llamada",   "llamado",   "chamada",   "chamado",
      "imieniem", "zwany",     "zwana",    "zwaną",     "jménem"};
  return IsAmong<kWords>(word);
}

bool IsNamingPair(std::string_view first, std::string_view second) {
  static constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"this", "is"},   {"i", "am"},        {"hier", "ist"},   {"hier", "spricht"},
      {"ich", "bin"},   {"er", "heißt"},    {"sie", "heißt"},  {"je", "suis"},
      {"me", "llamo"},  {"se", "llama"},    {"me", "chamo"},   {"se", "chama"},
      {"mi", "chiamo"}, {"si", "chiama"},   {"ik", "heet"},    {"hij", "heet"},
      {"zij", "heet"},  {"ze", "heet"},     {"jag", "heter"},  {"hon", "heter"},
      {"han", "heter"}, {"nazywam", "się"}, {"nazywa", "się"}, {"ma", "imię"},
      {"на", "имя"},    {"меня", "зовут"},  {"его", "зовут"},  {"её", "зовут"},
      {"ее", "зовут"},  {"по", "имени"},    {"мене", "звати"}, {"його", "звати"},
      {"її", "звати"},  {"на", "ім'я"},     {"jmenuji", "se"}, {"jmenuje", "se"},
      {"hallo", "met"}, {"hoi", "met"},     {"dag", "met"},    {"с", "вами"}};
  return std::any_of(std::begin(kPairs), std::end(kPairs), [&](const auto& pair) {
    return pair.first == first && pair.second == second;
  });
}

}  // namespace

bool IsGermanText(const std::vector<Token>& tokens) {
  constexpr ptrdiff_t kWordsMin = 2;
  return std::count_if(tokens.begin(), tokens.end(),
                       [](const Token& token) { return IsGermanWord(token.word); }) >= kWordsMin;
}

bool IsIntroducedBefore(const std::vector<Token>& tokens, size_t begin) {
  if (begin == 0 || tokens[begin].gap != Gap::kBlank) return false;
  const std::string_view last = tokens[begin - 1].word;
  if (IsNamingWord(last)) return true;
  return begin > 1 && IsNamingPair(tokens[begin - 2].word, last);
}

bool SpeaksBehind(const std::vector<Token>& tokens, size_t begin, size_t end) {
  if (end >= tokens.size() || tokens[end].gap != Gap::kBlank) return false;
  static constexpr std::string_view kWords[] = {"here", "hier", "speaking", "calling"};
  if (!IsAmong<kWords>(tokens[end].word)) return false;
  const bool begins = tokens[begin].begins_sentence || tokens[begin].gap == Gap::kComma ||
                      (begin > 0 && Has(tokens[begin - 1], kGreeting));
  if (!begins) return false;
  if (end + 1 >= tokens.size() || tokens[end + 1].gap != Gap::kBlank) return true;
  static constexpr std::string_view kFrom[] = {"from", "von", "vom", "van", "aus", "uit", "at"};
  return IsAmong<kFrom>(tokens[end + 1].word);
}

bool IsSignatureAtEnd(const std::vector<Token>& tokens, size_t begin, size_t end) {
  if (begin < kTextBeforeWordsMin || !tokens[begin].begins_sentence) return false;
  if (end >= tokens.size() || tokens[end].gap != Gap::kComma) return false;
  if (tokens.size() - end > kSignatureWordsMax) return false;
  for (size_t at = end; at < tokens.size(); ++at) {
    const bool goes_on = at == end || tokens[at].gap == Gap::kBlank;
    if (!goes_on || tokens[at].has_digit || Has(tokens[at], kPersonalVerb | kPossessive)) {
      return false;
    }
  }
  const Token& last = tokens.back();
  return last.after != '?' && last.after != '!' && last.after != '.';
}

bool IsHeaderCell(const std::vector<Token>& tokens, size_t begin, size_t end) {
  if (begin == 0 || end >= tokens.size()) return false;
  if (tokens[begin].before != ',' || tokens[end - 1].after != ',') return false;
  constexpr uint32_t kHead = kLabel | kOccupationLabel;
  return Has(tokens[begin - 1], kHead) || Has(tokens[end], kHead);
}

size_t BehindNickname(std::string_view text, const std::vector<Token>& tokens, size_t at) {
  if (at == 0 || at + 1 >= tokens.size() || tokens[at].gap != Gap::kOther) return at;
  const Token& nickname = tokens[at];
  const Token& behind = tokens[at + 1];
  if (!nickname.is_capital || nickname.has_digit || !behind.is_capital) return at;
  const uint32_t from = tokens[at - 1].span.end;
  const std::string_view opens = text.substr(from, nickname.span.begin - from);
  const std::string_view closes =
      text.substr(nickname.span.end, behind.span.begin - nickname.span.end);
  static constexpr std::pair<std::string_view, std::string_view> kQuotes[] = {
      {" \"", "\" "}, {" '", "' "}, {" (", ") "}, {" “", "” "},
      {" ‘", "’ "},   {" „", "“ "}, {" «", "» "}, {" ”", "” "}};
  const bool is_quoted = std::any_of(
      std::begin(kQuotes), std::end(kQuotes),
      [&](const auto& quote) { return quote.first == opens && quote.second == closes; });
  return is_quoted ? at + 1 : at;
}

}  // namespace sunder::scanner::names
