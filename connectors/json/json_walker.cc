#include "connectors/json/json_walker.h"

#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace sunder::json {
namespace {

constexpr size_t kStepSizeBytes = 16;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsHexDigit(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// A byte that ends the plain part of a string: a quote, a backslash, a control character.
bool IsStringEvent(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

size_t FindStringEvent(std::string_view bytes, size_t at) {
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i control = _mm_set1_epi8(0x1F);
  for (; at + kStepSizeBytes <= bytes.size(); at += kStepSizeBytes) {
    const __m128i lane = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data() + at));
    const __m128i is_event =
        _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(lane, quote), _mm_cmpeq_epi8(lane, backslash)),
                     _mm_cmpeq_epi8(_mm_min_epu8(lane, control), lane));
    const auto mask = static_cast<uint32_t>(_mm_movemask_epi8(is_event));
    if (mask != 0) return at + static_cast<size_t>(std::countr_zero(mask));
  }
#endif
  while (at < bytes.size() && !IsStringEvent(bytes[at])) ++at;
  return at;
}

// `at` is behind the backslash.
WalkResult ScanEscape(std::string_view bytes, size_t at) {
  if (at >= bytes.size()) return {WalkStatus::kIncomplete, bytes.size()};
  if (bytes[at] != 'u') {
    const bool is_known = std::string_view("\"\\/bfnrt").find(bytes[at]) != std::string_view::npos;
    return {is_known ? WalkStatus::kComplete : WalkStatus::kMalformed, at + 1};
  }
  for (size_t i = at + 1; i < at + 5; ++i) {
    if (i >= bytes.size()) return {WalkStatus::kIncomplete, bytes.size()};
    if (!IsHexDigit(bytes[i])) return {WalkStatus::kMalformed, i};
  }
  return {WalkStatus::kComplete, at + 5};
}

size_t SkipDigits(std::string_view bytes, size_t at) {
  while (at < bytes.size() && IsDigit(bytes[at])) ++at;
  return at;
}

}  // namespace

bool IsJsonSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

size_t SkipJsonSpace(std::string_view bytes, size_t at) {
  while (at < bytes.size() && IsJsonSpace(bytes[at])) ++at;
  return at;
}

WalkResult ScanString(std::string_view bytes, size_t at, RawValue* string) {
  string->begin = at;
  string->is_escaped = false;
  for (;;) {
    at = FindStringEvent(bytes, at);
    if (at >= bytes.size()) return {WalkStatus::kIncomplete, bytes.size()};
    if (bytes[at] == '"') {
      string->end = at;
      return {WalkStatus::kComplete, at + 1};
    }
    if (bytes[at] != '\\') return {WalkStatus::kMalformed, at};
    string->is_escaped = true;
    const WalkResult escape = ScanEscape(bytes, at + 1);
    if (escape.status != WalkStatus::kComplete) return escape;
    at = escape.end;
  }
}

WalkResult ScanNumber(std::string_view bytes, size_t at) {
  const auto needs_digit = [&bytes](size_t place) {
    return WalkResult{place >= bytes.size() ? WalkStatus::kIncomplete : WalkStatus::kMalformed,
                      place};
  };
  if (at < bytes.size() && bytes[at] == '-') ++at;
  if (at >= bytes.size() || !IsDigit(bytes[at])) return needs_digit(at);
  at = bytes[at] == '0' ? at + 1 : SkipDigits(bytes, at);
  if (at < bytes.size() && bytes[at] == '.') {
    const size_t fraction = at + 1;
    at = SkipDigits(bytes, fraction);
    if (at == fraction) return needs_digit(at);
  }
  if (at < bytes.size() && (bytes[at] == 'e' || bytes[at] == 'E')) {
    ++at;
    if (at < bytes.size() && (bytes[at] == '+' || bytes[at] == '-')) ++at;
    const size_t exponent = at;
    at = SkipDigits(bytes, exponent);
    if (at == exponent) return needs_digit(at);
  }
  return {WalkStatus::kComplete, at};
}

WalkResult ScanLiteral(std::string_view bytes, size_t at, std::string_view literal) {
  const std::string_view found = bytes.substr(at, literal.size());
  if (found == literal) return {WalkStatus::kComplete, at + literal.size()};
  const bool is_cut = found == literal.substr(0, found.size());
  return {is_cut ? WalkStatus::kIncomplete : WalkStatus::kMalformed, at + found.size()};
}

}  // namespace sunder::json
