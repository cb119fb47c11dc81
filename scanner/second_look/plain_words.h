// Texts as plain words: case folded, without accents and marks. A second normalisation beside
// scanner/text and independent of it. Private to this folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sunder::scanner::second_look {

struct PlainWord {
  std::string text;       // NFKC case folded, letters and digits only, marks stripped; UTF-8
  uint32_t sentence = 0;  // words of one sentence have the same number
  bool is_odd = false;    // marks were piled on letters that no language puts there
};

// Appends the words of `text`. Sentences end at their signs and at line ends.
void AppendPlainWords(std::string_view text, std::vector<PlainWord>* words);
std::vector<PlainWord> PlainWords(std::string_view text);

// Letters written without spaces between words: Han, kana, Thai, Lao, Khmer, Myanmar.
bool IsUnspaced(char32_t letter);
bool IsHangul(char32_t letter);
// The code point that begins at `at`, which moves behind it. REQUIRES: valid UTF-8, at < size.
char32_t NextCodePoint(std::string_view text, size_t* at);

}  // namespace sunder::scanner::second_look
