// Street lines without a postal code: nothing but case and what stands around tells a street's name
// from other words behind "via", "rua" or "rue".
#include <algorithm>

#include "scanner/match/validators/cased_words.h"
#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

// Words of a street line that are small: kinds of streets, articles and prepositions of their
// names, and words for house, stair and flat; sorted. UPU, country pages.
constexpr std::string_view kSmallWords[] = {
    "a", "al", "alameda", "aleea", "allée", "allées", "ap", "apt", "apto", "av", "avda", "avenida",
    "avenue", "b", "bd", "bis", "bl", "bloco", "blv", "boulevard", "bulevardul", "bulvarı", "c",
    "cad", "caddesi", "calea", "calle", "chemin", "civico", "corso", "d", "da", "daire", "das",
    "de", "degli", "dei", "del", "dell", "della", "delle", "dello", "des", "di", "do", "door",
    "dos", "du", "e", "el", "et", "flat", "h", "house", "hẻm", "impasse", "int", "jalan", "jl", "k",
    "kat", "l", "la", "las", "le", "les", "lok", "los", "m", "n", "ngách", "ngõ", "nhà", "no", "nr",
    "num", "numero", "nº", "núm", "número", "o", "paseo", "passage", "phố", "piazza", "piazzale",
    "piso", "place", "plaza", "plot", "puerta", "quai", "quater", "rua", "rue", "sala", "sc",
    "scala", "sok", "sokak", "sokağı", "str", "strada", "số", "ter", "travessa", "ul", "ulica",
    "ulicy", "via", "viale", "vicolo", "y", "ª", "º", "đường", "αρ", "οδού", "οδός", "буд",
    "будинок", "бул", "бульвар", "вул", "вулиця", "вулиці", "д", "дом", "кв", "корп", "оф", "пер",
    "переулок", "под", "пр-т", "просп", "стр", "ул", "улица", "улице"};
// What stands before "via" where it is a street: "in via Roma", "alla via Roma". Else it is a way
// ("via Paris").
constexpr std::string_view kBeforeVia[] = {"a", "alla", "da", "dalla", "della", "di", "in", "la"};

struct StreetWords {
  uint32_t end = 0;  // behind the last word of the line
  bool has_name = false;
  bool has_number = false;
};

// Up to the first word that is none of a street line.
StreetWords ReadWords(const ValidationInput& input) {
  StreetWords line;
  line.end = input.match.begin;
  for (uint32_t at = input.match.begin; at < input.match.end; ++at) {
    const CasedWord word = WordAt(input, at);
    if (word.span.empty()) continue;
    const bool is_small = IsOneOf(word.lower, kSmallWords);
    if (!word.has_digit && !word.is_capital && !is_small) break;
    line.has_number = line.has_number || word.has_digit;
    line.has_name = line.has_name || (word.is_capital && !is_small);
    line.end = std::min(word.span.end, input.match.end);
    at = word.span.end - 1;
  }
  return line;
}

bool IsWay(const ValidationInput& input, const CasedWord& first) {
  if (first.lower != "via" || first.is_capital) return false;
  const CasedWord previous = PreviousWord(input, first);
  return !previous.span.empty() ? !IsOneOf(previous.lower, kBeforeVia) : first.span.begin == 0;
}

// "Jones et al. Nature 12".
bool IsEtAl(const ValidationInput& input, const CasedWord& first) {
  return first.lower == "al" && PreviousWord(input, first).lower == "et";
}

}  // namespace

Validation ValidateStreetLine(const ValidationInput& input) {
  const CasedWord first = WordAt(input, input.match.begin);
  if (IsWay(input, first) || IsEtAl(input, first)) return Reject("no street");
  const StreetWords line = ReadWords(input);
  if (!line.has_name) return Reject("not capitalised");
  if (!line.has_number) return Reject("no house number");
  ValidationInput shorter = input;
  shorter.match.end = line.end;
  return ValidatePostalAddress(shorter);
}

// Hebrew has no capitals: behind the number the line ends, or "in" goes on with the town.
Validation ValidateUncasedStreetLine(const ValidationInput& input) {
  constexpr std::string_view kInHebrew = " \xD7\x91";
  const std::string_view match = MatchText(input);
  const bool is_hebrew = !match.empty() && match[0] == '\xD7';
  const std::string_view rest = input.folded.substr(input.match.end);
  const bool goes_on = rest.starts_with(' ') && !rest.starts_with(kInHebrew) && rest.size() > 1;
  if (is_hebrew && goes_on) return Reject("something counted");
  return Accept("street line");
}

}  // namespace sunder::scanner
