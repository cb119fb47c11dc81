#include "connectors/spreadsheet/spreadsheet_connector.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "connectors/conformance/conformance.h"
#include "connectors/package/package.h"
#include "connectors/spreadsheet/test_workbook.h"
#include "connectors/spreadsheet/workbook.h"

namespace sunder::spreadsheet {
namespace {

using package::TestParts;
using package::WriteTestPackage;
using std::string;

string Text(const ReadRecord& record) {
  string text;
  for (const ReadCell& cell : record) text += cell.field + "=" + cell.text + "|";
  return text;
}

// Made by `parts` under `name`; each table's records as text.
struct Read {
  std::vector<TableInfo> tables;
  std::vector<std::vector<string>> records;
  std::vector<ReadLedger> ledgers;
};

Read ReadAll(const string& path) {
  const auto connector = MakeSpreadsheetConnector();
  const auto tables = connector->Inspect(TestObject(*connector, path));
  INFO((tables.ok() ? "" : tables.status().message()));
  REQUIRE(tables.ok());
  Read read;
  read.tables = *tables;
  for (const TableInfo& table : *tables) {
    const ReadTable rows = ReadWholeTable(*connector, table);
    read.ledgers.push_back(rows.ledger);
    read.records.emplace_back();
    for (const ReadRecord& record : rows.records) read.records.back().push_back(Text(record));
  }
  return read;
}

Read ReadParts(const TestFolder& folder, const string& name, const TestParts& parts) {
  const string path = folder.path() + "/" + name;
  WriteTestPackage(path, parts);
  return ReadAll(path);
}

string ManyRows(int count) {
  string rows = Row(1, Inline("A1", "Name") + Inline("B1", "City") + Inline("C1", "Joined"));
  for (int i = 2; i <= count + 1; ++i) {
    const string number = std::to_string(i);
    rows += Row(i, Inline("A" + number, "Person " + number + " Ångström &amp; sons") + "<c r=\"B" +
                       number + "\" t=\"s\"><v>" + std::to_string(i % 2) + "</v></c>" + "<c r=\"C" +
                       number + "\" s=\"1\"><v>" + std::to_string(40000 + i) + "</v></c>");
  }
  return rows;
}

string OdsCell(const string& text) {
  return "<table:table-cell o:value-type=\"string\"><text:p>" + text +
         "</text:p></table:table-cell>";
}

}  // namespace

TEST_CASE("XLSX conforms") {
  ConformanceCase sample;
  sample.name = "xlsx";
  sample.file_name = "people.xlsx";
  sample.make_file = [](const string& path) {
    WriteTestPackage(path, XlsxParts({{"People", ManyRows(400)}}, {"Ulm", "Graz"}));
  };
  sample.records = {400, 0};
  sample.fields = {{"Name", "City", "Joined"}};
  sample.dialect = {{"header_row", "1"}, {"columns", "1-3"}, {"sheet", "1"}};
  sample.replaced_text = "Person 17 ";
  sample.runs_empty = false;
  RunConformance(*MakeSpreadsheetConnector(), sample);
}

TEST_CASE("ODS conforms") {
  ConformanceCase sample;
  sample.name = "ods";
  sample.file_name = "people.ods";
  sample.make_file = [](const string& path) {
    string rows = "<table:table-row>" + OdsCell("Name") + OdsCell("Number") + "</table:table-row>";
    for (int i = 0; i < 300; ++i) {
      rows += "<table:table-row>" + OdsCell("Person " + std::to_string(i)) +
              "<table:table-cell o:value-type=\"float\" o:value=\"" + std::to_string(i) +
              "\"><text:p>x</text:p></table:table-cell></table:table-row>";
    }
    WriteTestPackage(path,
                     OdsParts("<table:table table:name=\"People\">" + rows + "</table:table>"));
  };
  sample.records = {300, 0};
  sample.fields = {{"Name", "Number"}};
  sample.runs_empty = false;
  RunConformance(*MakeSpreadsheetConnector(), sample);
}

TEST_CASE("Cells are typed, rows and sheets that are hidden are read") {
  const TestFolder folder;
  const string rows =
      Row(1, Inline("A1", "List of members 2020")) +
      Row(3, Inline("B3", "Name") + Inline("C3", "Postcode") + Inline("D3", "Born") +
                 Inline("E3", "Paid") + Inline("F3", "Name")) +
      "<row r=\"4\" hidden=\"1\">" + Inline("B4", "Ada") +
      "<c r=\"C4\" s=\"2\"><v>7411</v></c><c r=\"D4\" s=\"1\"><v>30000</v></c>"
      "<c r=\"E4\" t=\"b\"><v>1</v></c><c r=\"F4\" t=\"str\"><f>B4</f><v>Ada_x0021_</v></c></row>" +
      Row(9, "<c r=\"D9\" s=\"3\"><v>30000.5</v></c><c r=\"H9\" t=\"e\"><v>#N/A</v></c>") +
      Row(10, Inline("B10", "B") + "<c r=\"B10\" t=\"s\"><v>0</v></c>") +
      Row(11, "<c r=\"B11\" t=\"s\"><v>7</v></c>");
  const Read read = ReadParts(
      folder, "a.xlsx",
      XlsxParts({{"Members", rows}, {"Old", Row(1, Inline("A1", "x")), "veryHidden"}}, {"twice"}));
  REQUIRE(read.tables.size() == 3);
  CHECK(read.tables[0].table == "Members");
  CHECK(read.tables[0].dialect.at("header_row") == "3");
  CHECK(read.records[0] ==
        std::vector<string>{"column 1=List of members 2020|",
                            "Name=Ada|Postcode=07411|Born=1982-02-18|Paid=true|Name (2)=Ada!|",
                            "Born=1982-02-18T12:00:00|column 8=#N/A|", "Name=B|Postcode=twice|"});
  CHECK(read.tables[1].dialect.at("hidden") == "sheet");
  CHECK(read.ledgers[0].losses.empty());
}

TEST_CASE("Comments, properties, links and names of a workbook are read") {
  const TestFolder folder;
  const Read read = ReadParts(
      folder, "a.xlsx",
      XlsxParts(
          {{"S", Row(1, Inline("A1", "x"))}}, {},
          {{"xl/comments1.xml", "<comments " + string(kSheetMlAttributes) +
                                    "><authors><author>Bo Beispiel</author></authors><commentList>"
                                    "<comment ref=\"A1\"><text><r><t>is </t></r><r><t>ill</t></r>"
                                    "</text></comment></commentList></comments>"},
           {"docProps/core.xml",
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/"
            "metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
            "<dc:creator>Ada Muster</dc:creator></cp:coreProperties>"},
           {"xl/worksheets/_rels/sheet1.xml.rels",
            "<Relationships " + string(kRelationshipsAttributes) +
                "><Relationship Id=\"r\" TargetMode=\"External\" "
                "Target=\"mailto:ada@example.com\"/></Relationships>"},
           {"xl/vbaProject.bin", "x"},
           {"xl/media/image1.png", "x"}}));
  CHECK(read.tables[1].table == "(outside the cells)");
  CHECK(read.records[1] == std::vector<string>{"comment=Bo Beispiel|", "comment=is ill|",
                                               "property.creator=Ada Muster|",
                                               "link=mailto:ada@example.com|"});
  REQUIRE(read.ledgers[1].losses.size() == 1);
  CHECK(read.ledgers[1].losses[0].reason == LossReason::kUnsupported);
  CHECK_FALSE(read.ledgers[1].HasLoss());
}

TEST_CASE("ODS repeats, spaces, dates and annotations") {
  const TestFolder folder;
  const Read read = ReadParts(
      folder, "a.ods",
      OdsParts("<table:table table:name=\"T\"><table:table-column "
               "table:number-columns-repeated=\"2\" table:visibility=\"collapse\"/>"
               "<table:table-row table:number-rows-repeated=\"2\">" +
               OdsCell("a<text:s text:c=\"2\"/>b</text:p><text:p>c") +
               "<table:table-cell table:number-columns-repeated=\"2\" o:value-type=\"date\" "
               "o:date-value=\"2020-02-29\"><o:annotation><dc:creator>Bo</dc:creator>"
               "<text:p>a remark</text:p></o:annotation><text:p>29.02.20</text:p>"
               "</table:table-cell></table:table-row>"
               "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell "
               "table:number-columns-repeated=\"16384\"/></table:table-row></table:table>"
               "<table:table table:name=\"U\"/>"));
  REQUIRE(read.tables.size() == 3);
  const string row = "column 1=a  b\nc|column 2=2020-02-29|column 3=2020-02-29|";
  CHECK(read.records[0] == std::vector<string>{row, row});
  CHECK(read.tables[0].dialect.at("hidden_columns") == "2");
  CHECK(read.records[1].empty());
  CHECK(read.records[2] == std::vector<string>{"comment.author=Bo|comment=a remark|"});
}

// A sheet of `rows` rows that say which one they are, with `hidden` hidden columns.
string OdsSheet(int number, int rows, int hidden) {
  string text = "<table:table table:name=\"S" + std::to_string(number) + "\">";
  for (int i = 0; i < hidden; ++i) text += "<table:table-column table:visibility=\"collapse\"/>";
  for (int i = 0; i < rows; ++i) {
    text += "<table:table-row>" + OdsCell(std::to_string(number) + "." + std::to_string(i)) +
            "</table:table-row>";
  }
  return text + "</table:table>";
}

TEST_CASE("Sheets of an ODS file are read in turn, out of turn and side by side") {
  const TestFolder folder;
  // Several in a piece of XML, and some of many pieces.
  const std::vector<int> sizes = {3, 0, 400, 1, 2, 900, 5, 0, 70, 1};
  string tables;
  for (size_t i = 0; i < sizes.size(); ++i) {
    tables += OdsSheet(static_cast<int>(i), sizes[i], static_cast<int>(i % 3));
  }
  const Read read = ReadParts(folder, "a.ods", OdsParts(tables));
  REQUIRE(read.tables.size() == sizes.size() + 1);
  for (size_t i = 0; i < sizes.size(); ++i) {
    REQUIRE(read.records[i].size() == static_cast<size_t>(sizes[i]));
    if (sizes[i] > 0)
      CHECK(read.records[i].back() ==
            "column 1=" + std::to_string(i) + "." + std::to_string(sizes[i] - 1) + "|");
    CHECK(read.tables[i].dialect.contains("hidden_columns") == (i % 3 > 0));
  }
  const auto workbook = spreadsheet::OpenWorkbook(read.tables[0].object);
  REQUIRE(workbook.ok());
  const auto rows_from = [&](size_t sheet, spreadsheet::SheetRows* rows, int first) {
    spreadsheet::SheetRow row;
    for (int i = first; i < sizes[sheet]; ++i) {
      REQUIRE(*rows->Next(&row));
      REQUIRE(row.number == static_cast<uint64_t>(i) + 1);
      REQUIRE(row.cells.front().own == std::to_string(sheet) + "." + std::to_string(i));
    }
    CHECK_FALSE(*rows->Next(&row));
  };
  for (const size_t sheet : {5U, 2U, 9U, 3U, 3U, 8U, 0U}) {
    const auto rows = workbook->get()->OpenRows(sheet, 1000);
    const auto beside = workbook->get()->OpenRows(5, 1000);
    spreadsheet::SheetRow row;
    REQUIRE(*(*beside)->Next(&row));  // and given up after one row
    rows_from(sheet, rows->get(), 0);
    if (sheet % 2 == 0) rows_from(5, beside->get(), 1);
  }
}

TEST_CASE("Damaged, encrypted and hostile workbooks are losses, never more") {
  const TestFolder folder;
  const auto connector = MakeSpreadsheetConnector();
  const auto inspect = [&](const string& path) {
    return connector->Inspect(TestObject(*connector, path)).status();
  };
  CHECK(inspect(folder.Write("empty.xlsx", "")).code() == StatusCode::kDataLoss);
  CHECK(inspect(folder.Write("other.xlsx", "PK\x03\x04 nothing")).code() == StatusCode::kDataLoss);
  const string compound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more";
  CHECK(inspect(folder.Write("old.xlsx", compound)).message().find("before 2007") != string::npos);
  string stream;
  for (const char c : string("EncryptedPackage")) stream += string(1, c) + '\0';
  const Read locked = ReadAll(folder.Write("locked.xlsx", compound + stream));
  REQUIRE(locked.ledgers[0].losses.size() == 1);
  CHECK(locked.ledgers[0].losses[0].reason == LossReason::kEncrypted);
  TestParts by_part = OdsParts("");
  by_part.push_back({"META-INF/manifest.xml", "<x><manifest:encryption-data/></x>"});
  const Read ods = ReadParts(folder, "locked.ods", by_part);
  REQUIRE(ods.ledgers[0].losses.size() == 1);
  CHECK(ods.ledgers[0].losses[0].reason == LossReason::kEncrypted);

  const Read broken = ReadParts(
      folder, "broken.xlsx",
      XlsxParts({{"S", Row(1, Inline("A1", "x")) + Row(2, Inline("A2", "5")) + "<row><c></row>"}}));
  CHECK(broken.records[0].size() == 1);
  REQUIRE(broken.ledgers[0].losses.size() == 1);
  CHECK(broken.ledgers[0].losses[0].reason == LossReason::kMalformed);
  CHECK(broken.ledgers[0].Balances());

  TestParts declared = XlsxParts({{"S", ""}});
  for (auto& [name, content] : declared) {
    if (name != "xl/worksheets/sheet1.xml") continue;
    content = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>";
  }
  const Read entities = ReadParts(folder, "entities.xlsx", declared);
  REQUIRE(entities.ledgers[0].losses.size() == 1);
  CHECK(entities.ledgers[0].losses[0].detail.find("document type") != string::npos);

  string deep;
  for (int i = 0; i < 100000; ++i) deep += "<a>";
  CHECK(ReadParts(folder, "deep.xlsx", XlsxParts({{"S", deep}})).ledgers[0].HasLoss());
}

TEST_CASE("What unpacks or repeats without end is given up") {
  const TestFolder folder;
  // 200 MiB of blanks.
  const Read blanks =
      ReadParts(folder, "blanks.xlsx", XlsxParts({{"S", string(uint64_t{200} << 20, ' ')}}));
  REQUIRE(blanks.ledgers[0].losses.size() == 1);
  CHECK(blanks.ledgers[0].losses[0].detail.find("unpacks") != string::npos);
  // A megabyte, 2,000 times.
  string rows;
  for (int i = 1; i <= 2000; ++i) {
    rows += Row(i, "<c r=\"A" + std::to_string(i) + "\" t=\"s\"><v>0</v></c>");
  }
  const string path = folder.path() + "/shared.xlsx";
  WriteTestPackage(path, XlsxParts({{"S", rows}}, {string(1 << 20, 'x')}));
  const auto connector = MakeSpreadsheetConnector();
  const auto tables = connector->Inspect(TestObject(*connector, path));
  REQUIRE(tables.ok());
  const auto reader = connector->Open((*tables)[0], Partition{}, ReadOptions{});
  REQUIRE(reader.ok());
  RecordBlock block;
  uint64_t bytes = 0;
  for (auto more = (*reader)->Next(&block); more.ok() && *more; more = (*reader)->Next(&block)) {
    bytes += block.data.size();
  }
  CHECK(bytes < (uint64_t{300} << 20));
  CHECK((*reader)->ledger().losses.front().reason == LossReason::kOverLimit);
  // A million columns of one letter, a million times.
  const Read wide =
      ReadParts(folder, "wide.ods",
                OdsParts("<table:table table:name=\"T\"><table:table-row "
                         "table:number-rows-repeated=\"1000000\"><table:table-cell "
                         "table:number-columns-repeated=\"99999999\" o:value-type=\"string\">"
                         "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"));
  CHECK(wide.records[0].empty());
  CHECK(wide.ledgers[0].HasLoss());
  // So many empty columns that the next cell's number would not fit: only its row is lost.
  const Read far = ReadParts(
      folder, "far.ods",
      OdsParts("<table:table table:name=\"T\"><table:table-row>" + OdsCell("Name") +
               "</table:table-row><table:table-row>" + OdsCell("Ada") +
               "</table:table-row><table:table-row><table:table-cell "
               "table:number-columns-repeated=\"18446744073709551615\"/><table:table-cell "
               "table:number-columns-repeated=\"2\" o:value-type=\"string\"><text:p>x</text:p>"
               "</table:table-cell></table:table-row></table:table>"));
  CHECK(far.records[0] == std::vector<string>{"Name=Ada|"});
  CHECK(far.ledgers[0].HasLoss());
}

namespace {

// All parts of a package, one behind the other.
string Unpacked(const string& path) {
  const auto connector = MakeSpreadsheetConnector();
  const auto opened = package::Package::Open(TestObject(*connector, path));
  REQUIRE(opened.ok());
  string all;
  for (const string& part : (*opened)->parts()) {
    auto stream = (*opened)->OpenPart(part);
    REQUIRE(stream.ok());
    string buffer(1 << 20, '\0');
    for (auto count = (*stream)->Read(buffer.data(), buffer.size()); count.ok() && *count > 0;
         count = (*stream)->Read(buffer.data(), buffer.size())) {
      all += part + ": " + buffer.substr(0, *count) + "\n";
    }
  }
  return all;
}

}  // namespace

TEST_CASE("A workbook that is written anew keeps values, and nothing of what was removed") {
  const TestFolder folder;
  const auto connector = MakeSpreadsheetConnector();
  const string source = folder.path() + "/a.xlsx";
  const string rows =
      Row(2, Inline("B2", "Name") + Inline("C2", "Faith") + Inline("D2", "Born") +
                 Inline("E2", "Zip") + Inline("F2", "Note")) +
      Row(3, Inline("B3", "Ada") +
                 "<c r=\"C3\" t=\"s\"><v>1</v></c><c r=\"D3\" s=\"1\"><v>30000"
                 "</v></c><c r=\"E3\" s=\"2\"><v>7411</v></c>" +
                 Inline("F3", "a &lt;b&gt; _x005F_x0041_ _x0007_&#10; c ")) +
      Row(4, "<c r=\"C4\" t=\"s\"><v>2</v></c>") +
      Row(5, Inline("B5", "Bo") + "<c r=\"E5\"><v>1.5</v></c><c r=\"F5\" t=\"b\"><v>0</v></c>");
  WriteTestPackage(source, XlsxParts({{"People &amp; all", rows}, {"Empty", "", "hidden"}},
                                     {"unused Shaker", "Shaker", "Zoroastrian"},
                                     {{"xl/comments1.xml", "<comments>a Shaker</comments>"},
                                      {"docProps/core.xml", "<x>Shaker</x>"}}));
  const SourceObject object = TestObject(*connector, source);
  const auto tables = connector->Inspect(object);
  REQUIRE(tables.ok());
  CHECK((*tables)[0].read_only_reason.empty());
  CHECK((*tables)[2].notes.at(0).find("comments, ") != string::npos);
  const string copy = folder.path() + "/copy.xlsx";
  RewriteObject(*connector, object, copy, {WriteOptions{{"Faith"}}});
  const string all = Unpacked(copy);
  CHECK(all.find("Shaker") == string::npos);
  CHECK(all.find("Zoroastrian") == string::npos);
  CHECK(all.find("Faith") == string::npos);
  CHECK(all.find("<c r=\"D3\" s=\"1\"><v>30000</v></c>") != string::npos);
  CHECK(all.find("sheet2.xml") != string::npos);
  const Read read = ReadAll(copy);
  REQUIRE(read.tables.size() == 3);
  CHECK(read.tables[0].table == "People & all");
  CHECK(read.tables[0].fields == std::vector<string>{"Name", "Born", "Zip", "Note"});
  CHECK(read.tables[1].dialect.at("hidden") == "sheet");
  // A row of which only the removed column was ever filled is none.
  CHECK(read.records[0] ==
        std::vector<string>{"Name=Ada|Born=1982-02-18|Zip=07411|Note=a <b> _x0041_ \a\n c |",
                            "Name=Bo|Zip=1.5|Note=false|"});
  CHECK(read.records[2].empty());
  // In place nothing may be left out.
  WriteOptions in_place;
  in_place.is_in_place = true;
  const auto refused =
      connector->Create(folder.path() + "/b.xlsx", *tables, {in_place, in_place, in_place});
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.status().message().find("comments") != string::npos);
}

