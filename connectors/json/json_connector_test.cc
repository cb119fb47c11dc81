#include "connectors/json/json_connector.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "connectors/conformance/conformance.h"
#include "core/ledger.h"

namespace sunder {
namespace {

TableInfo InspectOne(const Connector& connector, const std::string& path) {
  const auto tables = connector.Inspect(TestObject(connector, path));
  REQUIRE(tables.ok());
  REQUIRE(tables->size() == 1);
  return tables->front();
}

ReadTable ReadAll(const std::string& name, const std::string& content,
                  const ReadOptions& options = {}) {
  const auto connector = MakeJsonConnector();
  const TestFolder folder;
  return ReadWholeTable(*connector, InspectOne(*connector, folder.Write(name, content)), options);
}

std::string FormOf(const std::string& name, const std::string& content) {
  const auto connector = MakeJsonConnector();
  const TestFolder folder;
  return InspectOne(*connector, folder.Write(name, content)).dialect.at("form");
}

// "path=text" of every cell, records set apart by "|".
std::string Flat(const ReadTable& table) {
  std::string flat;
  for (const ReadRecord& record : table.records) {
    if (!flat.empty()) flat += " |";
    for (const ReadCell& cell : record) {
      if (!flat.empty()) flat += ' ';
      flat += cell.field + "=" + (cell.is_text ? "'" + cell.text + "'" : cell.text);
    }
  }
  return flat;
}

std::string Rewritten(const std::string& name, const std::string& content,
                      const std::vector<std::string>& removed = {}, const RecordEditor& edit = {}) {
  const auto connector = MakeJsonConnector();
  const TestFolder folder;
  const std::string path = folder.Write(name, content);
  const std::string target = folder.path() + "/rewritten-" + name;
  RewriteObject(*connector, TestObject(*connector, path), target, {WriteOptions{removed}}, edit);
  return ReadTestFile(target);
}

std::string Person(size_t number) {
  const std::string id = std::to_string(number);
  return R"({"id":)" + id + R"(,"name":{"first":"Person )" + id +
         R"(","last":"Example"},"terms":[{"party":"Blue","year":1990},{"party":"Green"}],)" +
         R"("note":"two\nlines","open":true,"faith":null})";
}

ConformanceCase SampleOf(const std::string& form, size_t count) {
  ConformanceCase sample;
  sample.name = "json " + form;
  const bool is_array = form == "array";
  const std::string separator = is_array ? ",\n" : "\n";
  sample.file_name = form == "lines" ? "people.jsonl" : "people.json";
  for (size_t i = 0; i < count; ++i) {
    sample.content += (i == 0 ? "" : separator) + Person(i);
  }
  sample.content = is_array ? "[\n" + sample.content + "\n]\n" : sample.content + "\n";
  sample.records = {count};
  sample.fields = {
      {"faith", "id", "name.first", "name.last", "note", "open", "terms[].party", "terms[].year"}};
  sample.dialect = {{"form", form}};
  sample.is_byte_identical = true;
  sample.removed_field = "terms[].party";
  sample.removed_text = "Blue";
  sample.replaced_text = "two\nlines";
  return sample;
}

TEST_CASE("json: conformance of lines") {
  ConformanceCase sample = SampleOf("lines", 4000);
  sample.must_partition = true;
  sample.truncated = {"{\"a\":1}\n{\"a\":\"lo", 1, 0, {LossReason::kTruncated}, "lo"};
  sample.bad_utf8 = {
      "{\"a\":1}\n{\"a\":\"b\xff\"}\n{\"a\":2}\n", 2, 0, {LossReason::kUndecodable}, "b\xff"};
  sample.over_limit = {"{\"a\":1}\n{\"a\":\"" + std::string(300, 'b') + "\"}\n{\"a\":2}\n",
                       2,
                       100,
                       {LossReason::kOverLimit},
                       "bbb"};
  RunConformance(*MakeJsonConnector(), sample);
}

