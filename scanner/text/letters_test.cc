#include "scanner/text/letters.h"

#include <catch2/catch.hpp>

namespace sunder::scanner {
namespace {

TEST_CASE("Case is judged on letters, whatever stands before them") {
  CHECK(BeginsWithCapital("Sikh"));
  CHECK(BeginsWithCapital("\"Sikh"));
  CHECK(BeginsWithCapital("\xC3\x89t\xC3\xA9"));
  CHECK(BeginsWithCapital("&Eacute;t"));
  CHECK(BeginsWithCapital("\xE4\xBD\x9B"));  // no case
  CHECK_FALSE(BeginsWithCapital("sikh Faith"));
  CHECK_FALSE(BeginsWithCapital("\\u00e9T"));
  CHECK_FALSE(BeginsWithCapital("12"));
  CHECK_FALSE(BeginsWithCapital(""));
  CHECK(IsUpperCase("G.O.P. 2"));
  CHECK_FALSE(IsUpperCase("Gop"));
  CHECK_FALSE(IsUpperCase("--"));
}

TEST_CASE("Space and punctuation surround, letters and digits do not") {
  CHECK(IsSpaceOrPunctuation(""));
  CHECK(IsSpaceOrPunctuation(" .,\"\xC2\xAB\xE3\x80\x82"));
  CHECK_FALSE(IsSpaceOrPunctuation(" a"));
  CHECK_FALSE(IsSpaceOrPunctuation("1"));
  CHECK_FALSE(IsSpaceOrPunctuation("\xC3\xA9"));
}

TEST_CASE("Spellings for checks") {
  CHECK(UpperCase("stra\xC3\x9F"
                  "e") == "STRASSE");
  CHECK(Decompose("\xC3\xA9").value() == "e\xCC\x81");
}

}  // namespace
}  // namespace sunder::scanner
