// IP addresses (RFC 791, RFC 4291, RFC 5952) and hardware addresses (IEEE 802, EUI-48 and EUI-64).
#include <algorithm>
#include <vector>

#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

std::vector<std::string_view> SplitAt(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  size_t begin = 0;
  for (;;) {
    const size_t end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

bool IsOctet(std::string_view part) {
  if (part.empty() || part.size() > 3 || (part.size() > 1 && part[0] == '0')) return false;
  int value = 0;
  for (char c : part) {
    if (!IsAsciiDigit(c)) return false;
    value = value * 10 + (c - '0');
  }
  return value <= 255;
}

bool IsIpv4(std::string_view text) {
  const auto parts = SplitAt(text, '.');
  if (parts.size() != 4) return false;
  for (std::string_view part : parts) {
    if (!IsOctet(part)) return false;
  }
  return true;
}

// "v1.2.3.4", "version 1.2.3.4", "release 1.2.3.4", "Chrome/120.0.0.0", "§ 1.2.3.4".
bool IsBehindVersionWord(const ValidationInput& input) {
  uint32_t at = input.match.begin;
  if (at > 0 && input.folded[at - 1] == '/') {
    // A product token ("Chrome/120.0.0.0"), not a URL ("http://192.0.2.1").
    return at > 1 && IsAsciiAlnum(input.folded[at - 2]);
  }
  constexpr std::string_view kBetween = " :=(\"'";
  while (at > 0 && kBetween.find(input.folded[at - 1]) != std::string_view::npos) {
    --at;
  }
  uint32_t begin = at;
  while (begin > 0 && IsAsciiLetter(input.folded[begin - 1]) && at - begin < 16) --begin;
  static constexpr std::string_view kWords[] = {
      "build",   "chapter",   "clause", "driver",  "firmware", "objectidentifier",
      "oid",     "paragraph", "rel",    "release", "rev",      "sec",
      "section", "v",         "ver",    "version"};
  return IsOneOf(input.folded.substr(begin, at - begin), kWords);
}

bool IsHexGroup(std::string_view part) {
  if (part.empty() || part.size() > 4) return false;
  for (char c : part) {
    if (!IsAsciiDigit(c) && !((c | 0x20) >= 'a' && (c | 0x20) <= 'f')) return false;
  }
  return true;
}

// Groups on one side of "::", or all of them; -1 when one is malformed.
int CountGroups(std::string_view side) {
  if (side.empty()) return 0;
  const auto parts = SplitAt(side, ':');
  int groups = 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i + 1 == parts.size() && IsIpv4(parts[i])) {
      groups += 2;
    } else if (IsHexGroup(parts[i])) {
      ++groups;
    } else {
      return -1;
    }
  }
  return groups;
}

bool IsIpv6(std::string_view text) {
  const size_t gap = text.find("::");
  if (gap == std::string_view::npos) return CountGroups(text) == 8;
  if (text.find("::", gap + 1) != std::string_view::npos) return false;
  const int left = CountGroups(text.substr(0, gap));
  const int right = CountGroups(text.substr(gap + 2));
  return left >= 0 && right >= 0 && left + right >= 1 && left + right <= 7;
}

}  // namespace

namespace {

struct Octets {
  int value[4] = {};
};

Octets OctetsOf(std::string_view quad) {
  Octets octets;
  int at = 0;
  for (const char c : quad) {
    if (c == '.') {
      ++at;
    } else {
      octets.value[at] = octets.value[at] * 10 + (c - '0');
    }
  }
  return octets;
}

// RFC 1122 and RFC 6890: this host, loopback, multicast, broadcast and masks name no machine.
bool IsNoMachine(const Octets& octets) {
  return octets.value[0] == 0 || octets.value[0] == 127 || octets.value[0] >= 224;
}

// Whether a word before the match speaks of an address: needed where the numbers are as small as
// those of versions and sections.
bool IsBehindAddressWord(const ValidationInput& input) {
  uint32_t at = input.match.begin;
  constexpr std::string_view kBetween = " :=\"'[(/,";
  while (at > 0 && kBetween.find(input.folded[at - 1]) != std::string_view::npos) --at;
  uint32_t begin = at;
  while (begin > 0 && at - begin < 24 &&
         (IsAsciiLetter(input.folded[begin - 1]) || input.folded[begin - 1] == '_')) {
    --begin;
  }
  const std::string word = AsciiLower(input.folded.substr(begin, at - begin));
  static constexpr std::string_view kWords[] = {
      "addr", "address", "client", "dns",    "from",     "gateway", "host", "http", "https", "ip",
      "ipv",  "login",   "ping",   "remote", "resolver", "server",  "src",  "ssh",  "to"};
  return IsOneOf(word, kWords) || word.ends_with("_ip") || word.ends_with("_addr");
}

// "(>= 1.2.3.4)", "== 1.2.3.4", "~1.2.3.4": the relation of a dependency.
bool IsBehindRelation(const ValidationInput& input) {
  uint32_t at = input.match.begin;
  while (at > 0 && input.folded[at - 1] == ' ') --at;
  if (at == 0) return false;
  const char sign = input.folded[at - 1];
  if (sign == '>' || sign == '<' || sign == '~' || sign == '^') return true;
  if (sign != '=' || at < 2) return false;
  const char before = input.folded[at - 2];
  return before == '>' || before == '<' || before == '=' || before == '~' || before == '(';
}

}  // namespace

