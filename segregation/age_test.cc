#include "segregation/age.h"

#include <catch2/catch.hpp>

#include "segregation/bech32.h"
#include "segregation/test_age_key.h"

namespace sunder::segregation {
namespace {

std::string Pattern(size_t size) {
  std::string text(size, '\0');
  for (size_t i = 0; i < size; ++i) text[i] = static_cast<char>(i * 131 + (i >> 8));
  return text;
}

TEST_CASE("Bech32 vectors of BIP 173") {
  for (const char* valid :
       {"A12UEL5L", "a12uel5l", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "?1ezyfcl",
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5"
        "tgs",
        "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w"}) {
    INFO(valid);
    CHECK(HasBech32Checksum(valid));
  }
  for (const char* invalid : {"pzry9x0s0muk", "1pzry9x0s0muk", "x1b4n0q5v", "li1dgmt3", "A1G7SGD8",
                              "10a06t8", "1qzzfhee", "A12UEl5l", "a12uel5m", "", "1",
                              "\x7f"
                              "1axkwrx",
                              "de1lg7wt\xff"}) {
    INFO(invalid);
    CHECK_FALSE(HasBech32Checksum(invalid));
  }
}

TEST_CASE("A recipient is parsed, blanks around it allowed") {
  // The example of the age specification.
  const std::string text = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
  const auto recipient = ParseAgeRecipient("  " + text + "\n");
  REQUIRE(recipient.ok());
  CHECK(recipient->public_key[0] == 0x13);
  CHECK(recipient->public_key[1] == 0x2c);

  std::string damaged = text;
  damaged[20] = damaged[20] == 'q' ? 'p' : 'q';
  for (const std::string& bad :
       {damaged, std::string(), std::string("age1"), std::string("  "), text.substr(0, 60),
        text + "q", std::string("ssh-ed25519 AAAA"), std::string("A12UEL5L")}) {
    INFO(bad);
    const auto parsed = ParseAgeRecipient(bad);
    REQUIRE_FALSE(parsed.ok());
    CHECK(parsed.status().code() == StatusCode::kUsage);
  }
}

TEST_CASE("A secret key given by mistake is refused and not repeated") {
  const std::string secret =
      "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
  std::string lower = secret;
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const std::string& text : {secret, " " + secret + " ", lower}) {
    const auto parsed = ParseAgeRecipient(text);
    REQUIRE_FALSE(parsed.ok());
    CHECK(parsed.status().message().find("secret key") != std::string::npos);
    CHECK(parsed.status().message().find("GFPYYSJZ") == std::string::npos);
    CHECK(parsed.status().message().find("gfpyysjz") == std::string::npos);
  }
}

TEST_CASE("Debian's age opens what was sealed, at every chunk border") {
  const TestFolder folder;
  const TestAgeKey key = MakeTestAgeKey(folder, "key");
  for (const size_t size : {0, 1, 65535, 65536, 65537, 131072, 1048576}) {
    INFO("size " << size);
    const std::string plain = Pattern(size);
    const auto sealed = AgeEncrypt(plain, {key.recipient});
    REQUIRE(sealed.ok());
    WriteFile(folder.File("sealed.age"), *sealed);
    const auto opened = OpenWithAge(folder, key, folder.File("sealed.age"));
    REQUIRE(opened.has_value());
    CHECK(*opened == plain);
  }
}

TEST_CASE("Every recipient opens, nobody else, and damage is noticed") {
  const TestFolder folder;
  const TestAgeKey one = MakeTestAgeKey(folder, "one");
  const TestAgeKey two = MakeTestAgeKey(folder, "two");
  const TestAgeKey three = MakeTestAgeKey(folder, "three");
  const TestAgeKey stranger = MakeTestAgeKey(folder, "stranger");
  const std::string plain = Pattern(70000);
  auto sealed = AgeEncrypt(plain, {one.recipient, two.recipient, three.recipient});
  REQUIRE(sealed.ok());
  const std::string path = folder.File("sealed.age");
  WriteFile(path, *sealed);
  CHECK(OpenWithAge(folder, one, path) == plain);
  CHECK(OpenWithAge(folder, two, path) == plain);
  CHECK(OpenWithAge(folder, three, path) == plain);
  CHECK_FALSE(OpenWithAge(folder, stranger, path).has_value());

  for (const size_t position : {size_t{30}, sealed->size() - 1}) {
    std::string damaged = *sealed;
    damaged[position] = static_cast<char>(damaged[position] ^ 1);
    WriteFile(path, damaged);
    CHECK_FALSE(OpenWithAge(folder, one, path).has_value());
  }
  WriteFile(path, sealed->substr(0, sealed->size() - 4500));  // the last chunk cut off
  CHECK_FALSE(OpenWithAge(folder, one, path).has_value());
}

TEST_CASE("Two sealings of one text share nothing but the frame; no recipient is refused") {
  const TestFolder folder;
  const TestAgeKey key = MakeTestAgeKey(folder, "key");
  const auto first = AgeEncrypt("text", {key.recipient});
  const auto second = AgeEncrypt("text", {key.recipient});
  REQUIRE(first.ok());
  REQUIRE(second.ok());
  CHECK(*first != *second);
  CHECK(first->size() == second->size());
  CHECK(AgeEncrypt("text", {}).status().code() == StatusCode::kUsage);
  CHECK_FALSE(AgeEncrypt("text", {AgeRecipient{}}).ok());  // the zero point
}

}  // namespace
}  // namespace sunder::segregation
