#include "scanner/context/words.h"

#include <catch2/catch.hpp>

namespace sunder::scanner {
namespace {

std::vector<std::string> Folded(const std::string& text) {
  std::vector<std::string> folded;
  for (const Word& word : SplitWords(text, {0, static_cast<uint32_t>(text.size())})) {
    folded.push_back(word.folded);
  }
  return folded;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("words are folded and contractions written out") {
  CHECK(Folded("I'm NOT sure") == Words{"i", "am", "not", "sure"});
  CHECK(Folded("He isn't; she\xE2\x80\x99s, we can't, won't") ==
        Words{"he", "is", "not", "she", "is", "we", "can", "not", "will", "not"});
  CHECK(Folded("O'Brien") == Words{"o", "brien"});
  CHECK(Folded("l'islam") == Words{"l", "islam"});
  CHECK(Folded("她是教徒。") == Words{"她", "是", "教", "徒"});
  CHECK(Folded("\xC3\x89glise \xE2\x80\x94 \xC2\xABoui\xC2\xBB") == Words{"\xC3\xA9glise", "oui"});
  CHECK(Folded("").empty());
  CHECK(Folded("My dad's a cook") == Words{"my", "dad", "is", "a", "cook"});
  CHECK(Folded("My dad's cook") == Words{"my", "dad", "cook"});
}

TEST_CASE("a possessive keeps its stem and is marked") {
  const std::string text = "the patient's chart";
  const std::vector<Word> words = SplitWords(text, {0, static_cast<uint32_t>(text.size())});
  REQUIRE(words.size() == 3);
  CHECK(words[1].folded == "patient");
  CHECK(words[1].is_possessive);
  CHECK_FALSE(words[2].is_possessive);
}

TEST_CASE("spans are those of the text, also within a range") {
  const std::string text = "Ann. Bob is here";
  const std::vector<Word> words = SplitWords(text, {4, 16});
  REQUIRE(words.size() == 3);
  CHECK(words[0].original == Span{5, 8});
  CHECK(words[0].is_capital);
  CHECK(GapBefore(text, words[0]) == " ");
}

TEST_CASE("names of fields are split into words") {
  CHECK(SplitName("customerReligion") == Words{"customer", "religion"});
  CHECK(SplitName("customer_religion") == Words{"customer", "religion"});
  CHECK(SplitName("terms[].party") == Words{"terms", "party"});
  CHECK(SplitName("GSMValue") == Words{"gsm", "value"});
  CHECK(SplitName("address2") == Words{"address", "2"});
  CHECK(SplitName("What is your present religion, if any?") ==
        Words{"what", "is", "your", "present", "religion", "if", "any"});
}

}  // namespace sunder::scanner