TEST_CASE("json: conformance of an array") {
  ConformanceCase sample = SampleOf("array", 1000);
  sample.truncated = {"[{\"a\":1},\n{\"a\":\"lo", 1, 0, {LossReason::kTruncated}, "lo"};
  sample.bad_utf8 = {
      "[{\"a\":1},{\"a\":\"b\xff\"},{\"a\":2}]", 2, 0, {LossReason::kUndecodable}, "b\xff"};
  sample.over_limit = {"[{\"a\":1},{\"a\":\"" + std::string(300, 'b') + "\"},{\"a\":2}]",
                       2,
                       100,
                       {LossReason::kOverLimit},
                       "bbb"};
  RunConformance(*MakeJsonConnector(), sample);
}

TEST_CASE("json: conformance of a single object") {
  ConformanceCase sample = SampleOf("values", 1);
  sample.truncated = {"{\"a\":1,\n\"b\":\"lo", 0, 0, {LossReason::kTruncated}, "lo"};
  RunConformance(*MakeJsonConnector(), sample);
}

TEST_CASE("json: forms") {
  CHECK(FormOf("x.jsonl", "{\"a\":1}\n") == "lines");
  CHECK(FormOf("x.ndjson", "") == "lines");
  CHECK(FormOf("x.jsonl", "not json\n{\"a\":1}\n") == "lines");
  CHECK(FormOf("x.jsonl", "{\"a\":\n") == "lines");  // a bad record
  CHECK(FormOf("x.jsonl", "[\n{\"a\":1}\n]\n") == "array");
  CHECK(FormOf("x.json", "{\"a\":1}\n{\"a\":2}\n") == "lines");
  CHECK(FormOf("x.json", "[{\"a\":1},{\"a\":2}]") == "array");
  CHECK(FormOf("x.json", "\xEF\xBB\xBF [\n1,2]") == "array");
  CHECK(FormOf("x.json", "{\n\"a\":1}\n") == "values");
  CHECK(FormOf("x.json", "{\n\"a\":1}\n{\n\"a\":2}\n") == "values");
}

TEST_CASE("json: recognition") {
  const auto connector = MakeJsonConnector();
  CHECK(connector->Recognise("x.json", "{\"a\":1}") == 3);
  CHECK(connector->Recognise("X.JSONL", "") == 2);
  CHECK(connector->Recognise("x", "[1,2") == 0);
  CHECK(connector->Recognise("x", "[{\"a\":1}]") == 1);
  CHECK(connector->Recognise("x.log", "[12:00:01] started\n") == 0);
  CHECK(connector->Recognise("x.ini", "[section]\nkey=value\n") == 0);
  CHECK(connector->Recognise("x.json", std::string_view("{\0}", 3)) == 0);
  CHECK(connector->Recognise("app.log", "{\"a\":1}\n\n{\"a\":2}\n") == 4);
  CHECK(connector->Recognise("app.log", "{\"a\":1}\nstarted\n") == 0);
  CHECK(connector->Recognise("x.txt", "[ {\"a\":1},\n{\"a\":2}]\n") == 4);
  CHECK(connector->Recognise("x.txt", "[1] A source\n[2] Another\n") == 0);
}

TEST_CASE("json: field paths") {
  CHECK(
      Flat(ReadAll("p.jsonl", R"({"a":{"b":[1,{"c":"x"},[true]]},"":2,"d.e":{"f[0]":"y"},"g\"":3})"
                              "\n")) ==
      R"(a.b[]=1 a.b[].c='x' a.b[][0]=true [""]=2 ["d.e"]["f[0]"]='y' ["g\""]=3)");
}

TEST_CASE("json: scalars, arrays, null and empty containers") {
  CHECK(Flat(ReadAll("p.jsonl",
                     "5\n\"x\"\n[1,{\"a\":2}]\n{}\n[]\n{\"a\":null,\"b\":{},\"c\":[]}\n")) ==
        "value=5 | value='x' | value[0]=1 value[1].a=2 | | | a=");
  // Nothing but the numbers' spelling is kept, however large they are.
  CHECK(Flat(ReadAll("p.jsonl",
                     "{\"n\":123456789012345678901234567890,\"m\":1e999,\"k\":-0.50}\n")) ==
        "n=123456789012345678901234567890 m=1e999 k=-0.50");
}