TEST_CASE("Columns that formulas compute from what leaves, leave as well") {
  const TestFolder folder;
  const auto connector = MakeSpreadsheetConnector();
  const string source = folder.path() + "/a.xlsx";
  const auto computed = [](const string& place, const string& formula, const string& value) {
    return "<c r=\"" + place + "\" t=\"str\"><f>" + formula + "</f><v>" + value + "</v></c>";
  };
  string rows = Row(1, Inline("A1", "Name") + Inline("B1", "Faith") + Inline("C1", "Group") +
                           Inline("D1", "Initial") + Inline("E1", "Seats"));
  for (const string number : {"2", "3"}) {
    rows += Row(std::stoi(number),
                Inline("A" + number, "Ada" + number) + Inline("B" + number, "Shaker") +
                    computed("C" + number, "IF(B" + number + "=\"Shaker\",1,0)", "mark" + number) +
                    computed("D" + number, "LEFT(A" + number + ",1)", "initial" + number) +
                    Inline("E" + number, "7"));
  }
  const string sums = Row(1, Inline("A1", "What") + Inline("B1", "Sum") + Inline("C1", "Seats")) +
                      Row(2, Inline("A2", "all") + computed("B2", "COUNTA(People!C:C)", "total2") +
                                 computed("C2", "SUM(People!E:E)", "seats14"));
  WriteTestPackage(source, XlsxParts({{"People", rows}, {"Sums", sums}}));
  const SourceObject object = TestObject(*connector, source);
  const string copy = folder.path() + "/copy.xlsx";
  RewriteObject(*connector, object, copy, {WriteOptions{{"Faith"}}});
  const string all = Unpacked(copy);
  for (const char* gone : {"Shaker", "mark", "Group", "total2", ">Sum<"}) {
    CHECK(all.find(gone) == string::npos);
  }
  for (const char* kept : {"initial3", "seats14", "Ada2"}) CHECK(all.find(kept) != string::npos);
  const string edited = folder.path() + "/edited.xlsx";
  RewriteObject(*connector, object, edited,
                {WriteOptions{.removed_fields = {}, .edited_fields = {"Name"}}});
  CHECK(Unpacked(edited).find("initial") == string::npos);
  CHECK(Unpacked(edited).find("mark2") != string::npos);
  const string same = folder.path() + "/same.xlsx";
  RewriteObject(*connector, object, same);
  CHECK(Unpacked(same).find("total2") != string::npos);
}

