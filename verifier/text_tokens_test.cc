#include "verifier/text_tokens.h"

#include <catch2/catch.hpp>

namespace sunder::verifier {
namespace {

using Strings = std::vector<std::string>;

TEST_CASE("Tokens that may identify") {
  CHECK(IdentifyingTokens("Mail Ann@Example.org, or call 555-0100.") ==
        Strings{"ann@example.org", "555-0100"});
  CHECK(IdentifyingTokens("no numbers here, a1b2c too short").empty());
  CHECK(IdentifyingTokens("").empty());
}

TEST_CASE("What reads like a name") {
  CHECK(IsNameLike("Ann Sample"));
  CHECK(IsNameLike(" Mary-Jane O'Sample "));
  CHECK(IsNameLike("\xC3\x89mile Exemple"));
  CHECK_FALSE(IsNameLike("Sample"));
  CHECK_FALSE(IsNameLike("ann sample"));
  CHECK_FALSE(IsNameLike("Ann 4 Sample"));
  CHECK_FALSE(IsNameLike("One Two Three Four Five"));
  CHECK(NameLikePhrases("for Ann Sample, of") == Strings{"ann sample"});
  CHECK(NameLikePhrases("Dear Ann Sample") == Strings{"dear ann", "dear ann sample", "ann sample"});
}

TEST_CASE("Digests are read from hexadecimal digits and base64") {
  CHECK(DecodedDigest("00112233445566778899") ==
        std::string("\x00\x11\x22\x33\x44\x55\x66\x77\x88\x99", 10));
  CHECK(DecodedDigest("AAECAwQFBgcICQoLDA0ODw==").size() == 16);
  CHECK(DecodedDigest("AAECAwQFBgcICQoLDA0ODw").size() == 16);
  CHECK(DecodedDigest("PoliticalAffiliation").empty());
  CHECK(DecodedDigest("1234").empty());
}

}  // namespace
}  // namespace sunder::verifier
