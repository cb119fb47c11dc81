// Short lists of words and endings in code: a look at a few bytes tells nearly all words that are
// not among them. Private to this folder.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace sunder::scanner::names {

// Which of 256 kinds of bytes or endings a list has; computed when the program is built.
class KindBits {
 public:
  constexpr void Add(size_t kind) { bits_[kind % 256 / 64] |= uint64_t{1} << kind % 64; }
  constexpr bool Has(size_t kind) const { return (bits_[kind % 256 / 64] >> kind % 64 & 1U) != 0; }

 private:
  std::array<uint64_t, 4> bits_ = {};
};

constexpr KindBits BytesOf(std::string_view bytes) {
  KindBits bits;
  for (const char c : bytes) bits.Add(static_cast<unsigned char>(c));
  return bits;
}

constexpr uint32_t HashOfWord(std::string_view word) {
  const auto byte = [&](size_t at) { return uint32_t{static_cast<unsigned char>(word[at])}; };
  const uint32_t bytes = byte(0) | byte(word.size() / 2) << 8U | byte(word.size() - 1) << 16U;
  return (bytes ^ static_cast<uint32_t>(word.size()) << 24U) * 0x9E3779B1U;  // 2^32 / golden ratio
}

// Places of `kCount` words in their list, by hash, counted from 1; open addressing, at most a
// quarter of it in use. Computed when the program is built.
template <size_t kCount>
class WordPlaces {
 public:
  template <class Words>
  explicit constexpr WordPlaces(const Words& words) {
    uint16_t place = 0;
    for (const std::string_view word : words) {
      size_t at = HashOfWord(word) >> kShift;
      while (places_[at] != 0) at = (at + 1) % places_.size();
      places_[at] = ++place;
    }
  }

  template <class Words>
  bool Has(const Words& words, std::string_view word) const {
    for (size_t at = HashOfWord(word) >> kShift; places_[at] != 0; at = (at + 1) % places_.size()) {
      if (words[places_[at] - 1] == word) return true;
    }
    return false;
  }

 private:
  static constexpr size_t kPlaces = std::bit_ceil(kCount * 4);
  static constexpr unsigned kShift = 32 - std::countr_zero(kPlaces);
  std::array<uint16_t, kPlaces> places_ = {};
};

constexpr size_t KindOfEnding(std::string_view word) {
  return static_cast<unsigned char>(word[word.size() - 2]) * size_t{7} +
         static_cast<unsigned char>(word.back()) * size_t{31};
}

// Whether the array `kWords` has the word. REQUIRES: none of them is empty.
template <const auto& kWords>
bool IsAmong(std::string_view word) {
  static constexpr WordPlaces<std::size(kWords)> kPlaces(kWords);
  return !word.empty() && kPlaces.Has(kWords, word);
}

// Whether the word ends in one of `kEndings`, with more than three bytes before it.
// REQUIRES: each has at least two bytes.
template <const auto& kEndings>
bool EndsInOneOf(std::string_view word) {
  static constexpr KindBits kKinds = [] {
    KindBits bits;
    for (const std::string_view entry : kEndings) bits.Add(KindOfEnding(entry));
    return bits;
  }();
  if (word.size() < 2 || !kKinds.Has(KindOfEnding(word))) return false;
  return std::any_of(std::begin(kEndings), std::end(kEndings), [&](std::string_view ending) {
    return word.size() > ending.size() + 3 && word.ends_with(ending);
  });
}

}  // namespace sunder::scanner::names