TEST_CASE("A frozen row names the columns") {
  const TestFolder folder;
  TestParts parts = XlsxParts({{"S", ""}});
  for (auto& [name, content] : parts) {
    if (name != "xl/worksheets/sheet1.xml") continue;
    content = "<worksheet " + string(kSheetMlAttributes) +
              "><sheetViews><sheetView><pane ySplit=\"1\" state=\"frozen\"/></sheetView>"
              "</sheetViews><sheetData>" +
              Row(1, Inline("A1", "7") + Inline("B1", "x")) +
              Row(2, Inline("A2", "7") + Inline("B2", "x")) + "</sheetData></worksheet>";
  }
  CHECK(ReadParts(folder, "a.xlsx", parts).records[0] == std::vector<string>{"7=7|x=x|"});
}

TEST_CASE("Headers and footers of pages that say something are told, codes alone are not") {
  const TestFolder folder;
  const auto is_told = [&](const string& text) {
    auto parts = XlsxParts({{"People", ManyRows(3)}}, {"Bergen", "Oslo"});
    for (auto& [name, content] : parts) {
      if (name != "xl/worksheets/sheet1.xml") continue;
      const size_t end = content.rfind("</worksheet>");
      content.insert(end, "<headerFooter><oddFooter>" + text + "</oddFooter></headerFooter>");
    }
    const Read read = ReadParts(folder, "a.xlsx", parts);
    return !read.ledgers[0].losses.empty();
  };
  for (const char* text : {"&amp;CList of members", "&amp;L202-555-0123", "&amp;C&amp;12 4711",
                           "&amp;R&amp;K00FF00x", "&amp;P - 7", "&amp;\"Arial\"3", "\u00fc"}) {
    INFO(text);
    CHECK(is_told(text));
  }
  for (const char* text :
       {"", "&amp;P/&amp;N", "&amp;C&amp;\"Arial,Bold\"&amp;12 &amp;D &amp;T", "&amp;K00FF00&amp;A",
        "&amp;K01+025&amp;F", "&amp;P+1 - &amp;N-10", "&amp;", "&amp;\"Arial", "&amp;&amp;"}) {
    INFO(text);
    CHECK_FALSE(is_told(text));
  }
}

TEST_CASE("Workbooks are known by their parts") {
  const TestFolder folder;
  const auto connector = MakeSpreadsheetConnector();
  const string xlsx = folder.path() + "/a.xlsx";
  WriteTestPackage(xlsx, XlsxParts({{"S", ""}}));
  CHECK(connector->Recognise("unnamed", ReadTestFile(xlsx)) == 4);
  WriteTestPackage(xlsx, OdsParts(""));
  CHECK(connector->Recognise("unnamed", ReadTestFile(xlsx)) == 4);
  WriteTestPackage(xlsx, {{"mimetype", "application/vnd.oasis.opendocument.text"}});
  CHECK(connector->Recognise("unnamed", ReadTestFile(xlsx)) == 0);
  WriteTestPackage(xlsx, {{"a.csv", "a,b\n"}});
  CHECK(connector->Recognise("a.zip", ReadTestFile(xlsx)) == 0);
  CHECK(connector->Recognise("a.xlsx", "Name,City\nAda,Ulm\n") == 0);
  CHECK(connector->Recognise("A.XLSX", "") == 2);
}

}  // namespace sunder::spreadsheet
