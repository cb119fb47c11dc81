#include "scanner/rules/anchors.h"

#include <catch2/catch.hpp>

namespace sunder::scanner {
namespace {

using Anchors = std::vector<std::string>;

TEST_CASE("Digits of a regex are folded to zero, its counts are not") {
  const auto folded = [](std::string_view regex) { return FoldRegexDigits(regex).value(); };
  CHECK(folded(R"(\b\d{3}-[1-9]{2,4}7\b)") == R"(\b0{3}-[0]{2,4}0\b)");
  CHECK(folded(R"([0-9a-f]+[^\d-])") == R"([0a-f]+[^-0])");
  CHECK(folded(R"([^4])") == "(?s:.)");
  CHECK(folded(R"([^4a])") == "[^a]");
  CHECK(folded(R"((?P<a1>x2)(?i:y3))") == R"((?P<a1>x0)(?i:y0))");
  CHECK(folded(R"([]1]\[2[[:alpha:]8])") == R"([]0]\[0[[:alpha:]0])");
  CHECK(folded(R"(\p{L}\pN3)") == R"(\p{L}\pN0)");
  CHECK_FALSE(FoldRegexDigits(R"(\x31)").ok());
  CHECK_FALSE(FoldRegexDigits("[1").ok());
}

TEST_CASE("Anchors are literals of which one stands in every match") {
  CHECK(DeriveAnchors(R"(\b\d{3}-\d{2}-\d{4}\b)").value() == Anchors{"000-00-0000"});
  CHECK(DeriveAnchors(R"(AKIA[0-9A-Z]{16})").value() == Anchors{"akia"});
  CHECK(DeriveAnchors(R"((?:https?|ftp)://[a-z]+)").value() == Anchors{"ftp", "http"});
  CHECK(DeriveAnchors(R"([a-z]+(?:street|avenue)[a-z]*)").value() == Anchors{"avenue", "street"});
  CHECK(DeriveAnchors(R"([a-z.]+@[a-z]+\.[a-z]+)").value() == Anchors{"@"});
  CHECK_FALSE(DeriveAnchors(R"([a-z]{3,8})").ok());
  CHECK_FALSE(DeriveAnchors(R"(\d+)").ok());
  CHECK_FALSE(DeriveAnchors(R"((?:abc|[a-z]+x*))").ok());
}

TEST_CASE("Given anchors are folded, sorted and kept apart from what stands everywhere") {
  CHECK(CheckAnchors({"SSN: 123", "@", "ssn: 999"}).value() == Anchors{"@", "ssn: 000"});
  CHECK_FALSE(CheckAnchors({"5"}).ok());
  CHECK_FALSE(CheckAnchors({"12"}).ok());
  CHECK_FALSE(CheckAnchors({"\xC2\xAD"}).ok());
  CHECK(CheckAnchors({"123"}).ok());
}

TEST_CASE("Unicode classes have an ASCII form") {
  CHECK(AsciiRegex(R"([\pL\pN_]+@\pL{2,}[^]\p{Lu}][\pL])") ==
        R"([a-zA-Z0-9_]+@[a-zA-Z]{2,}[^]a-zA-Z][a-zA-Z])");
  CHECK(AsciiRegex(R"(\[\pL\](?:[[:alpha:]\pN]|\\pL))") ==
        R"(\[[a-zA-Z]\](?:[[:alpha:]0-9]|\\pL))");
  CHECK(AsciiRegex("abc") == "abc");
}

}  // namespace
}  // namespace sunder::scanner
