// What the lexicon says of the words met lately: few words make up most of a text, and the lexicon
// is larger than a processor's caches. Private to this folder.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "scanner/text/byte_hash.h"

namespace sunder::scanner::names {

// What is known of a word as it stands in a text.
struct WordMarks {
  uint32_t marks = 0;  // of the lexicon
  uint8_t cut = 0;     // bytes at its end that are a possessive or an ending
  bool is_possessive = false;
};

// One a thread. The whole word is the key, so what it gives never depends on what was asked before.
class WordMarksMemo {
 public:
  // Before the others.
  void Prepare() { entries_.resize(size_t{1} << kEntriesLog2); }

  // What `look_up(word)` gives for the word that stands at `at` of `text`.
  template <class LookUp>
  WordMarks Get(std::string_view text, size_t at, size_t size, LookUp look_up) {
    if (size > kWordSizeBytesMax) return look_up(text.substr(at, size));
    const Key key = KeyOf(text, at, size);
    Entry& entry = entries_[PlaceOf(key, size)];
    if (entry.size != size || entry.key != key) {
      const WordMarks known = look_up(text.substr(at, size));
      entry = {key, known.marks, static_cast<uint8_t>(size), known.cut, known.is_possessive};
    }
    return {entry.marks, entry.cut, entry.is_possessive};
  }
  // Asks for the memory that Get will look at.
  void Prefetch(std::string_view text, size_t at, size_t size) const {
    if (size > kWordSizeBytesMax) return;
    __builtin_prefetch(&entries_[PlaceOf(KeyOf(text, at, size), size)]);
  }

 private:
  static constexpr size_t kWordSizeBytesMax = 24;
  using Key = std::array<uint64_t, 3>;  // zeros behind the word
  struct alignas(32) Entry {            // half of a cache line
    Key key = {};
    uint32_t marks = 0;
    uint8_t size = 0;  // 0: free
    uint8_t cut = 0;
    bool is_possessive = false;
  };

  static constexpr unsigned kEntriesLog2 = 15;

  static Key KeyOf(std::string_view text, size_t at, size_t size) {
    Key key = {};
    if (text.size() - at < sizeof key) {
      std::memcpy(key.data(), text.data() + at, size);
      return key;
    }
    std::memcpy(key.data(), text.data() + at, sizeof key);
    // The first byte is the lowest one.
    const auto keep = [](uint64_t word, size_t bytes) {
      return bytes >= sizeof word ? word : word & ((uint64_t{1} << 8 * bytes) - 1);
    };
    constexpr size_t kWord = sizeof(uint64_t);
    key[0] = keep(key[0], size);
    key[1] = keep(key[1], size > kWord ? size - kWord : 0);
    key[2] = keep(key[2], size > 2 * kWord ? size - 2 * kWord : 0);
    return key;
  }
  static size_t PlaceOf(const Key& key, size_t size) {
    constexpr uint64_t kMixer = 0x9E3779B97F4A7C15;  // 2^64 / golden ratio
    const uint64_t hash =
        FoldedProduct(key[0] ^ kMixer, ((key[1] ^ size) + kMixer) ^ (key[2] << 1U));
    return (hash * kMixer) >> (64 - kEntriesLog2);
  }

  std::vector<Entry> entries_;
};

}  // namespace sunder::scanner::names
