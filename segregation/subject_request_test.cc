#include "segregation/subject_request.h"

#include <catch2/catch.hpp>

namespace sunder::segregation {
namespace {

constexpr char kVerified[] = "[verified]\nby = \"Privacy desk\"\nhow = \"answered a mail\"\n";

Result<SubjectRequest> Parse(const std::string& text) {
  return ParseSubjectRequest(text, "subject.toml");
}

TEST_CASE("A subject's request is read") {
  const auto request =
      Parse("[identifier]\nemail_address = \"maria@example.com\"\ncustomer_id = \"7\"\n" +
            std::string(kVerified) + "[correct]\nphone = \"555-0199\"\n");
  REQUIRE(request.ok());
  REQUIRE(request->identifiers.size() == 2);
  CHECK(request->identifiers[0].key == "customer_id");
  CHECK(request->identifiers[0].is_field);
  CHECK(request->identifiers[1].value == "maria@example.com");
  CHECK_FALSE(request->identifiers[1].is_field);
  CHECK(request->verified_by == "Privacy desk");
  CHECK(request->corrections.at("phone") == "555-0199");
}

TEST_CASE("Requests that identify nobody, or were not verified, are refused without a value") {
  for (const std::string& text :
       {std::string(kVerified),
        "[identifier]\nperson_name = \"Secretname\"\n" + std::string(kVerified),
        "[identifier]\nusername = \"ab1\"\n" + std::string(kVerified),
        "[identifier]\nemail_address = \" - \"\n" + std::string(kVerified),
        std::string("[identifier]\nemail_address = \"secretname@example.com\"\n"),
        std::string(
            "[identifier]\nemail_address = \"secretname@example.com\"\n[verified]\nby = \"x\"\n"
            "how = \" \"\n"),
        "[identifiers]\nemail_address = \"secretname@example.com\"\n" + std::string(kVerified)}) {
    INFO(text);
    const auto request = Parse(text);
    REQUIRE_FALSE(request.ok());
    CHECK(request.status().code() == StatusCode::kUsage);
    CHECK(request.status().message().find("ecretname") == std::string::npos);
  }
}

}  // namespace
}  // namespace sunder::segregation
