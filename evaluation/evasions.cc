#include "evaluation/evasions.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <utility>
#include <vector>

#include "evaluation/code_points.h"

namespace sunder::evaluation {
namespace {

constexpr std::u32string_view kZeroWidth = U"\u200B\u200C\u200D\u2060\uFEFF";
constexpr std::u32string_view kSoftHyphen = U"\u00AD";
constexpr std::u32string_view kBidiMarks = U"\u200E\u200F\u061C\u202A\u202C\u2066\u2069";
constexpr std::u32string_view kCombining = U"\u0336\u0335\u0301\u0323\u0330\u0332";

// Letters of two scripts that look alike, lower and upper case.
using LookAlikes = std::vector<std::pair<char32_t, char32_t>>;  // Latin, other
const LookAlikes& CyrillicLookAlikes() {
  static const LookAlikes pairs = {
      {U'a', U'а'}, {U'c', U'с'}, {U'e', U'е'}, {U'i', U'і'}, {U'j', U'ј'}, {U'o', U'о'},
      {U'p', U'р'}, {U's', U'ѕ'}, {U'x', U'х'}, {U'y', U'у'}, {U'h', U'һ'}, {U'd', U'ԁ'},
      {U'l', U'ӏ'}, {U'A', U'А'}, {U'B', U'В'}, {U'C', U'С'}, {U'E', U'Е'}, {U'H', U'Н'},
      {U'I', U'І'}, {U'J', U'Ј'}, {U'K', U'К'}, {U'M', U'М'}, {U'O', U'О'}, {U'P', U'Р'},
      {U'S', U'Ѕ'}, {U'T', U'Т'}, {U'X', U'Х'}};
  return pairs;
}
const LookAlikes& GreekLookAlikes() {
  static const LookAlikes pairs = {{U'a', U'α'}, {U'i', U'ι'}, {U'o', U'ο'}, {U'p', U'ρ'},
                                   {U'u', U'υ'}, {U'v', U'ν'}, {U'A', U'Α'}, {U'B', U'Β'},
                                   {U'E', U'Ε'}, {U'Z', U'Ζ'}, {U'H', U'Η'}, {U'I', U'Ι'},
                                   {U'K', U'Κ'}, {U'M', U'Μ'}, {U'N', U'Ν'}, {U'O', U'Ο'},
                                   {U'P', U'Ρ'}, {U'T', U'Τ'}, {U'Y', U'Υ'}, {U'X', U'Χ'}};
  return pairs;
}

bool Happens(SeededNumbers* numbers, uint64_t percent) { return numbers->Below(100) < percent; }

char32_t PickOf(std::u32string_view choices, SeededNumbers* numbers) {
  return choices[numbers->Below(choices.size())];
}

// Puts something between letters of a word: at the first place, then at each with 60 %.
template <class Insert>
std::string BetweenLetters(std::string_view text, uint64_t percent, SeededNumbers* numbers,
                           Insert insert) {
  const std::u32string points = DecodeCodePoints(text);
  std::u32string result;
  bool is_first = true;
  for (size_t i = 0; i < points.size(); ++i) {
    result += points[i];
    const bool is_inside = i + 1 < points.size() && IsLetter(points[i + 1]) &&
                           (IsLetter(points[i]) || IsMark(points[i]));
    if (!is_inside) {
      is_first = true;
      continue;
    }
    if (is_first || Happens(numbers, percent)) result += insert();
    is_first = false;
  }
  return EncodeCodePoints(result);
}

template <const std::u32string_view& kChoices>
std::string InsertMarks(std::string_view text, SeededNumbers* numbers) {
  return BetweenLetters(text, 60, numbers, [numbers] { return PickOf(kChoices, numbers); });
}

std::string CombiningMarks(std::string_view text, SeededNumbers* numbers) {
  std::u32string result;
  for (const char32_t c : DecodeCodePoints(text)) {
    result += c;
    if (IsLetter(c) && Happens(numbers, 70)) result += PickOf(kCombining, numbers);
  }
  return EncodeCodePoints(result);
}

std::string FullWidth(std::string_view text, SeededNumbers* /*numbers*/) {
  std::u32string points = DecodeCodePoints(text);
  for (char32_t& c : points) {
    if (c > 0x20 && c < 0x7F) {
      c += 0xFEE0;
    } else if (c == U' ') {
      c = 0x3000;
    }
  }
  return EncodeCodePoints(points);
}

// Each letter that has a look-alike in the other script, with 50 %, the first one surely.
std::string SwapScript(std::string_view text, const LookAlikes& pairs, SeededNumbers* numbers) {
  std::u32string points = DecodeCodePoints(text);
  bool is_first = true;
  for (char32_t& c : points) {
    for (const auto& [latin, other] : pairs) {
      if (c != latin && c != other) continue;
      if (is_first || Happens(numbers, 50)) c = c == latin ? other : latin;
      is_first = false;
      break;
    }
  }
  return EncodeCodePoints(points);
}

std::string CyrillicHomoglyphs(std::string_view text, SeededNumbers* numbers) {
  return SwapScript(text, CyrillicLookAlikes(), numbers);
}

std::string GreekHomoglyphs(std::string_view text, SeededNumbers* numbers) {
  return SwapScript(text, GreekLookAlikes(), numbers);
}

std::string Leetspeak(std::string_view text, SeededNumbers* numbers) {
  static const std::map<char32_t, std::u32string_view> signs = {
      {U'a', U"4@"}, {U'e', U"3"}, {U'i', U"1!"}, {U'o', U"0"}, {U's', U"5$"}, {U't', U"7"}};
  std::u32string points = DecodeCodePoints(text);
  bool is_first = true;
  for (char32_t& c : points) {
    const auto sign = signs.find(LowerCase(c));
    if (sign == signs.end()) continue;
    if (is_first || Happens(numbers, 70)) c = PickOf(sign->second, numbers);
    is_first = false;
  }
  return EncodeCodePoints(points);
}

// "M u s l i m"; the space between words grows so that they stay words for a reader.
template <char kSeparator>
std::string SpacedOut(std::string_view text, SeededNumbers* numbers) {
  const std::string spaced =
      BetweenLetters(text, 100, numbers, [] { return static_cast<char32_t>(kSeparator); });
  if (kSeparator != ' ') return spaced;
  const std::u32string points = DecodeCodePoints(text);
  std::u32string result;
  for (size_t i = 0; i < points.size(); ++i) {
    result += points[i] == U' ' ? U"   " : std::u32string(1, points[i]);
    if (i + 1 < points.size() && IsLetter(points[i + 1]) &&
        (IsLetter(points[i]) || IsMark(points[i]))) {
      result += U' ';
    }
  }
  return EncodeCodePoints(result);
}

std::string NumericEntities(std::string_view text, const char* format) {
  std::string result;
  for (const char32_t c : DecodeCodePoints(text)) {
    if (c == U' ' || c == U'\n') {
      result += static_cast<char>(c);
      continue;
    }
    char entity[16];
    std::snprintf(entity, sizeof entity, format, static_cast<unsigned>(c));
    result += entity;
  }
  return result;
}

std::string DecimalEntities(std::string_view text, SeededNumbers* /*numbers*/) {
  return NumericEntities(text, "&#%u;");
}

std::string HexEntities(std::string_view text, SeededNumbers* /*numbers*/) {
  return NumericEntities(text, "&#x%X;");
}

// Names of HTML 4 for Latin-1 letters, and invisible characters by name inside words.
std::string NamedEntities(std::string_view text, SeededNumbers* numbers) {
  static const std::map<char32_t, std::string_view> names = {
      {U' ', "&nbsp;"},   {U'\'', "&apos;"},  {U'"', "&quot;"},   {U'&', "&amp;"},
      {U'à', "&agrave;"}, {U'á', "&aacute;"}, {U'â', "&acirc;"},  {U'ã', "&atilde;"},
      {U'ä', "&auml;"},   {U'å', "&aring;"},  {U'ç', "&ccedil;"}, {U'è', "&egrave;"},
      {U'é', "&eacute;"}, {U'ê', "&ecirc;"},  {U'ë', "&euml;"},   {U'í', "&iacute;"},
      {U'î', "&icirc;"},  {U'ï', "&iuml;"},   {U'ñ', "&ntilde;"}, {U'ó', "&oacute;"},
      {U'ô', "&ocirc;"},  {U'õ', "&otilde;"}, {U'ö', "&ouml;"},   {U'ø', "&oslash;"},
      {U'ú', "&uacute;"}, {U'ü', "&uuml;"},   {U'ß', "&szlig;"},  {U'É', "&Eacute;"},
      {U'Ö', "&Ouml;"},   {U'Ü', "&Uuml;"},   {U'Ä', "&Auml;"},   {U'Ø', "&Oslash;"}};
  const std::u32string points = DecodeCodePoints(text);
  std::string result;
  for (size_t i = 0; i < points.size(); ++i) {
    const auto name = names.find(points[i]);
    if (name != names.end()) {
      result += name->second;
    } else {
      AppendCodePoint(points[i], &result);
    }
    const bool is_inside = i > 0 && i + 1 < points.size() && IsLetter(points[i]) &&
                           IsLetter(points[i - 1]) && IsLetter(points[i + 1]);
    if (is_inside && Happens(numbers, 40)) {
      result += Happens(numbers, 50) ? "&shy;" : "&ZeroWidthSpace;";
    }
  }
  return result;
}

std::string PercentEncoding(std::string_view text, SeededNumbers* /*numbers*/) {
  std::string result;
  for (const char c : text) {
    char escape[8];
    std::snprintf(escape, sizeof escape, "%%%02X",
                  static_cast<unsigned>(static_cast<unsigned char>(c)));
    result += escape;
  }
  return result;
}

std::string JsonEscapes(std::string_view text, SeededNumbers* /*numbers*/) {
  std::string result;
  const auto append = [&result](unsigned unit) {
    char escape[16];
    std::snprintf(escape, sizeof escape, "\\u%04x", unit);
    result += escape;
  };
  for (const char32_t c : DecodeCodePoints(text)) {
    if (c == U' ') {
      result += ' ';
    } else if (c < 0x10000) {
      append(c);
    } else {
      append(0xD800 + ((c - 0x10000) >> 10U));
      append(0xDC00 + ((c - 0x10000) & 0x3FFU));
    }
  }
  return result;
}

std::string Base64(std::string_view text, SeededNumbers* /*numbers*/) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string result;
  for (size_t i = 0; i < text.size(); i += 3) {
    uint32_t bits = 0;
    const size_t size = std::min<size_t>(3, text.size() - i);
    for (size_t j = 0; j < 3; ++j) {
      bits = bits << 8U | (j < size ? static_cast<unsigned char>(text[i + j]) : 0U);
    }
    for (size_t j = 0; j < 4; ++j) {
      result += j <= size ? alphabet[bits >> (18 - 6 * j) & 0x3FU] : '=';
    }
  }
  return result;
}

// One alphabet a word: bold, bold script, bold fraktur, sans-serif bold, monospace.
std::string MathLetters(std::string_view text, SeededNumbers* numbers) {
  constexpr std::array<char32_t, 5> alphabets = {0x1D400, 0x1D4D0, 0x1D56C, 0x1D5D4, 0x1D670};
  std::u32string points = DecodeCodePoints(text);
  char32_t base = alphabets[numbers->Below(alphabets.size())];
  for (char32_t& c : points) {
    if (c >= U'A' && c <= U'Z') {
      c = base + (c - U'A');
    } else if (c >= U'a' && c <= U'z') {
      c = base + 26 + (c - U'a');
    } else {
      base = alphabets[numbers->Below(alphabets.size())];
    }
  }
  return EncodeCodePoints(points);
}

std::string MixedCase(std::string_view text, SeededNumbers* /*numbers*/) {
  std::u32string points = DecodeCodePoints(text);
  bool is_upper = false;
  for (char32_t& c : points) {
    if (!IsLetter(c)) continue;
    c = is_upper ? UpperCase(c) : LowerCase(c);
    is_upper = !is_upper;
  }
  return EncodeCodePoints(points);
}

std::string NativeDigits(std::string_view text, SeededNumbers* numbers) {
  constexpr std::array<char32_t, 6> zeros = {0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10};
  const char32_t zero = zeros[numbers->Below(zeros.size())];
  std::u32string points = DecodeCodePoints(text);
  for (char32_t& c : points) {
    if (IsAsciiDigit(c)) c = zero + (c - U'0');
  }
  return EncodeCodePoints(points);
}

// The separators of a number are replaced; a number without any gets one behind every fourth sign.
std::string OddSeparators(std::string_view text, SeededNumbers* numbers) {
  static const std::vector<std::u32string> separators = {
      U"\u2010", U"\u2011", U"\u2013", U"\u2212", U"\u00B7", U"\u2022", U"\u00A0", U"\u2009",
      U"\u202F", U"\u3000", U"_",      U"/",      U" . ",    U" - ",    U"~",      U"|"};
  const std::u32string& separator = separators[numbers->Below(separators.size())];
  const std::u32string points = DecodeCodePoints(text);
  const auto is_sign = [](char32_t c) { return IsAsciiDigit(c) || IsLetter(c) || c == U'+'; };
  const bool has_separator = !std::all_of(points.begin(), points.end(), is_sign);
  std::u32string result;
  size_t since = 0;
  for (size_t i = 0; i < points.size(); ++i) {
    const bool is_new_group = i > 0 && (has_separator ? !is_sign(points[i - 1]) : since == 4);
    if (is_sign(points[i])) {
      if (is_new_group && !result.empty()) result += separator;
      if (is_new_group) since = 0;
      result += points[i];
      ++since;
    }
  }
  return EncodeCodePoints(result);
}

constexpr auto kWords = EvasionTarget::kWords;
constexpr auto kEvasions = std::to_array<Evasion>({
    {"zero-width", kWords, InsertMarks<kZeroWidth>},
    {"soft hyphens", kWords, InsertMarks<kSoftHyphen>},
    {"bidi marks", kWords, InsertMarks<kBidiMarks>},
    {"combining marks", kWords, CombiningMarks},
    {"full-width", kWords, FullWidth},
    {"math letters", kWords, MathLetters},
    {"Cyrillic look-alikes", kWords, CyrillicHomoglyphs},
    {"Greek look-alikes", kWords, GreekHomoglyphs},
    {"leetspeak", kWords, Leetspeak},
    {"mixed case", kWords, MixedCase},
    {"spaced out", kWords, SpacedOut<' '>},
    {"hyphens between", kWords, SpacedOut<'-'>},
    {"dots between", kWords, SpacedOut<'.'>},
    {"HTML decimal", kWords, DecimalEntities},
    {"HTML hex", kWords, HexEntities},
    {"HTML named", kWords, NamedEntities},
    {"percent-encoding", kWords, PercentEncoding},
    {"JSON escapes", kWords, JsonEscapes},
    {"base64", EvasionTarget::kWhole, Base64},
    {"native digits", EvasionTarget::kNumbers, NativeDigits},
    {"odd separators", EvasionTarget::kNumbers, OddSeparators},
});

bool IsTarget(EvasionTarget target, const Annotation& annotation, const LabelCatalog& labels) {
  if (target == EvasionTarget::kNumbers) {
    return annotation.truth == Truth::kIdentifier && IsNumberLabel(labels.name(annotation.label));
  }
  return IsPersonalTruth(annotation.truth);
}

}  // namespace

