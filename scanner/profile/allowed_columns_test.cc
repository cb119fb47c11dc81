// Columns whose label an allow-list says is none.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scanner/match/rule_database.h"
#include "scanner/profile/table_profile.h"
#include "scanner/rules/temporary_rules.h"

namespace sunder::scanner {
namespace {

constexpr std::string_view kAllow = R"(format = 1
[[allow]]
label = "religion"
fields = ["faith_glossary"]
reason = "the terms of a dictionary"
expires = 2026-06-30
)";

FieldReport ColumnOn(std::string_view day) {
  TemporaryRules folder;
  folder.Label("religion", "special").Rule("religion", "faith", R"(
[[pattern]]
view = "words"
words = ["catholic", "muslim", "sikh", "hindu"]
[[pattern]]
view = "field_name"
words = ["faith", "faith glossary"]
confidence = 0.8
)");
  folder.Write("allow.toml", kAllow);
  const auto rules = LoadRuleSet({folder.path()}, {}, day);
  REQUIRE(rules.ok());
  const auto database = RuleDatabase::Create(**rules, "");
  REQUIRE(database.ok());
  auto judge = TableJudge::Create(**database);
  REQUIRE(judge.ok());
  const std::vector<std::string> values = {"Catholic", "Muslim", "Sikh", "Hindu"};
  const auto field = (*judge)->JudgeColumn("words", "faithGlossary", values);
  REQUIRE(field.ok());
  return *field;
}

}  // namespace

TEST_CASE("an allowed column has no label and says why, until the last day") {
  const FieldReport allowed = ColumnOn("2026-06-30");
  CHECK(allowed.label.empty());
  REQUIRE(allowed.explanation.size() == 1);
  CHECK(allowed.explanation[0] ==
        "not `religion`, as allowed until 2026-06-30: the terms of a dictionary");
  CHECK(ColumnOn("2026-07-01").label == "religion");
}

}  // namespace sunder::scanner
