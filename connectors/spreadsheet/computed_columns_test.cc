#include "connectors/spreadsheet/computed_columns.h"

#include <catch2/catch.hpp>

namespace sunder::spreadsheet {
namespace {

using std::string;

const std::vector<string> kSheets = {"People", "Sums of '29"};

// "0:1-3 1:2-2"; "?": may read others.
string References(const string& formula) {
  std::set<ColumnRange> found;
  if (!ReferencesOf(formula, 0, kSheets, &found)) return "?";
  string text;
  for (const ColumnRange& range : found) {
    text += (text.empty() ? "" : " ") + std::to_string(range.sheet) + ":" +
            std::to_string(range.first) + "-" + std::to_string(range.last);
  }
  return text;
}

SheetFormula Formula(uint32_t column, const string& text) {
  SheetFormula formula;
  formula.column = column;
  formula.text = text;
  return formula;
}

}  // namespace

TEST_CASE("References of formulas are columns of sheets") {
  CHECK(References("B2&\"C2 \"\"D2\"\"\"&$E$7") == "0:1-1 0:4-4");
  CHECK(References("SUM(B2:$D9)+LOG10(1.5E+3)") == "0:1-3");
  CHECK(References("SUM(d:B)-1E5*TRUE") == "0:1-3");
  CHECK(References("COUNTIF(people!$C:$C,\"x\")") == "0:2-2");
  CHECK(References("'Sums of ''29'!A1:B2+AA1") == "0:26-26 1:0-1");
  CHECK(References("SUM(2:3)") == "0:0-1048576");
  CHECK(References("SUM($2:$3)") == "0:0-1048576");
  CHECK(References("IF(A1#=#N/A,{1,\"b\";2,3},-.5%)") == "0:0-0");
  CHECK(References("1+2").empty());
}

TEST_CASE("What a formula does not name may be anything") {
  for (const char* formula :
       {"Total*2", "Table1[Faith]", "INDIRECT(\"B\"&2)", "_xlfn.OFFSET(A1,0,1)", "[1]People!B2",
        "'[b.xlsx]People'!B2", "Other!B2", "People!Total", "A1:INDEX(B:B,2)", "INDEX(A:A,1):B2",
        "People!A1:People!B2", "'People:Other'!A1", "A1 :B2", "LET(x,B2,x)", "A1:B", "\"open",
        "'open", "ZZZZ1", "AAAAA:B"}) {
    INFO(formula);
    CHECK(References(formula) == "?");
  }
}

TEST_CASE("Columns are computed from others over any number of steps") {
  ComputedColumns columns(kSheets);
  columns.BeginSheet(0);
  columns.Take(Formula(3, "IF(B2=1,1,0)"));
  columns.Take(Formula(4, "A2&\"x\""));
  columns.Take(Formula(5, "Rate*2"));
  columns.BeginSheet(1);
  columns.Take(Formula(0, "SUM(People!C:D)"));
  columns.Take(Formula(1, "A1+1"));
  using Columns = std::set<SheetColumn>;
  CHECK(columns.From({{0, 1}}) == Columns{{0, 3}, {0, 5}, {1, 0}, {1, 1}});
  CHECK(columns.From({{0, 0}}) == Columns{{0, 4}, {0, 5}});
}

TEST_CASE("A formula may fill other cells than its own") {
  ComputedColumns columns(kSheets);
  SheetFormula array = Formula(3, "B2:C9");
  array.kind = SheetFormula::Kind::kArray;
  array.reach = "D2:E9";
  columns.Take(array);
  SheetFormula shared = Formula(6, "A2&1");
  shared.kind = SheetFormula::Kind::kShared;
  shared.reach = "G2:H9";
  shared.group = "0";
  columns.Take(shared);
  shared.text = shared.reach = "";
  columns.Take(shared);
  using Columns = std::set<SheetColumn>;
  // In its second column the shared formula reads others than it says.
  CHECK(columns.From({{0, 2}}) == Columns{{0, 3}, {0, 4}, {0, 7}});
  shared.column = 8;
  columns.Take(shared);
  CHECK(columns.From({{0, 2}}).contains({0, 8}));
}

}  // namespace sunder::spreadsheet
