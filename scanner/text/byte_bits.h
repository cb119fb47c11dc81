// Bits of 16 bytes at a time, so that each question about a byte is one about a bit.
#pragma once

#include <cstdint>
#include <cstring>

namespace sunder::scanner {

// GCC's and clang's vectors: SSE2 on x86-64, NEON on ARM.
typedef unsigned char Bytes16 __attribute__((vector_size(16)));  // NOLINT(modernize-use-using)

// The high bits of the bytes, that of the first one lowest.
inline uint64_t HighBits(Bytes16 bytes) {
#ifdef __SSE2__
  typedef char Chars16 __attribute__((vector_size(16)));  // NOLINT(modernize-use-using)
  return static_cast<uint32_t>(__builtin_ia32_pmovmskb128(reinterpret_cast<Chars16>(bytes)));
#else
  uint64_t halves[2];
  std::memcpy(halves, &bytes, sizeof halves);
  // Gathers the high bits of eight bytes in the highest byte.
  const auto gather = [](uint64_t half) {
    return ((half & 0x8080808080808080) * 0x0002040810204081) >> 56U;
  };
  return gather(halves[0]) | gather(halves[1]) << 8U;
#endif
}

}  // namespace sunder::scanner
