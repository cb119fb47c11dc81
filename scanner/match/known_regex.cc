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

size_t MatchEmail(std::string_view text) {
  constexpr std::string_view kSigns = "_+&'./=?^{}~!#$%*-";
  size_t at = 0;
  while (at < text.size() && (IsAlnum(text[at]) || kSigns.find(text[at]) != kSigns.npos)) ++at;
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

}  // namespace

KnownRegex FindKnownRegex(std::string_view regex) { return regex == kEmail ? MatchEmail : nullptr; }

}  // namespace sunder::scanner
