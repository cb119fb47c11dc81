// The code behind a label word: "Race: B  Sex: F", "code_confession=CAT", "Ethnic grp ..... SML",
// "Religion (see key overleaf): 3", "RELG J3 / ETHN 0C". The match is the label; the span is the
// code's.
#include <algorithm>
#include <string>

#include "scanner/match/validators/code_field.h"
#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"
#include "scanner/text/characters.h"
#include "scanner/text/code_words.h"
#include "scanner/text/letters.h"
#include "scanner/text/scan_text.h"

namespace sunder::scanner {
namespace {

// How far behind the label a code may stand, and the line in which other fields are looked for.
constexpr uint32_t kReachBytes = 56;
constexpr uint32_t kLineBytes = 120;
constexpr uint32_t kWordsMax = 4;

// Beside words for a code these announce one, too.
constexpr std::string_view kKindWords[] = {
    "allegato", "anexo",  "annexe",  "cat",     "category",     "clase",        "classe", "grp",
    "kat",      "klasse", "legenda", "leyenda", "légende",      "merkmal",      "tab",    "tabela",
    "tabella",  "tabla",  "tableau", "val",     "nomenclature", "nomenclatura", "value",
};

// Between a word for a code and its label: "clave de religión", "codice della confessione".
constexpr std::string_view kLinks[] = {"da", "de", "della", "di", "do", "du", "of"};

// Behind a label these make it one of another thing: how many, which run, when, of what animal.
constexpr std::string_view kOtherThings[] = {
    "animal", "bovina", "bovine", "bunga",  "cadang",  "canina", "canine", "class",  "count",
    "course", "date",   "day",    "equina", "exam",    "felina", "flag",   "hits",   "id",
    "ids",    "ind",    "index",  "kata",   "kurs",    "len",    "length", "lesson", "limit",
    "lokaal", "name",   "no",     "nr",     "num",     "number", "ovina",  "ovine",  "page",
    "paper",  "raum",   "room",   "size",   "teacher", "time",   "total",  "url",    "version",
};

// A race beside one of these is a breed.
constexpr std::string_view kAnimalWords[] = {"breed",    "chipnr",    "fellfarbe",  "microchip",
                                             "pedigree", "stamtavla", "vachtkleur", "zuchtbuch"};

// In a bracket behind a code these point at its key: "4 (s. Legende)".
constexpr std::string_view kKeyPlaces[] = {"anlage",   "annex",   "appendix", "bilaga", "bilag",
                                           "legend",   "legende", "lijst",    "list",   "liste",
                                           "overleaf", "table",   "tabelle",  "vedlegg"};

// Labels that name other things as well: races are run, parties are given, pages have an
// orientation. They need a word for the code, or a person's field beside them.
constexpr std::string_view kManySided[] = {
    "affil",        "affiliation", "background",   "church",      "class",      "color",
    "colour",       "conf",        "faith",        "group",       "nation",     "orientacion",
    "orientación",  "orientacja",  "orientamento", "orientation", "orientação", "orientering",
    "orientierung", "origem",      "origen",       "origin",      "origine",    "parti",
    "partido",      "partito",     "party",        "people",      "race",       "rasse",
    "sect",         "tribe",       "vote",         "voto",
};

// Filled in where there is nothing to fill in.
constexpr std::string_view kNoCodes[] = {"ID",  "NA",  "NO",  "NULL", "OK",
                                         "TBA", "TBC", "TBD", "Y",    "YES"};

template <size_t kCount>
bool IsAmong(std::string_view word, const std::string_view (&words)[kCount]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool AnnouncesCode(std::string_view word) { return IsCodeWord(word) || IsAmong(word, kKindWords); }

struct CodePlace {
  uint32_t at = 0;
  bool has_separator = false;
  bool has_code_word = false;
};

// Reads over what stands between the label and its code.
class LabelTail {
 public:
  explicit LabelTail(const ValidationInput& input)
      : words_max_(input.match.size() <= kShortSizeBytes ? 0 : kWordsMax),
        text_(input.folded),
        at_(input.match.end),
        limit_(std::min<uint32_t>(static_cast<uint32_t>(text_.size()), at_ + kReachBytes)) {}

  // `at` is 0 where no code can follow.
  CodePlace Read() {
    CodePlace place;
    uint32_t words = 0;
    uint32_t first_word = 0;
    uint32_t last_kind = 0;
    uint32_t open_brackets = 0;
    bool is_other_thing = false;
    while (at_ < limit_) {
      const Character character = CharacterAt(text_, at_);
      if (text_[at_] == '_' || character.kind == CharacterKind::kMark) {
        if (IsSeparator(words > 0)) {
          place.has_separator = true;
          SkipMarks();
          if (SkipCodeWord()) place.has_code_word = true;
          break;
        }
        // The field ends, or a value begins.
        if (text_[at_] == '\n' || IsSign(character.mark, ";?!{")) break;
        if (words > 0 && open_brackets == 0 && IsSign(character.mark, ",|")) break;
        if (words > 0 && character.mark == '"') break;
        if (IsSign(character.mark, "([")) {
          // "Y2 (see key: ...)"
          if (words == 1 && HasDigit(first_word)) break;
          ++open_brackets;
        }
        if (IsSign(character.mark, ")]") && open_brackets > 0) --open_brackets;
        at_ += text_[at_] == '_' ? 1U : character.size_bytes;
        continue;
      }
      const uint32_t begin = at_;
      SkipWord();
      const std::string word = AsciiLower(text_.substr(begin, at_ - begin));
      if (AnnouncesCode(word)) {
        place.has_code_word = true;
        if (words == 0 && IsShortKind(word)) last_kind = begin;
        continue;
      }
      is_other_thing = is_other_thing || IsAmong(word, kOtherThings);
      if (open_brackets > 0) continue;
      if (words == 0) first_word = begin;
      if (++words > (place.has_code_word ? kWordsMax : words_max_)) break;
    }
    if (place.has_separator && is_other_thing) return {};
    // Without a separator the code is the first word behind the label and its words for codes.
    place.at = place.has_separator ? at_ : first_word;
    // "codice confessione VAL": the last word may be a code itself.
    if (place.at == 0 && last_kind != 0) return {last_kind, false, false};
    return place;
  }

 private:
  static bool IsShortKind(std::string_view word) { return word == "cat" || word == "val"; }
  // Behind a word a stroke or a bullet ends the field.
  bool IsSeparator(bool is_behind_word) const {
    const Character character = CharacterAt(text_, at_);
    return IsSign(character.mark, is_behind_word ? ":=" : ":=|") ||
           text_.substr(at_, 3) == "\xE3\x80\x88" ||                                 // U+3008
           text_.substr(at_, 3) == "\xE2\x86\x92" || text_.substr(at_, 3) == "...";  // U+2192
  }
  bool HasDigit(uint32_t word) const {
    for (uint32_t at = word; at < limit_; at += CharacterAt(text_, at).size_bytes) {
      if (CharacterAt(text_, at).kind == CharacterKind::kMark) return false;
      if (IsAsciiDigit(text_[at])) return true;
    }
    return false;
  }
  void SkipMarks() {
    while (at_ < limit_ && text_[at_] != '\n' && text_[at_] != ';') {
      const Character character = CharacterAt(text_, at_);
      if (character.kind != CharacterKind::kMark) return;
      at_ += character.size_bytes;
    }
  }
  // "Ethnie : code 22", "Religião: cód. 06".
  bool SkipCodeWord() {
    const uint32_t begin = at_;
    SkipWord();
    const bool is_code_word = IsCodeWord(AsciiLower(text_.substr(begin, at_ - begin)));
    const uint32_t end = at_;
    while (at_ < limit_ && (text_[at_] == ' ' || text_[at_] == '.')) ++at_;
    if (is_code_word && at_ > end && EndOfCode(text_, at_) > at_) return true;
    at_ = begin;
    return false;
  }
  void SkipWord() {
    while (at_ < limit_ && text_[at_] != '_') {
      const Character character = CharacterAt(text_, at_);
      if (character.kind == CharacterKind::kMark) return;
      at_ += character.size_bytes;
    }
  }

  // Behind two or three letters words are no part of the label: "rc lcov_branch_coverage=1".
  static constexpr uint32_t kShortSizeBytes = 3;

  const uint32_t words_max_;
  const std::string_view text_;
  uint32_t at_;
  const uint32_t limit_;
};

// Short, and written as codes are: capitals and digits. `folded` and `written` are the same text.
bool IsWrittenAsCode(std::string_view folded, std::string_view written) {
  size_t digits = 0;
  size_t points = 0;
  for (const char c : folded) {
    digits += IsAsciiDigit(c) ? 1U : 0U;
    points += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
  }
  if (digits == points) return points <= 4;
  // "2054-5": four digits and a check digit.
  constexpr size_t kCheckedSizeBytes = 6;
  if (points == kCheckedSizeBytes && digits + 1 == points && folded[4] == '-') return true;
  if (!IsUpperCase(written) || IsAmong(written, kNoCodes)) return false;
  // Where letters have no case, several are a word; ideographs and syllables always are.
  const bool has_case = AsciiLower(folded) != written && UpperCase(folded) != folded;
  const bool is_syllabic = static_cast<unsigned char>(folded.front()) >= 0xE1;
  if (!has_case && digits == 0 && (points > 2 || is_syllabic)) return false;
  // "5K", "10M": distances and sums.
  const char last = folded.back();
  return digits + 1 != points || (last != 'k' && last != 'K' && last != 'm' && last != 'M');
}

// Where the word before the label begins, if it announces a code ("code_religion=", "Kod rasy:",
// "clave de religión"); else where the label begins.
uint32_t LabelBegin(const ValidationInput& input) {
  uint32_t end = input.match.begin;
  const auto is_gap = [](char c) { return c == ' ' || c == '_' || c == '.' || c == '-'; };
  for (bool is_link = true; is_link;) {
    while (end > 0 && is_gap(input.folded[end - 1])) --end;
    uint32_t begin = end;
    while (begin > 0 && end - begin < kReachBytes &&
           (IsAsciiAlnum(input.folded[begin - 1]) ||
            static_cast<unsigned char>(input.folded[begin - 1]) >= 0x80)) {
      --begin;
    }
    const std::string word = AsciiLower(input.folded.substr(begin, end - begin));
    if (AnnouncesCode(word)) return begin;
    is_link = begin < end && IsAmong(word, kLinks);
    end = begin;
  }
  return input.match.begin;
}

// "3 (ver libro de códigos)".
bool HasCodeWordInBracket(std::string_view text, uint32_t code_end) {
  while (code_end < text.size() && text[code_end] == ' ') ++code_end;
  if (code_end >= text.size() || !IsSign(CharacterAt(text, code_end).mark, "(")) return false;
  std::string word;
  for (size_t at = code_end + 1; at < text.size() && at < code_end + kReachBytes;) {
    const Character character = CharacterAt(text, at);
    if (character.kind != CharacterKind::kMark) {
      word += text.substr(at, character.size_bytes);
    } else if (AnnouncesCode(AsciiLower(word)) || IsAmong(AsciiLower(word), kKeyPlaces)) {
      return true;
    } else {
      word.clear();
      if (character.mark == ')' || text[at] == '\n') return false;
    }
    at += character.size_bytes;
  }
  return false;
}

// Whether the line holds another field with its value.
bool IsAmongFields(const ValidationInput& input, uint32_t code_end) {
  const uint32_t begin = input.match.begin > kLineBytes ? input.match.begin - kLineBytes : 0;
  const auto end =
      static_cast<uint32_t>(std::min<size_t>(input.folded.size(), size_t{code_end} + kLineBytes));
  const auto separators = [&](uint32_t from, uint32_t to) {
    const std::string_view part = input.folded.substr(from, to - from);
    return std::count_if(part.begin(), part.end(), [](char c) { return c == ':' || c == '='; });
  };
  return separators(begin, input.match.begin) + separators(code_end, end) > 0;
}

// "Breed/Race: LAB, Chip 9910": an animal's.
bool IsOfAnimal(const ValidationInput& input) {
  const uint32_t begin = input.match.begin > kLineBytes ? input.match.begin - kLineBytes : 0;
  const auto end = std::min<size_t>(input.folded.size(), size_t{input.match.end} + kLineBytes);
  std::string word;
  for (size_t at = begin; at < end; ++at) {
    if (IsAsciiLetter(input.folded[at])) {
      word += input.folded[at];
    } else if (IsAmong(AsciiLower(word), kAnimalWords)) {
      return true;
    } else {
      word.clear();
    }
  }
  return IsAmong(AsciiLower(word), kAnimalWords);
}

// "Race/Sex: B/M": two labels and their two values.
bool IsFirstOfPair(const ValidationInput& input, Span code) {
  const std::string_view between =
      input.folded.substr(input.match.end, code.begin - input.match.end);
  const auto strokes = std::count(between.begin(), between.end(), '/');
  return strokes == 1 && between.front() == '/' && code.end < input.folded.size() &&
         input.folded[code.end] == '/' && EndOfCode(input.folded, code.end + 1) > code.end + 1 &&
         input.folded.substr(EndOfCode(input.folded, code.end + 1), 1) != "/";
}

// A word of a program or of mark-up that reads like a label: "adduser.conf(5)", "simple_race.c:12",
// "--ancestry-path=C", "<LINK REL=\"HOME\">", "conf.strip = 1".
bool IsProgramLabel(const ValidationInput& input) {
  const char behind = CharAfter(input);
  if (behind == '(') {
    // "religion(code): 3" is none.
    const size_t size = input.folded.substr(input.match.end, kReachBytes).find(')');
    const size_t behind_bracket = input.match.end + size + 1;
    return size == std::string_view::npos || behind_bracket >= input.folded.size() ||
           !IsSign(CharacterAt(input.folded, behind_bracket).mark, ":=");
  }
  if (behind == '[') return true;
  if (behind == '.' && IsAsciiLetter(CharAfter(input, 2))) return true;
  if (CharBefore(input) == '-' && CharBefore(input, 2) == '-') return true;
  constexpr uint32_t kTagSizeMax = 200;
  const uint32_t reach = std::min(input.match.begin, kTagSizeMax);
  const std::string_view before = input.folded.substr(input.match.begin - reach, reach);
  const size_t opens = before.rfind('<');
  return opens != std::string_view::npos && opens + 1 < before.size() &&
         IsAsciiLetter(before[opens + 1]) && before.find('>', opens) == std::string_view::npos;
}

// "WHERE party = 'DEM'": what a query asks for.
bool IsInQuery(const ValidationInput& input) {
  const uint32_t reach = std::min(input.match.begin, kLineBytes);
  const std::string before = AsciiLower(input.folded.substr(input.match.begin - reach, reach));
  return before.find("where ") != std::string::npos && before.find("select ") != std::string::npos;
}

// "orig=$1", "CONF = -f ../x", "part =~ /^-x/": what stands before the code belongs to a program.
bool IsProgramValue(std::string_view text, uint32_t code_begin) {
  uint32_t at = code_begin;
  while (at > 0 && (text[at - 1] == '"' || text[at - 1] == '\'')) --at;
  return at > 0 && std::string_view("$^~%*+-\\&<@").find(text[at - 1]) != std::string_view::npos;
}

// "rel. 2.1", "part (e.g. 08:00)".
bool IsVersionOrTime(std::string_view text, uint32_t code_end) {
  return code_end + 1 < text.size() && (text[code_end] == '.' || text[code_end] == ':') &&
         IsAsciiDigit(text[code_end + 1]);
}

// Votes and groups are counted.
bool IsPersonsField(std::string_view label) {
  for (const std::string_view counted : {"vot", "vis", "comun", "elec", "identi"}) {
    if (label.find(counted) != std::string_view::npos) return false;
  }
  return true;
}

Validation JudgeCode(const ValidationInput& input, const CodePlace& place, Span code) {
  const Span original = input.text.OriginalSpan(input.cell, code);
  const std::string_view written = input.original.substr(original.begin, original.size());
  const std::string_view folded = input.folded.substr(code.begin, code.size());
  const std::string label = AsciiLower(MatchText(input));
  const bool is_many_sided = IsAmong(label, kManySided);
  if (written.find('.') != std::string_view::npos) return Reject("a piece of a word");  // "D.O.B"
  if (IsVersionOrTime(input.folded, code.end)) return Reject("a version or a time");
  if (!IsWrittenAsCode(folded, written)) {
    // "rk", "ev": only a code system can tell.
    const bool is_short = code.size() <= 3 && EndsField(input.folded, code);
    if (!place.has_separator || is_many_sided || !is_short) return Reject("not written as a code");
    return Unsure("label word", code);
  }
  const uint32_t label_begin = LabelBegin(input);
  const bool ends_field = EndsField(input.folded, code);
  const bool begins_with_code_word = IsCodeWord(label.substr(0, label.find_first_of(" _./-")));
  if (place.has_code_word || label_begin < input.match.begin || EndsWithCodeWord(label) ||
      (begins_with_code_word && label.find_first_of(" _./-") != std::string::npos) ||
      HasCodeWordInBracket(input.folded, code.end)) {
    // "code: 01 member; 02 none": a key to the codes.
    return ends_field || !place.has_separator ? Accept("label word", code) : Reject("words follow");
  }
  if (!ends_field) return Reject("words follow");
  const bool is_among_fields = IsAmongFields(input, code.end);
  if (!place.has_separator) {
    const bool is_field = is_among_fields || BeginsField(input.folded, label_begin);
    if (!is_field) return Reject("no code follows");
    return Unsure(is_many_sided ? "ambiguous label" : "label word", code);
  }
  const bool is_number = std::all_of(folded.begin(), folded.end(), IsAsciiDigit);
  const bool is_count = is_number && (folded.size() == 1 || folded.front() != '0');
  const bool is_long_label = label.find_first_of(" _/") != std::string::npos;
  // "Religion: 3" may as well say how many, "voto 2022: 41" per cent; "Pertenencia étnica: 3" is
  // of one person.
  const bool is_of_person = is_long_label && folded.size() <= 2 && IsPersonsField(label);
  if (is_count && !is_among_fields && !is_of_person) return Reject("no code follows");
  if (is_many_sided) return Unsure("ambiguous label", code);
  if (is_count && !is_of_person) return Unsure("ambiguous label", code);
  // Nobody counts from "02".
  return is_among_fields || is_long_label || is_number ? Accept("label word", code)
                                                       : Unsure("label word", code);
}

}  // namespace

Validation ValidateLabelledCode(const ValidationInput& input) {
  // Two letters within a fingerprint ("4E:FE:A3") or encoded data are no label.
  constexpr uint32_t kPairSizeBytes = 2;
  const char before = CharBefore(input);
  const bool begins = before == 0 || IsAsciiSpace(before) ||
                      std::string_view("{[(,;|&?_-.\"'").find(before) != std::string_view::npos;
  if (input.match.size() <= kPairSizeBytes && !begins) return Reject("no label");
  if (IsProgramLabel(input) || IsInQuery(input)) return Reject("a word of a program");
  if (IsOfAnimal(input)) return Reject("an animal's");
  const CodePlace place = LabelTail(input).Read();
  if (place.at == 0 || place.at >= input.folded.size()) return Reject("no code follows");
  const uint32_t end = EndOfCode(input.folded, place.at);
  if (end == place.at) return Reject("no code follows");
  const Span code{place.at, end};
  if (IsPieceOfWord(input.folded, code)) return Reject("a piece of a word");
  if (IsKey(input.folded, end)) return Reject("a key or a label");
  const bool is_choice = IsChoice(input.folded, code) && !IsFirstOfPair(input, code);
  if (is_choice || IsBoxed(input.folded, place.at)) {
    return Reject("choices of a form");
  }
  if (IsProgramValue(input.folded, place.at)) return Reject("a value of a program");
  return JudgeCode(input, place, code);
}

}  // namespace sunder::scanner
