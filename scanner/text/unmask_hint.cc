// The quick look: bit masks of 64 bytes at a time, so that each question about a byte and its
// neighbours is a shift and an and. What it finds is looked at more closely, byte by byte.
#include <algorithm>
#include <array>
#include <cstring>

#include "scanner/text/byte_bits.h"
#include "scanner/text/escapes.h"
#include "scanner/text/unmask.h"
#include "scanner/text/unmask_escapes.h"
#include "scanner/text/unmask_letters.h"
#include "scanner/text/unmask_points.h"
#include "scanner/text/unmask_spelling.h"

namespace sunder::scanner {
namespace {

constexpr size_t kBlockBytes = 64;
// Bytes of a block before and behind those asked about, so that they have all their neighbours.
constexpr size_t kMarginBytes = 8;
constexpr size_t kStrideBytes = kBlockBytes - 2 * kMarginBytes;
constexpr size_t kWordSizeMax = 32;    // longer ones are keys
constexpr size_t kChunkSizeMax = 128;  // longer ones are data

constexpr std::array<bool, 256> MakeBase64Table() {
  std::array<bool, 256> table = {};
  for (size_t c = 0; c < 128; ++c) {
    const auto point = static_cast<char32_t>(c);
    table[c] =
        IsAsciiLetter(point) || IsAsciiDigit(point) || c == '+' || c == '/' || c == '-' || c == '_';
  }
  return table;
}
constexpr std::array<bool, 256> kIsBase64 = MakeBase64Table();
constexpr std::array<bool, 256> MakeHexTable() {
  std::array<bool, 256> table = {};
  for (size_t c = 0; c < 128; ++c) table[c] = HexValue(static_cast<char32_t>(c)) >= 0;
  return table;
}
constexpr std::array<bool, 256> kIsHex = MakeHexTable();
constexpr size_t kRunBytes = 8;  // letters and digits in a row that may be of a token

// One bit a byte.
struct BlockMasks {
  uint64_t letter = 0;
  uint64_t digit = 0;
  uint64_t other = 0;   // a byte beyond ASCII
  uint64_t sign = 0;    // ! $ + @ |, which stand for letters
  uint64_t escape = 0;  // % & and backslash
  uint64_t entity = 0;  // & before #
  uint64_t equal = 0;   // =
  uint64_t same = 0;    // as the next byte
  uint64_t upper = 0;   // a capital
};

// Of the first `kSize` bytes; no bits are set behind them.
template <size_t kSize>
inline BlockMasks MasksOf(const char* block) {
  BlockMasks masks;
#pragma GCC unroll 4
  for (size_t at = 0; at < kSize; at += sizeof(Bytes16)) {
    Bytes16 bytes;
    Bytes16 next;
    std::memcpy(&bytes, block + at, sizeof bytes);
    std::memcpy(&next, block + at + 1, sizeof next);
    const auto lower = bytes | 0x20;
    const auto add = [at](auto bits, uint64_t* mask) {
      *mask |= HighBits(reinterpret_cast<Bytes16>(bits)) << at;
    };
    add((lower - 'a') < 26, &masks.letter);
    add((bytes - 'A') < 26, &masks.upper);
    add((bytes - '0') < 10, &masks.digit);
    add(bytes, &masks.other);
    add((bytes == '!') | (bytes == '$') | (bytes == '+') | (bytes == '@') | (bytes == '|'),
        &masks.sign);
    add(((bytes - '%') < 2) | (bytes == '\\'), &masks.escape);
    add((bytes == '&') & (next == '#'), &masks.entity);
    add(bytes == '=', &masks.equal);
    add(lower == (next | 0x20), &masks.same);
  }
  return masks;
}

class MaskSearch {
 public:
  explicit MaskSearch(std::string_view cell) : cell_(cell) {}

