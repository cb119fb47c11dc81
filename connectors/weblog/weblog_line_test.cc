#include "connectors/weblog/weblog_line.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "connectors/weblog/weblog_escape.h"

namespace sunder::weblog {
namespace {

using std::string;
using Pairs = std::vector<std::pair<string, string>>;

Pairs Parsed(const string& line) {
  std::vector<LogItem> items;
  ParseLogLine(line, &items);
  Pairs pairs;
  for (const LogItem& item : items) {
    string text = line.substr(item.begin, item.end - item.begin);
    if (item.is_missing) text = "(none)";
    pairs.emplace_back(FieldPath(item, line), item.is_escaped ? Unescape(text) : text);
  }
  return pairs;
}

TEST_CASE("A line in Common Log Format") {
  CHECK(
      Parsed(R"(192.0.2.7 - maria [10/Oct/2000:13:55:36 -0700] "GET /a.gif HTTP/1.0" 200 2326)") ==
      Pairs{{"host", "192.0.2.7"},
            {"identity", "(none)"},
            {"user", "maria"},
            {"time", "10/Oct/2000:13:55:36 -0700"},
            {"method", "GET"},
            {"path", "/a.gif"},
            {"protocol", "HTTP/1.0"},
            {"status", "200"},
            {"bytes", "2326"}});
}

TEST_CASE("Escapes are seen wherever in a line they stand") {
  const auto decoded = [](const string& line, size_t item) { return Parsed(line)[item].second; };
  for (size_t size = 0; size < 140; ++size) {
    const string filler(size, 'a');
    const string start = R"(192.0.2.7 - - [10/Oct/2000:13:55:36 -0700] "GET /)" + filler;
    CHECK(decoded(start + R"(%41 HTTP/1.0" 200 5)", 5) == "/" + filler + "A");
    CHECK(decoded(start + R"(?q=1+1 HTTP/1.0" 200 5)", 6) == "1 1");
    CHECK(decoded(start + R"( HTTP/1.0" 200 5 "-" "b\\")", 10) == "b\\");
    CHECK(decoded(start + R"( HTTP/1.0" 200 5 "-" "1+1%41")", 10) == "1+1%41");
  }
}

TEST_CASE("Parameters, referrer, user agent, cookies and further items") {
  const string line =
      R"(www.example.com:443 2001:db8::1 - - [10/Oct/2000:13:55:36 -0700] )"
      R"("GET /find%20me?faith=Muslim%20S%C3%BCd&q=a+b&&flag HTTP/2.0" 200 - )"
      R"("https://example.org/s?party=Greens#top" "Agent \"7\" 1+1" 0.004 "sid=1; theme=dark" "192.0.2.9")";
  CHECK(Parsed(line) == Pairs{{"virtual_host", "www.example.com:443"},
                              {"host", "2001:db8::1"},
                              {"identity", "(none)"},
                              {"user", "(none)"},
                              {"time", "10/Oct/2000:13:55:36 -0700"},
                              {"method", "GET"},
                              {"path", "/find me"},
                              {"query.faith",
                               "Muslim S\xC3\xBC"
                               "d"},
                              {"query.q", "a b"},
                              {"query", "flag"},
                              {"protocol", "HTTP/2.0"},
                              {"status", "200"},
                              {"bytes", "(none)"},
                              {"referrer", "https://example.org/s"},
                              {"referrer.query.party", "Greens"},
                              {"referrer.fragment", "top"},
                              {"user_agent", "Agent \"7\" 1 1"},
                              {"extra_1", "0.004"},
                              {"cookie.sid", "1"},
                              {"cookie.theme", "dark"},
                              {"extra_3", "192.0.2.9"}});
}

TEST_CASE("Users with blanks, ISO times, requests that are none") {
  const Pairs user =
      Parsed(R"(192.0.2.7 - Jo Ann Doe [2026-01-31T10:00:00+01:00] "\x16\x03\x01" 400 0 "-" "-")");
  CHECK(user[2] == std::pair<string, string>("user", "Jo Ann Doe"));
  CHECK(user[4] == std::pair<string, string>("request", "\x16\x03\x01"));
  CHECK(user[7] == std::pair<string, string>("referrer", "(none)"));
}

TEST_CASE("Lines of other kinds are one field") {
  for (const char* line : {"", "just words", "192.0.2.7 - - [10/Oct/2000:13:55:36 -0700] no quotes",
                           "2026-01-31 10:00:00 [worker] \"text\" 200",
                           "a - b [10/Oct/2000:13:55:36] \"GET / HTTP/1.1",
                           "a - b [10/Oct/2000:13:55:36] \"GET / HTTP/1.1\" OK 5"}) {
    INFO(line);
    CHECK(Parsed(line) == Pairs{{"line", line}});
  }
}

TEST_CASE("Names of parameters that are no names share a field") {
  const string line = R"(h - - [10/Oct/2000:13:55:36 -0700] "GET /?a%20b=1&)" + string(65, 'x') +
                      R"(=2&c%5B0%5D=3 HTTP/1.1" 200 1)";
  const Pairs pairs = Parsed(line);
  CHECK(pairs[6].first == "query.*");
  CHECK(pairs[7].first == "query.*");
  CHECK(pairs[8].first == "query.c[0]");
}

TEST_CASE("Escape and Unescape are inverse for every form") {
  const std::vector<string> texts = {
      "plain",       "a b",           "100 % + \"more\"; [x] \\", "-", "\xC3\xBC\n\t",
      "a=b&c?d#e/f", string("\0x", 2)};
  for (const LogForm form : {LogForm::kBare, LogForm::kBracketed, LogForm::kQuoted, LogForm::kPath,
                             LogForm::kParameter, LogForm::kCookie}) {
    for (const string& text : texts) {
      const string raw = Escape(text, form, "");
      INFO(raw);
      const bool is_escaped = raw.find_first_of("\\%") != string::npos;
      CHECK((is_escaped ? Unescape(raw) : raw) == text);
      CHECK(raw.find('\n') == string::npos);
      CHECK((form != LogForm::kQuoted || raw.find('"') == string::npos));
    }
  }
  CHECK(Escape("", LogForm::kBare, "x") == "-");
}

TEST_CASE("An edited item is spelt as it was") {
  CHECK(Escape("a b,c", LogForm::kParameter, "a+b+x,c") == "a+b,c");
  CHECK(Escape("a b,c", LogForm::kParameter, "a%20b%2cx%2cc") == "a%20b%2cc");
  CHECK(Escape("50% \\", LogForm::kParameter, "50%") == "50%25%20%5C");
  CHECK(Escape("a\"b\xC3", LogForm::kParameter, R"(x\"y\"\xC3)") == R"(a\"b\xC3)");
  CHECK(Escape("\xC3\xBC&", LogForm::kParameter, "\xC3\xBC") == "\xC3\xBC%26");
}

TEST_CASE("Bytes that are not UTF-8 are read as Windows-1252") {
  CHECK(Unescape("caf%E9%80") == "caf\xC3\xA9\xE2\x82\xAC");
  CHECK(Unescape("%C3%A9%") == "\xC3\xA9%");
  CHECK(Unescape("%zz\\q\\x4") == "%zz\\q\\x4");
}

}  // namespace
}  // namespace sunder::weblog
