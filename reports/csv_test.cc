#include <catch2/catch.hpp>

#include "reports/csv_writer.h"

namespace sunder::reports {

TEST_CASE("cells are quoted where needed") {
  CHECK(CsvRow({"a", "b,c", "say \"hi\"", ""}) == "a,\"b,c\",\"say \"\"hi\"\"\",\r\n");
  CHECK(CsvRow({"two\nlines"}) == "two\\x0Alines\r\n");
}

TEST_CASE("a spreadsheet meets no formula") {
  CHECK(CsvRow({"=1+1", "+1", "-1", "@x"}) == "'=1+1,'+1,'-1,'@x\r\n");
  CHECK(CsvRow({"=HYPERLINK(\"x\")"}) == "\"'=HYPERLINK(\"\"x\"\")\"\r\n");
  CHECK(CsvRow({"a=b"}) == "a=b\r\n");
}

TEST_CASE("counts sort as numbers and hide as everywhere") {
  CHECK(CsvCount(0) == "0");
  CHECK(CsvCount(10) == "<11");
  CHECK(CsvCount(12431) == "12431");
}

}  // namespace sunder::reports
