#include "evaluation/span_matching.h"

#include <catch2/catch.hpp>

#include "evaluation/test_labels.h"

namespace sunder::evaluation {
namespace {

struct Case {
  LabelCatalog labels = TestLabels();
  LabelledDocument document;
  std::vector<FoundSpan> found;

  explicit Case(const std::string& line) {
    Result<MarkedText> marked = ParseMarkedLine(line, labels);
    REQUIRE(marked.ok());
    document.text = marked->text;
    document.annotations = marked->annotations;
  }
  // `text` is what the finding covers; its first occurrence.
  void Find(const std::string& label, const std::string& text,
            EvidenceGrade grade = EvidenceGrade::kNone) {
    const auto begin = static_cast<uint32_t>(document.text.find(text));
    found.push_back(
        {*labels.Find(label), grade, {begin, begin + static_cast<uint32_t>(text.size())}, 0, 1});
  }
  DocumentMatch Match(Matching matching) const {
    // Phone numbers are marked somewhere in this corpus; ages, too, but not everywhere.
    LabelledDocument other;
    for (const char* name : {"phone_number", "person_name", "age"}) {
      other.annotations.push_back({*labels.Find(name), Truth::kIdentifier, {0, 1}});
    }
    return MatchDocument(ScoringRules(labels, {other}), document, found, matching);
  }
};

constexpr auto kThird = EvidenceGrade::kThirdPartyStatement;

TEST_CASE("Exact and overlapping spans") {
  Case one("she is [religion:third|Roman Catholic] and [person_name|Iva Quill]");
  one.Find("religion", "Catholic", kThird);
  one.Find("person_name", "Iva Quill");
  const DocumentMatch exact = one.Match(Matching::kExact);
  CHECK(exact.right.size() == 1);
  CHECK(exact.missed == std::vector<size_t>{0});
  CHECK(exact.wrong == std::vector<size_t>{0});
  const DocumentMatch overlap = one.Match(Matching::kOverlap);
  CHECK(overlap.right.size() == 2);
  CHECK(overlap.missed.empty());
  CHECK(overlap.wrong.empty());
}

TEST_CASE("One to one: the second finding on a span is false, the better one is right") {
  Case one("[person_name|Iva Maria Quill] called");
  one.Find("person_name", "Iva");
  one.Find("person_name", "Maria Quill");
  const DocumentMatch match = one.Match(Matching::kOverlap);
  REQUIRE(match.right.size() == 1);
  CHECK(match.right[0].found == 1);
  CHECK(match.wrong == std::vector<size_t>{0});
}

TEST_CASE("Mentions without a person are neither found nor false") {
  Case one("[religion:third|Sikh] and Hindu");
  one.Find("religion", "Sikh", EvidenceGrade::kGroupMention);
  one.Find("religion", "Hindu", EvidenceGrade::kTopic);
  const DocumentMatch match = one.Match(Matching::kOverlap);
  CHECK(match.right.empty());
  CHECK(match.missed.size() == 1);
  CHECK(match.wrong.empty());
}

TEST_CASE("Race and ethnicity stand for each other, religion and ethnicity do not") {
  Case one("[race:third|Hispanic] [ethnicity:third|Jewish]");
  one.Find("ethnicity", "Hispanic", kThird);
  one.Find("religion", "Jewish", kThird);
  const DocumentMatch match = one.Match(Matching::kOverlap);
  CHECK(match.right.size() == 1);
  CHECK(match.alternatives == 1);
  CHECK(match.missed == std::vector<size_t>{1});
  CHECK(match.wrong == std::vector<size_t>{1});
}

TEST_CASE("A personal finding on a trap is false, even where it reaches into a true span") {
  Case one("{race:none|black} [religion:third|Muslim] {phone_number:none|555-0100}");
  one.Find("religion", "black Muslim", kThird);
  one.Find("phone_number", "555-0100");
  const DocumentMatch match = one.Match(Matching::kOverlap);
  CHECK(match.right.empty());
  CHECK(match.missed.size() == 1);
  CHECK(match.wrong.size() == 2);
}

TEST_CASE("Labels that the corpus does not mark everywhere are scored where it does") {
  Case one("aged [age|44], or 45; Dr Who, gardener");
  one.Find("age", "44");
  one.Find("age", "45");
  one.Find("person_name", "Who");
  one.Find("job_title", "gardener");  // never marked in this corpus
  const DocumentMatch match = one.Match(Matching::kOverlap);
  CHECK(match.right.size() == 1);
  CHECK(match.unscored == std::vector<size_t>{1, 3});
  CHECK(match.wrong == std::vector<size_t>{2});
}

TEST_CASE("Labels that are off are not scored at all") {
  Case one("[union_membership:self|member of the union]");
  one.Find("union_membership", "union", EvidenceGrade::kSelfStatement);
  const DocumentMatch match = one.Match(Matching::kOverlap);
  CHECK(match.right.empty());
  CHECK(match.missed.empty());
  CHECK(match.wrong.empty());
}

}  // namespace
}  // namespace sunder::evaluation
