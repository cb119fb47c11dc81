// Letters that look like others, from ICU's confusables. Private to this folder.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>

namespace sunder::scanner {

enum class LetterScript : uint8_t { kNone, kLatin, kCyrillic, kGreek, kOther };

// Built once; never changes.
class Lookalikes {
 public:
  static const Lookalikes& Get();

  // The ASCII letter that `c` (Cyrillic, Greek, Cherokee, small capitals ...) looks like, of the
  // same case; 0 for none.
  char32_t Latin(char32_t c) const;
  // The letter of `script` that the ASCII letter `c` looks like; 0 for none.
  char32_t Of(LetterScript script, char32_t c) const;

 private:
  Lookalikes();
  void AddConfusables();
  void AddCapitalPairs();
  void AddSmallCapitals();
  void FillAlphabets();
  void AddReverse();

  // Latin() of Latin to Cyrillic letters, which most are: all are ASCII.
  static constexpr char32_t kAlphabetsEnd = 0x530;
  std::array<char, kAlphabetsEnd> latin_of_alphabets_ = {};
  std::unordered_map<char32_t, char32_t> latin_;
  std::unordered_map<char32_t, char32_t> cyrillic_;
  std::unordered_map<char32_t, char32_t> greek_;
};

}  // namespace sunder::scanner
