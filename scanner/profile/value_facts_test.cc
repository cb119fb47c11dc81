// What is remembered of values changes nothing: a judge that has seen them says what a new one
// says.
#include <catch2/catch.hpp>
#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "scanner/profile/shipped_rules_for_test.h"
#include "scanner/profile/table_profile.h"

namespace sunder::scanner {
namespace {

struct Column {
  std::string header;
  std::vector<std::string> values;
};

std::unique_ptr<TableJudge> NewTableJudge() {
  auto judge = TableJudge::Create(ShippedDatabase());
  REQUIRE(judge.ok());
  return std::move(judge).value();
}

auto VerdictOf(TableJudge* judge, const Column& column) {
  const auto field = judge->JudgeColumn("members", column.header, column.values);
  REQUIRE(field.ok());
  return std::tuple(field.value().label, field.value().rule, field.value().confidence,
                    field.value().explanation);
}

const std::vector<Column> kColumns = {
    {"religion", {"Catholic", "Muslim", "none", "n/a", "Jewish"}},
    {"notes", {"Catholic", "Muslim", "none", "n/a", "Jewish"}},
    {"religion", {"RLG_CATH", "RLG_ISL", "RLG_HIN", "RLG_BUD"}},
    {"ethnicity", {"White people", "Black people", "Asian people"}},
    {"ethnicity", {"White people", "Asian", "Mixed"}},  // "people" is no longer in all of them
    {"party", {"D", "R", "R strong", "I"}},
    {"race_cd", {"1;3", "W / A", "B", "A"}},
    {"faith",
     {"C a t h o l i c",
      "M\xC2\xAD"
      "uslim",
      "Sikh"}},
    {"contact", {"ada@example.org", "grace@example.org", "alan@example.net"}},
    {"amount", {"12.50", "13.75", "99.00", "13.75"}}};

}  // namespace

TEST_CASE("columns judged before leave no trace in what is said of a column") {
  const std::unique_ptr<TableJudge> experienced = NewTableJudge();
  for (int round = 0; round < 4; ++round) {  // passing, remembered, and known
    for (const Column& column : kColumns) {
      CAPTURE(round, column.header, column.values);
      CHECK(VerdictOf(experienced.get(), column) == VerdictOf(NewTableJudge().get(), column));
    }
  }
}

TEST_CASE("a value of another field is judged for that field, and what is forgotten comes again") {
  const std::unique_ptr<TableJudge> judge = NewTableJudge();
  const auto first = VerdictOf(judge.get(), kColumns.front());
  std::vector<std::string> values(500);
  for (int round = 0; round < 30; ++round) {  // more than is kept, each met twice
    for (size_t i = 0; i < values.size(); ++i) {
      values[i] = std::string(200, 'x') + std::to_string(round / 2 * 1000 + static_cast<int>(i));
    }
    VerdictOf(judge.get(), {"comment", values});
  }
  CHECK(VerdictOf(judge.get(), kColumns.front()) == first);
  CHECK(VerdictOf(judge.get(), kColumns[1]) == VerdictOf(NewTableJudge().get(), kColumns[1]));
}

}  // namespace sunder::scanner
