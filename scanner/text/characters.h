// What a character of a text is to somebody who splits it into words.
#pragma once

#include <cstdint>
#include <string_view>

namespace sunder::scanner {

enum class CharacterKind : uint8_t {
  kWord,       // letter, digit, mark, "_", or invisible: belongs to the word it stands in
  kIdeograph,  // Han and Hiragana are written without spaces: each counts as a word
  kMark,       // white space, punctuation, symbols
};

struct Character {
  CharacterKind kind = CharacterKind::kMark;
  uint8_t size_bytes = 1;
  bool is_upper = false;
  // Of a mark: the ASCII sign that means the same ("，" and "،" are ','; "。" and "।" '.'; "「"
  // '"'; boxes and bullets '|'), ' ' for white space, '~' for what has none.
  char mark = 0;
};

// REQUIRES: at < text.size(). Bytes that are no UTF-8 are marks of one byte.
Character CharacterAt(std::string_view text, size_t at);

}  // namespace sunder::scanner
