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
  };
  for (const ValueCase& test : kCases) {
    CAPTURE(test.label, test.cell);
    CHECK(ValueName(judge.get(), test.label, test.rule, test.cell) == test.value);
    // Asked again, after the memory of cells: the same.
    CHECK(ValueName(judge.get(), test.label, test.rule, test.cell) == test.value);
  }
}

}  // namespace sunder::scanner
