#include "connectors/csv/csv_sniffer.h"

#include <catch2/catch.hpp>

#include "connectors/csv/csv_fields.h"

namespace sunder::csv {
namespace {

CsvDialect Sniff(std::string_view head, std::string_view name = "x.csv") {
  return SniffCsv(name, head, true, {})->dialect;
}

TEST_CASE("sniffer: delimiters") {
  CHECK(Sniff("a,b\n1,2\n").delimiter == ',');
  CHECK(Sniff("a\tb\n1\t2\n").delimiter == '\t');
  CHECK(Sniff("a;b\n1,5;2\n2,5;3\n").delimiter == ';');
  CHECK(Sniff("a|b\n1|2\n").delimiter == '|');
  CHECK(Sniff("a,b;c\n1,2;3\n1,2;\n", "x.tsv").delimiter == '\t');
  // Delimiters in quotes do not count.
  CHECK(Sniff("a;b\n\"x,y,z\";1\n\"x,y,z\";2\n").delimiter == ';');
  CHECK(Sniff("only\none\ncolumn\n").delimiter == ',');
  CHECK(Sniff("only\none\ncol;umn\n").delimiter == ',');  // nor does one that parts no column
}

TEST_CASE("sniffer: statements of a dump are no table") {
  const auto is_table = [](const std::string& head) {
    return SniffCsv("x.sql", head, true, {})->is_table_like;
  };
  std::string inserts;
  std::string rows;
  std::string table;
  for (int i = 0; i < 9; ++i) {
    const std::string row = std::to_string(i) + ",'Ada','ada" + std::to_string(i) + "@example.org'";
    inserts += "Insert into people values (" + row + ");\n";
    rows += "(" + row + "),\n";
    table += row + "\n";
  }
  CHECK_FALSE(is_table(inserts));
  CHECK_FALSE(is_table("INSERT INTO people VALUES\n" + rows));
  CHECK(is_table(table));
}

TEST_CASE("sniffer: quotes") {
  CHECK(Sniff("a,b\n\"1\",2\n").quote == '"');
  CHECK(Sniff("a,b\n'1','x,y'\n'2','y'\n").quote == '\'');
  CHECK(Sniff("a,b\n'tis,2\nx,y\n").quote == '"');
  CHECK(Sniff("a\tb\n1\t\"open\n2\tx\n3\t\"open too\n", "x.tsv").quote == kNoQuote);
}

TEST_CASE("sniffer: line ends and byte-order mark") {
  CHECK(Sniff("a,b\n1,2\n").line_end == "\n");
  CHECK(Sniff("a,b\r\n1,2\r\n").line_end == "\r\n");
  CHECK(Sniff("a,b\r1,2\r").line_end == "\r");
  CHECK_FALSE(Sniff("a,b\n1,2\n").has_byte_order_mark);
  const SniffedCsv marked = SniffCsv("x.csv",
                                     "\xEF\xBB\xBF"
                                     "a,b\n1,2\n",
                                     true, {})
                                .value();
  CHECK(marked.dialect.has_byte_order_mark);
}

TEST_CASE("sniffer: header") {
  CHECK(Sniff("id,name\n1,Ann\n2,Ben\n").has_header);
  CHECK_FALSE(Sniff("1,Ann\n2,Ben\n").has_header);
  CHECK_FALSE(Sniff("Ann,ann@example.com\nBen,ben@example.com\n").has_header);
  // Unsure: distinct words above words.
  CHECK(Sniff("name,city\nAnn,Exampleton\nBen,Sampleford\n").has_header);
  // The first record's values come again further down.
  CHECK_FALSE(Sniff("Ann,Exampleton\nBen,Sampleford\nCid,Exampleton\n").has_header);
  CHECK(Sniff("name,email,city\n").has_header);
  CHECK_FALSE(Sniff("Ann,ann@example.com,5\n").has_header);
  // Answers repeat, the question does not; one column has no name.
  std::string survey = "How often?,,Where?\n";
  for (int i = 0; i < 12; ++i) survey += i % 2 == 0 ? "never,x,north\n" : "often,y,south\n";
  CHECK(Sniff(survey).has_header);
  // An index column without a name.
  CHECK(Sniff(",name,age\n0,Ann,31\n1,Ben,32\n").has_header);
  CHECK(Sniff("").has_header);
}

TEST_CASE("sniffer: a head that ends inside a record") {
  const SniffedCsv sniffed = SniffCsv("x.csv", "a,b,c\n1,2,3\n4,5,6\n7,\"ei", false, {}).value();
  CHECK(sniffed.column_count == 3);
  CHECK(sniffed.is_table_like);
  CHECK(sniffed.dialect.quote == '"');
}

TEST_CASE("fields: names are unique and never empty") {
  const CsvHeader header = MakeHeader({"name", "", "name", "name (2)", "column 2", "name"});
  CHECK(header.fields == std::vector<std::string>{"name", "column 2 (2)", "name (3)", "name (2)",
                                                  "column 2", "name (4)"});
  CHECK(header.notes.size() == 3);
  std::vector<std::string> fields = {"a", "column 3"};
  AddRaggedFields(4, &fields);
  CHECK(fields == std::vector<std::string>{"a", "column 3", "column 3 (2)", "column 4"});
}

TEST_CASE("dialect: map and back") {
  CsvDialect dialect;
  dialect.delimiter = '\t';
  dialect.quote = kNoQuote;
  dialect.line_end = "\r\n";
  dialect.has_header = false;
  dialect.has_byte_order_mark = true;
  const auto back = CsvDialect::FromMap(dialect.ToMap());
  REQUIRE(back.ok());
  CHECK(*back == dialect);
  CHECK(dialect.ToMap().at("delimiter") == "tab");
  CHECK_FALSE(CsvDialect::FromMap({{"header", "maybe"}}).ok());
  CHECK_FALSE(CsvDialect::FromMap({{"colour", "red"}}).ok());
}

}  // namespace
}  // namespace sunder::csv
