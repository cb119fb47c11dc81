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

// Whether what may be an address, up to the next character that is in none, is ASCII.
bool ReadsEmails(std::string_view text) {
  const auto is_beyond = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  const auto may_be_inside = [&](char c) { return is_beyond(c) || c == '@' || IsLocal(c); };
  for (size_t sign = text.find('@'); sign != std::string_view::npos;) {
    size_t begin = sign;
    size_t end = sign;
    while (begin > 0 && may_be_inside(text[begin - 1])) --begin;
    while (end < text.size() && may_be_inside(text[end])) ++end;
    const std::string_view run = text.substr(begin, end - begin);
    if (std::any_of(run.begin(), run.end(), is_beyond)) return false;
    sign = text.find('@', end);
  }
  return true;
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

// patterns/username/handle.toml
constexpr std::string_view kHandle = "@[a-zA-Z_][a-zA-Z0-9_.]{2,30}";

size_t MatchHandle(std::string_view text) {
  if (text.size() < 4 || text[0] != '@' || !(IsLetter(text[1]) || text[1] == '_')) return 0;
  size_t end = 2;
  const size_t limit = std::min<size_t>(text.size(), 2 + 30);
  while (end < limit && (IsAlnum(text[end]) || text[end] == '_' || text[end] == '.')) ++end;
  return end >= 4 ? end : 0;
}

// patterns/profile_url/social.toml: "@name@server.example"
constexpr std::string_view kFederated =
    R"(@[a-zA-Z0-9_]{2,30}@[a-zA-Z0-9.-]{3,60}\.[a-zA-Z]{2,20})";

size_t MatchFederated(std::string_view text) {
  if (text.empty() || text[0] != '@') return 0;
  size_t name = 1;
  while (name < text.size() && (IsAlnum(text[name]) || text[name] == '_')) ++name;
  if (name < 3 || name > 31 || name >= text.size() || text[name] != '@') return 0;
  const size_t host = name + 1;
  size_t dot = host;
  const size_t limit = std::min<size_t>(text.size(), host + 60);
  while (dot < limit && (IsAlnum(text[dot]) || text[dot] == '.' || text[dot] == '-')) ++dot;
  // The last dot with letters behind it that will do: RE2 takes as much before it as it can.
  for (; dot >= host + 3; --dot) {
    if (dot >= text.size() || text[dot] != '.') continue;
    size_t end = dot + 1;
    while (end < text.size() && end < dot + 21 && IsLetter(text[end])) ++end;
    if (end >= dot + 3) return end;
  }
  return 0;
}

size_t FirstAtSign(std::string_view text, size_t at, size_t) { return text.find('@', at); }

// Regexes that have no character beyond ASCII.
bool ReadsAll(std::string_view) { return true; }

constexpr KnownRegex kKnownEmail = {ReadsEmails, FirstEmail, MatchEmail};
constexpr KnownRegex kKnownHandle = {ReadsAll, FirstAtSign, MatchHandle};
constexpr KnownRegex kKnownFederated = {ReadsAll, FirstAtSign, MatchFederated};

}  // namespace

const KnownRegex* FindKnownRegex(std::string_view regex) {
  if (regex == kEmail) return &kKnownEmail;
  if (regex == kHandle) return &kKnownHandle;
  return regex == kFederated ? &kKnownFederated : nullptr;
}

}  // namespace sunder::scanner
