#include "scanner/names/word_marks.h"

#include <cstring>

#include "scanner/text/byte_hash.h"

namespace sunder::scanner::names {
namespace {

constexpr unsigned kEntriesLog2 = 13;

}  // namespace

WordMarksMemo::WordMarksMemo() : entries_(size_t{1} << kEntriesLog2) {}

WordMarksMemo::Key WordMarksMemo::KeyOf(std::string_view text, size_t at, size_t size) {
  Key key = {};
  if (text.size() - at < sizeof key) {
    std::memcpy(key.data(), text.data() + at, size);
    return key;
  }
  std::memcpy(key.data(), text.data() + at, sizeof key);
  for (size_t word = 0, begin = 0; word < key.size(); ++word, begin += sizeof(uint64_t)) {
    const size_t left = size > begin ? size - begin : 0;
    if (left >= sizeof(uint64_t)) continue;
    key[word] &= (uint64_t{1} << 8 * left) - 1;  // the first byte is the lowest one
  }
  return key;
}

size_t WordMarksMemo::PlaceOf(const Key& key, size_t size) {
  constexpr uint64_t kMixer = 0x9E3779B97F4A7C15;  // 2^64 / golden ratio
  const uint64_t hash = FoldedProduct(key[0] ^ kMixer, (key[1] ^ size) + kMixer);
  return FoldedProduct(hash ^ key[2], kMixer) >> (64 - kEntriesLog2);
}

}  // namespace sunder::scanner::names
