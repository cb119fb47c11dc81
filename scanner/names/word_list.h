// Short lists of words and endings in code: a look at a few bytes tells most words that are not
// among them. Private to this folder.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace sunder::scanner::names {

// Which of 256 kinds of bytes, words or endings a list has; computed when the program is built.
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

constexpr size_t KindOfWord(std::string_view word) {
  return static_cast<unsigned char>(word.front()) * size_t{7} +
         static_cast<unsigned char>(word.back()) * size_t{31} + word.size() * 67;
}

constexpr size_t KindOfEnding(std::string_view word) {
  return static_cast<unsigned char>(word[word.size() - 2]) * size_t{7} +
         static_cast<unsigned char>(word.back()) * size_t{31};
}

// Whether the array `kWords` has the word. REQUIRES: none of them is empty.
template <const auto& kWords>
bool IsAmong(std::string_view word) {
  static constexpr KindBits kKinds = [] {
    KindBits bits;
    for (const std::string_view entry : kWords) bits.Add(KindOfWord(entry));
    return bits;
  }();
  if (word.empty() || !kKinds.Has(KindOfWord(word))) return false;
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
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
