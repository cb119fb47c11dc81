#include "connectors/json/json_walker.h"

#include <simdjson.h>

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "connectors/json/json_path.h"
#include "connectors/json/json_string.h"
#include "connectors/json/json_validator.h"

namespace sunder::json {
namespace {

WalkStatus StatusOf(std::string_view bytes) {
  WalkHandler handler;
  const WalkResult result = JsonWalker<WalkHandler>(bytes, &handler).Walk(0);
  if (result.status != WalkStatus::kComplete) return result.status;
  const bool has_tail = SkipJsonSpace(bytes, result.end) != bytes.size();
  return has_tail ? WalkStatus::kMalformed : WalkStatus::kComplete;
}

TEST_CASE("walker: accepts and refuses") {
  for (const std::string_view good :
       {"{}", "[]", " [ ] ", "0", "-0", "1.5e+10", "true", "null", "\"\"", "{\"a\":{\"b\":[1,2]}}",
        "\"\\ud800\"", "[1,\"a\",null,{}]", "123456789012345678901234567890"}) {
    CAPTURE(good);
    CHECK(StatusOf(good) == WalkStatus::kComplete);
  }
  for (const std::string_view bad :
       {"}",           "{]",       "[}",   "{1:2}", "{\"a\" 1}", "[1 2]",     "[1,]",
        "{\"a\":1,}",  "01",       "+1",   ".5",    "1.x",       "1e+x",      "\"\\q\"",
        "\"\\u12g4\"", "\"a\nb\"", "nul!", "True",  "'a'",       "\"a\"\"b\""}) {
    CAPTURE(bad);
    CHECK(StatusOf(bad) == WalkStatus::kMalformed);
  }
  for (const std::string_view cut : {"", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "[",
                                     "[1,", "\"ab", "\"a\\", "\"\\u1", "tru", "-", "1.", "1e"}) {
    CAPTURE(cut);
    CHECK(StatusOf(cut) == WalkStatus::kIncomplete);
  }
}

// Whatever simdjson accepts, the walker must walk; it accepts more only where it says so.
TEST_CASE("walker: agrees with simdjson on random text") {
  static constexpr std::string_view kPieces[] = {
      "{",    "}",    "[", "]",       ",",     ":",  "\"a\"", "\"b\\n\"", "1", "-2.5",
      "true", "null", " ", "{\"k\":", "[1,2]", "{}", "0",     "e",        "\""};
  std::mt19937 random(4711);
  simdjson::dom::parser parser;
  size_t accepted = 0;
  for (int round = 0; round < 60000; ++round) {
    std::string bytes;
    const size_t count = 1 + random() % 7;
    for (size_t i = 0; i < count; ++i) bytes += kPieces[random() % std::size(kPieces)];
    CAPTURE(bytes);
    const bool is_valid = parser.parse(bytes).error() == simdjson::SUCCESS;
    accepted += is_valid ? 1 : 0;
    REQUIRE((StatusOf(bytes) == WalkStatus::kComplete) == is_valid);
  }
  CHECK(accepted > 1000);
}

TEST_CASE("validator: values of a line") {
  LineValidator validator;
  const auto begins_of = [&validator](std::string line) {
    const size_t size = line.size();
    line.append(kPaddingSizeBytes, ' ');
    std::vector<uint32_t> begins;
    const WalkStatus status = validator.FindValues(std::string_view(line).substr(0, size), &begins);
    if (status != WalkStatus::kComplete) begins = {999};
    return begins;
  };
  CHECK(begins_of("  {\"a\":1} ") == std::vector<uint32_t>{2});
  CHECK(begins_of("{}{} []") == std::vector<uint32_t>{0, 2, 5});
  CHECK(begins_of("1 2") == std::vector<uint32_t>{0, 2});
  CHECK(begins_of(" \r").empty());
  CHECK(begins_of("{} x") == std::vector<uint32_t>{999});
  CHECK(begins_of("1\"a\"") == std::vector<uint32_t>{999});
}

TEST_CASE("string: escapes") {
  CHECK(DecodeString("a\\tb\\u0041\\\\") == "a\tbA\\");
  CHECK(DecodeString("\\uD83D\\uDE00") == "\xF0\x9F\x98\x80");
  CHECK(DecodeString("\\uD83D\\uD83D\\uDE00") == "\xEF\xBF\xBD\xF0\x9F\x98\x80");
  CHECK(DecodeString("\\u0000") == std::string(1, '\0'));
  std::string escaped;
  AppendEscaped("\"\\\n\x1f/\xC3\xA9", &escaped);
  CHECK(escaped == "\\\"\\\\\\n\\u001f/\xC3\xA9");
  std::string canonical;
  AppendCanonical("\\u0022\\/\\u000a\\uDE00x", &canonical);
  CHECK(canonical == "\\\"/\\n\\ude00x");
}

TEST_CASE("path: made and taken apart") {
  const std::string path = ElementPath(MemberPath(MemberPath("", "a.b"), "c"));
  CHECK(path == "[\"a.b\"].c[]");
  const auto steps = ParsePath(path);
  REQUIRE(steps.ok());
  CHECK(*steps == std::vector<PathStep>{{false, "a.b"}, {false, "c"}, {true, ""}});
  const auto place = ParsePath(PositionPath(ElementPath("rows"), 12));
  REQUIRE(place.ok());
  CHECK(*place == std::vector<PathStep>{{false, "rows"}, {true, ""}, {true, "", 12}});
  for (const std::string key :
       {"", "a]b", "q\"q", "back\\slash", "new\nline", "plain key", "\xC3\xA9"}) {
    CAPTURE(key);
    const auto back = ParsePath(MemberPath("top", key));
    REQUIRE(back.ok());
    CHECK(*back == std::vector<PathStep>{{false, "top"}, {false, key}});
  }
}

}  // namespace
}  // namespace sunder::json