TEST_CASE("json: escapes") {
  CHECK(Flat(ReadAll("p.jsonl", R"({"a":"\u00e9\n\ud83d\ude00\/\"","\u0062":"x"})"
                                "\n")) == "a='\xC3\xA9\n\xF0\x9F\x98\x80/\"' b='x'");
  // A surrogate without its other half cannot be text.
  CHECK(Flat(ReadAll("p.jsonl", R"({"a":"x\ud83dy","b":"\ude00\ud83d\u0041"})"
                                "\n")) ==
        "a='x\xEF\xBF\xBDy' b='\xEF\xBF\xBD\xEF\xBF\xBD"
        "A'");
  // Keys that differ in their escapes only are one field.
  const ReadTable read = ReadAll("p.jsonl", "{\"ab\":1}\n{\"\\u0061b\":2}\n");
  CHECK(Flat(read) == "ab=1 | ab=2");
}

TEST_CASE("json: bad lines are lost alone, and said where") {
  const std::string good = "{\"a\":1}\n";
  for (const std::string bad :
       {"{\"a\":}\n", "{\"a\":1\n", "nothing\n", "{\"a\":1}}\n", "{'a':1}\n", "{\"a\":01}\n",
        "{\"a\":\"\\x\"}\n", "{\"a\":\"tab\there\"}\n", "[1,]\n", "1,2\n", "truefalse\n"}) {
    CAPTURE(bad);
    const ReadTable read = ReadAll("b.jsonl", good + bad + good);
    CHECK(Flat(read) == "a=1 | a=1");
    REQUIRE(read.ledger.losses.size() == 1);
    CHECK(read.ledger.losses[0].reason == LossReason::kMalformed);
    CHECK(read.ledger.losses[0].offset_bytes == good.size());
    CHECK(read.ledger.losses[0].size_bytes == bad.size());
    CHECK(read.ledger.Balances());
  }
}

TEST_CASE("json: deep nesting is refused, not followed") {
  const auto nested = [](size_t depth) {
    return std::string(depth, '[') + "\"x\"" + std::string(depth, ']') + "\n";
  };
  CHECK(ReadAll("d.jsonl", nested(1024)).records.size() == 1);
  const ReadTable read = ReadAll("d.jsonl", nested(1025) + nested(200000) + "{\"a\":1}\n");
  CHECK(Flat(read) == "a=1");
  CHECK(read.ledger.HasLoss());
  CHECK(read.ledger.losses[0].reason == LossReason::kOverLimit);
  CHECK(read.ledger.losses[0].detail.find("1024") != std::string::npos);
  CHECK(read.ledger.Balances());
}

TEST_CASE("json: arrays of all layouts") {
  const std::string expected = "a=1 b[].c='],}[' | a=2 | value[0]=3 value[1]=4 | value=5";
  const std::string first = R"({"a":1,"b":[{"c":"],}["}]})";
  CHECK(Flat(ReadAll("a.json", "[" + first + ",{\"a\":2},[3,4],5]")) == expected);
  CHECK(Flat(ReadAll("a.json", "\n[ \n" + first +
                                   "\n,\n{\n\"a\" :\t2\n}\n, [\n3,\n4 ] ,\n5\n]\n")) == expected);
  CHECK(Flat(ReadAll("a.json", "[]")).empty());
  const ReadTable read = ReadAll("a.json", "[ 1 , 2 ]\n");
  CHECK(read.ledger.Balances());
  CHECK(read.ledger.bytes_structure > 0);
  CHECK_FALSE(read.ledger.HasLoss());
}

TEST_CASE("json: a bad element is lost alone") {
  const ReadTable read = ReadAll("a.json", "[{\"a\":1},{\"a\":x},{\"a\":3}]");
  CHECK(Flat(read) == "a=1 | a=3");
  REQUIRE(read.ledger.losses.size() == 1);
  CHECK(read.ledger.losses[0].reason == LossReason::kMalformed);
  CHECK(read.ledger.losses[0].offset_bytes == std::string("[{\"a\":1},").size());
  CHECK(read.ledger.Balances());
  // After a quote that is missing, reading finds its feet at the next element that has its own
  // line.
  const ReadTable open =
      ReadAll("a.json", "[\n{\"a\":1},\n{\"a\":\"lost},\n{\"a\":3},\n{\"a\":4}\n]\n");
  CHECK(Flat(open) == "a=1 | a=3 | a=4");
  CHECK(open.ledger.HasLoss());
  CHECK(open.ledger.Balances());
  const ReadTable pretty = ReadAll(
      "a.json", "[\n {\n  \"a\": \"lost,\n  \"b\": {\"c\": 1}\n },\n {\n  \"a\": 3\n }\n]\n");
  CHECK(Flat(pretty) == "a=3");
  CHECK(pretty.ledger.HasLoss());
}

