#include "connectors/csv/csv_layout.h"

#include <catch2/catch.hpp>

#include "connectors/csv/csv_sniffer.h"

namespace sunder::csv {
namespace {

SniffedCsv Sniff(std::string_view head, const std::map<std::string, std::string>& said = {}) {
  return SniffCsv("x.csv", head, true, said).value();
}

constexpr std::string_view kPeople =
    "id,name,email\n1,Ann Abel,ann@example.com\n"
    "2,Ben Busch,ben@example.com\n3,Cid Cory,cid@example.com\n";

}  // namespace

TEST_CASE("layout: lines above a header") {
  const std::string people(kPeople);
  CHECK(Sniff(people).dialect.preamble_lines == 0);
  CHECK(Sniff("Export of May\n" + people).dialect.preamble_lines == 1);
  CHECK(Sniff("Export of May\n\nmade by: tool\n" + people).dialect.preamble_lines == 3);
  CHECK(Sniff("Export of May,,\n" + people).dialect.preamble_lines == 1);
  CHECK(Sniff("\"Export\nof May\"\n" + people).dialect.preamble_lines == 1);
  // Records that are short are records.
  CHECK(Sniff("Ann\nBen,Busch,Ulm\nCid,Cory,Bonn\nDan,Dorn,Kiel\n").dialect.preamble_lines == 0);
  CHECK(Sniff("1\n2,Ben,b@example.com\n3,Cid,c@example.com\n").dialect.preamble_lines == 0);
  // As R writes it: the names of rows have none.
  CHECK(Sniff("name,age\nr1,Ann,31\nr2,Ben,32\nr3,Cid,33\n").dialect.preamble_lines == 0);
}

TEST_CASE("layout: what stands above the records is told apart") {
  const std::string text = "Export of May\n\n" + std::string(kPeople);
  const SniffedCsv sniffed = Sniff(text);
  const AboveRecords above = ReadAbove(text, sniffed.dialect);
  CHECK(above.preamble == "Export of May\n\n");
  REQUIRE(above.rows.size() == 1);
  CHECK(above.rows[0] == std::vector<std::string>{"id", "name", "email"});
}

TEST_CASE("layout: units") {
  const std::string below = "1,160,Ann\n2,170,Ben\n3,180,Cid\n";
  CHECK(Sniff("id,height,name\n,cm,\n" + below).dialect.has_units_row);
  CHECK(Sniff("id,height,name\n-,[cm],text\n" + below).dialect.has_units_row);
  CHECK(Sniff("id,height,name\nint,float,varchar\n" + below).dialect.has_units_row);
  // "m" could be a code of somebody's, and so could anything that is no unit.
  CHECK_FALSE(Sniff("id,sex,name\n,m,\n" + below).dialect.has_units_row);
  CHECK_FALSE(Sniff("id,height,name\n,cm,Ann\n" + below).dialect.has_units_row);
  CHECK_FALSE(Sniff("id,height,name\n,(Ann),\n" + below).dialect.has_units_row);
  CHECK_FALSE(Sniff(",cm,\n" + below).dialect.has_units_row);
}

TEST_CASE("layout: several rows name the columns") {
  const std::string below =
      "1,Ann,a@example.com,Ulm\n2,Ben,b@example.com,Ulm\n"
      "3,Cid,c@example.com,Kiel\n";
  CHECK(Sniff("Person,,,Place\nid,name,email,town\n" + below).dialect.header_rows == 2);
  CHECK(Sniff("Faith?,,Where?,Age?\nResponse,Other,Response,Response\n" + below)
            .dialect.header_rows == 2);
  const SniffedCsv survey = Sniff(
      "Q1,Q2,Q3,Q4\nNumber,Name,\"Mail, please\",Town\n\"{\"\"ImportId\"\":\"\"QID1\"\"}\","
      "\"{\"\"ImportId\"\":\"\"QID2\"\"}\",\"{\"\"ImportId\"\":\"\"QID3\"\"}\",\"{\"\"ImportId\"\":"
      "\"\"QID4\"\"}\"\n" +
      below);
  CHECK(survey.dialect.header_rows == 2);
  CHECK(survey.dialect.has_units_row);
  // A first record is no header, however many columns are unnamed.
  CHECK(Sniff("name,,,town\nAnn,Abel,Catholic,Ulm\nBen,Busch,Muslim,Bonn\nCid,Cory,Hindu,Kiel\n")
            .dialect.header_rows == 1);
  CHECK(Sniff(",name,,town\nr1,Ann,x@example.com,Ulm\nr2,Ben,y@example.com,Bonn\nr3,Cid,,Kiel\n")
            .dialect.header_rows == 1);
  CHECK(JoinHeaderRows({{"Person", "", "", "Place"}, {"id", "name", "", "Place"}}) ==
        std::vector<std::string>{"Person / id", "Person / name", "Person", "Place"});
  CHECK(JoinHeaderRows({{"Faith?", "", "Age?"}, {"Response", "Other", "Response"}}) ==
        std::vector<std::string>{"Faith?", "Other", "Age?"});
}

TEST_CASE("layout: columns of JSON") {
  CHECK(Sniff("id,more\n1,\"{\"\"a\"\":1}\"\n2,\"{\"\"a\"\":2}\"\n").json_columns ==
        std::vector<uint32_t>{1});
  CHECK(Sniff("id,more\n1,[]\n2,{}\n").json_columns.empty());
  CHECK(Sniff("id,more\n1,[redacted]\n2,[redacted]\n").json_columns.empty());
  CHECK(Sniff("id,more\n1,\"{\"\"a\"\":1}\"\n2,none\n").json_columns.empty());
}

TEST_CASE("layout: what is said is not sniffed") {
  const std::string text = "Export of May\n" + std::string(kPeople);
  CHECK(Sniff(text, {{"preamble", "0"}}).dialect.preamble_lines == 0);
  CHECK(Sniff(text, {{"delimiter", "semicolon"}}).dialect.delimiter == ';');
  CHECK_FALSE(Sniff(text, {{"header", "no"}}).dialect.has_header);
  CHECK_FALSE(SniffCsv("x.csv", text, true, {{"header_rows", "0"}}).ok());
  CHECK_FALSE(SniffCsv("x.csv", text, true, {{"preamble", "many"}}).ok());
}

}  // namespace sunder::csv
