// The judge as the engine and the segregator see it, with the shipped rules.
#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "scanner/context/sentence_judge.h"

namespace sunder::scanner {
namespace {

struct Shipped {
  std::unique_ptr<const RuleSet> rules;
  std::unique_ptr<const RuleDatabase> database;
};

const Shipped& Rules() {
  static const Shipped shipped = [] {
    Shipped made;
    auto rules = LoadRuleSet({SUNDER_SOURCE_DIR "/patterns"});
    INFO(rules.status().message());
    REQUIRE(rules.ok());
    made.rules = std::move(rules).value();
    auto database = RuleDatabase::Create(*made.rules, "");
    INFO(database.status().message());
    REQUIRE(database.ok());
    made.database = std::move(database).value();
    return made;
  }();
  return shipped;
}

std::unique_ptr<Judge> MakeJudge() {
  auto judge = NewJudge(*Rules().database);
  REQUIRE(judge.ok());
  return std::move(judge).value();
}

LabelId Label(const char* name) { return Rules().rules->labels.Find(name).value_or(kNoLabel); }

std::string ValueName(Judge* judge, const char* label, const char* rule, const char* cell) {
  const auto index = Rules().rules->Find(rule);
  REQUIRE(index);
  const ValueId value = judge->CanonicalValue(Label(label), *index, cell);
  return value == kNoValue ? "" : Rules().rules->vocabulary.value(value).name;
}

}  // namespace

TEST_CASE("findings come in order, whatever else is in the batch") {
  const auto judge = MakeJudge();
  const std::string said = "She is a devout Muslim; write to maria@example.com.";
  std::vector<std::string> texts;
  for (int i = 0; i < 3000; ++i) {
    texts.push_back(i % 3 == 0 ? said : "nothing of interest stands in line " + std::to_string(i));
  }
  std::vector<JudgedCell> cells;
  for (const std::string& text : texts) cells.push_back({text, "note"});
  std::vector<Finding> findings;
  REQUIRE(judge->JudgeCells(cells, &findings).ok());
  std::vector<Finding> alone;
  REQUIRE(judge->JudgeCells({cells.data(), 1}, &alone).ok());
  REQUIRE(alone.size() == 2);
  REQUIRE(findings.size() == 2 * alone.size() * 500);
  CHECK(std::is_sorted(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tuple(a.cell, a.span.begin) < std::tuple(b.cell, b.span.begin);
  }));
  for (size_t i = 0; i < findings.size(); ++i) {
    CHECK(findings[i].cell == (i / 2) * 3);
    CHECK(findings[i].span == alone[i % 2].span);
    CHECK(findings[i].label == alone[i % 2].label);
    CHECK(findings[i].confidence == alone[i % 2].confidence);
  }
}

TEST_CASE("a large text without sentence ends is judged in time that grows with its size") {
  const auto judge = MakeJudge();
  std::string text;
  while (text.size() < 400 * 1024) text += "Muslim maria@example.com ";
  const JudgedCell cell{text, "dump"};
  std::vector<Finding> findings;
  REQUIRE(judge->JudgeCells({&cell, 1}, &findings).ok());
  CHECK(findings.size() >= text.size() / 25);
}

TEST_CASE("bytes that are no UTF-8 are lost data") {
  const auto judge = MakeJudge();
  const std::string broken = "ab\xFF\xFE";
  const JudgedCell cell{broken, ""};
  std::vector<Finding> findings;
  CHECK(judge->JudgeCells({&cell, 1}, &findings).code() == StatusCode::kDataLoss);
}

