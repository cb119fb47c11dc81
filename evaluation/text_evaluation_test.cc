#include "evaluation/text_evaluation.h"

#include <catch2/catch.hpp>

#include "evaluation/evaluation_report.h"
#include "evaluation/test_labels.h"

namespace sunder::evaluation {
namespace {

// Three documents in two languages; one statement found, one missed, one false on a trap.
struct Small {
  LabelCatalog labels = TestLabels();
  scanner::RuleSet rule_set;
  std::vector<LabelledDocument> documents;
  std::vector<JudgedDocument> judged;

  Small() {
    rule_set.rules.emplace_back().id = "religion.words";
    Add("en", "she is [religion:third|Baha'i]");
    Add("de", "er ist [religion:third|Quäker]");
    Add("de", "die {religion:topic|Quäker} in der Stadt");
    Add("en", "nothing here");
    for (const LabelledDocument& document : documents) judged.push_back({&document, {}});
    Find(0, EvidenceGrade::kThirdPartyStatement);
    Find(1, EvidenceGrade::kGroupMention);
    Find(2, EvidenceGrade::kSelfStatement);
  }
  void Add(const std::string& language, const std::string& line) {
    Result<MarkedText> marked = ParseMarkedLine(line, labels);
    REQUIRE(marked.ok());
    documents.push_back({"sentences/dev/" + language + ".txt",
                         static_cast<uint32_t>(documents.size() + 1), language, "note",
                         Origin::kWritten, marked->text, marked->annotations});
  }
  void Find(size_t document, EvidenceGrade grade) {
    judged[document].found.push_back(
        {*labels.Find("religion"), grade, documents[document].annotations[0].span, 0, 1});
  }
};

const Score& Named(const std::vector<NamedScore>& scores, const std::string& name) {
  for (const NamedScore& one : scores) {
    if (one.name == name) return one.score;
  }
  FAIL("no row " << name);
  return scores.front().score;
}

TEST_CASE("Spans, statements, baits, grades and mix-ups of a small corpus") {
  const Small small;
  const ScoringRules rules(small.labels, small.documents);
  const TextEvaluation texts = EvaluateTexts(rules, small.rule_set, small.judged, 10);
  CHECK(texts.documents == 4);
  CHECK(texts.personal == 2);
  CHECK(texts.baits == 1);
  for (const auto* scores : {&texts.exact, &texts.overlap}) {
    for (const char* row : {"five categories", "religion"}) {
      const Tally& tally = Named(*scores, row).tally;
      CHECK(tally.right == 1);
      CHECK(tally.wrong == 1);
      CHECK(tally.missed == 1);
    }
  }
  for (const auto& [group, scores] : texts.statements) {
    const Tally& tally = Named(scores, "religion").tally;
    CHECK(tally.right == (group == "all" || group == "en" ? 1 : 0));
    CHECK(tally.missed == (group == "en" ? 0 : 1));
  }
  REQUIRE(texts.baits_by_language.size() == 4);  // all, en, other languages, de
  CHECK(texts.baits_by_language[0].documents == 2);
  CHECK(texts.baits_by_language[0].wrong == 1);
  CHECK(texts.baits_by_language[1].wrong == 0);
  CHECK(texts.baits_by_language[3].baits == 1);
  CHECK(texts.baits_by_language[3].baits_wrong == 1);
  CHECK(texts.grades[static_cast<size_t>(Truth::kThird)][1] == 1);
  CHECK(texts.grades[static_cast<size_t>(Truth::kThird)][4] == 1);
  CHECK(texts.grades[static_cast<size_t>(Truth::kTrapTopic)][0] == 1);
  REQUIRE(texts.mix_ups.size() == 1);
  CHECK(texts.mix_ups[0].truth == "trap:topic religion");
  REQUIRE(texts.worst.size() == 2);
  CHECK(texts.worst[0].id == "sentences/dev/de.txt:2");
  CHECK(texts.worst[0].missed.front() == "religion:third 'Quäker'; judged religion group_mention");
  CHECK(texts.worst[1].wrong.front() == "religion:self_statement 'Quäker' (religion.words)");
}

TEST_CASE("A report is the same text every time") {
  const Small small;
  const ScoringRules rules(small.labels, small.documents);
  EvaluationReport report;
  report.part = "dev";
  report.texts = EvaluateTexts(rules, small.rule_set, small.judged, 10);
  report.odd =
      EvaluateOddTexts(rules, small.rule_set, {small.judged.begin() + 2, small.judged.end()}, 3);
  CHECK(report.odd->wrong_special == 1);
  CHECK(WriteEvaluationText(report) == WriteEvaluationText(report));
  const std::string json = WriteEvaluationJson(report);
  CHECK(json.find("\"five_categories\"") != std::string::npos);
  CHECK(json.find("\"wrong_special\": 1") != std::string::npos);
}

}  // namespace
}  // namespace sunder::evaluation
