// Which bytes of a text belong to words, a bit each: word borders are then shifts and ands.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sunder::scanner {

// Letters, marks and digits of words as IsWordBoundary has them; "_" is none here, for it parts the
// words of labels. Reused from text to text by one thread.
class WordMap {
 public:
  WordMap();
  // REQUIRES: valid UTF-8.
  void Build(std::string_view text);

  // Bits [at, at + 64): 0 behind the end. REQUIRES: at < the text's size.
  uint64_t Window(size_t at) const {
    const size_t word = at / 64;
    const size_t shift = at % 64;
    const uint64_t low = letters_[word] >> shift;
    return shift == 0 ? low : low | letters_[word + 1] << (64 - shift);
  }

  // Calls `take(at)` wherever a word begins, and at every character beyond ASCII that belongs to no
  // word: in scripts without spaces a term may begin at each.
  template <class Take>
  void ForEachStart(Take take) const {
    uint64_t carry = 0;
    for (size_t word = 0; word < singles_.size(); ++word) {
      const uint64_t letters = letters_[word];
      uint64_t starts = (letters & ~(letters << 1U | carry)) | singles_[word];
      carry = letters >> 63U;
      for (; starts != 0; starts &= starts - 1) {
        take(word * 64 + static_cast<size_t>(__builtin_ctzll(starts)));
      }
    }
  }

 private:
  bool IsLetter(uint32_t point);
  void AddPoint(std::string_view text, size_t at);

  std::vector<uint64_t> letters_;  // one word longer than needed
  std::vector<uint64_t> singles_;  // first bytes of characters beyond ASCII that are no letters
  enum class Known : uint8_t { kNothing, kLetter, kOther };
  std::vector<Known> known_;  // by code point of the basic plane, once asked for
};

// Whether the code point is a letter, mark, digit or connector of words (UAX #29).
bool IsWordPoint(uint32_t point);

}  // namespace sunder::scanner