TEST_CASE("json: an array that is cut off between elements") {
  const ReadTable read = ReadAll("a.json", "[{\"a\":1},\n{\"a\":2},\n");
  CHECK(Flat(read) == "a=1 | a=2");
  REQUIRE(read.ledger.losses.size() == 1);
  CHECK(read.ledger.losses[0].reason == LossReason::kTruncated);
  CHECK(read.ledger.Balances());
}

TEST_CASE("json: values one after another") {
  CHECK(Flat(ReadAll("v.json", "{\n\"a\":1}\n{\n\"a\":2}{\"a\":3}\n")) == "a=1 | a=2 | a=3");
}

TEST_CASE("json: many keys and long records") {
  std::string record = "{";
  for (int i = 0; i < 20000; ++i) {
    record += (i > 0 ? ",\"key " : "\"key ") + std::to_string(i) + "\":" + std::to_string(i);
  }
  record += "}\n";
  const ReadTable read = ReadAll("m.jsonl", record + record);
  REQUIRE(read.records.size() == 2);
  CHECK(read.records[1].size() == 20000);
  CHECK(read.records[1][19999].field == "key 19999");
}

TEST_CASE("json: writing is compact and keeps order and numbers") {
  CHECK(Rewritten("w.jsonl", "{ \"b\" : 1.50 , \"a\" : [ ] , \"c\" : { \"d\" : null } }\n") ==
        "{\"b\":1.50,\"a\":[],\"c\":{\"d\":null}}\n");
  CHECK(Rewritten("w.jsonl", R"({"\u0061":"\u00e9\/\u0001\ud83d"})"
                             "\n") == "{\"a\":\"\xC3\xA9/\\u0001\\ud83d\"}\n");
  CHECK(Rewritten("w.json", "[{\"a\":1},2]") == "[\n{\"a\":1},\n2\n]\n");
  CHECK(Rewritten("w.json", "[]") == "[\n]\n");
  CHECK(Rewritten("w.json", "{\n \"a\": 1\n}\n") == "{\"a\":1}\n");
}

TEST_CASE("json: removed paths leave no trace") {
  // With, without, empty and null come out alike.
  const std::string content =
      "{\"id\":1,\"p\":{\"q\":{\"faith\":\"Quaker\"}}}\n{\"id\":1}\n{\"id\":1,\"p\":{}}\n"
      "{\"id\":1,\"p\":{\"q\":{}}}\n{\"id\":1,\"p\":null}\n{\"id\":1,\"p\":{\"q\":{\"faith\":null}}"
      "}\n"
      "{\"id\":1,\"p\":{\"q\":null}}\n";
  CHECK(Rewritten("r.jsonl", content, {"p.q.faith"}) ==
        "{\"id\":1}\n{\"id\":1}\n{\"id\":1}\n{\"id\":1}\n{\"id\":1}\n{\"id\":1}\n{\"id\":1}\n");
  // What else the containers hold stays, and so do empty ones elsewhere.
  CHECK(Rewritten("r.jsonl", "{\"p\":{\"faith\":\"x\",\"k\":1},\"e\":{},\"f\":[]}\n",
                  {"p.faith"}) == "{\"p\":{\"k\":1},\"e\":{},\"f\":[]}\n");
  CHECK(Rewritten("r.jsonl",
                  "{\"t\":[{\"party\":\"x\"},{\"party\":\"y\",\"k\":1}]}\n{\"t\":[{\"k\":1}]}\n"
                  "{\"t\":[{\"party\":\"x\"}]}\n{\"t\":[]}\n{}\n",
                  {"t[].party"}) == "{\"t\":[{\"k\":1}]}\n{\"t\":[{\"k\":1}]}\n{}\n{}\n{}\n");
  CHECK(Rewritten("r.jsonl", "{\"a.b\":{\"c\":1},\"k\":2}\n", {"[\"a.b\"].c"}) == "{\"k\":2}\n");
  CHECK(Rewritten("r.jsonl", "\"x\"\n[1,2]\n", {"value", "value[0]", "value[1]"}) == "null\n[]\n");
}