  bool Run() {
    char padded[kBlockBytes + sizeof(Bytes16)];
    for (size_t begin = 0; begin < cell_.size(); begin += kStrideBytes) {
      const bool is_inside = begin > 0 && begin + kStrideBytes + kMarginBytes < cell_.size();
      if (is_inside) {
        const char* block = cell_.data() + begin - kMarginBytes;
        if (IsMaskedAt(MasksOf<kBlockBytes>(block), begin)) return true;
        continue;
      }
      std::memset(padded, 0, sizeof padded);
      const size_t skipped = begin == 0 ? kMarginBytes : 0;
      const size_t from = begin + skipped - kMarginBytes;
      const size_t size = std::min(kBlockBytes - skipped, cell_.size() - from);
      std::memcpy(padded + skipped, cell_.data() + from, size);
      const bool is_short = skipped + size <= kBlockBytes / 2;
      const BlockMasks masks =
          is_short ? MasksOf<kBlockBytes / 2>(padded) : MasksOf<kBlockBytes>(padded);
      if (IsMaskedAt(masks, begin)) return true;
    }
    return has_other_ && MayHoldOddLetters(cell_);
  }

 private:
  bool IsMaskedAt(const BlockMasks& m, size_t begin) {
    constexpr uint64_t kInside = (~uint64_t{0} >> 2 * kMarginBytes) << kMarginBytes;
    has_other_ = has_other_ || m.other != 0;
    const uint64_t l = m.letter;
    const uint64_t d = m.digit;
    const uint64_t a = l | d;
    const uint64_t s = m.sign;
    const uint64_t o = ~(a | m.other);
    uint64_t leet = 0;
    uint64_t counted = 0;
    uint64_t groups = 0;
    if ((d | s) != 0) {
      // A digit or sign between letters, two digits between letters, a digit before a long word.
      leet = (l << 1 & (d | s) & l >> 1) | (l << 1 & d & d >> 1 & l >> 2) |
             (~(a << 1) & d & l >> 1 & l >> 2 & l >> 3 & l >> 4 & l >> 5) |
             (~(a << 1) & (d | s) & l >> 1 & ((d | s) >> 2 | (l >> 2 & d >> 3))) |
             (l << 1 & (d | s) & (d | s) >> 1 & (l | d | s) >> 2) | (l << 1 & s & ~(l >> 1)) |
             (l << 1 & d & s >> 1);
      const uint64_t single = d & ~(a << 1) & ~(a >> 1);
      counted = single & ((single >> 2 & single >> 4) | (single >> 3 & single >> 6));
      const uint64_t triple = d & d >> 1 & d >> 2;  // three digits from here on
      groups = (triple << 3) & o &
               ((triple >> 1 & d >> 4 & o >> 5) | (d >> 1 & d >> 2 & o >> 3 & triple >> 4) |
                (triple >> 1 & o >> 4 & triple >> 5 & d >> 8));
    }
    const uint64_t triple = d & d >> 1 & d >> 2;
    const uint64_t parts = (triple << 3) & o & (triple >> 1 | (o >> 1 & o >> 2 & triple >> 3));
    const uint64_t single = l & ~(a << 1) & ~(a >> 1);
    const uint64_t spelled = single & ((single >> 2 & single >> 4) | (single >> 3 & single >> 6) |
                                       (single >> 4 & o >> 3));
    // Small, capital, small and capital, or a word of three of them.
    const uint64_t up = m.upper;
    const uint64_t low = l & ~up;
    const uint64_t mixed = low & up >> 1 & low >> 2 & (up >> 3 | (~(a << 1) & ~(a >> 3)));
    const uint64_t escapes = (m.escape & a >> 1) | (m.escape & m.escape >> 1) | m.entity |
                             (m.equal & a >> 1 & a >> 2 & m.equal >> 3);
    const uint64_t repeated = l & m.same & m.same >> 1;
    uint64_t runs = a & a >> 1;
    runs &= runs >> 2;
    runs &= runs >> 4;  // eight letters and digits from here on
    // Of a run, one place: it is read whole.
    const uint64_t coded = runs & ~(runs << 1);
    while ((leet &= kInside) != 0) {
      const size_t at = begin + static_cast<size_t>(__builtin_ctzll(leet)) - kMarginBytes;
      if (IsLeetAt(at)) return true;
      // What was read with it needs no other look.
      const size_t next = std::max({at + 1, hex_end_, chunk_end_}) + kMarginBytes - begin;
      leet &= next < kBlockBytes ? ~uint64_t{0} << next : 0;
    }
    uint64_t found =
        (spelled | mixed | parts | counted | groups | repeated | coded | escapes) & kInside;
    while (found != 0) {
      const auto bit = static_cast<uint32_t>(__builtin_ctzll(found));
      const uint64_t one = uint64_t{1} << bit;
      found &= found - 1;
      const size_t at = begin + bit - kMarginBytes;
      if ((spelled & one) != 0 && IsSpelledAt(at)) return true;
      if ((mixed & one) != 0 && IsMixedAt(at)) return true;
      if ((counted & one) != 0 && IsCountedAt(at)) return true;
      if ((groups & one) != 0 && IsGroupGap(at)) return true;
      if ((parts & one) != 0 && IsPhoneGap(at)) return true;
      if ((repeated & one) != 0 && IsRepeatedAt(at)) return true;
      if ((coded & one) != 0 && IsCodedAt(at)) return true;
      if ((escapes & one) != 0 && IsEscapeAt(at)) return true;
    }
    return false;
  }

