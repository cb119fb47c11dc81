#include "scanner/text/word_map.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "scanner/text/scan_text.h"

namespace sunder::scanner {

TEST_CASE("words begin where word borders are") {
  const std::vector<std::string> pieces = {"a", "z9",  "_",  " ",  "-",  "é",   "—",
                                           "ж", "жил", "中", "文", "ア", "한",  "ا",
                                           "َ",  "'",   "😀",  "\n", "०",  "word"};
  std::mt19937 random(7);
  WordMap words;
  for (int round = 0; round < 400; ++round) {
    std::string text;
    while (text.size() < random() % 300) text += pieces[random() % pieces.size()];
    words.Build(text);
    std::vector<bool> is_start(text.size(), false);
    size_t last = 0;
    words.ForEachStart([&](size_t at) {
      REQUIRE(at < text.size());
      REQUIRE(at >= last);
      last = at;
      is_start[at] = true;
    });
    for (uint32_t at = 0; at < text.size(); ++at) {
      const auto byte = static_cast<unsigned char>(text[at]);
      const uint64_t letters = words.Window(at);
      if ((byte & 0xC0U) == 0x80U) continue;
      const bool is_sign = byte < 0x80 && isalnum(byte) == 0;
      const bool is_behind_line = at > 0 && text[at - 1] == '_';
      INFO(text << " at " << at);
      REQUIRE(is_start[at] == (!is_sign && (is_behind_line || IsWordBoundary(text, at))));
      if (at + 1 >= text.size() || byte >= 0x80 || text[at + 1] == '_' || byte == '_') continue;
      REQUIRE(((letters & letters >> 1U & 1U) == 0) == IsWordBoundary(text, at + 1));
    }
  }
}

}  // namespace sunder::scanner
