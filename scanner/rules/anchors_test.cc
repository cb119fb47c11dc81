#include "scanner/rules/anchors.h"

#include <re2/re2.h>

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

TEST_CASE("A coarse form takes every character beyond ASCII for one byte") {
  CHECK(CoarseRegex("n\xC3\xA9?e [\xC3\xA9\xE2\x80\x93-]\\pL") ==
        R"(n\x01?e [\x01\x01-][a-zA-Z\x01])");
  CHECK(CoarseRegex("[^\\pL\xC3\xA9]\\p{Han}[\\pN.]") == R"([^a-zA-Z][\x01][0-9\x01.])");
  CHECK(CoarseRegex(R"(\P{L})").empty());
  CHECK(CoarseRegex(R"([^\pP])").empty());
  CHECK(CoarseRegex(R"([^[:cntrl:]])").empty());
  CHECK(CoarseRegex("[^a-\xC3\xA9]").empty());
  CHECK(CoarseRegex("wei\xC5\xBF").empty());  // matches "weis"
  std::string coarse;
  MakeCoarse("d\xC3\xA9j\xC3\xA0 \xE2\x80\x93", &coarse);
  CHECK(coarse == "d\001j\001 \001");
}

TEST_CASE("On ASCII text a regex matches as its Latin-1 form does") {
  CHECK(Latin1Regex("n\xC3\xA9?e [\xC3\xA9\xE2\x80\x93-]\\pL") == R"(n\xff?e [\xff\xff-][a-zA-Z])");
  CHECK(Latin1Regex(R"(\x{2019}s)").empty());
  CHECK(Latin1Regex("wei\xC5\xBF").empty());  // matches "weis"
  CHECK(Latin1Regex("[\xC3\x80-\xC6\x80]").empty());
  RE2::Options options;
  options.set_case_sensitive(false);
  RE2::Options latin1 = options;
  latin1.set_encoding(RE2::Options::EncodingLatin1);
  const std::string texts[] = {"nee k s", "ne - x", "n? 5", "nee k", "\n ne -k_", "", "(ne) kk -"};
  for (const std::string regex :
       {"n\xC3\xA9?e", "(?:^|[^\\pL])ne[\xC3\xA9 -]", "[^\xC3\xA9]\\b[\\pL\xE2\x80\x93]+ \\S",
        "\\d\xC2\xB0?|k{2}|\xC5\xBE", "(?:\xE5\x9C\xA8|at)\\s|."}) {
    const RE2 wide(regex, options);
    const RE2 narrow(Latin1Regex(regex), latin1);
    REQUIRE(narrow.ok());
    for (const std::string& text : texts) {
      re2::StringPiece wide_match;
      re2::StringPiece narrow_match;
      const bool is_found = wide.Match(text, 0, text.size(), RE2::UNANCHORED, &wide_match, 1);
      REQUIRE(narrow.Match(text, 0, text.size(), RE2::UNANCHORED, &narrow_match, 1) == is_found);
      if (is_found) CHECK(wide_match.data() == narrow_match.data());
      if (is_found) CHECK(wide_match.size() == narrow_match.size());
    }
  }
}

}  // namespace
}  // namespace sunder::scanner
