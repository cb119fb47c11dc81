// 64 bytes at a time, compared with one byte value at once. SSE2 is part of every x86-64; other
// machines take the portable loop.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace sunder {

inline constexpr size_t kChunkSizeBytes = 64;

class ByteChunk {
 public:
  // Bytes behind `size` count as NUL. `bytes` need not be aligned or readable behind `size`.
  ByteChunk(const char* bytes, size_t size) {
    if (size >= kChunkSizeBytes) {
      Load(bytes);
      return;
    }
    char padded[kChunkSizeBytes] = {};
    std::memcpy(padded, bytes, size);
    Load(padded);
  }

  // Bit i is set where byte i equals `value`. REQUIRES: value is not NUL.
  uint64_t Equal(char value) const {
    uint64_t mask = 0;
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi8(value);
    for (int i = 0; i < 4; ++i) {
      const int bits = _mm_movemask_epi8(_mm_cmpeq_epi8(lanes_[i], wanted));
      mask |= static_cast<uint64_t>(static_cast<uint32_t>(bits)) << (16 * i);
    }
#else
    for (size_t i = 0; i < kChunkSizeBytes; ++i) {
      mask |= static_cast<uint64_t>(bytes_[i] == value) << i;
    }
#endif
    return mask;
  }

 private:
#if defined(__SSE2__)
  void Load(const char* bytes) {
    for (int i = 0; i < 4; ++i) {
      lanes_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
    }
  }
  __m128i lanes_[4];
#else
  void Load(const char* bytes) { std::memcpy(bytes_, bytes, kChunkSizeBytes); }
  char bytes_[kChunkSizeBytes];
#endif
};

}  // namespace sunder
