#include "connectors/keyvalue/keyvalue_connector.h"

#include <catch2/catch.hpp>
#include <string>

#include "connectors/conformance/conformance.h"
#include "connectors/keyvalue/keyvalue_lines.h"

namespace sunder {
namespace {

std::string Block(int number) {
  const std::string n = std::to_string(number);
  return "Name: Person " + n + "\nMail: p" + n + "@example.org\nNote: one\n  two: three\nFaith: F" +
         n + "\n";
}

std::string Blocks(int count) {
  std::string content;
  for (int i = 0; i < count; ++i) content += (i > 0 ? "\n" : "") + Block(i);
  return content;
}

int Recognised(const std::string& name, const std::string& content) {
  return MakeKeyvalueConnector()->Recognise(name, content);
}

}  // namespace

TEST_CASE("keyvalue: conformance") {
  ConformanceCase sample;
  sample.name = "keyvalue";
  sample.file_name = "people.txt";
  sample.content = Blocks(40);
  sample.records = {40};
  sample.fields = {{"Faith", "Mail", "Name", "Note"}};
  sample.dialect = {{"line_end", "lf"}};
  sample.is_byte_identical = true;
  sample.removed_field = "Faith";
  sample.removed_text = "F17";
  sample.replaced_text = "p17@example.org";
  sample.bad_utf8.content = Block(0) + "\nName: P\xff\nMail: x\n\n" + Block(1);
  sample.bad_utf8.records = 2;
  sample.bad_utf8.losses = {LossReason::kUndecodable};
  sample.over_limit.content = Block(0) + "\nName: " + std::string(500, 'x') + "\n\n" + Block(1);
  sample.over_limit.records = 2;
  sample.over_limit.record_size_bytes_max = 200;
  sample.over_limit.losses = {LossReason::kOverLimit};
  RunConformance(*MakeKeyvalueConnector(), sample);
}

TEST_CASE("keyvalue: what it takes for its own") {
  CHECK(Recognised("x.txt", Blocks(3)) == 4);
  CHECK(Recognised("x", Blocks(3)) == 4);
  CHECK(Recognised("x.txt", "\xEF\xBB\xBF" + Blocks(3)) == 4);
  CHECK(Recognised("x.csv", Blocks(3)) == 0);
  CHECK(Recognised("x.txt", Blocks(2)) == 0);
  CHECK(Recognised("x.txt", "") == 0);
  // A dialogue, a letter, a list of times.
  CHECK(Recognised("x.txt",
                   "Ann: Hi\nBen: Hi\nAnn: How are you?\nBen: Well.\nAnn: Good.\n\n"
                   "Ann: Hi\nBen: Hi\nAnn: So?\n\nAnn: a\nAnn: b\nBen: c\n") == 0);
  CHECK(Recognised("x.txt", "Dear Ann,\n\nthe point: we meet.\n\nYours: Ben\n\nPS: late\n") == 0);
  CHECK(Recognised("x.txt", "12:30 a\n13:30 b\n\n12:31 a\n13:31 b\n\n12:32 c\n13:32 d\n") == 0);
}

TEST_CASE("keyvalue: a copy keeps every byte of its values") {
  const auto connector = MakeKeyvalueConnector();
  const TestFolder folder;
  const std::string content =
      "A: 1\r2\r\nB: x\r\n\ty\r\n\r\nA: 3 \r\nB:\tz\r\n\r\nno key\r\nB: \r\n";
  const std::string path = folder.Write("x.txt", content);
  const std::string target = folder.path() + "/y.txt";
  RewriteObject(*connector, TestObject(*connector, path), target, {WriteOptions{}}, {});
  CHECK(ReadTestFile(target) ==
        "A: 1\r2\r\nB: x\r\n\ty\r\n\r\nA: 3 \r\nB:\tz\r\n\r\nno key\r\nB:\r\n");
}

TEST_CASE("keyvalue: a value that is emptied leaves no trace of its own") {
  const auto connector = MakeKeyvalueConnector();
  const TestFolder folder;
  const std::string path = folder.Write("x.txt", "A: 1\nB: 2\n\nA: 1\nB: \n\nA: 1\nB:\n");
  const std::string target = folder.path() + "/y.txt";
  RewriteObject(
      *connector, TestObject(*connector, path), target, {WriteOptions{}},
      [](const RecordBlock& block, uint32_t record, std::span<const CellRef>) {
        std::vector<CellEdit> edits;
        for (uint32_t i = 0; i < block.cells.size(); ++i) {
          if (block.cells[i].record == record && block.fields[block.cells[i].field] == "B")
            edits.push_back({i, CellEdit::Kind::kRemove, ""});
        }
        return edits;
      });
  CHECK(ReadTestFile(target) == "A: 1\nB:\n\nA: 1\nB:\n\nA: 1\nB:\n");
}

}  // namespace sunder
