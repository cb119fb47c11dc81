#include "segregation/policy.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

namespace sunder::segregation {
namespace {

std::string DefaultFile() {
  std::ifstream file(SUNDER_SOURCE_DIR "/patterns/policy.toml");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST_CASE("The shipped policy has the built-in margins and routes") {
  const Result<Policy> policy = ParsePolicy(DefaultFile(), "policy.toml");
  INFO((policy.ok() ? "" : policy.status().message()));
  REQUIRE(policy.ok());
  Policy expected;
  expected.route_by_label = policy->route_by_label;
  CHECK(*policy == expected);
  for (const char* special : {"race", "ethnicity", "religion", "sexual_orientation",
                              "political_affiliation", "gender_identity", "union_membership"}) {
    CHECK(policy->route_by_label.at(special) == Route::kSegregate);
  }
  CHECK(policy->route_by_label.at("password") == Route::kQuarantine);
  CHECK(policy->route_by_label.at("email_address") == Route::kKeep);
}

TEST_CASE("An unknown key is refused by its name and its file") {
  const Result<Policy> policy = ParsePolicy("format = 1\n[margins]\nkk = 5\n", "mine.toml");
  REQUIRE_FALSE(policy.ok());
  CHECK(policy.status().code() == StatusCode::kUsage);
  CHECK(policy.status().message().find("`kk`") != std::string::npos);
  CHECK(policy.status().message().find("mine.toml") != std::string::npos);
}

TEST_CASE("Wrong values of a policy are refused") {
  const char* text = GENERATE(
      "", "format = 2", "format = 1\nmargins = 3", "format = 1\n[margins]\nk = 1",
      "format = 1\n[margins]\nk = -4", "format = 1\n[margins]\nk = \"11\"",
      "format = 1\n[route]\nsecret = \"segregate\"", "format = 1\n[route]\nspecial = \"delete\"",
      "format = 1\n[label]\nreligion = 1", "format = 1\n[label", "x = 1");
  INFO(text);
  const Result<Policy> policy = ParsePolicy(text, "mine.toml");
  REQUIRE_FALSE(policy.ok());
  CHECK(policy.status().code() == StatusCode::kUsage);
  CHECK(policy.status().message().find("mine.toml") != std::string::npos);
}

TEST_CASE("Given values replace the built-in ones") {
  const Result<Policy> policy = ParsePolicy(
      "format = 1\n[margins]\nk = 20\n[text]\nspans_max = 0\n"
      "[route]\nspecial = \"quarantine\"\n[label]\nhealth = \"segregate\"\n",
      "mine.toml");
  REQUIRE(policy.ok());
  CHECK(policy->k == 20);
  CHECK(policy->spans_max == 0);
  CHECK(policy->special_column == Route::kQuarantine);
  CHECK(policy->min_cohort_persons == 1000);
  CHECK(policy->route_by_label.at("health") == Route::kSegregate);
}

TEST_CASE("The constraint between identities and special categories cannot be taken out") {
  const Result<Policy> none = ParsePolicy("format = 1\n", "mine.toml");
  REQUIRE(none.ok());
  CHECK(none->constraints == std::vector<Constraint>{IdentityConstraint()});
  const Result<Policy> own = ParsePolicy(
      "format = 1\n[[constraint]]\nnever = [\"special\", \"direct_identifier\"]\n"
      "reason = \"ours\"\nproxies = \"refuse\"\n"
      "[[constraint]]\nnever = [\"sex\", \"religion\"]\nreason = \"theirs\"\n",
      "mine.toml");
  REQUIRE(own.ok());
  REQUIRE(own->constraints.size() == 2);
  CHECK(own->constraints[0].reason == "ours");
  CHECK(own->constraints[0].refuses_proxies);
  CHECK(own->constraints[1].never == std::vector<std::string>{"sex", "religion"});
}

TEST_CASE("Stores have a region, readers and a retention") {
  const Result<Policy> policy = ParsePolicy(
      "format = 1\n[retention]\nquarantine_days = 14\n[store.identity]\nregion = \"eu\"\n"
      "recipient_class = \"crm\"\nalso_read_by = [\"support\", \"billing\"]\n",
      "mine.toml");
  REQUIRE(policy.ok());
  CHECK(policy->stores.at("quarantine").retention_days == 14);
  CHECK(policy->stores.at("identity") == StoreTerms{"eu", "crm", {"billing", "support"}, 0});
  CHECK(policy->stores.at("segregated").recipient_class == "analysis");
}

TEST_CASE("Wrong constraints and stores are refused") {
  const char* text = GENERATE(
      "[[constraint]]\nnever = []\nreason = \"x\"", "[[constraint]]\nreason = \"x\"",
      "[[constraint]]\nnever = [\"sex\"]", "[[constraint]]\nnever = [\"sex\"]\nreason = \" \"",
      "[[constraint]]\nnever = [\"sex\"]\nreason = \"x\"\nproxies = \"forbid\"",
      "[[constraint]]\nnever = [\"sex\"]\nreason = \"x\"\nnever_ever = true",
      "[store.backup]\nregion = \"eu\"", "[store.identity]\nregion = \"E U\"",
      "[retention]\nquarantine_days = -1", "[retention]\nbackup_days = 3");
  INFO(text);
  const Result<Policy> policy = ParsePolicy(std::string("format = 1\n") + text, "mine.toml");
  REQUIRE_FALSE(policy.ok());
  CHECK(policy.status().code() == StatusCode::kUsage);
}

TEST_CASE("Route names round-trip") {
  for (const Route route :
       {Route::kKeep, Route::kSegregate, Route::kDropSentences, Route::kQuarantine}) {
    const Result<Route> parsed = ParseRoute(RouteName(route));
    REQUIRE(parsed.ok());
    CHECK(*parsed == route);
  }
  CHECK_FALSE(ParseRoute("drop").ok());
}

}  // namespace
}  // namespace sunder::segregation