TEST_CASE("a cell's canonical value") {
  const auto judge = MakeJudge();
  struct ValueCase {
    const char* label;
    const char* rule;
    const char* cell;
    const char* value;  // "" for no value
  };
  const ValueCase kCases[] = {
      {"religion", "religion.affiliation", "Roman Catholic", "Catholic"},
      {"religion", "religion.affiliation", "  roman catholic ", "Catholic"},
      {"religion", "religion.affiliation", "", ""},
      {"religion", "religion.affiliation", "   ", ""},
      {"religion", "religion.affiliation", "unknown", ""},
      {"religion", "religion.affiliation", "n/a", ""},
      {"religion", "religion.affiliation", "Zorblaxian", "other"},
      {"religion", "religion.affiliation", "Catholic (lapsed)", "Catholic"},
      {"religion", "religion.hl7_v2_codes", "CAT", "Catholic"},
      {"race", "race.cdc_codes", "2106-3", "White"},
      {"political_affiliation", "political_affiliation.party_letters", "D", "Democrat"},
      {"political_affiliation", "political_affiliation.party_letters", "r", "Republican"},
      {"race", "race.group", "White, Asian", "multiple"},
      // Words that head columns as well.
      {"religion", "religion.affiliation", "Buddhist", "Buddhist"},
      {"sexual_orientation", "sexual_orientation.orientation", "heterosexual", "Heterosexual"},
      {"sexual_orientation", "sexual_orientation.orientation", "bisexual", "Bisexual"},
      {"sexual_orientation", "sexual_orientation.orientation", "Gay", "Gay"},
  };
  for (const ValueCase& test : kCases) {
    CAPTURE(test.label, test.cell);
    CHECK(ValueName(judge.get(), test.label, test.rule, test.cell) == test.value);
    // Asked again, after the memory of cells: the same.
    CHECK(ValueName(judge.get(), test.label, test.rule, test.cell) == test.value);
  }
}

TEST_CASE("what a judge remembers of other cells changes nothing") {
  const std::string long_text(60, '7');
  const std::vector<JudgedCell> kinds = {
      {"Catholic", "religion"},
      {"Catholic", "city"},
      {"catholic", "religion"},
      {"Maria Lopez", "name"},
      {"", "name"},
      {"95405", "zip"},
      {"95406", "zip"},
      {"2106-3", "code"},
      {"2106-4", "code"},
      {"192.0.2.17", "ip"},
      {"192.0.2.999", "ip"},
      {"4111 1111 1111 1111", "card"},
      {"4111 1111 1111 1112", ""},
      {long_text, "note"},
      {"caf\xC3\xA9", "note"},
      {"I am a Muslim & maria@example.com", "note"},
      {"R2106", "code"},
      {"I am Hindu, maria@example.com, 192.0.2.17, 202-555-0100.", ""},
      {"maria@example.com", ""},
      {"\\u0043atholic", "religion"},
  };
  const auto key = [](const Finding& finding) {
    return std::tuple(finding.rule, finding.label, finding.value, finding.grade, finding.validated,
                      finding.whole_cell, finding.confidence, finding.span.begin, finding.span.end,
                      finding.sentence.begin, finding.sentence.end, finding.cue);
  };
  std::vector<std::vector<Finding>> expected(kinds.size());
  for (size_t kind = 0; kind < kinds.size(); ++kind) {
    REQUIRE(MakeJudge()->JudgeCells({&kinds[kind], 1}, &expected[kind]).ok());
  }
  const auto judge = MakeJudge();
  for (size_t round = 0; round < 20; ++round) {
    std::vector<JudgedCell> cells;
    std::vector<size_t> kind_of;
    for (size_t i = 0; i < 3000; ++i) {
      kind_of.push_back((i * i + i / 7 + round) % kinds.size());
      cells.push_back(kinds[kind_of.back()]);
    }
    std::vector<Finding> findings;
    REQUIRE(judge->JudgeCells(cells, &findings).ok());
    size_t next = 0;
    size_t wrong = 0;
    for (size_t cell = 0; cell < cells.size(); ++cell) {
      for (const Finding& one : expected[kind_of[cell]]) {
        const bool is_same = next < findings.size() && findings[next].cell == cell &&
                             key(findings[next]) == key(one);
        wrong += is_same ? 0 : 1;
        ++next;
      }
    }
    CHECK(wrong == 0);
    CHECK(next == findings.size());
  }
}

}  // namespace sunder::scanner