std::span<const Evasion> Evasions() { return kEvasions; }

bool IsNumberLabel(std::string_view label) {
  return label == "phone_number" || label == "payment_card" || label == "national_id" ||
         label == "iban" || label == "bank_account";
}

EvadedDocument Evade(const Evasion& evasion, bool whole, const LabelledDocument& document,
                     const LabelCatalog& labels, uint64_t seed) {
  SeededNumbers numbers(seed);
  EvadedDocument evaded{document, std::vector<bool>(document.annotations.size())};
  std::string& text = evaded.document.text;
  if (evasion.target == EvasionTarget::kWhole) {
    text = evasion.apply(document.text, &numbers);
    for (size_t i = 0; i < document.annotations.size(); ++i) {
      evaded.document.annotations[i].span = {0, static_cast<uint32_t>(text.size())};
      evaded.is_rewritten[i] = IsPersonalTruth(document.annotations[i].truth);
    }
    return evaded;
  }
  const std::string_view source = document.text;
  text.clear();
  const auto append = [&](std::string_view piece, bool is_rewritten) {
    text += is_rewritten ? evasion.apply(piece, &numbers) : std::string(piece);
  };
  uint32_t at = 0;
  for (size_t i = 0; i < document.annotations.size(); ++i) {
    const Annotation& annotation = document.annotations[i];
    append(source.substr(at, annotation.span.begin - at), whole);
    Span& span = evaded.document.annotations[i].span;
    const std::string_view value = source.substr(annotation.span.begin, annotation.span.size());
    const bool is_target = IsTarget(evasion.target, annotation, labels);
    span.begin = static_cast<uint32_t>(text.size());
    append(value, whole || is_target);
    span.end = static_cast<uint32_t>(text.size());
    evaded.is_rewritten[i] = is_target && text.compare(span.begin, span.size(), value) != 0;
    at = annotation.span.end;
  }
  append(source.substr(at), whole);
  return evaded;
}

}  // namespace sunder::evaluation
