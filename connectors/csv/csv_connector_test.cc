#include "connectors/csv/csv_connector.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "connectors/conformance/conformance.h"
#include "core/ledger.h"

namespace sunder {
namespace {

using Texts = std::vector<std::vector<std::string>>;

TableInfo InspectOne(const Connector& connector, const std::string& path) {
  const auto tables = connector.Inspect(TestObject(connector, path));
  REQUIRE(tables.ok());
  REQUIRE(tables->size() == 1);
  return tables->front();
}

Texts TextsOf(const ReadTable& table) {
  Texts texts;
  for (const ReadRecord& record : table.records) {
    texts.emplace_back();
    for (const ReadCell& cell : record) texts.back().push_back(cell.text);
  }
  return texts;
}

Texts ReadTexts(const std::string& name, const std::string& content) {
  const auto connector = MakeCsvConnector();
  const TestFolder folder;
  const TableInfo table = InspectOne(*connector, folder.Write(name, content));
  return TextsOf(ReadWholeTable(*connector, table));
}

std::string Rewritten(const std::string& name, const std::string& content,
                      const std::vector<std::string>& removed = {}, const RecordEditor& edit = {}) {
  const auto connector = MakeCsvConnector();
  const TestFolder folder;
  const std::string path = folder.Write(name, content);
  const std::string target = folder.path() + "/rewritten-" + name;
  RewriteObject(*connector, TestObject(*connector, path), target, {WriteOptions{removed}}, edit);
  return ReadTestFile(target);
}

std::string ManyRecords(size_t count) {
  std::string content = "id,name,note\n";
  for (size_t i = 0; i < count; ++i) {
    content += std::to_string(i) + ",Person " + std::to_string(i) + ",";
    content += i % 3 == 0 ? "\"two\nlines, \"\"quoted\"\"\"\n" : "plain note\n";
  }
  return content;
}

TEST_CASE("csv: conformance of a table with lines above it") {
  ConformanceCase sample;
  sample.name = "csv with a preamble";
  sample.file_name = "people.csv";
  sample.content = "Export of May\n\nmade by: \"tool\"\n" + ManyRecords(30);
  sample.records = {3, 30};
  sample.fields = {{"text"}, {"id", "name", "note"}};
  sample.is_byte_identical = true;
  sample.runs_empty = false;
  RunConformance(*MakeCsvConnector(), sample);
}

TEST_CASE(
    "csv: line ends within lines above a table and cells stay, new ones there become spaces") {
  const auto connector = MakeCsvConnector();
  const TestFolder folder;
  const std::string target = folder.path() + "/y.csv";
  std::string records = ManyRecords(30);
  std::string above = "Export\n\"of May,\nby \r tool\"\n";
  SourceObject object;
  SECTION("lf") { object = TestObject(*connector, folder.Write("x.csv", above + records)); }
  SECTION("cr") {
    records = "id,name,note\r1,Ada,\"a\nb\"\r2,Ben,c\r3,Cy,d\r4,Di,e\r5,Ed,f\r6,Flo,g\r";
    above = "Export\r\"of May,\nby tool\"\r";
    object = TestObject(*connector, folder.Write("x.csv", above + records));
    object.dialect["line_end"] = "cr";
  }
  RewriteObject(*connector, object, target, {}, {});
  CHECK(ReadTestFile(target) == above + records);
  const auto edit = [](const RecordBlock& block, uint32_t record, std::span<const CellRef>) {
    std::vector<CellEdit> edits;
    const bool is_export = block.fields.size() == 1 && record == 0;
    if (is_export) edits.push_back({0, CellEdit::Kind::kReplace, "a\nb\rc"});
    return edits;
  };
  const bool is_cr = object.dialect.contains("line_end");
  const std::string edited = folder.path() + "/z.csv";
  RewriteObject(*connector, object, edited, {}, edit);
  CHECK(ReadTestFile(edited) ==
        (is_cr ? "a\nb c\r" : "a b\rc\n") + above.substr(std::string("Export\n").size()) + records);
}

TEST_CASE("csv: a cell of JSON in the quotes that are said stays as it was") {
  const auto connector = MakeCsvConnector();
  const TestFolder folder;
  const std::string content = "id,more\n1,'{\"a\":\n\"it''s, \"}'\n2,{\"a\":1}\n3,\n";
  SourceObject object = TestObject(*connector, folder.Write("x.csv", content));
  object.dialect = {{"quote", "single"}, {"json_columns", "more"}};
  const std::string target = folder.path() + "/y.csv";
  RewriteObject(*connector, object, target, {}, {});
  CHECK(ReadTestFile(target) == content);
}

TEST_CASE("csv: a cell of JSON whose values all leave is empty, as one that never had any") {
  const auto connector = MakeCsvConnector();
  const TestFolder folder;
  SourceObject object =
      TestObject(*connector, folder.Write("x.csv",
                                          "id,more\n1,'{\"faith\":\"Jedi\"}'\n2,{ }\n3,\n"
                                          "4,'{\"a\":1,\"faith\":\"Sith\"}'\n"));
  object.dialect = {{"quote", "single"}, {"json_columns", "more"}};
  const std::string target = folder.path() + "/y.csv";
  WriteOptions options;
  options.removed_fields = {"more.faith"};
  RewriteObject(*connector, object, target, {options});
  CHECK(ReadTestFile(target) == "id,more\n1,\n2,\n3,\n4,{\"a\":1}\n");
}

TEST_CASE("csv: values in cells of JSON are cells") {
  const auto connector = MakeCsvConnector();
  const TestFolder folder;
  const std::string content =
      "id,more\n1,\"{\"\"a\"\":[\"\"x \\\"\"y\\\"\"\"\",2],\"\"b\"\":null}\"\n2,{}\n3,\n";
  const std::string path = folder.Write("x.csv", content);
  TableInfo table = InspectOne(*connector, path);
  table.dialect["json_columns"] = "more";
  const ReadTable read = ReadWholeTable(*connector, table);
  REQUIRE(read.records.size() == 3);
  const ReadRecord expected = {{"id", "1", true},
                               {"more", "", true},
                               {"more.a[]", "x \"y\"", true},
                               {"more.a[]", "2", false},
                               {"more.b", "", false}};
  CHECK(read.records[0] == expected);
  CHECK(read.records[2] == ReadRecord{{"id", "3", true}, {"more", "", true}});
}

TEST_CASE("csv: conformance") {
  ConformanceCase sample;
  sample.name = "csv";
  sample.file_name = "people.csv";
  sample.content = ManyRecords(12000);
  sample.records = {12000};
  sample.fields = {{"id", "name", "note"}};
  sample.dialect = {{"delimiter", "comma"}, {"header", "yes"}};
  sample.is_byte_identical = true;
  sample.must_partition = true;
  sample.removed_field = "name";
  sample.removed_text = "Person";
  sample.replaced_text = "plain note";
  sample.truncated = {"id,name\n1,Ann\n2,\"Ben", 1, 0, {LossReason::kMalformed}, "Ben"};
  sample.bad_utf8 = {
      "id,name\n1,Ann\n2,B\xff"
      "n\n3,Cid\n",
      2,
      0,
      {LossReason::kUndecodable},
      "B\xff"};
  sample.over_limit = {"id,name\n1,Ann\n2," + std::string(300, 'b') + "\n3,Cid\n",
                       2,
                       100,
                       {LossReason::kOverLimit},
                       "bbb"};
  RunConformance(*MakeCsvConnector(), sample);
}

TEST_CASE("csv: conformance of tab-separated values with CRLF") {
  ConformanceCase sample;
  sample.name = "tsv";
  sample.file_name = "people.tsv";
  sample.content =
      "id\tname\tfaith\r\n1\tAnn Example\tQuaker\r\n2\tBen Sample\tQuaker\r\n3\tCid Test\t\r\n";
  sample.records = {3};
  sample.fields = {{"id", "name", "faith"}};
  sample.dialect = {{"delimiter", "tab"}, {"header", "yes"}, {"line_end", "crlf"}};
  sample.is_byte_identical = true;
  sample.removed_field = "faith";
  sample.removed_text = "Quaker";
  sample.replaced_text = "Ben Sample";
  RunConformance(*MakeCsvConnector(), sample);
}

TEST_CASE("csv: conformance without a header") {
  ConformanceCase sample;
  sample.name = "csv without header";
  sample.file_name = "rows.csv";
  sample.content =
      "1;Ann Example;ann@example.com\n2;Ben Sample;ben@example.com\n3;Cid Test;cid@example.com\n";
  sample.records = {3};
  sample.fields = {{"column 1", "column 2", "column 3"}};
  sample.dialect = {{"delimiter", "semicolon"}, {"header", "no"}};
  sample.is_byte_identical = true;
  // Behind a removed column the others would be renamed by their position.
  sample.removed_field = "column 3";
  sample.removed_text = "@example.com";
  sample.replaced_text = "ben@example.com";
  RunConformance(*MakeCsvConnector(), sample);
}

TEST_CASE("csv: quotes, newlines and doubled quotes") {
  CHECK(ReadTexts("q.csv", "a,b\n\"x,1\",\"two\nlines\"\n\"say \"\"hi\"\"\",\"\"\n") ==
        Texts{{"x,1", "two\nlines"}, {"say \"hi\"", ""}});
  // A quote that is not the first byte of a cell is text; so is what follows a closing quote.
  CHECK(ReadTexts("q.csv", "a,b\n5\" pipe,6\" pipe\n\"ab\"cd,x\n") ==
        Texts{{"5\" pipe", "6\" pipe"}, {"abcd", "x"}});
  CHECK(ReadTexts("q.csv", "link,b\n\\/wiki\\/x,\"a\\\"\n") == Texts{{"\\/wiki\\/x", "a\\"}});
}

TEST_CASE("csv: ragged records are kept whole") {
  const auto connector = MakeCsvConnector();
  const TestFolder folder;
  const TableInfo table =
      InspectOne(*connector, folder.Write("r.csv", "a,b\n1,2\n3\n4,5,six,seven\n\n8,9\n"));
  CHECK(table.fields == std::vector<std::string>{"a", "b"});
  const ReadTable read = ReadWholeTable(*connector, table);
  CHECK(TextsOf(read) == Texts{{"1", "2"}, {"3"}, {"4", "5", "six", "seven"}, {"8", "9"}});
  REQUIRE(read.records.size() == 4);
  CHECK(read.records[2][2].field == "column 3");
  CHECK(read.records[2][3].field == "column 4");
  CHECK(read.ledger.Balances());
  CHECK(read.ledger.bytes_structure == 5);  // header and blank line
  CHECK_FALSE(read.ledger.HasLoss());
}

TEST_CASE("csv: an unclosed quote costs its line, and says where") {
  const auto connector = MakeCsvConnector();
  const TestFolder folder;
  const std::string before = "a,b\n1,2\n";
  const TableInfo table =
      InspectOne(*connector, folder.Write("u.csv", before + "3,\"lost\n4,5\n6,7\n"));
  const ReadTable read = ReadWholeTable(*connector, table);
  CHECK(TextsOf(read) == Texts{{"1", "2"}, {"4", "5"}, {"6", "7"}});
  REQUIRE(read.ledger.losses.size() == 1);
  CHECK(read.ledger.losses[0].reason == LossReason::kMalformed);
  CHECK(read.ledger.losses[0].offset_bytes == before.size());
  CHECK(read.ledger.losses[0].size_bytes == std::string("3,\"lost\n").size());
  CHECK(read.ledger.losses[0].detail.find("lost,") == std::string::npos);
  CHECK(read.ledger.Balances());
}

TEST_CASE("csv: a header that cannot be read does not swallow the first record") {
  const auto connector = MakeCsvConnector();
  const TestFolder folder;
  const TableInfo table = InspectOne(
      *connector, folder.Write("h.csv", "n\xffme,city\nAnn,Exampleton\nBen,Sampleford\n"));
  CHECK(table.fields == std::vector<std::string>{"column 1", "city"});
  const ReadTable read = ReadWholeTable(*connector, table);
  CHECK(TextsOf(read) == Texts{{"Ann", "Exampleton"}, {"Ben", "Sampleford"}});
  REQUIRE(read.ledger.losses.size() == 1);
  CHECK(read.ledger.losses[0].reason == LossReason::kUndecodable);
}

TEST_CASE("csv: recognition") {
  const auto connector = MakeCsvConnector();
  CHECK(connector->Recognise("x.csv", "a,b,c\n1,2,3\n4,5,6\n") == 3);
  CHECK(connector->Recognise("X.CSV", "one\ntwo\n") == 2);
  CHECK(connector->Recognise("x.tab", "a\tb\n1\t2\n3\t4\n") == 3);
  CHECK(connector->Recognise("x", "a,b,c\n1,2,3\n4,5,6\n") == 1);
  CHECK(connector->Recognise("x.csv", std::string_view("a,b\0c\n", 6)) == 0);
  CHECK(connector->Recognise("notes.txt",
                             "Dear Ann, dear Ben,\nI write, as ever,\nlate, but well,\n") == 0);
  CHECK(connector->Recognise("x", "{\"a\":1,\"b\":2}\n{\"a\":1,\"b\":2}\n{\"a\":1,\"b\":2}\n") ==
        0);
  CHECK(connector->Recognise("x", "") == 0);
  const std::string table = "id,name,size\n1,Bolt,2\n2,Nut,4\n3,Cog,6\n4,Pin,8\n";
  CHECK(connector->Recognise("EXPORT.TXT", table) == 4);
  CHECK(connector->Recognise("x.log", table) == 1);
  CHECK(connector->Recognise("x.txt", "Ann,Ben\nhere,there\nnow,then\nso,on\nand,off\n") == 0);
}

TEST_CASE("csv: a dialect out of a plan decides, not the content") {
  const auto connector = MakeCsvConnector();
  const TestFolder folder;
  TableInfo table = InspectOne(*connector, folder.Write("d.csv", "name,city\nAnn,Exampleton\n"));
  table.dialect["header"] = "no";
  table.dialect["delimiter"] = "semicolon";
  CHECK(TextsOf(ReadWholeTable(*connector, table)) == Texts{{"name,city"}, {"Ann,Exampleton"}});
  table.dialect["delimiter"] = "colon";
  const auto reader = connector->Open(table, {}, {});
  REQUIRE_FALSE(reader.ok());
  CHECK(reader.status().code() == StatusCode::kUsage);
}

TEST_CASE("csv: a foreign encoding is said, not guessed") {
  const auto connector = MakeCsvConnector();
  const TestFolder folder;
  const std::string path = folder.Write("u.csv", std::string("\xFF\xFE"
                                                             "a\0,\0b\0\n\0",
                                                             10));
  const auto tables = connector->Inspect(TestObject(*connector, path));
  REQUIRE_FALSE(tables.ok());
  CHECK(tables.status().code() == StatusCode::kDataLoss);
}

TEST_CASE("csv: writing is canonical") {
  // Quotes only where needed, whatever the source spelled.
  CHECK(Rewritten("c.csv", "a,b\n\"1\",\"x,y\"\n2,5\" pipe\n") ==
        "a,b\n1,\"x,y\"\n2,\"5\"\" pipe\"\n");
  // Byte-order mark, line end and delimiter as in the source.
  CHECK(Rewritten("c.csv",
                  "\xEF\xBB\xBF"
                  "id;name\r\n1;Ann\r\n2;Ben\r\n") ==
        "\xEF\xBB\xBF"
        "id;name\r\n1;Ann\r\n2;Ben\r\n");
}

TEST_CASE("csv: a header's name that is not UTF-8 is not written") {
  const std::string out = Rewritten("h.csv", "id,caf\xE6,city\n1,x,A\n2,y,B\n");
  CHECK(out == "id,,city\n1,x,A\n2,y,B\n");
  CHECK(ReadTexts("h.csv", out) == Texts{{"1", "x", "A"}, {"2", "y", "B"}});
}

TEST_CASE("csv: without quotes, carriage returns inside cells stay") {
  const std::string content = "a\tb\n\"x\ty\n\"one\rtwo\tc\r\r\n\"z\t1\n";
  const Texts texts = ReadTexts("q.tsv", content);
  REQUIRE(texts == Texts{{"\"x", "y"}, {"\"one\rtwo", "c\r"}, {"\"z", "1"}});
  CHECK(ReadTexts("q.tsv", Rewritten("q.tsv", content)) == texts);
}

TEST_CASE("csv: without quotes, text that comes first only in the copy keeps a mark's bytes") {
  const std::string content = "\"12\xFF\t2\n\xEF\xBB\xBF\"3\t4\n\"5\t6\n\"7\t8\n";
  const Texts texts = ReadTexts("m.tsv", content);
  REQUIRE(texts == Texts{{"\xEF\xBB\xBF\"3", "4"}, {"\"5", "6"}, {"\"7", "8"}});
  CHECK(ReadTexts("m.tsv", Rewritten("m.tsv", content)) == texts);
}

TEST_CASE("csv: removed columns leave no trace in ragged records") {
  const std::string content = "id,faith,city\n1,Quaker,A\n2,,A\n3\n4,Quaker\n";
  CHECK(Rewritten("r.csv", content, {"faith"}) == "id,city\n1,A\n2,A\n3\n4\n");
  CHECK(Rewritten("r.csv", "id,b\n1,x,y,z\n2,x,,z\n", {"column 3"}) == "id,b\n1,x,z\n2,x,z\n");
}

TEST_CASE("csv: records with more or fewer cells than the header may be shifted") {
  const auto connector = MakeCsvConnector();
  const TestFolder folder;
  const TableInfo table = InspectOne(
      *connector, folder.Write("s.csv", "a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,,\n,,\n1,2,3\n"));
  const auto writer = connector->Create(folder.path() + "/copy.csv", {table}, {WriteOptions{}});
  REQUIRE(writer.ok());
  const auto parts = connector->Plan(table, 1);
  REQUIRE(parts.ok());
  const auto reader = connector->Open(table, (*parts)[0], ReadOptions{});
  REQUIRE(reader.ok());
  std::vector<bool> shifted;
  RecordBlock block;
  for (auto next = (*reader)->Next(&block); next.ok() && *next; next = (*reader)->Next(&block)) {
    REQUIRE(block.EnsureIndexed().ok());
    for (size_t begin = 0, end = 0; begin < block.cells.size(); begin = end) {
      const uint32_t record = block.cells[begin].record;
      while (end < block.cells.size() && block.cells[end].record == record) ++end;
      const auto cells = std::span<const CellRef>(block.cells).subspan(begin, end - begin);
      shifted.push_back((*writer)->MayBeShifted(0, cells));
    }
  }
  CHECK(shifted == std::vector<bool>{false, true, true, false, false, false});
}

TEST_CASE("csv: a second header in another order is refused where something leaves") {
  const auto status_of = [](const std::string& line, const WriteOptions& options) {
    const auto connector = MakeCsvConnector();
    const TestFolder folder;
    std::string content = "Name,Faith,Born\n";
    for (int i = 0; i < 40; ++i) content += "Ann,Quaker," + std::to_string(1950 + i) + "\n";
    const TableInfo table = InspectOne(
        *connector, folder.Write("h.csv", content + line + "\n"));
    REQUIRE(table.fields == std::vector<std::string>{"Name", "Faith", "Born"});
    const auto writer = connector->Create(folder.path() + "/copy.csv", {table}, {options});
    REQUIRE(writer.ok());
    const auto parts = connector->Plan(table, 1);
    REQUIRE(parts.ok());
    const auto reader = connector->Open(table, (*parts)[0], ReadOptions{});
    REQUIRE(reader.ok());
    RecordBlock block;
    REQUIRE((*reader)->Next(&block).ok());
    REQUIRE(block.EnsureIndexed().ok());
    std::string bytes;
    return (*writer)->Serialize(0, block, 40, {}, &bytes);
  };
  const WriteOptions removed{{"Faith"}};
  const WriteOptions edited{.removed_fields = {}, .edited_fields = {"Faith"}};
  for (const char* line : {"faith,Name,Born", "Name,Born, FAITH", "Name,Town,Age,Faith,Born"}) {
    INFO(line);
    const Status status = status_of(line, removed);
    CHECK(status.code() == StatusCode::kRefused);
    CHECK(status.message().find("record 41 ") != std::string::npos);
    CHECK_FALSE(status_of(line, edited).ok());
    CHECK(status_of(line, {}).ok());
  }
  // The same order again, a word in a cell, a name of a column that stays.
  for (const char* line : {"Name,Faith,Born", "Faith,Quaker,1970", "Born,Quaker,Name"}) {
    INFO(line);
    CHECK(status_of(line, removed).ok());
  }
}

TEST_CASE("csv: a record that is left empty stays a record") {
  const std::string out = Rewritten("e.csv", "name,faith\n,Quaker\n,\nAnn,\n", {"faith"});
  CHECK(out == "name\n\"\"\n\"\"\nAnn\n");
  CHECK(ReadTexts("e.csv", out) == Texts{{""}, {""}, {"Ann"}});
}

TEST_CASE("csv: cell edits") {
  const auto edit = [](const RecordBlock& block, uint32_t, std::span<const CellRef> cells) {
    std::vector<CellEdit> edits;
    for (const CellRef& cell : cells) {
      std::string scratch;
      const auto text = block.Text(cell, &scratch);
      const auto index = static_cast<uint32_t>(&cell - block.cells.data());
      if (text == "gone") edits.push_back({index, CellEdit::Kind::kRemove, {}});
      if (text == "old") edits.push_back({index, CellEdit::Kind::kReplace, "a \"new\", text\n"});
    }
    return edits;
  };
  CHECK(Rewritten("e.csv", "id,b,c\n1,gone,old\n2,keep,gone\n", {}, edit) ==
        "id,b,c\n1,,\"a \"\"new\"\", text\n\"\n2,keep,\n");
}

}  // namespace
}  // namespace sunder