  char32_t At(size_t i) const {
    return i < cell_.size() ? static_cast<unsigned char>(cell_[i]) : 0;
  }
  bool IsAlnum(size_t i) const { return IsAsciiLetter(At(i)) || IsAsciiDigit(At(i)); }

  // Behind the question mark of a link.
  bool IsInQuery(size_t at) const {
    const size_t begin = at - std::min(at, kChunkSizeMax);
    return cell_.substr(begin, at - begin).find('?') != std::string_view::npos;
  }

  // A digit or sign that stands for a letter, and not in a hexadecimal number.
  bool MayBeLetter(size_t at) {
    const char32_t c = At(at);
    if (c == '2' || c == '6' || at < hex_end_) return false;
    if (IsAsciiDigit(c)) {
      return at == 0 || !(IsHex(at - 1) && IsHex(at + 1)) || !IsHexAround(at);
    }
    if (c == '$') return true;
    const bool is_inside = at > 0 && IsAlnum(at - 1) && IsAlnum(at + 1);
    if (c == '!' && is_inside) return true;
    if (c == '@' && is_inside && !IsAddressSign(at)) return true;
    if (at == 0 || !IsAsciiLetter(At(at - 1)) || !IsAsciiLetter(At(at + 1))) return false;
    return c == '!' || c == '|' || c == '+' || (c == '@' && !IsAddressSign(at));
  }

  // The @ of "maria@example.com".
  bool IsAddressSign(size_t at) const {
    size_t i = at + 1;
    while (IsAlnum(i) || At(i) == '-') ++i;
    return At(i) == '.' && IsAlnum(i + 1);
  }

  bool IsHexAround(size_t at) {
    size_t begin = at;
    while (begin > 0 && kIsHex[At(begin - 1)] && at - begin < kChunkSizeMax) --begin;
    if (begin > 0 && IsAlnum(begin - 1)) return false;
    size_t end = at;
    while (kIsHex[At(end)]) ++end;
    if (IsAlnum(end)) return false;
    hex_end_ = end;
    return true;
  }

  bool IsLeetAt(size_t at) {
    if (At(at) == '+' && IsInQuery(at)) return true;
    if (at < chunk_end_ || !MayBeLetter(at)) return false;
    size_t begin = at;
    while (begin > 0 && !IsAsciiSpace(At(begin - 1)) && at - begin < kChunkSizeMax) --begin;
    size_t end = at;
    while (end < cell_.size() && !IsAsciiSpace(At(end)) && end - at < kChunkSizeMax) ++end;
    chunk_end_ = end;
    return ReadLeet(cell_.substr(begin, end - begin), Reading::kFirst, LeetRule::kSure, &plain_);
  }

  bool IsSpelledAt(size_t at) const {
    const char32_t gap = At(at + 1);
    if (!IsSpellingGap(gap)) return false;
    const size_t step = At(at + 2) == gap ? (At(at + 3) == gap ? 4 : 3) : 2;
    for (size_t i = at + 1; i < at + 2 * step; ++i) {
      if (i != at + step && At(i) != gap) return false;
    }
    const auto is_single = [&](size_t i) {
      return IsAlnum(i) || At(i) >= 0x80 || At(i) == '@' || At(i) == '$' || At(i) == '!';
    };
    return is_single(at + step) && is_single(at + 2 * step);
  }

