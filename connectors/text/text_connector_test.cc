#include "connectors/text/text_connector.h"

#include <catch2/catch.hpp>
#include <string>

#include "connectors/conformance/conformance.h"
#include "connectors/text/text_records.h"
#include "connectors/text/text_sniffer.h"

namespace sunder {
namespace {

using std::string;

string ManyParagraphs(size_t count) {
  string text;
  for (size_t i = 0; i < count; ++i) {
    text += "Paragraph " + std::to_string(i) + " tells of a walk,\n  indented here,\r\nand more.\n";
    text += i % 3 == 0 ? "\n" : i % 3 == 1 ? "\r\n \t\r\n" : "\n\n\n";
  }
  return text + "Ada ends without a line end";
}

string ManyLines(size_t count) {
  string text;
  for (size_t i = 0; i < count; ++i) {
    text += "2026-01-31T10:00:00Z app[17]: request " + std::to_string(i) + " from 192.0.2.7";
    text += i % 5 == 0 ? "\r\n" : "\n";
    if (i % 100 == 99) text += "\n";
  }
  return text;
}

std::vector<string> Texts(const Connector& connector, const string& path) {
  const auto tables = connector.Inspect(TestObject(connector, path));
  REQUIRE(tables.ok());
  std::vector<string> texts;
  for (const ReadRecord& record : ReadWholeTable(connector, (*tables)[0]).records) {
    REQUIRE(record.size() == 1);
    texts.push_back(record[0].text);
  }
  return texts;
}

}  // namespace

TEST_CASE("Text by paragraph conforms") {
  ConformanceCase sample;
  sample.name = "paragraphs";
  sample.file_name = "notes.txt";
  sample.content = ManyParagraphs(4000);
  sample.records = {4001};
  sample.fields = {{"text"}};
  sample.dialect = {{"records", "paragraph"}};
  sample.is_byte_identical = true;
  sample.must_partition = true;
  sample.removed_field = "text";
  sample.removed_text = "walk";
  sample.replaced_text = "Paragraph 17 ";
  sample.bad_utf8 = {.content = "One.\n\nTwo \xE9t\xE9.\nstill two\n\nThree.\n\n\xFF\n\nFive.\n",
                     .records = 3,
                     .losses = {LossReason::kUndecodable},
                     .absent_text = "still two"};
  sample.over_limit = {.content = "One.\n\n" + string(500, 'x') + "\n" + string(900, 'y') +
                                  "\n\nThree.\n\n" + string(101, 'z') + "\n\nFive.",
                       .records = 3,
                       .record_size_bytes_max = 100,
                       .losses = {LossReason::kOverLimit},
                       .absent_text = "zzz"};
  RunConformance(*MakeTextConnector(), sample);
}

TEST_CASE("Text by line conforms") {
  ConformanceCase sample;
  sample.name = "lines";
  sample.file_name = "server.log";
  sample.content = ManyLines(3000);
  sample.records = {3030};
  sample.fields = {{"text"}};
  sample.dialect = {{"records", "line"}};
  sample.is_byte_identical = true;
  sample.must_partition = true;
  sample.removed_field = "text";
  sample.removed_text = "192.0.2.7";
  sample.replaced_text = "request 1717 ";
  sample.bad_utf8 = {.content = "one\ntwo \xC3\nthree\n\xED\xA0\x80\nfive",
                     .records = 3,
                     .losses = {LossReason::kUndecodable},
                     .absent_text = "two"};
  sample.over_limit = {
      .content = string(50, 'a') + "\n" + string(49, 'b') + "\n" + string(70000, 'c') + "\nshort\n",
      .records = 2,
      .record_size_bytes_max = 50,
      .losses = {LossReason::kOverLimit},
      .absent_text = "aa"};
  RunConformance(*MakeTextConnector(), sample);
}

TEST_CASE("Paragraphs keep blank lines out of the text") {
  const TestFolder folder;
  const auto connector = MakeTextConnector();
  const string path =
      folder.Write("a.txt", "\n \nFirst line.\n  second line  \n\t\n\nLast  \r\n\r\n");
  CHECK(Texts(*connector, path) == std::vector<string>{"", "First line.\n  second line", "Last"});
}

TEST_CASE("Lines keep blank lines as empty records") {
  const TestFolder folder;
  const auto connector = MakeTextConnector();
  const string path = folder.Write("a.log", "one\r\n\n two \nthree");
  CHECK(Texts(*connector, path) == std::vector<string>{"one", "", " two ", "three"});
}

TEST_CASE("A removed record leaves no trace") {
  const TestFolder folder;
  const auto connector = MakeTextConnector();
  const auto rewrite = [&](const string& name, const string& content, CellEdit edit) {
    const string source = folder.Write("in/" + name, content);
    const string target = folder.Write("out/" + name + ".d/x", "") + "-" + name;
    RewriteObject(*connector, TestObject(*connector, source), target, {},
                  [&](const RecordBlock& block, uint32_t, std::span<const CellRef> cells) {
                    std::vector<CellEdit> edits;
                    string scratch;
                    edit.cell = static_cast<uint32_t>(&cells[0] - block.cells.data());
                    if (block.Text(cells[0], &scratch).starts_with("Two")) edits.push_back(edit);
                    return edits;
                  });
    return ReadTestFile(target);
  };
  const CellEdit removal{0, CellEdit::Kind::kRemove, ""};
  CHECK(rewrite("a.txt", "One.\n\nTwo.\n\n\nThree.\n", removal) == "One.\n\nThree.\n");
  CHECK(rewrite("b.log", "One\nTwo\r\nThree\n", removal) == "One\nThree\n");
  const CellEdit blank{0, CellEdit::Kind::kReplace, " \n\t"};
  CHECK(rewrite("c.txt", "One.\n\nTwo.\n\n\nThree.\n", blank) == "One.\n\nThree.\n");
  const CellEdit hole{0, CellEdit::Kind::kReplace, "Two\n  \nis whole.\n\n"};
  CHECK(rewrite("d.txt", "One.\n\nTwo.\n\n\nThree.\n", hole) ==
        "One.\n\nTwo\nis whole.\n\n\nThree.\n");
  CHECK(rewrite("e.log", "One\nTwo\r\nThree\n", hole) == "One\nTwo is whole.\r\nThree\n");
}

TEST_CASE("A file whose last paragraph is removed does not end in blank lines") {
  const TestFolder folder;
  const auto connector = MakeTextConnector();
  const auto tables = connector->Inspect(TestObject(*connector, folder.Write("a.txt", "x\n")));
  REQUIRE(tables.ok());
  const auto write = [&](const string& name, const std::vector<string>& records) {
    const string path = folder.path() + "/" + name;
    const auto writer = connector->Create(path, *tables, {WriteOptions{}});
    REQUIRE(writer.ok());
    for (const string& record : records) REQUIRE((*writer)->Write(0, record).ok());
    REQUIRE((*writer)->Finish().ok());
    return ReadTestFile(path);
  };
  CHECK(write("1", {"One.\n\n\n", "Two.\n\n"}) == "One.\n\n\nTwo.\n\n");
  CHECK(write("2", {"One.\n\n\n", "", ""}) == "One.\n");
  CHECK(write("3", {"One.\r\n\r\n", ""}) == "One.\r\n");
  CHECK(write("4", {"", "Two.\n\n"}) == "Two.\n\n");
  CHECK(write("5", {"", ""}).empty());
}

TEST_CASE("A byte-order mark is written back") {
  const TestFolder folder;
  const auto connector = MakeTextConnector();
  const string content = "\xEF\xBB\xBFOne.\n\nTwo.\n";
  const string source = folder.Write("a.txt", content);
  const string target = folder.path() + "/copy.txt";
  RewriteObject(*connector, TestObject(*connector, source), target);
  CHECK(ReadTestFile(target) == content);
}

TEST_CASE("A dialect that is no text dialect is refused") {
  const TestFolder folder;
  const auto connector = MakeTextConnector();
  auto tables = connector->Inspect(TestObject(*connector, folder.Write("a.txt", "x\n")));
  REQUIRE(tables.ok());
  (*tables)[0].dialect["records"] = "verse";
  CHECK(connector->Open((*tables)[0], {}, {}).status().code() == StatusCode::kUsage);
  CHECK(connector->Plan((*tables)[0], 4).status().code() == StatusCode::kUsage);
}

TEST_CASE("Text is recognised by name and content") {
  const auto connector = MakeTextConnector();
  CHECK(connector->Recognise("NOTES.TXT", "Plain words.") == 3);
  CHECK(connector->Recognise("README", "Plain words.") == 1);
  CHECK(connector->Recognise("README", "") == 0);
  CHECK(connector->Recognise("empty.log", "") == 2);
  CHECK(connector->Recognise("latin.txt", "caf\xE9 in the middle of text") == 2);
  CHECK(connector->Recognise("paper", "%PDF-1.7\n1 0 obj") == 0);
  CHECK(connector->Recognise("cut", "ends inside a character \xE6\xBC") == 1);
  CHECK(connector->Recognise("nul", std::string_view("text\0text", 9)) == 0);
  CHECK(connector->Recognise("controls", "\x01\x02\x03\x04 text") == 0);
}

TEST_CASE("Text that comes first only in the copy keeps the bytes of a byte-order mark") {
  const auto connector = MakeTextConnector();
  const TestFolder folder;
  const string source = folder.Write("a.txt", "Lost \xFF.\n\n\xEF\xBB\xBFKept.\n");
  const string target = folder.path() + "/copy.txt";
  RewriteObject(*connector, TestObject(*connector, source), target);
  CHECK(Texts(*connector, source) == std::vector<string>{"\xEF\xBB\xBFKept."});
  CHECK(Texts(*connector, target) == Texts(*connector, source));
}

TEST_CASE("The kind of records is sniffed") {
  const string wrapped =
      "The committee met on the first day of spring and\n"
      "went through the list of open questions one by one\n"
      "until the light faded. Nobody objected to the plan\n"
      "that was put forward, and so the matter rested for\n"
      "a while. In summer it came up again, with the same\n"
      "result as before, which surprised nobody at all.\n";
  CHECK(SniffTextRecords("a.txt", wrapped) == TextRecords::kParagraph);
  CHECK(SniffTextRecords("a.log", wrapped) == TextRecords::kLine);
  CHECK(SniffTextRecords("a.txt", ManyLines(20)) == TextRecords::kLine);
  CHECK(SniffTextRecords("a.md", ManyLines(20)) == TextRecords::kParagraph);
  string inserts;
  for (int i = 0; i < 6; ++i) inserts += "INSERT [dbo].[t] ([a]) VALUES (N'Ada')\r\nGO\r\n";
  CHECK(SniffTextRecords("a.sql", inserts) == TextRecords::kLine);
  string sentences;
  for (int i = 0; i < 8; ++i) sentences += "This is a sentence of its own.\n";
  CHECK(SniffTextRecords("messages", sentences) == TextRecords::kLine);
  CHECK(SniffTextRecords("messages", sentences + "\n" + sentences + "\n") ==
        TextRecords::kParagraph);
}

TEST_CASE("Paragraph boundaries agree however the bytes are cut") {
  const string text = "\n\nOne\ntwo\n \t\n  Three\r\n\r\nFour\n\n\n\n five";
  // Starts of records found by one look at everything.
  std::vector<size_t> expected;
  ParagraphBoundary boundary;
  for (size_t begin = 0; begin < text.size();) {
    const auto size = boundary.EndOfRecord(std::string_view(text).substr(begin), true);
    begin = size ? begin + *size : text.size();
    expected.push_back(begin);
  }
  CHECK(expected == std::vector<size_t>{2, 13, 24, 32, text.size()});
  for (size_t length = 0; length < text.size(); ++length) {
    // The last start that is followed by visible text within `length` bytes.
    const size_t whole = boundary.WholeRecords(std::string_view(text).substr(0, length), false);
    size_t last = 0;
    for (const size_t start : expected) {
      const size_t visible = text.find_first_not_of(" \t\r\n", start);
      if (visible != string::npos && visible < length) last = start;
    }
    CHECK(whole == last);
  }
  CHECK(boundary.WholeRecords(text, true) == text.size());
}

TEST_CASE("A paragraph that is skipped ends where the next begins") {
  ParagraphBoundary boundary;
  CHECK_FALSE(boundary.EndOfRecord("long text", true));
  CHECK_FALSE(boundary.EndOfRecord(" and more\n", false));
  CHECK(boundary.UndecidedBytes() == 0);
  CHECK_FALSE(boundary.EndOfRecord("\r", false));
  CHECK(boundary.UndecidedBytes() == 1);
  CHECK_FALSE(boundary.EndOfRecord("\r\n", false));
  CHECK(boundary.UndecidedBytes() == 0);
  CHECK(boundary.EndOfRecord("Next", false) == 0U);
  CHECK_FALSE(boundary.EndOfRecord("text\n \n", true));
  CHECK(boundary.EndOfRecord("\n\nNext", false) == 2U);
  CHECK_FALSE(boundary.EndOfRecord("text\n \n\t ", true));
  CHECK(boundary.UndecidedBytes() == 2);
  CHECK(boundary.EndOfRecord("\t  Next", false) == 0U);
}

TEST_CASE("Blocks of any size give the same paragraphs near the limit") {
  constexpr uint32_t kLimit = 64;
  const auto text_of = [](size_t size) { return string(size - 2, 'x') + "\n\n"; };
  const string blanks(5000, ' ');
  const string content = GENERATE_COPY(
      "two\nAg\xBCrap\x80\xB3\n" + text_of(kLimit - 13) + " third.",  // the first one is not UTF-8
      text_of(kLimit) + "  next\n\n\tlast", text_of(kLimit + 1) + "  next\n\n\tlast",
      text_of(kLimit - 1) + " \n  \n next", text_of(kLimit) + string(kLimit, ' ') + "next\n\n last",
      text_of(300) + string(kLimit - 4, ' ') + "next\n\n last",
      "one\n\n" + blanks + "two\n\n three", "one\n\n" + blanks + "\n two",
      text_of(300) + blanks + "\n\n two", text_of(300) + blanks);
  const TestFolder folder;
  const auto connector = MakeTextConnector();
  const auto tables =
      connector->Inspect(TestObject(*connector, folder.Write("notes.txt", content)));
  REQUIRE(tables.ok());
  ReadOptions options;
  options.record_size_bytes_max = kLimit;
  const ReadTable whole = ReadWholeTable(*connector, (*tables)[0], options);
  for (const uint32_t block_size_bytes : {1U, 7U, 64U, 300U}) {
    options.block_size_bytes = block_size_bytes;
    const ReadTable small = ReadWholeTable(*connector, (*tables)[0], options);
    CAPTURE(content, block_size_bytes);
    CHECK(small.records == whole.records);
    CHECK(small.ledger.bytes_lost == whole.ledger.bytes_lost);
  }
}

}  // namespace sunder
