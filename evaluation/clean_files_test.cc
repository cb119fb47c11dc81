#include "evaluation/clean_files.h"

#include <catch2/catch.hpp>

namespace sunder::evaluation {
namespace {

std::vector<std::string> Texts(std::string_view text) {
  std::vector<std::string> texts;
  for (const Span& span : Paragraphs(text))
    texts.emplace_back(text.substr(span.begin, span.size()));
  return texts;
}

TEST_CASE("Paragraphs are parted by blank lines") {
  CHECK(Texts("").empty());
  CHECK(Texts("\n \n\t\n").empty());
  CHECK(Texts("one") == std::vector<std::string>{"one"});
  CHECK(Texts("\n\none\nstill\n \r\n\ntwo\n") == std::vector<std::string>{"one\nstill\n", "two\n"});
}

TEST_CASE("A long paragraph is cut at a line end, and nothing is lost") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "a line of text\n";
  const std::vector<std::string> texts = Texts(text);
  CHECK(texts.size() > 3);
  std::string joined;
  for (const std::string& one : texts) {
    CHECK(one.size() <= 65536);
    CHECK(one.ends_with('\n'));
    joined += one;
  }
  CHECK(joined == text);
}

}  // namespace
}  // namespace sunder::evaluation