  // A word whose letters are small and capital at random, and no name or key.
  bool IsMixedAt(size_t at) const {
    size_t begin = at;
    while (begin > 0 && IsAsciiLetter(At(begin - 1)) && at - begin < kChunkSizeMax) --begin;
    size_t end = at;
    while (IsAsciiLetter(At(end)) && end - at < kChunkSizeMax) ++end;
    const auto joins = [&](size_t i) {
      const char32_t c = At(i);
      return IsAsciiDigit(c) || c == '_' || c == '+' || c == '/' || c == '=' || c == '(';
    };
    if (end - begin > kWordSizeMax || (begin > 0 && joins(begin - 1)) || joins(end)) return false;
    return IsRandomCase(cell_.substr(begin, end - begin));
  }

  bool IsCountedAt(size_t at) const {
    const char32_t gap = At(at + 1);
    if (!IsSpellingGap(gap)) return false;
    const size_t step = At(at + 2) == gap ? 3 : 2;
    for (size_t i = 0; i < 9; ++i) {
      if (!IsAsciiDigit(At(at + i * step)) || IsAlnum(at + i * step + 1)) return false;
      if (i < 8 && At(at + i * step + 1) != gap) return false;
    }
    return true;
  }

  // A sign that no rule expects, or one between spaces.
  bool IsPhoneGap(size_t at) const {
    const bool is_padded = At(at) == ' ' && At(at + 2) == ' ';
    const char32_t gap = At(is_padded ? at + 1 : at);
    const bool is_expected = gap == ' ' || (!is_padded && (gap == '-' || gap == '.'));
    return !is_expected && IsSpellingGap(gap) && HasCode(at);
  }

  // Whether the group of digits that ends before `at` has the code that a telephone number begins
  // with, or is not the first.
  bool HasCode(size_t at) const {
    size_t begin = at;
    while (begin > 0 && IsAsciiDigit(At(begin - 1)) && at - begin < kRunBytes) --begin;
    const char32_t before = begin > 0 ? At(begin - 1) : 0;
    return At(begin) == '0' || before == '+' || before == At(at);
  }

  // Card numbers and the like in groups that no rule expects between such signs.
  bool IsGroupGap(size_t at) const {
    const char32_t gap = At(at);
    if (gap == '-' || gap == ' ' || (!IsSpellingGap(gap) && gap != ':')) return false;
    return At(at + 3) == gap || At(at + 4) == gap || At(at + 5) == gap;
  }

  bool IsRepeatedAt(size_t at) const {
    const char32_t letter = AsciiLower(At(at));
    size_t begin = at;
    while (begin > 0 && IsAsciiLetter(At(begin - 1)) && at - begin < kChunkSizeMax) --begin;
    if (begin > 0 && IsAsciiDigit(At(begin - 1))) return false;  // of a key or a hash
    char32_t other = 0;
    bool has_two_others = false;
    size_t end = begin;
    for (; IsAsciiLetter(At(end)) && end < at + kChunkSizeMax; ++end) {
      if (end > begin && IsAsciiUpper(At(end)) && IsAsciiLower(At(end - 1))) return false;
      const char32_t c = AsciiLower(At(end));
      has_two_others = has_two_others || (c != letter && other != 0 && c != other);
      if (c != letter) other = c;
    }
    return has_two_others && !IsAsciiDigit(At(end));
  }

  bool IsCodedAt(size_t at) {
    if (at < token_end_) return false;
    size_t begin = at;
    while (begin > token_end_ && kIsBase64[At(begin - 1)]) --begin;
    token_end_ = at + kRunBytes;
    return BeginsAsBase64Text(cell_.substr(begin));
  }

  bool IsHex(size_t i) const { return HexValue(At(i)) >= 0; }

