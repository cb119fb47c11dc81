// The code behind a label word: "Race: B  Sex: F", "code_confession=CAT", "Ethnic grp ..... SML",
// "Religion (see key overleaf): 3". The match is the label; the span is the code's.
#include <algorithm>
#include <string>

#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"
#include "scanner/text/characters.h"
#include "scanner/text/letters.h"
#include "scanner/text/scan_text.h"

namespace sunder::scanner {
namespace {

// How far behind the label a code may stand, and the line in which other fields are looked for.
constexpr uint32_t kReachBytes = 56;
constexpr uint32_t kLineBytes = 120;
constexpr uint32_t kCodePointsMax = 7;
constexpr uint32_t kWordsMax = 4;

// Boxes to be ticked: what stands behind one is a choice.
bool IsBoxed(std::string_view text, uint32_t begin) {
  while (begin > 0 && text[begin - 1] == ' ') --begin;
  const std::string_view before = text.substr(0, begin);
  for (const std::string_view box :
       {"\xE2\x98\x90", "\xE2\x96\xA1", "\xE2\x97\x8B", "[]", "[ ]", "()", "( )"}) {
    if (before.size() >= box.size() && before.substr(before.size() - box.size()) == box)
      return true;
  }
  return false;
}

// What announces a code, in the languages of the label lists.
constexpr std::string_view kCodeWords[] = {
    "cat",    "category", "cd",     "clase",   "clave", "code",       "codebook",  "coded", "codes",
    "codice", "codigo",   "código", "cod",     "cód",   "grp",        "kat",       "kod",   "kode",
    "kodu",   "key",      "klasse", "merkmal", "schl",  "schluessel", "schlüssel", "value", "val",
    "код",    "コード",   "코드",   "कोड",     "رمز",   "كد",         "كود",       "קוד",
};

// Labels that name other things as well: races are run, parties are given, pages have an
// orientation. They need a word for the code, or a person's field beside them.
constexpr std::string_view kManySided[] = {
    "background",  "church", "class",  "color",      "colour",      "faith",
    "group",       "irk",    "nation", "orientacja", "orientation", "orientering",
    "orientación", "origin", "parti",  "partido",    "partito",     "party",
    "people",      "race",   "rasse",  "tribe",      "vote",        "voto",
};

// Filled in where there is nothing to fill in.
constexpr std::string_view kNoCodes[] = {"ID",  "NA",  "NO",  "NULL", "OK",
                                         "TBA", "TBC", "TBD", "Y",    "YES"};

template <size_t kCount>
bool IsAmong(std::string_view word, const std::string_view (&words)[kCount]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

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

  CodePlace Read() {
    CodePlace place;
    uint32_t words = 0;
    uint32_t first_word = 0;
    while (at_ < limit_) {
      const char c = text_[at_];
      if (c == '\n' || c == ';') break;
      if (c == '_' || CharacterAt(text_, at_).kind == CharacterKind::kMark) {
        if (IsSeparator()) {
          place.has_separator = true;
          SkipMarks();
          break;
        }
        at_ += c == '_' ? 1U : CharacterAt(text_, at_).size_bytes;
        continue;
      }
      const uint32_t begin = at_;
      SkipWord();
      const std::string word = AsciiLower(text_.substr(begin, at_ - begin));
      if (IsAmong(word, kCodeWords)) {
        place.has_code_word = true;
        continue;
      }
      if (words == 0) first_word = begin;
      if (++words > (place.has_code_word ? kWordsMax : words_max_)) break;
    }
    // Without a separator the code is the first word behind the label and its words for codes.
    const bool is_told = words_max_ > 0 || place.has_code_word;
    place.at = place.has_separator ? at_ : is_told ? first_word : 0;
    return place;
  }

 private:
  bool IsSeparator() const {
    const Character character = CharacterAt(text_, at_);
    return std::string_view(":=|").find(character.mark) != std::string_view::npos ||
           text_.substr(at_, 3) == "\xE3\x80\x88" || text_.substr(at_, 3) == "...";
  }
  void SkipMarks() {
    while (at_ < limit_ && text_[at_] != '\n' && text_[at_] != ';') {
      const Character character = CharacterAt(text_, at_);
      if (character.kind != CharacterKind::kMark) return;
      at_ += character.size_bytes;
    }
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

// Where a code of letters, digits and inner hyphens that begins at `begin` ends; `begin`: none.
uint32_t EndOfCode(std::string_view text, uint32_t begin) {
  uint32_t at = begin;
  uint32_t points = 0;
  while (at < text.size()) {
    const Character character = CharacterAt(text, at);
    const bool is_hyphen = text[at] == '-' && at > begin && at + 1 < text.size() &&
                           CharacterAt(text, at + 1).kind == CharacterKind::kWord;
    if (text[at] == '_' || (character.kind == CharacterKind::kMark && !is_hyphen)) break;
    at += character.size_bytes;
    if (++points > kCodePointsMax) return begin;
  }
  return at;
}

// Short, and written as codes are: capitals and digits. `folded` and `written` are the same text.
bool IsWrittenAsCode(std::string_view folded, std::string_view written) {
  size_t digits = 0;
  size_t points = 0;
  for (const char c : folded) {
    digits += IsAsciiDigit(c) ? 1U : 0U;
    points += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
  }
  if (digits == points) return points <= 4;
  if (!IsUpperCase(written) || IsAmong(written, kNoCodes)) return false;
  // Where letters have no case, three and more of them are a word.
  const bool has_case = AsciiLower(folded) != written && UpperCase(folded) != folded;
  if (!has_case && digits == 0 && points > 2) return false;
  // "5K", "10M": distances and sums.
  const char last = folded.back();
  return digits + 1 != points || (last != 'k' && last != 'K' && last != 'm' && last != 'M');
}

// "code_religion=", "Kod rasy:": whether the word before the label announces a code.
bool IsCodeBefore(const ValidationInput& input) {
  uint32_t end = input.match.begin;
  const auto is_gap = [](char c) { return c == ' ' || c == '_' || c == '.' || c == '-'; };
  while (end > 0 && is_gap(input.folded[end - 1])) --end;
  uint32_t begin = end;
  while (begin > 0 && end - begin < kReachBytes &&
         (IsAsciiAlnum(input.folded[begin - 1]) ||
          static_cast<unsigned char>(input.folded[begin - 1]) >= 0x80)) {
    --begin;
  }
  return IsAmong(AsciiLower(input.folded.substr(begin, end - begin)), kCodeWords);
}

// "A / B / C", "M|F|X": what may be chosen, not what was.
bool IsChoice(std::string_view text, uint32_t end) {
  uint32_t at = end;
  while (at < text.size() && text[at] == ' ') ++at;
  if (at >= text.size() || (text[at] != '/' && text[at] != '|' && text[at] != ',')) return false;
  ++at;
  while (at < text.size() && text[at] == ' ') ++at;
  const uint32_t next_end = EndOfCode(text, at);
  return next_end > at && next_end - at <= 3 &&
         (next_end >= text.size() ||
          std::string_view(":=").find(text[next_end]) == std::string_view::npos);
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

// A word of a program or of mark-up that reads like a label: "adduser.conf(5)", "simple_race.c:12",
// "--ancestry-path=C", "<LINK REL=\"HOME\">", "conf.strip = 1".
bool IsProgramLabel(const ValidationInput& input) {
  const char behind = CharAfter(input);
  if (behind == '(' || behind == '[') return true;
  if (behind == '.' && IsAsciiLetter(CharAfter(input, 2))) return true;
  if (CharBefore(input) == '-' && CharBefore(input, 2) == '-') return true;
  constexpr uint32_t kTagSizeMax = 200;
  const uint32_t reach = std::min(input.match.begin, kTagSizeMax);
  const std::string_view before = input.folded.substr(input.match.begin - reach, reach);
  const size_t opens = before.rfind('<');
  return opens != std::string_view::npos && opens + 1 < before.size() &&
         IsAsciiLetter(before[opens + 1]) && before.find('>', opens) == std::string_view::npos;
}

// "orig=$1", "CONF = -f ../x", "part =~ /^-x/": what stands before the code belongs to a program.
bool IsProgramValue(std::string_view text, uint32_t code_begin) {
  uint32_t at = code_begin;
  while (at > 0 && (text[at - 1] == '"' || text[at - 1] == '\'')) --at;
  return at > 0 && std::string_view("$^~%*+-\\&<@").find(text[at - 1]) != std::string_view::npos;
}

}  // namespace

Validation ValidateLabelledCode(const ValidationInput& input) {
  // Two letters within a fingerprint ("4E:FE:A3") or encoded data are no label.
  constexpr uint32_t kPairSizeBytes = 2;
  const char before = CharBefore(input);
  const bool begins = before == 0 || IsAsciiSpace(before) ||
                      std::string_view("{[(,;|&?_-.\"'").find(before) != std::string_view::npos;
  if (input.match.size() <= kPairSizeBytes && !begins) return Reject("no label");
  if (IsProgramLabel(input)) return Reject("a word of a program");
  const CodePlace place = LabelTail(input).Read();
  if (place.at == 0 || place.at >= input.folded.size()) return Reject("no code follows");
  const uint32_t end = EndOfCode(input.folded, place.at);
  if (end == place.at) return Reject("no code follows");
  const Span code{place.at, end};
  const Span original = input.text.OriginalSpan(input.cell, code);
  const std::string_view written = input.original.substr(original.begin, original.size());
  if (IsChoice(input.folded, end) || IsBoxed(input.folded, place.at)) {
    return Reject("choices of a form");
  }
  if (IsProgramValue(input.folded, place.at)) return Reject("a value of a program");
  const std::string label = AsciiLower(MatchText(input));
  const bool is_many_sided = IsAmong(label, kManySided);
  const std::string_view folded = input.folded.substr(code.begin, code.size());
  const bool is_code = IsWrittenAsCode(folded, written);
  if (!is_code) {
    // "rk", "ev": only a code system can tell.
    if (!place.has_separator || is_many_sided) return Reject("not written as a code");
    return Unsure("label word", code);
  }
  if (place.has_code_word || IsCodeBefore(input)) return Accept("label word", code);
  const bool is_number = std::all_of(folded.begin(), folded.end(), IsAsciiDigit);
  if (!place.has_separator || is_number) {
    const bool is_field = IsAmongFields(input, end) && (!is_many_sided || place.has_separator);
    return is_field ? Unsure("label word", code) : Reject("no code follows");
  }
  if (is_many_sided) return Unsure("ambiguous label", code);
  return IsAmongFields(input, end) ? Accept("label word", code) : Unsure("label word", code);
}

}  // namespace sunder::scanner
