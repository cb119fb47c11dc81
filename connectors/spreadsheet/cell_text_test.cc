#include "connectors/spreadsheet/cell_text.h"

#include <catch2/catch.hpp>

namespace sunder::spreadsheet {

TEST_CASE("Numbers read as people see them") {
  const NumberFormat plain;
  CHECK(NumberText("4.111111111111111E+15", plain, false) == "4111111111111111");
  CHECK(NumberText("12", plain, false) == "12");
  CHECK(NumberText("-0.25", plain, false) == "-0.25");
  CHECK(NumberText("#DIV/0!", plain, false) == "#DIV/0!");
  CHECK(NumberText("7411", ParseFormatCode("00000"), false) == "07411");
  CHECK(NumberText("1e300", plain, false) == "1e300");
}

TEST_CASE("Days are dates where the format says so") {
  const NumberFormat date = BuiltinFormat(14);
  CHECK(NumberText("25569", date, false) == "1970-01-01");
  CHECK(NumberText("36525", date, false) == "1999-12-31");
  CHECK(NumberText("43890", date, false) == "2020-02-29");
  CHECK(NumberText("43890.75", date, false) == "2020-02-29T18:00:00");
  CHECK(NumberText("0.5", date, false) == "12:00:00");
  CHECK(NumberText("42428", date, true) == "2020-02-29");
  CHECK(NumberText("99999999", date, false) == "99999999");
  CHECK(NumberText("-1", date, false) == "-1");
}

TEST_CASE("Format codes") {
  CHECK(ParseFormatCode("dd.mm.yyyy").kind == NumberKind::kDate);
  CHECK(ParseFormatCode("[$-409]d-mmm-yy;@").kind == NumberKind::kDate);
  CHECK(ParseFormatCode("[h]:mm").kind == NumberKind::kDuration);
  CHECK(ParseFormatCode("0.00\" days\"").kind == NumberKind::kPlain);
  CHECK(ParseFormatCode("0\\d").kind == NumberKind::kPlain);
  CHECK(ParseFormatCode("[Red]0").kind == NumberKind::kPlain);
  CHECK(ParseFormatCode("\"open").kind == NumberKind::kPlain);
  CHECK(ParseFormatCode("General").kind == NumberKind::kPlain);
  CHECK(ParseFormatCode("000").digits_min == 3);
}

TEST_CASE("References and escapes") {
  CHECK(ColumnOfReference("A1") == 0);
  CHECK(ColumnOfReference("XFD12") == 16383);
  CHECK(ColumnOfReference("12") == kColumnsMax);
  CHECK(ColumnOfReference("ZZZZZZZZZZZZ1") == kColumnsMax);
  CHECK(UnescapeOoxml("a_x000D_b_x0041_ _x_ _xD800_ _x00") == "a\rbA _x_ _xD800_ _x00");
}

}  // namespace sunder::spreadsheet
