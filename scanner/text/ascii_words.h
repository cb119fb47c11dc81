// ASCII folding, eight bytes at a time. Private to the scanner.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace sunder::scanner {

inline constexpr uint64_t kByteOnes = 0x0101010101010101;
inline constexpr uint64_t kByteHighs = 0x8080808080808080;

// In each byte of the result the high bit is set where the byte of `word` (< 0x80) is >= `bound`.
constexpr uint64_t BytesAtLeast(uint64_t word, uint8_t bound) {
  return (word + (0x80U - bound) * kByteOnes) & kByteHighs;
}
// The same where the byte equals `value`; bytes behind the first one may be set wrongly.
constexpr uint64_t BytesEqual(uint64_t word, uint8_t value) {
  const uint64_t difference = word ^ (value * kByteOnes);
  return (difference - kByteOnes) & ~difference & kByteHighs;
}

constexpr uint64_t LowerWord(uint64_t word) {
  const uint64_t is_upper = BytesAtLeast(word, 'A') & ~BytesAtLeast(word, 'Z' + 1);
  return word + (is_upper >> 2);  // 0x80 >> 2 == 'a' - 'A'
}

// Digits become '0', tabs and line ends ' '.
constexpr uint64_t ShapeWord(uint64_t word) {
  const uint64_t low = word & ~kByteHighs;
  const uint64_t is_ascii = ~word & kByteHighs;
  const uint64_t is_digit = BytesAtLeast(low, '0') & ~BytesAtLeast(low, '9' + 1) & is_ascii;
  const uint64_t is_blank = BytesAtLeast(low, '\t') & ~BytesAtLeast(low, '\r' + 1) & is_ascii;
  const uint64_t digits = (is_digit >> 7) * 0x0F;  // '0' is 0x30: the low half goes
  const uint64_t blanks = (is_blank >> 7) * 0xFF;
  return (word & ~digits & ~blanks) | (blanks & (uint64_t{' '} * kByteOnes));
}

// Not 0 where a byte needs more than lower case to be folded: not ASCII, an escape's first, or the
// separator of cells.
constexpr uint64_t NotPlain(uint64_t word) {
  return (word & kByteHighs) | BytesEqual(word, '&') | BytesEqual(word, '\\') |
         BytesEqual(word, 0x1E);
}

inline uint64_t LoadWord(const char* bytes) {
  uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

// The first `size` (< 8) bytes, zeros behind them, without a loop.
inline uint64_t LoadPartOfWord(const char* bytes, size_t size) {
  const auto byte = [&](size_t at) {
    return static_cast<uint64_t>(static_cast<unsigned char>(bytes[at]));
  };
  if (size >= 4) {
    uint32_t low = 0;
    uint32_t high = 0;
    std::memcpy(&low, bytes, sizeof low);
    std::memcpy(&high, bytes + size - sizeof high, sizeof high);
    return low | static_cast<uint64_t>(high) << (8 * (size - sizeof high));
  }
  if (size == 0) return 0;
  return byte(0) | byte(size / 2) << (8 * (size / 2)) | byte(size - 1) << (8 * (size - 1));
}

// Whether every byte is ASCII.
inline bool IsAsciiText(std::string_view text) {
  uint64_t seen = 0;
  size_t at = 0;
  for (; at + sizeof seen <= text.size(); at += sizeof seen) seen |= LoadWord(text.data() + at);
  if (at < text.size()) seen |= LoadPartOfWord(text.data() + at, text.size() - at);
  return (seen & kByteHighs) == 0;
}

}  // namespace sunder::scanner
