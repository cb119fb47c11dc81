#include "scanner/text/word_map.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstring>

#include "scanner/text/byte_bits.h"

namespace sunder::scanner {
namespace {

constexpr size_t kBlockBytes = 64;
constexpr size_t kBasicPlane = 0x10000;

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

// Scripts that are written without spaces (Han, Hiragana, Thai) have the word-break class Other:
// each of their characters may begin or end a word.
bool IsWordPoint(uint32_t point) {
  switch (u_getIntPropertyValue(static_cast<UChar32>(point), UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER:
    case U_WB_HEBREW_LETTER:
    case U_WB_KATAKANA:
    case U_WB_NUMERIC:
    case U_WB_EXTENDNUMLET:
    case U_WB_EXTEND:
      return true;
    default:
      return false;
  }
}

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
