#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scanner/text/scan_text.h"

namespace sunder::scanner {
namespace {

std::vector<std::string> Split(std::string_view text) {
  std::vector<Span> spans;
  SplitSentences(text, &spans);
  std::vector<std::string> sentences;
  uint32_t at = 0;
  for (const Span& span : spans) {
    CHECK(span.begin == at);  // covers the text whole
    at = span.end;
    std::string sentence(text.substr(span.begin, span.size()));
    const size_t last = sentence.find_last_not_of(" \r\n\t");
    sentences.push_back(sentence.substr(0, last == std::string::npos ? 0 : last + 1));
  }
  CHECK(at == text.size());
  return sentences;
}

using Sentences = std::vector<std::string>;

TEST_CASE("Sentences end at their terminators") {
  CHECK(Split("").empty());
  CHECK(Split("no end") == Sentences{"no end"});
  CHECK(Split("One. Two! Three? Four") == Sentences{"One.", "Two!", "Three?", "Four"});
  CHECK(Split("He said \"No.\" She left.") == Sentences{"He said \"No.\"", "She left."});
  CHECK(Split("Really?! Yes...  Well.") == Sentences{"Really?!", "Yes...", "Well."});
  CHECK(Split("It is 3.5 at example.com today. Go") ==
        Sentences{"It is 3.5 at example.com today.", "Go"});
}

TEST_CASE("Abbreviations and initials do not end a sentence") {
  CHECK(Split("Mr. Doe met Dr. Roe, e.g. today. Fine.") ==
        Sentences{"Mr. Doe met Dr. Roe, e.g. today.", "Fine."});
  CHECK(Split("J. Q. Public is here. Yes.") == Sentences{"J. Q. Public is here.", "Yes."});
  CHECK(Split("It was I. He came.") == Sentences{"It was I.", "He came."});
  CHECK(Split("Sold by Example Inc. in May. Then") ==
        Sentences{"Sold by Example Inc. in May.", "Then"});
  CHECK(Split("We met at 5 p.m. She is here.") == Sentences{"We met at 5 p.m.", "She is here."});
}

TEST_CASE("Lines of lists and forms end a sentence, wrapped prose does not") {
  CHECK(Split("Name: Ada\nReligion: none\n") == Sentences{"Name: Ada", "Religion: none"});
  CHECK(Split("- red\n- green\r\n- blue") == Sentences{"- red", "- green", "- blue"});
  CHECK(Split("1. First thing\n2. Second thing") == Sentences{"1. First thing", "2. Second thing"});
  CHECK(Split("a long line of prose that has been wrapped by a\nmail program").size() == 1);
  CHECK(Split("a long line of prose that has been wrapped by a\n\nmail program").size() == 2);
  CHECK(Split("a \xE2\x80\xA2 b \xE2\x80\xA2 c") ==
        Sentences{"a", "\xE2\x80\xA2 b", "\xE2\x80\xA2 c"});
}

TEST_CASE("Other scripts end their sentences, too, and an accent does not change the cut") {
  CHECK(Split("\xE6\x88\x91\xE3\x80\x82\xE4\xBD\xA0\xE3\x80\x82") ==
        Sentences{"\xE6\x88\x91\xE3\x80\x82", "\xE4\xBD\xA0\xE3\x80\x82"});
  CHECK(Split("Caf\xC3\xA9. \xC3\x89tude.") == Sentences{"Caf\xC3\xA9.", "\xC3\x89tude."});
  CHECK(Split("Mr. Andr\xC3\xA9 left. Ok.") == Sentences{"Mr. Andr\xC3\xA9 left.", "Ok."});
  CHECK(Split("broken \xFF\xC3. bytes").size() >= 1);
}

}  // namespace
}  // namespace sunder::scanner