Validation ValidateIpv4(const ValidationInput& input) {
  if (!IsIpv4(MatchText(input))) return Reject("not an IPv4 address");
  const char before = CharBefore(input);
  if (IsAsciiAlnum(before) || before == '_' || before == '-') {
    return Reject("part of a longer token");
  }
  if (before == '.') return Reject("part of a longer number");
  const char after = CharAfter(input);
  if (IsAsciiAlnum(after) || after == '_') return Reject("part of a longer token");
  if ((after == '.' || after == '-') && IsAsciiAlnum(CharAfter(input, 2))) {
    return Reject("part of a longer number");
  }
  if (IsBehindVersionWord(input) || IsBehindRelation(input)) return Reject("version number");
  const Octets octets = OctetsOf(MatchText(input));
  if (IsNoMachine(octets)) return Reject("names no machine");
  if (after == '/' && octets.value[3] == 0 && IsAsciiDigit(CharAfter(input, 2))) {
    return Reject("a network");
  }
  const int* value = octets.value;
  const bool is_small = *std::max_element(value, value + 4) < 20 ||
                        (value[0] < 10 && value[1] < 100 && (value[2] < 20 || value[3] < 20));
  const bool is_alone = input.match.size() == input.folded.size();
  if (is_small && !is_alone && !IsBehindAddressWord(input)) return Reject("small numbers");
  return Accept("ipv4");
}

Validation ValidateIpv6(const ValidationInput& input) {
  const std::string_view match = MatchText(input);
  if (!IsIpv6(match)) return Reject("not an IPv6 address");
  const char before = CharBefore(input);
  const char after = CharAfter(input);
  if (IsAsciiAlnum(before) || before == ':' || before == '_' || before == '.') {
    return Reject("part of a longer token");
  }
  if (IsAsciiAlnum(after) || after == '_') return Reject("part of a longer token");
  if (match == "::1") return Reject("names no machine");
  // "args[1::2]", "::1:1": slices and displays are shorter than any address that is given out.
  size_t longest = 0;
  for (const std::string_view group : SplitAt(match, ':'))
    longest = std::max(longest, group.size());
  if (longest < 3) return Reject("too short");
  // "std::ab" and "a::b" are names in code; an address has a digit or three colons.
  if (DigitsOf(match).empty()) return Reject("a name in code");
  return Accept("ipv6");
}

Validation ValidateMacAddress(const ValidationInput& input) {
  const std::string_view match = MatchText(input);
  std::string digits = AlnumOf(match);
  if (IsBehindOrderLabel(input)) return Reject("another number by its label");
  if (match.find_first_of(":-.") == std::string_view::npos || digits.size() > 16) {
    // "MAC address 00005E005301": behind its label, bare.
    size_t bare = match.size();
    while (bare > 0 && IsHexGroup(match.substr(bare - 1, 1))) --bare;
    if (match.size() - bare < 12) return Reject("not 6 octets");
    bare = match.size() - 12;
    if (bare == 0 || IsAsciiAlnum(CharAfter(input))) return Reject("part of a longer token");
    digits = digits.substr(digits.size() - 12);
    if (digits.find_first_not_of(digits[0]) == std::string::npos) return Reject("no machine");
    if (digits.find_first_of("0123456789") == std::string::npos) return Reject("a word");
    return Accept("eui-48 behind its label",
                  Span{input.match.begin + static_cast<uint32_t>(bare), input.match.end});
  }
  if (digits.size() != 12 && digits.size() != 16) return Reject("not 6 or 8 octets");
  const char before = CharBefore(input);
  const char after = CharAfter(input);
  // "2023.1005.1430": digits alone in dots are a machine's with a maker's leading zeros only.
  if (match.find('.') != std::string_view::npos && DigitsOf(match).size() == digits.size() &&
      digits.substr(0, 2) != "00") {
    return Reject("a number");
  }
  const char separator = match[match.find_first_of(":-.")];
  if (IsAsciiAlnum(before) || IsAsciiAlnum(after)) return Reject("part of a longer token");
  if ((before == separator && IsAsciiAlnum(CharBefore(input, 2))) ||
      (after == separator && IsAsciiAlnum(CharAfter(input, 2)))) {
    return Reject("part of a longer token");  // fingerprints and hashes in octets
  }
  if (digits.find_first_not_of(digits[0]) == std::string::npos) return Reject("one digit repeated");
  return Accept("eui-48");
}

}  // namespace sunder::scanner
