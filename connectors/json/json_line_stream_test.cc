#include "connectors/json/json_line_stream.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>

namespace sunder::json {
namespace {

std::string Lines(std::string bytes, bool is_array, size_t step = 1000000) {
  LineMaker maker(is_array);
  for (size_t at = 0; at < bytes.size(); at += step) {
    maker.Transform(bytes.data() + at, std::min(step, bytes.size() - at));
  }
  return bytes;
}

TEST_CASE("line maker: layouts") {
  CHECK(Lines("[{\"a\":[1,2]},{\"b\":\"x,]\"}]", true) == "\n{\"a\":[1,2]}\n{\"b\":\"x,]\"}\n");
  CHECK(Lines("{\n\"a\":\n[1,\n2]}\n{}", false) == "{ \"a\": [1, 2]}\n{}");
  CHECK(Lines("[[1,\n2],[3]]", true) == "\n[1, 2]\n[3]\n");
  CHECK(Lines("{\"a\":\"\\\"\\\\\",\n\"b\":1}\n", false) == "{\"a\":\"\\\"\\\\\", \"b\":1}\n");
}

TEST_CASE("line maker: knows whether the end is missing") {
  for (const std::string open : {"[", "[1", "[1,2", "[{}", "[\"a]"}) {
    LineMaker maker(true);
    std::string bytes = open;
    maker.Transform(bytes.data(), bytes.size());
    CAPTURE(open);
    CHECK(maker.IsOpen());
  }
  LineMaker maker(true);
  std::string bytes = "[1,[2],{\"a\":[]}]\n";
  maker.Transform(bytes.data(), bytes.size());
  CHECK_FALSE(maker.IsOpen());
}

// Pieces of one byte leave no room for mistakes about the order within a chunk.
TEST_CASE("line maker: the same for any pieces") {
  static constexpr std::string_view kPieces[] = {"{",    "}",  "[",  "]",
                                                 ",",    "\"", "\"", "\\\"",
                                                 "\\\\", "\n", ":",  "some longer text in between"};
  std::mt19937 random(99);
  for (int round = 0; round < 5000; ++round) {
    std::string bytes;
    const size_t count = random() % 60;
    for (size_t i = 0; i < count; ++i) bytes += kPieces[random() % std::size(kPieces)];
    const bool is_array = round % 2 == 0;
    CAPTURE(bytes);
    const std::string whole = Lines(bytes, is_array);
    REQUIRE(whole == Lines(bytes, is_array, 1));
    REQUIRE(whole == Lines(bytes, is_array, 1 + random() % 100));
  }
}

}  // namespace
}  // namespace sunder::json
