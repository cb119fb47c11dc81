#include "evaluation/labelled_document.h"

#include <catch2/catch.hpp>

#include "evaluation/test_labels.h"

namespace sunder::evaluation {
namespace {

TEST_CASE("A marked line gives the text and its spans") {
  const LabelCatalog labels = TestLabels();
  const Result<MarkedText> marked = ParseMarkedLine(
      "[person_name|Iva Quill] är [religion:third|katolik],\\n no {race:none|black} \\[tie\\] \\| "
      "\\\\",
      labels);
  REQUIRE(marked.ok());
  CHECK(marked->text == "Iva Quill är katolik,\n no black [tie] | \\");
  REQUIRE(marked->annotations.size() == 3);
  CHECK(marked->annotations[0].truth == Truth::kIdentifier);
  CHECK(marked->annotations[0].span == Span{0, 9});
  CHECK(labels.name(marked->annotations[1].label) == "religion");
  CHECK(marked->annotations[1].truth == Truth::kThird);
  CHECK(marked->annotations[1].span == Span{14, 21});
  CHECK(IsTrap(marked->annotations[2].truth));
  CHECK(marked->annotations[2].truth == Truth::kTrapNone);
}

TEST_CASE("What was parsed can be written again") {
  const LabelCatalog labels = TestLabels();
  const std::string line =
      "a \\[b\\] {religion:topic|x}\\n[religion:self|y] \\\\ [person_name|Z \\| z]";
  const Result<MarkedText> marked = ParseMarkedLine(line, labels);
  REQUIRE(marked.ok());
  CHECK(MarkedLine(marked->text, marked->annotations, labels) == line);
}

TEST_CASE("A line that breaks the format is refused") {
  const LabelCatalog labels = TestLabels();
  for (const char* line :
       {"[religion:self|x", "x]", "{religion:group|x]", "[religion|x]", "[religion:loud|x]",
        "{religion|x}", "{religion:self|x}", "[person_name:self|x]", "[no_label|x]", "a | b",
        "a \\q", "a \\", "[religion:self|]", "[religion:self|a [person_name|b]]", "[religion"}) {
    INFO(line);
    const Result<MarkedText> marked = ParseMarkedLine(line, labels);
    REQUIRE_FALSE(marked.ok());
    CHECK(marked.status().code() == StatusCode::kUsage);
  }
}

TEST_CASE("A file has comments, carriers and ids by line; an error names the line") {
  const LabelCatalog labels = TestLabels();
  const auto documents =
      ParseDocuments("# terms: x\n#\n\none\r\n@ carrier=chat\n#two [religion:self|x]\n",
                     "sentences/dev/xx.txt", "xx", Origin::kWritten, labels);
  REQUIRE(documents.ok());
  REQUIRE(documents->size() == 2);
  CHECK((*documents)[0].id() == "sentences/dev/xx.txt:4");
  CHECK((*documents)[0].carrier == "prose");
  CHECK((*documents)[0].text == "one");
  CHECK((*documents)[1].carrier == "chat");
  CHECK((*documents)[1].has_personal());
  CHECK_FALSE((*documents)[0].has_personal());

  const auto broken = ParseDocuments("good\nbad ]\n", "f.txt", "xx", Origin::kWritten, labels);
  REQUIRE_FALSE(broken.ok());
  CHECK(broken.status().message().find("f.txt:2") != std::string::npos);
  CHECK_FALSE(ParseDocuments("@ carrrier=x\n", "f.txt", "xx", Origin::kWritten, labels).ok());
}

}  // namespace
}  // namespace sunder::evaluation
