#include <sodium.h>

#include <catch2/catch.hpp>

#include "verifier/test_stores.h"

namespace sunder::verifier {
namespace {

constexpr char kEmail[] = "p000042@example.org";

std::string Hex(const std::string& bytes) {
  std::string hex(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                 bytes.size());
  hex.pop_back();
  return hex;
}

std::string Base64(const std::string& bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.resize(text.find('\0') == std::string::npos ? text.size() : text.find('\0'));
  return text;
}

std::string Digest(const std::string& algorithm, const std::string& value) {
  std::string digest(algorithm == "sha512" ? 64 : 32, '\0');
  auto* out = reinterpret_cast<unsigned char*>(digest.data());
  const auto* in = reinterpret_cast<const unsigned char*>(value.data());
  if (algorithm == "sha256") crypto_hash_sha256(out, in, value.size());
  if (algorithm == "sha512") crypto_hash_sha512(out, in, value.size());
  if (algorithm == "blake2b") crypto_generichash(out, 32, in, value.size(), nullptr, 0);
  return digest;
}

TEST_CASE("Any digest of an identity value in the segregated store is recognised") {
  REQUIRE(sodium_init() >= 0);
  TestStores stores;
  const std::string algorithm = GENERATE("sha256", "sha512", "blake2b");
  const std::string form = GENERATE("hex", "base64", "blob", "prefix");
  INFO(algorithm << " " << form);
  const std::string digest = Digest(algorithm, kEmail);
  const std::string hex = Hex(digest);
  std::string literal = "'" + (form == "base64" ? Base64(digest) : hex) + "'";
  if (form == "prefix") literal = "'" + hex.substr(0, 20) + "'";
  if (form == "blob") literal = "x'" + hex + "'";
  stores.Sql("segregated/segregated.sqlite",
             "INSERT INTO religion VALUES('religion'," + literal + ",11)");
  const AttackResult attack = stores.Attack("shared_values");
  CHECK(attack.verdict == AttackVerdict::kFailed);
  CHECK(attack.measure.find("1 digest of") != std::string::npos);
}

TEST_CASE("A value of the identity store in the segregated store is recognised") {
  TestStores stores;
  SECTION("in the place of a label") {
    stores.Sql("segregated/segregated.sqlite",
               std::string("INSERT INTO religion VALUES('religion','") + kEmail + "',11)");
  }
  SECTION("a name in the place of a label") {
    stores.Sql("segregated/segregated.sqlite",
               "INSERT INTO religion VALUES('religion','Person Ofba',11)");
  }
  SECTION("as a token of a longer text") {
    stores.Sql("segregated/segregated.sqlite",
               std::string("INSERT INTO religion VALUES('religion','Sikh (") + kEmail + ")',11)");
  }
  SECTION("in a table of its own") {
    stores.Sql("segregated/segregated.sqlite",
               std::string("CREATE TABLE keys(k); INSERT INTO keys VALUES('") + kEmail + "')");
  }
  const AttackResult attack = stores.Attack("shared_values");
  CHECK(attack.verdict == AttackVerdict::kFailed);
  CHECK(attack.measure.find("1 value in both") != std::string::npos);
}

TEST_CASE("Labels that are also words of the identity store are no key") {
  TestStores stores;
  stores.Write("identity/people.csv", "email,name\na@example.org,Christian\nb@example.org,none\n");
  CHECK(stores.Verdict("shared_values") == AttackVerdict::kPassed);
}

TEST_CASE("A digest with a salt is recognised as no label") {
  TestStores stores;
  stores.Sql("segregated/segregated.sqlite",
             "INSERT INTO religion VALUES('religion','" + Hex(std::string(16, '\x37')) + "',11)");
  CHECK(stores.Verdict("shared_values") == AttackVerdict::kFailed);
}

TEST_CASE("A column with a value a person is no histogram") {
  TestStores stores;
  stores.Sql("segregated/segregated.sqlite",
             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<1500) "
             "INSERT INTO religion SELECT 'religion', 'label ' || char(97+i%26) || "
             "char(97+i/26%26) || char(97+i/676), 11 FROM n");
  CHECK(stores.Verdict("shared_values") == AttackVerdict::kFailed);
}

}  // namespace
}  // namespace sunder::verifier
