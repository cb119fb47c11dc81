// Digits and signs for letters.
#include <algorithm>

#include "scanner/text/unmask_spelling.h"

namespace sunder::scanner {
namespace {

constexpr size_t kWordSizeMin = 3;
constexpr size_t kWordSizeMax = 32;
constexpr size_t kDigitRunMax = 2;  // longer ones are numbers
// A word that begins with a digit has so many letters behind it: "4theist", not "4th" or "3type".
constexpr size_t kLettersBehindFirstMin = 5;
// "|" and "+" separate as well: a piece this short is no word of its own.
constexpr size_t kShortPieceMax = 3;
constexpr size_t kChunkSizeMax = 4096;

char LetterFor(char c, Reading reading) {
  const bool is_first = reading == Reading::kFirst;
  switch (c) {
    case '0':
      return 'o';
    case '1':
      return is_first ? 'i' : 'l';
    case '!':
      return reading == Reading::kSecond ? 'l' : 'i';
    case '|':
      return is_first ? 'l' : 'i';
    case '3':
      return 'e';
    case '4':
    case '@':
      return 'a';
    case '5':
    case '$':
      return 's';
    case '7':
    case '+':
      return 't';
    case '8':
      return 'b';
    case '9':
      return 'g';
    default:
      return 0;
  }
}

// The first byte of a Latin letter beyond ASCII, or a byte behind it.
bool IsLatinByte(char c) { return static_cast<unsigned char>(c) - 0xC3U < 7U; }
bool IsLaterByte(char c) { return static_cast<unsigned char>(c) - 0x80U < 0x40U; }
bool IsLetter(char c) {
  return IsAsciiLetter(static_cast<unsigned char>(c)) || IsLatinByte(c) || IsLaterByte(c);
}
bool IsDigit(char c) { return IsAsciiDigit(static_cast<unsigned char>(c)); }
bool IsSign(char c) { return c == '@' || c == '$' || c == '!' || c == '|' || c == '+'; }
bool IsWordCharacter(char c) { return (IsLetter(c) && !IsLaterByte(c)) || IsDigit(c) || IsSign(c); }
bool IsWordAt(std::string_view chunk, size_t at) {
  if (!IsLaterByte(chunk[at])) return IsWordCharacter(chunk[at]);
  return at > 0 && IsLatinByte(chunk[at - 1]);
}

// An address or a link means what is written; so does a name that a C++ compiler made.
bool IsAddress(std::string_view chunk) {
  if (chunk.find("://") != std::string_view::npos) return true;
  if (chunk.substr(0, 4) == "www." || chunk.substr(0, 4) == "WWW.") return true;
  const size_t mangled = chunk.find("_Z");
  if (mangled == 0 || (mangled != std::string_view::npos && !IsWordCharacter(chunk[mangled - 1]))) {
    return true;
  }
  size_t at = chunk.find('@');
  if (at == std::string_view::npos || at == 0) return false;
  ++at;
  while (at < chunk.size() && (IsLetter(chunk[at]) || IsDigit(chunk[at]) || chunk[at] == '-')) ++at;
  return at + 1 < chunk.size() && chunk[at] == '.' && IsWordCharacter(chunk[at + 1]);
}

// "3e:45:52:15": octets of a fingerprint or of a hardware address, none of which is a word.
bool IsHexOctets(std::string_view chunk) {
  constexpr size_t kOctetsMin = 4;
  size_t octets = 0;
  for (size_t at = 0; at + 1 < chunk.size(); at += 3) {
    const bool is_octet = HexValue(static_cast<unsigned char>(chunk[at])) >= 0 &&
                          HexValue(static_cast<unsigned char>(chunk[at + 1])) >= 0;
    const bool is_parted = at + 2 >= chunk.size() || chunk[at + 2] == ':' || chunk[at + 2] == '-';
    if (!is_octet || !is_parted) break;
    ++octets;
  }
  return octets >= kOctetsMin;
}

struct WordCounts {
  size_t letters = 0;
  size_t hex_letters = 0;
  size_t capitals_inside = 0;  // behind a small letter
  size_t digit_run_max = 0;
  size_t sign_run_max = 0;
  bool has_other_digit = false;  // 2 and 6 stand for no letter
  bool is_camel_case = false;    // "asn1Decoder"
  size_t separators = 0;
};

WordCounts CountsOf(std::string_view word) {
  WordCounts counts;
  size_t digits = 0;
  size_t signs = 0;
  char before = 0;
  for (const char c : word) {
    const size_t last_digits = digits;
    digits = IsDigit(c) ? digits + 1 : 0;
    signs = IsSign(c) ? signs + 1 : 0;
    counts.digit_run_max = std::max(counts.digit_run_max, digits);
    counts.sign_run_max = std::max(counts.sign_run_max, signs);
    counts.has_other_digit = counts.has_other_digit || c == '2' || c == '6';
    counts.separators += c == '|' || c == '+' ? 1 : 0;
    if (IsLetter(c)) {
      const auto letter = static_cast<unsigned char>(c);
      ++counts.letters;
      counts.hex_letters += HexValue(letter) >= 0 ? 1 : 0;
      const bool is_inside =
          IsAsciiUpper(letter) && IsAsciiLower(static_cast<unsigned char>(before));
      counts.capitals_inside += is_inside ? 1 : 0;
      counts.is_camel_case = counts.is_camel_case || (is_inside && last_digits > 0);
      before = c;
    }
  }
  return counts;
}

bool HasShortPiece(std::string_view word) {
  size_t begin = 0;
  for (size_t at = 0; at <= word.size(); ++at) {
    if (at < word.size() && word[at] != '|' && word[at] != '+') continue;
    if (at - begin <= kShortPieceMax && at > begin) return word.size() > kShortPieceMax + 1;
    begin = at + 1;
  }
  return false;
}

// The word without what is punctuation or a number at its ends.
std::string_view Trimmed(std::string_view word) {
  const auto is_front_sign = [](char c) { return IsSign(c) && c != '$'; };
  while (!word.empty() && is_front_sign(word.front())) word.remove_prefix(1);
  while (!word.empty() && !IsLetter(word.back())) word.remove_suffix(1);
  return word;
}

// Whether signs stand for letters throughout, at its ends as well: "!r4n!@n", "1nup147". A price, a
// measure and a number of a thing have their digits in a row at one end.
bool IsLeetThroughout(std::string_view word) {
  if (word.size() < 4 || word.size() > kWordSizeMax) return false;
  size_t letters = 0;
  size_t changes = 0;
  size_t row = 0;
  size_t longest = 0;
  bool has_other = false;
  bool has_small = false;
  for (size_t i = 0; i < word.size(); ++i) {
    const bool is_letter = IsLetter(word[i]);
    letters += is_letter ? 1 : 0;
    has_small = has_small || (is_letter && IsAsciiLower(static_cast<unsigned char>(word[i])));
    has_other = has_other || word[i] == '2' || word[i] == '6' || word[i] == '|' || word[i] == '+';
    row = is_letter ? 0 : row + 1;
    longest = std::max(longest, row);
    if (i > 0 && is_letter != IsLetter(word[i - 1])) ++changes;
  }
  if (has_other || letters == 0 || longest > 4) return false;
  const bool has_hex_only = std::all_of(word.begin(), word.end(), [](char c) {
    return HexValue(static_cast<unsigned char>(c)) >= 0;
  });
  if (has_hex_only || !has_small) return false;
  return changes >= 3 ? letters * 3 >= word.size() : changes == 2 && letters * 5 >= word.size() * 2;
}

// What is read beside words that are written so.
bool MayBeLeet(std::string_view word, LeetRule rule) {
  if (rule == LeetRule::kSure || word.size() > kWordSizeMax) return false;
  const auto letters = static_cast<size_t>(std::count_if(word.begin(), word.end(), IsLetter));
  if (letters == word.size()) return false;
  if (rule == LeetRule::kAll) return letters > 0;
  return letters >= 3 && word.size() - letters <= 3 && IsLetter(word.front());
}

bool IsLeetWord(std::string_view word) {
  if (word.size() < kWordSizeMin || word.size() > kWordSizeMax) return false;
  const WordCounts counts = CountsOf(word);
  if (counts.letters < 2 || counts.letters == word.size()) return false;
  if (counts.has_other_digit || counts.letters * 5 < word.size() * 2) return false;
  if (counts.digit_run_max > kDigitRunMax || counts.sign_run_max > 1) return false;
  if (counts.capitals_inside > 1 || counts.hex_letters == counts.letters) return false;
  if (counts.is_camel_case || counts.separators > 1) return false;
  if (counts.separators == 1 && !HasShortPiece(word)) return false;
  if (IsLetter(word.front())) return true;
  // Begins with a digit: a number and a unit, unless a long word follows.
  size_t letters = 1;
  while (letters < word.size() && IsLetter(word[letters])) ++letters;
  return (letters > kLettersBehindFirstMin && word.front() != '$') ||
         (letters > 1 && letters < word.size());
}

void Replace(size_t begin, size_t end, Reading reading, std::string* plain) {
  const auto is_upper = [&](size_t i) {
    return IsAsciiUpper(static_cast<unsigned char>((*plain)[i]));
  };
  size_t upper = 0;
  size_t letters = 0;
  for (size_t i = begin; i < end; ++i) {
    letters += IsLetter((*plain)[i]) ? 1 : 0;
    upper += is_upper(i) ? 1 : 0;
  }
  for (size_t i = begin; i < end; ++i) {
    const char letter = LetterFor((*plain)[i], reading);
    if (letter == 0) continue;
    const bool wants_upper = upper == letters || i == begin;
    (*plain)[i] = wants_upper ? static_cast<char>(letter - ('a' - 'A')) : letter;
  }
}

}  // namespace

bool ReadLeet(std::string_view chunk, Reading reading, LeetRule rule, std::string* plain) {
  plain->assign(chunk);
  if (chunk.size() > kChunkSizeMax || IsAddress(chunk) || IsHexOctets(chunk)) return false;
  bool changed = false;
  size_t at = 0;
  while (at < chunk.size()) {
    if (!IsWordCharacter(chunk[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < chunk.size() && IsWordAt(chunk, end)) ++end;
    const std::string_view whole = chunk.substr(at, end - at);
    std::string_view word = Trimmed(whole);
    bool is_leet = !word.empty() && IsLeetWord(word);
    // In the first reading a ! at the end is a letter.
    std::string_view full = whole;
    if (reading != Reading::kFirst && full.back() == '!') full.remove_suffix(1);
    const bool is_full = full.size() > word.size() || !is_leet;
    if (is_full && (IsLeetThroughout(full) || MayBeLeet(full, rule))) {
      word = full;
      is_leet = true;
    }
    const auto begin = static_cast<size_t>(word.data() - chunk.data());
    // A sign for a plural: "musl1m5", "Jew$".
    const size_t tail = begin + word.size();
    const bool has_tail = tail + 1 == end && word.size() >= kWordSizeMin &&
                          (chunk[tail] == '$' || (is_leet && chunk[tail] == '5'));
    if (is_leet || has_tail) {
      changed = true;
      Replace(begin, has_tail ? end : tail, reading, plain);
    }
    at = end;
  }
  return changed;
}

}  // namespace sunder::scanner
