// Values that only their label tells: the match begins with the label ("password: ",
// "account no."), the span is that of the value.
#include <algorithm>

#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

constexpr std::string_view kTrailing = ".,;:!?)]}>\"'";
constexpr std::string_view kQuotes = "\"'`<([";

Span Trimmed(const ValidationInput& input, uint32_t begin, uint32_t end) {
  const std::string_view text = input.folded;
  while (begin < end &&
         (IsAsciiSpace(text[begin]) || kQuotes.find(text[begin]) != std::string_view::npos)) {
    ++begin;
  }
  while (end > begin &&
         (IsAsciiSpace(text[end - 1]) || kTrailing.find(text[end - 1]) != std::string_view::npos)) {
    --end;
  }
  return {begin, end};
}

// Behind the first ":" or "=" of the match, or the first "is" or "was"; the match's begin when
// there is none.
uint32_t ValueBegin(const ValidationInput& input) {
  const std::string match = AsciiLower(MatchText(input));
  size_t best = match.find_first_of(":=");
  if (best != std::string::npos) {
    ++best;
    while (best < match.size() && (match[best] == ':' || match[best] == '=')) ++best;
    return input.match.begin + static_cast<uint32_t>(best);
  }
  for (const std::string_view verb :
       {" is ", " was ", " to ", " -> ", " - ", " ist ", " lautet ", " war ", " est ", " es ",
        " era ", " jest ", " \xC3\xA9 ", " \xC3\xA8 ", " \xC3\xA4r ", " er ", " on "}) {
    const size_t found = match.find(verb);
    if (found != std::string::npos) best = std::min(best, found + verb.size());
  }
  return input.match.begin + static_cast<uint32_t>(best == std::string::npos ? 0 : best);
}

// Words that follow a label without being its value.
constexpr std::string_view kNotValues[] = {
    "a",         "admin",     "an",       "and",         "any",          "are",     "as",
    "at",        "be",        "being",    "blank",       "but",          "by",      "can",
    "case",      "change",    "changed",  "compromised", "confirmation", "correct", "does",
    "encrypted", "enter",     "expired",  "false",       "field",        "for",     "forgotten",
    "from",      "generated", "has",      "hash",        "hashed",       "hidden",  "if",
    "in",        "incorrect", "invalid",  "it",          "kept",         "letters", "lost",
    "manager",   "mandatory", "may",      "missing",     "must",         "my",      "n/a",
    "needed",    "never",     "no",       "none",        "not",          "now",     "null",
    "of",        "ok",        "on",       "only",        "optional",     "or",      "policy",
    "protected", "redacted",  "required", "requires",    "reset",        "safe",    "same",
    "sent",      "set",       "shared",   "should",      "stored",       "string",  "strong",
    "that",      "the",       "this",     "to",          "too",          "true",    "unknown",
    "used",      "valid",     "was",      "weak",        "what",         "when",    "will",
    "with",      "wrong",     "you",      "your"};

// "Ravensworth and password": what follows the first word goes on only up to a small word.
Span BeforeSmallWord(const ValidationInput& input, Span value) {
  uint32_t word = value.begin;
  for (uint32_t at = value.begin; at <= value.end; ++at) {
    if (at < value.end && !IsAsciiSpace(input.folded[at])) continue;
    if (word > value.begin && IsOneOf(input.folded.substr(word, at - word), kNotValues)) {
      return Trimmed(input, value.begin, word);
    }
    word = at + 1;
  }
  return value;
}

bool IsMasked(std::string_view value) {
  return value.find_first_not_of("*.xX#_-\xE2\x80\xA2\xAF") == std::string_view::npos;
}

// "${PASSWORD}", "{{ secret }}", "%s", "<password>": a place for a value.
bool IsPlaceholder(std::string_view value) {
  return value.empty() || value[0] == '$' || value[0] == '{' || value[0] == '%' ||
         value[0] == '<' || value.ends_with("()") || value.find("process.env") == 0;
}

// "config['x']", "Optional[str]": a word in front of a bracket that little follows.
bool IsIndexed(std::string_view value) {
  const size_t bracket = value.find('[');
  if (bracket == std::string_view::npos || bracket == 0) return false;
  return std::all_of(value.begin(), value.begin() + static_cast<ptrdiff_t>(bracket),
                     [](char c) { return IsAsciiLetter(c) || c == '_' || c == '.'; });
}

// "getpass()", "self.password", "args[0]", "String?": an expression or a type.
bool IsCode(std::string_view value) {
  static constexpr std::string_view kTypes[] = {
      "bool", "boolean",   "bytes",   "char",   "email",    "int",   "integer",
      "nil",  "object",    "option",  "passwd", "password", "str",   "text",
      "type", "undefined", "unicode", "user",   "username", "value", "varchar"};
  const std::string word = AsciiLower(value.substr(0, value.find_first_of("?<([|")));
  if (IsOneOf(word, kTypes)) return true;
  if (value.find('(') != std::string_view::npos || value.find("::") != std::string_view::npos ||
      AsciiLower(value).find("passw") != std::string::npos) {
    return true;
  }
  static constexpr std::string_view kObjects[] = {"args.",    "config.",   "env.",    "kwargs.",
                                                  "options.", "os.",       "params.", "request.",
                                                  "self.",    "settings.", "this."};
  return StartsWithOneOf(value, kObjects) || IsIndexed(value);
}

}  // namespace

