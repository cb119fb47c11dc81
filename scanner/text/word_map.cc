#include "scanner/text/word_map.h"

#include <unicode/utf8.h>

#include <cstring>

namespace sunder::scanner {
namespace {

constexpr size_t kBlockBytes = 64;
constexpr size_t kBasicPlane = 0x10000;

// GCC's and clang's vectors: SSE2 on x86-64, NEON on ARM.
typedef unsigned char Bytes16 __attribute__((vector_size(16)));  // NOLINT(modernize-use-using)

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

struct BlockBits {
  uint64_t letters = 0;  // ASCII
  uint64_t leads = 0;    // first bytes of characters beyond ASCII
};

inline BlockBits BitsOf(const char* block) {
  BlockBits bits;
#pragma GCC unroll 4
  for (size_t at = 0; at < kBlockBytes; at += sizeof(Bytes16)) {
    Bytes16 bytes;
    std::memcpy(&bytes, block + at, sizeof bytes);
    const auto letters = (((bytes | 0x20) - 'a') < 26) | ((bytes - '0') < 10);
    bits.letters |= HighBits(reinterpret_cast<Bytes16>(letters)) << at;
    bits.leads |= HighBits(reinterpret_cast<Bytes16>(bytes >= 0xC0)) << at;
  }
  return bits;
}

}  // namespace

WordMap::WordMap() : known_(kBasicPlane, Known::kNothing) {}

bool WordMap::IsLetter(uint32_t point) {
  if (point >= kBasicPlane) return IsWordPoint(point);
  Known& known = known_[point];
  if (known == Known::kNothing) known = IsWordPoint(point) ? Known::kLetter : Known::kOther;
  return known == Known::kLetter;
}

void WordMap::AddPoint(std::string_view text, size_t at) {
  const std::string_view window = text.substr(at, U8_MAX_LENGTH);
  const auto* bytes = reinterpret_cast<const uint8_t*>(window.data());
  int32_t size = 0;
  UChar32 point = 0;
  U8_NEXT(bytes, size, static_cast<int32_t>(window.size()), point);
  if (point < 0 || !IsLetter(static_cast<uint32_t>(point))) {
    singles_[at / kBlockBytes] |= uint64_t{1} << at % kBlockBytes;
    return;
  }
  for (size_t byte = at; byte < at + static_cast<size_t>(size); ++byte) {
    letters_[byte / kBlockBytes] |= uint64_t{1} << byte % kBlockBytes;
  }
}

void WordMap::Build(std::string_view text) {
  const size_t blocks = (text.size() + kBlockBytes - 1) / kBlockBytes;
  letters_.assign(blocks + 1, 0);
  singles_.assign(blocks, 0);
  for (size_t block = 0; block < blocks; ++block) {
    const size_t begin = block * kBlockBytes;
    BlockBits bits;
    if (begin + kBlockBytes <= text.size()) {
      bits = BitsOf(text.data() + begin);
    } else {
      char padded[kBlockBytes] = {};
      std::memcpy(padded, text.data() + begin, text.size() - begin);
      bits = BitsOf(padded);
    }
    letters_[block] |= bits.letters;
    for (; bits.leads != 0; bits.leads &= bits.leads - 1) {
      AddPoint(text, begin + static_cast<size_t>(__builtin_ctzll(bits.leads)));
    }
  }
}

}  // namespace sunder::scanner
