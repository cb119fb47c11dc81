#include "connectors/listing/entry_name.h"

#include <catch2/catch.hpp>

namespace sunder {

TEST_CASE("Names of entries become plain relative paths") {
  CHECK(SafeEntryName("a.csv") == "a.csv");
  CHECK(SafeEntryName("./a//b/./c.csv") == "a/b/c.csv");
  CHECK(SafeEntryName("a\\b.csv") == "a/b.csv");
  CHECK(SafeEntryName("..a/b..") == "..a/b..");
  CHECK(SafeEntryName("") == "unnamed");
  CHECK(SafeEntryName("./") == "unnamed");
}

TEST_CASE("Names that lead out of the archive are refused") {
  using namespace std::string_view_literals;
  for (const std::string_view name :
       {"../a.csv"sv, "a/../../b"sv, "a/.."sv, ".."sv, "/etc/passwd"sv, "\\a"sv, "..\\a.csv"sv,
        "a\\..\\..\\b"sv, "C:\\a.csv"sv, "c:a"sv, "//server/share"sv, "a\0b"sv}) {
    CHECK_FALSE(SafeEntryName(name));
  }
}

}  // namespace sunder