TEST_CASE("json: positions of rows are columns") {
  CHECK(Flat(ReadAll("p.jsonl", R"(["Ada",3,["x","y"],{"k":[1]}])"
                                "\n")) ==
        "value[0]='Ada' value[1]=3 value[2][0]='x' value[2][1]='y' value[3].k[]=1");
  // A list of lists of things, and a list in an object, are lists of equals.
  CHECK(Flat(ReadAll("p.jsonl", R"({"pages":[[{"k":1},2],[3]],"tags":["a","b"]})"
                                "\n")) ==
        "pages[][].k=1 pages[][]=2 pages[][0]=3 tags[]='a' tags[]='b'");
  CHECK(Flat(ReadAll("p.json", R"({"columns":["a","b"],"data":[[1,2],[3,4]]})")) ==
        "columns[]='a' columns[]='b' data[][0]=1 data[][1]=2 data[][0]=3 data[][1]=4");
}

TEST_CASE("json: what leaves a row leaves its neighbours where they are") {
  // With, without, empty and null come out alike.
  CHECK(Rewritten("r.jsonl", "[1,\"x\",2]\n[1,null,2]\n[1,[],2]\n[1,[\"x\",\"y\"],2]\n",
                  {"value[1]", "value[1][0]", "value[1][1]"}) ==
        "[1,null,2]\n[1,null,2]\n[1,null,2]\n[1,null,2]\n");
  CHECK(Rewritten("r.jsonl", "[1,2,\"x\"]\n[1,2,null]\n[1,2]\n[1,null]\n", {"value[2]"}) ==
        "[1,2]\n[1,2]\n[1,2]\n[1,null]\n");
  CHECK(Rewritten("r.json", "{\"d\":[[1,\"x\"],[2]],\"k\":[3]}", {"d[][1]"}) ==
        "{\"d\":[[1],[2]],\"k\":[3]}\n");
}

TEST_CASE("json: a removed path that is not well formed is refused") {
  const auto connector = MakeJsonConnector();
  const TestFolder folder;
  const TableInfo table = InspectOne(*connector, folder.Write("x.jsonl", "{\"a\":1}\n"));
  for (const std::string path :
       {"", ".a", "a..b", "a[00]", "a[256]", "a[-1]", "[0]", "[\"a", "[]"}) {
    CAPTURE(path);
    const auto writer =
        connector->Create(folder.path() + "/out.jsonl", {table}, {WriteOptions{{path}}});
    REQUIRE_FALSE(writer.ok());
    CHECK(writer.status().code() == StatusCode::kUsage);
  }
}

TEST_CASE("json: cell edits") {
  const auto edit = [](const RecordBlock& block, uint32_t, std::span<const CellRef> cells) {
    std::vector<CellEdit> edits;
    for (const CellRef& cell : cells) {
      std::string scratch;
      const auto text = block.Text(cell, &scratch);
      const auto index = static_cast<uint32_t>(&cell - block.cells.data());
      if (text == "gone") edits.push_back({index, CellEdit::Kind::kRemove, {}});
      if (text == "old" || text == "7") {
        edits.push_back({index, CellEdit::Kind::kReplace, "a \"new\"\n\x01"});
      }
    }
    return edits;
  };
  CHECK(
      Rewritten(
          "e.jsonl",
          "{\"k\":null,\"a\":\"gone\",\"b\":[\"gone\",1,\"old\"]}\n{\"a\":7,\"b\":\"gone\"}\n", {},
          edit) ==
      "{\"k\":null,\"b\":[1,\"a \\\"new\\\"\\n\\u0001\"]}\n{\"a\":\"a \\\"new\\\"\\n\\u0001\"}\n");
}

}  // namespace
}  // namespace sunder
