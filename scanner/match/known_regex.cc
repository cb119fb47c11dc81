#include "scanner/match/known_regex.h"

#include <algorithm>

namespace sunder::scanner {
namespace {

// patterns/email_address/address.toml
constexpr std::string_view kEmail = R"([\pL\pN_+&'./=?^{}~!#$%*-]+@(?:[\pL\pN-]+\.)+[\pL]{2,24})";
constexpr size_t kTopLevelSizeMin = 2;
constexpr size_t kTopLevelSizeMax = 24;

bool IsLetter(char c) { return c >= 'a' && c <= 'z'; }
bool IsAlnum(char c) { return IsLetter(c) || (c >= '0' && c <= '9'); }

bool IsLocal(char c) {
  constexpr std::string_view kSigns = "_+&'./=?^{}~!#$%*-";
  return IsAlnum(c) || kSigns.find(c) != std::string_view::npos;
}

size_t FirstEmail(std::string_view text, size_t at, size_t size_max) {
  while (true) {
    const size_t sign = text.find('@', at);
    if (sign == std::string_view::npos) return sign;
    const size_t first = sign - std::min(sign - at, size_max - 1);
    size_t begin = sign;
    while (begin > first && IsLocal(text[begin - 1])) --begin;
    if (begin < sign) return begin;
    at = sign + 1;
  }
}

size_t MatchEmail(std::string_view text) {
  size_t at = 0;
  while (at < text.size() && IsLocal(text[at])) ++at;
  if (at == 0 || at >= text.size() || text[at] != '@') return 0;
  size_t end = 0;
  size_t begin = at + 1;  // of a label of the domain
  while (true) {
    at = begin;
    while (at < text.size() && (IsAlnum(text[at]) || text[at] == '-')) ++at;
    const bool is_behind_dot = text[begin - 1] == '.';
    size_t letters = begin;
    while (is_behind_dot && letters < at && IsLetter(text[letters])) ++letters;
    // The last label that will do: RE2 takes as many before it as it can.
    if (letters - begin >= kTopLevelSizeMin) {
      end = begin + std::min(letters - begin, kTopLevelSizeMax);
    }
    if (at == begin || at >= text.size() || text[at] != '.') return end;
    begin = at + 1;
  }
}

constexpr KnownRegex kKnownEmail = {FirstEmail, MatchEmail};

}  // namespace

const KnownRegex* FindKnownRegex(std::string_view regex) {
  return regex == kEmail ? &kKnownEmail : nullptr;
}

}  // namespace sunder::scanner
