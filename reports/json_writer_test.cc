#include "reports/json_writer.h"

#include <catch2/catch.hpp>
#include <limits>

namespace sunder::reports {

TEST_CASE("compact JSON keeps the order of its keys") {
  JsonWriter json(JsonWriter::Layout::kCompact);
  json.BeginObject();
  json.String("z", "1");
  json.Number("a", std::numeric_limits<uint64_t>::max());
  json.Fixed("share", 0.125, 2);
  json.Bool("yes", true);
  json.Strings("list", {"x", "y"});
  json.BeginArray("empty");
  json.EndArray();
  json.EndObject();
  CHECK(json.Take() ==
        "{\"z\":\"1\",\"a\":18446744073709551615,\"share\":0.12,\"yes\":true,"
        "\"list\":[\"x\",\"y\"],\"empty\":[]}\n");
}

TEST_CASE("indented JSON") {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.BeginArray("rows");
  json.BeginObject();
  json.Number("n", 11);
  json.EndObject();
  json.EndArray();
  json.BeginObject("nothing");
  json.EndObject();
  json.EndObject();
  CHECK(json.Take() ==
        "{\n  \"rows\": [\n    {\n      \"n\": 11\n    }\n  ],\n  \"nothing\": {}\n}\n");
}

TEST_CASE("a writer can be used again after Take") {
  JsonWriter json(JsonWriter::Layout::kCompact);
  for (int i = 0; i < 2; ++i) {
    json.BeginObject();
    json.Bool("again", i == 1);
    json.EndObject();
    CHECK(json.Take() == (i == 1 ? "{\"again\":true}\n" : "{\"again\":false}\n"));
  }
}

TEST_CASE("strings are escaped and always valid UTF-8") {
  JsonWriter json(JsonWriter::Layout::kCompact);
  json.BeginObject();
  json.String("s", "\"\\\n\r\t\x01\x1b\x7f \u202e \xff é");
  json.EndObject();
  CHECK(json.Take() == "{\"s\":\"\\\"\\\\\\n\\r\\t\\u0001\\u001b\\u007f \\u202e \uFFFD é\"}\n");
}

TEST_CASE("small counts are null beside their bound") {
  JsonWriter json(JsonWriter::Layout::kCompact);
  json.BeginObject();
  json.Count("none", 0);
  json.Count("few", 10);
  json.Count("enough", 11);
  json.EndObject();
  CHECK(json.Take() == "{\"none\":0,\"few\":null,\"few_under\":11,\"enough\":11}\n");
}

}  // namespace sunder::reports