Validation ValidateLabelledValue(const ValidationInput& input) {
  const Span span = Trimmed(input, ValueBegin(input), input.match.end);
  if (span.empty()) return Reject("no value");
  const std::string_view value = input.folded.substr(span.begin, span.size());
  const std::string first = AsciiLower(value.substr(0, value.find_first_of(" \t,.;")));
  if (IsOneOf(first, kNotValues) || IsPlaceholder(value) || IsMasked(value)) {
    return Reject("not a value");
  }
  return Accept("label", BeforeSmallWord(input, span));
}

// Behind the question mark and its "answer:", else behind the label.
Validation ValidateSecurityAnswer(const ValidationInput& input) {
  const std::string_view match = MatchText(input);
  const size_t mark = match.rfind('?');
  if (mark == std::string_view::npos) return ValidateLabelledValue(input);
  uint32_t begin = input.match.begin + static_cast<uint32_t>(mark) + 1;
  const std::string rest = AsciiLower(match.substr(mark + 1));
  const size_t sign = rest.find_first_of(":=");
  if (sign != std::string::npos) begin += static_cast<uint32_t>(sign) + 1;
  while (begin < input.match.end && !IsAsciiAlnum(input.folded[begin]) &&
         static_cast<unsigned char>(input.folded[begin]) < 0x80) {
    ++begin;
  }
  const Span span = Trimmed(input, begin, input.match.end);
  if (span.empty()) return Reject("no value");
  const std::string_view value = input.folded.substr(span.begin, span.size());
  const std::string first = AsciiLower(value.substr(0, value.find_first_of(" \t,.;")));
  if (IsOneOf(first, kNotValues) || first == "answer") return Reject("not a value");
  return Accept("label", BeforeSmallWord(input, span));
}

Validation ValidateLabelledNumber(const ValidationInput& input) {
  // The first blank-free token with a digit begins the value.
  uint32_t begin = input.match.begin;
  while (begin < input.match.end) {
    uint32_t end = begin;
    while (end < input.match.end && !IsAsciiSpace(input.folded[end]) && input.folded[end] != ':' &&
           input.folded[end] != '=' && input.folded[end] != '#' &&
           static_cast<unsigned char>(input.folded[end]) < 0x80) {
      ++end;
    }
    if (!DigitsOf(input.folded.substr(begin, end - begin)).empty()) break;
    begin = end + 1;
  }
  if (begin >= input.match.end) return Reject("no number");
  const Span span = Trimmed(input, begin, input.match.end);
  const std::string digits = DigitsOf(input.folded.substr(span.begin, span.size()));
  if (digits.size() < 4) return Reject("digit count");
  const char after = CharAfter(input);
  if (IsAsciiAlnum(after) || after == '_') return Reject("part of a longer token");
  return Accept("label", span);
}

Validation ValidatePassword(const ValidationInput& input) {
  const Span span = Trimmed(input, ValueBegin(input), input.match.end);
  if (span.size() < 4) return Reject("too short");
  const std::string_view value = input.folded.substr(span.begin, span.size());
  if (IsOneOf(value, kNotValues) || IsPlaceholder(value) || IsMasked(value) || IsCode(value)) {
    return Reject("not a value");
  }
  const bool has_sign = std::any_of(value.begin(), value.end(), [](char c) {
    constexpr std::string_view kOfProse = "-/_().,:;!?";
    return IsAsciiDigit(c) || (!IsAsciiLetter(c) && static_cast<unsigned char>(c) < 0x80 &&
                               kOfProse.find(c) == std::string_view::npos);
  });
  const std::string_view lead = MatchText(input).substr(0, span.begin - input.match.begin);
  const bool is_assigned = lead.find_first_of(":=") != std::string_view::npos;
  if (!has_sign && !is_assigned) return Reject("a plain word");
  return Accept("label", span);
}

Validation ValidateCookieValue(const ValidationInput& input) {
  const Span span = Trimmed(input, ValueBegin(input), input.match.end);
  if (span.size() < 8) return Reject("too short");
  const std::string_view value = input.folded.substr(span.begin, span.size());
  const char after = CharAfter(input);
  if (IsPlaceholder(value) || IsMasked(value) || DigitsOf(value).empty() || after == '(') {
    return Reject("not a value");
  }
  return Accept("cookie name", span);
}

// Values that trackers write in a form of their own stand alone and have digits.
Validation ValidateCookieForm(const ValidationInput& input) {
  const char before = CharBefore(input);
  if (IsAsciiAlnum(before) || before == '.' || before == '-' || before == '/') {
    return Reject("part of a longer token");
  }
  if (DigitsOf(MatchText(input)).size() < 4) return Reject("no digits");
  return Accept("tracker's form", Trimmed(input, input.match.begin, input.match.end));
}

Validation ValidateAge(const ValidationInput& input) {
  uint32_t begin = input.match.begin;
  while (begin < input.match.end && !IsAsciiDigit(input.folded[begin])) ++begin;
  uint32_t end = begin;
  int years = 0;
  while (end < input.match.end && IsAsciiDigit(input.folded[end]) && end - begin < 4) {
    years = years * 10 + (input.folded[end++] - '0');
  }
  if (end == begin || years > 120) return Reject("no age");
  return Accept("age", Span{begin, end});
}

}  // namespace sunder::scanner
