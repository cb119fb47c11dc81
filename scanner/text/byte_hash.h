// A hash of a few nanoseconds, the same in every thread, run and machine. Private to the scanner.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace sunder::scanner {

__extension__ typedef unsigned __int128 Uint128;

inline uint64_t FoldedProduct(uint64_t a, uint64_t b) {
  const Uint128 product = static_cast<Uint128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64U);
}

// Folded-multiply hash (the construction of wyhash). Keys: first digits of pi.
inline uint64_t HashBytes(std::string_view value, uint64_t seed = 0) {
  constexpr uint64_t kKey0 = 0x243F6A8885A308D3ULL;
  constexpr uint64_t kKey1 = 0x13198A2E03707344ULL;
  constexpr uint64_t kKey2 = 0xA4093822299F31D0ULL;
  const auto load64 = [](const char* bytes) {
    uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
  };
  const auto load32 = [](const char* bytes) {
    uint32_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return uint64_t{word};
  };
  const auto load8 = [](const char* bytes) {
    return static_cast<uint64_t>(static_cast<unsigned char>(*bytes));
  };
  uint64_t state = kKey0 ^ seed ^ value.size();
  const char* at = value.data();
  size_t left = value.size();
  while (left > 16) {
    state = FoldedProduct(load64(at) ^ kKey1, load64(at + 8) ^ state);
    at += 16;
    left -= 16;
  }
  // Loads of fixed sizes that overlap: together with the length they tell all values apart.
  uint64_t low = 0;
  uint64_t high = 0;
  if (left >= 8) {
    low = load64(at);
    high = load64(at + left - 8);
  } else if (left >= 4) {
    low = load32(at);
    high = load32(at + left - 4);
  } else if (left > 0) {
    low = load8(at) | load8(at + left / 2) << 8U | load8(at + left - 1) << 16U;
  }
  state = FoldedProduct(low ^ kKey1, high ^ state);
  return FoldedProduct(state ^ kKey2, kKey1);
}

}  // namespace sunder::scanner
