#include "connectors/weblog/weblog_connector.h"

#include <catch2/catch.hpp>
#include <string>

#include "connectors/conformance/conformance.h"

namespace sunder {
namespace {

using std::string;

string Head(int i) {
  return "192.0.2." + std::to_string(i % 250) + " - " +
         (i % 3 == 0 ? "user" + std::to_string(i) : "-") + " [31/Jan/2026:10:00:00 +0000] ";
}

string ManyLines(int count) {
  string text;
  for (int i = 0; i < count; ++i) {
    text += Head(i) + "\"GET /page/" + std::to_string(i);
    if (i % 2 == 0) text += "?faith=Jedi%20Order&n=" + std::to_string(i);
    text += " HTTP/1.1\" 200 512 \"-\" \"Mozilla/5.0 (X11)\"";
    text += i % 5 == 0 ? "\r\n" : "\n";
    if (i % 100 == 99) text += "# rotated\n";
  }
  return text + Head(1) + "\"GET / HTTP/1.1\" 200 1";
}

string Rewritten(const string& content, const WriteOptions& options,
                 const RecordEditor& edit = {}) {
  const TestFolder folder;
  const auto connector = MakeWeblogConnector();
  const string source = folder.Write("access.log", content);
  const string target = folder.path() + "/copy.log";
  RewriteObject(*connector, TestObject(*connector, source), target, {options}, edit);
  return ReadTestFile(target);
}

TEST_CASE("Access logs conform") {
  ConformanceCase sample;
  sample.name = "combined";
  sample.file_name = "access.log";
  sample.content = ManyLines(4000);
  sample.records = {4041};
  sample.fields = {{"bytes", "host", "identity", "line", "method", "path", "protocol",
                    "query.faith", "query.n", "referrer", "status", "time", "user", "user_agent"}};
  sample.is_byte_identical = true;
  sample.must_partition = true;
  sample.removed_field = "query.faith";
  sample.removed_text = "Jedi";
  sample.replaced_text = "Mozilla/5.0";
  sample.bad_utf8 = {.content = Head(1) + "\"GET /\xE9 HTTP/1.1\" 200 1\n" + Head(2) +
                                "\"GET /two HTTP/1.1\" 200 1\n",
                     .records = 1,
                     .losses = {LossReason::kUndecodable},
                     .absent_text = "\xE9"};
  sample.over_limit = {.content = Head(1) + "\"GET /" + string(500, 'c') + " HTTP/1.1\" 200 1\n" +
                                  Head(2) + "\"GET / HTTP/1.1\" 200 1\n",
                       .records = 1,
                       .record_size_bytes_max = 200,
                       .losses = {LossReason::kOverLimit},
                       .absent_text = "cc"};
  RunConformance(*MakeWeblogConnector(), sample);
}

TEST_CASE("Removed parameters leave no trace, other removed items a dash") {
  const string line = Head(3) +
                      "\"GET /p?a=1&faith=x&b=2 HTTP/1.1\" 200 5 \"https://example.com/?faith=y\" "
                      "\"Agent\" \"faith=z; t=1\"\n";
  CHECK(Rewritten(line, {{"query.faith", "referrer.query.faith", "cookie.faith"}}) ==
        Head(3) + "\"GET /p?a=1&b=2 HTTP/1.1\" 200 5 \"https://example.com/\" \"Agent\" \"t=1\"\n");
  CHECK(
      Rewritten(line, {{"query.a", "query.faith", "cookie.t"}}) ==
      Head(3) +
          "\"GET /p?b=2 HTTP/1.1\" 200 5 \"https://example.com/?faith=y\" \"Agent\" \"faith=z\"\n");
  CHECK(Rewritten(line, {{"query.a", "query.faith", "query.b", "user", "user_agent"}}) ==
        "192.0.2.3 - - [31/Jan/2026:10:00:00 +0000] \"GET /p HTTP/1.1\" 200 5 "
        "\"https://example.com/?faith=y\" \"-\" \"faith=z; t=1\"\n");
}

TEST_CASE("What stands between pieces that stay is kept, escaped quotes and empty pieces too") {
  const auto line = [](const string& query, const string& cookies) {
    return Head(3) + "\"GET /p" + query + " HTTP/1.1\" 200 5 \"https://example.com/" + query +
           "#top\" \"Agent\" \"" + cookies + "\"\n";
  };
  const WriteOptions faiths{{"query.faith", "referrer.query.faith", "cookie.faith"}};
  const auto rewritten = [&](const string& query, const string& cookies) {
    return Rewritten(line(query, cookies), faiths);
  };
  CHECK(rewritten("?a=\\\"x&faith=y&b=2", "sid=\\\"x\\\"; faith=y; t=1; u=2") ==
        line("?a=\\\"x&b=2", "sid=\\\"x\\\"; t=1; u=2"));
  CHECK(rewritten("?faith=x&&b=2;c=3", "faith=a; faith=b; t=1; faith=c; u=2") ==
        line("?&b=2;c=3", "t=1; u=2"));
  CHECK(rewritten("?&faith=x&b=2", "a=1; faith=b; faith=c") == line("?&b=2", "a=1"));
  CHECK(rewritten("?faith=x&faith=y", "faith=a; faith=b") == line("", ""));
  CHECK(rewritten("?&&a=1;&", "a=1; b=2; ") == line("?&&a=1;&", "a=1; b=2; "));
}

TEST_CASE("Lines of other kinds go whole") {
  CHECK(Rewritten("# one\r\n" + Head(1) + "\"-\" 400 0\n# two", {{"line"}}) ==
        Head(1) + "\"-\" 400 0\n");
}

TEST_CASE("Access logs are recognised by their lines, whatever the name") {
  const auto connector = MakeWeblogConnector();
  CHECK(connector->Recognise("access.log.1", ManyLines(50)) == 4);
  CHECK(connector->Recognise("x.csv", "a,b\n1,2\n") == 0);
  CHECK(connector->Recognise("app.log", "2026-01-31 10:00:00 started\n") == 0);
  CHECK(connector->Recognise("access.log", "") == 0);
}

}  // namespace
}  // namespace sunder