  bool IsEscapeAt(size_t at) const {
    switch (At(at)) {
      case '&':
        return IsEntityAt(at);
      case '%':
        return IsHex(at + 1) && IsHex(at + 2) && IsPercentOfText(at);
      case '\\':
        return IsBackslashAt(at);
      case '=':
        return At(at + 3) == '=' && IsHex(at + 1) && IsHex(at + 2) && IsHex(at + 4);
      default:
        return false;
    }
  }

  // Entities of ASCII, and entities in entities; names of letters, spaces and what cannot be seen.
  bool IsEntityAt(size_t at) const {
    if (cell_.substr(at, 5) == "&amp;") {
      size_t end = at + 5;
      while (end < at + 15 && IsAlnum(end)) ++end;
      return At(at + 5) == '#' || (At(end) == ';' && end > at + 6);
    }
    if (At(at + 1) != '#') {
      const auto escape = ParseEscape(cell_.substr(at));
      return escape && escape->code_point >= 0x80;
    }
    return IsAsciiDigit(At(at + 2)) || AsciiLower(At(at + 2)) == 'x';
  }

  // Letters and digits need no percent escape; bytes beyond ASCII do and are read as what they are.
  bool IsPercentOfText(size_t at) const {
    const int byte = HexValue(At(at + 1)) * 16 + HexValue(At(at + 2));
    const auto c = static_cast<char32_t>(byte);
    const bool is_behind = at > 0 && (IsAlnum(at - 1) || At(at - 1) == '%');
    const bool is_before = IsAlnum(at + 3) || At(at + 3) == '%';
    if (byte >= 0xC2 || c == '%' || c == '&') return true;
    if (c == ' ' || c == '@') return is_behind && is_before;  // of an address in a query
    return (IsAsciiLetter(c) || IsAsciiDigit(c)) && (is_behind || is_before);
  }

  bool IsBackslashAt(size_t at) const {
    const char32_t kind = At(at + 1);
    if (kind == 'x') return At(at + 2) == '{' || (IsHex(at + 2) && IsHex(at + 3));
    if (kind == 'U') return IsHex(at + 2) && IsHex(at + 8);
    if (kind != 'u') return false;
    if (At(at + 2) == '{') return true;
    const bool is_doubled = at > 0 && At(at - 1) == '\\';
    return IsHex(at + 2) &&
           (is_doubled || (At(at + 2) == '0' && At(at + 3) == '0' && At(at + 4) < '8'));
  }

  const std::string_view cell_;
  bool has_other_ = false;
  size_t chunk_end_ = 0;
  size_t token_end_ = 0;  // of what was looked at as a token
  size_t hex_end_ = 0;    // of a hexadecimal number looked at
  std::string plain_;
};

// Words of two letters and more with single spaces between: nothing to undo in any case of them but
// letters that are repeated, which the quick look sees.
bool IsWordsOnly(std::string_view shape) {
  size_t word = 0;
  for (const char c : shape) {
    if (c == ' ' && word < 2) return false;
    if (c != ' ' && !IsAsciiLetter(static_cast<unsigned char>(c))) return false;
    word = c == ' ' ? 0 : word + 1;
  }
  return word >= 2;
}

}  // namespace

bool MayBeMasked(std::string_view cell) { return MaskSearch(cell).Run(); }

// A 0 may stand for any letter that a digit stands for; only escapes and base64 tell digits apart,
// and only base64 and links capitals of what changes more than case. A text of the shape may have
// small and capital letters at random, for which alone it is looked at closely: then everything
// that can be undone in it is, also what the quick look does not ask about ("bA@@rDr").
bool ShapeMayBeMasked(std::string_view shape) {
  const bool has_escape = shape.find_first_of("%\\&=") != std::string_view::npos;
  if (has_escape || shape.find("www.") != std::string_view::npos) return true;
  size_t run = 0;
  bool has_letter = false;
  for (const char c : shape) {
    const bool belongs = kIsBase64[static_cast<unsigned char>(c)];
    run = belongs ? run + 1 : 0;
    has_letter = belongs && (has_letter || IsAsciiLetter(static_cast<unsigned char>(c)));
    if (run >= kBase64SizeMin && has_letter) return true;
  }
  return MayBeMasked(shape) || (!IsWordsOnly(shape) && !Unmask(shape).empty());
}

}  // namespace sunder::scanner
