#include "scanner/rules/allowance_reader.h"

#include <catch2/catch.hpp>
#include <string>

#include "scanner/rules/temporary_rules.h"

namespace sunder::scanner {
namespace {

constexpr std::string_view kEntry = R"([[allow]]
label = "religion"
values = ["Christian  Dior", "CHRISTIANIA"]
reason = "a house of fashion"
expires = 2027-06-30
)";

constexpr std::string_view kFieldEntry = R"([[allow]]
fields = ["glossary"]
reason = "the firm's own words"
expires = 2026-02-01
)";

Result<std::unique_ptr<const RuleSet>> LoadWith(const std::string& file, std::string_view body,
                                                std::string_view day = {}) {
  TemporaryRules rules;
  rules.Label("religion", "special").Label("username", "direct");
  rules.Write(file, "format = 1\n" + std::string(body));
  return LoadRuleSet({rules.path()}, {}, day);
}

std::string ErrorOf(const std::string& file, std::string_view body) {
  const auto loaded = LoadWith(file, body);
  return loaded.ok() ? "" : loaded.status().message();
}

TEST_CASE("An allow-list is read with its reasons and days", "[rules]") {
  const auto loaded = LoadWith("allow.toml", std::string(kEntry) + std::string(kFieldEntry));
  REQUIRE(loaded.ok());
  const RuleSet& rules = **loaded;
  REQUIRE(rules.allowances.size() == 2);
  const Allowance& first = rules.allowances[0];
  CHECK(rules.labels.name(first.label) == "religion");
  CHECK(first.values == std::vector<std::string>{"christian dior", "christiania"});
  CHECK(first.reason == "a house of fashion");
  CHECK(first.expires == "2027-06-30");
  CHECK(first.number == 1);
  CHECK(first.file.find("/allow.toml") != std::string::npos);
  CHECK(rules.allowances[1].label == kNoLabel);
  CHECK(rules.allowances[1].fields == std::vector<std::string>{"glossary"});
}

TEST_CASE("An entry is in force on its last day and not behind it", "[rules]") {
  const auto on_the_day = LoadWith("allow.toml", kFieldEntry, "2026-02-01");
  const auto the_day_after = LoadWith("allow.toml", kFieldEntry, "2026-02-02");
  REQUIRE(on_the_day.ok());
  REQUIRE(the_day_after.ok());
  CHECK((*on_the_day)->allowances[0].is_in_force);
  CHECK_FALSE((*the_day_after)->allowances[0].is_in_force);
  CHECK((*on_the_day)->hash != (*the_day_after)->hash);
  CHECK((*on_the_day)->hash == (*LoadWith("allow.toml", kFieldEntry))->hash);
  CHECK((*on_the_day)->hash != (*LoadWith("allow.toml", kEntry))->hash);
}

TEST_CASE("What is wrong with an allow-list is said without its values", "[rules]") {
  const auto error = [](const std::string& lines) {
    return ErrorOf("allow.toml", "[[allow]]\n" + lines);
  };
  const std::string end = "reason = \"r\"\nexpires = 2027-01-01\n";
  CHECK(error(end).find("exactly one of `values` and `fields`") != std::string::npos);
  CHECK(error("values = [\"a\"]\nfields = [\"b\"]\n" + end).find("exactly one") !=
        std::string::npos);
  CHECK(error("values = []\n" + end).find("is empty") != std::string::npos);
  CHECK(error("values = [\"a\"]\nexpires = 2027-01-01\n").find("`reason`") != std::string::npos);
  CHECK(error("values = [\"a\"]\nreason = \"r\"\n").find("`expires`: is missing") !=
        std::string::npos);
  CHECK(error("values = [\"a\"]\nreason = \"r\"\nexpires = \"soon\"\n").find("is not a date") !=
        std::string::npos);
  CHECK(error("label = \"faith\"\nvalues = [\"a\"]\n" + end).find("is no label") !=
        std::string::npos);
  CHECK(error("valuse = [\"a\"]\nvalues = [\"a\"]\n" + end).find("is unknown") !=
        std::string::npos);
  const std::string blank = error("values = [\"Jane Roe\", \" \"]\n" + end);
  CHECK(blank.find("entry 1") != std::string::npos);
  CHECK(blank.find("value 2") != std::string::npos);
  CHECK(blank.find("Jane") == std::string::npos);
}

TEST_CASE("Thresholds are read and checked", "[rules]") {
  const auto loaded =
      LoadWith("thresholds.toml",
               "[[threshold]]\nlabel = \"religion\"\ngrade = \"topic\"\nconfidence = 0.75\n"
               "[[threshold]]\nlabel = \"username\"\nconfidence = 1\n");
  REQUIRE(loaded.ok());
  const RuleSet& rules = **loaded;
  REQUIRE(rules.thresholds.size() == 2);
  CHECK(rules.thresholds[0].grade == EvidenceGrade::kTopic);
  CHECK(rules.thresholds[0].confidence == 0.75F);
  CHECK(rules.thresholds[1].grade == EvidenceGrade::kNone);
  const auto error = [](const std::string& lines) {
    return ErrorOf("thresholds.toml", "[[threshold]]\n" + lines);
  };
  CHECK(error("confidence = 0.7\n").find("`label`: is missing") != std::string::npos);
  CHECK(error("label = \"religion\"\n").find("from 0.5 to 1") != std::string::npos);
  CHECK(error("label = \"religion\"\nconfidence = 0.4\n").find("from 0.5 to 1") !=
        std::string::npos);
  CHECK(error("label = \"religion\"\ngrade = \"sure\"\nconfidence = 0.6\n").find("no grade") !=
        std::string::npos);
  CHECK(error("label = \"username\"\ngrade = \"topic\"\nconfidence = 0.6\n").find("have none") !=
        std::string::npos);
}

TEST_CASE("Phrases are compared folded and with single spaces", "[rules]") {
  CHECK(FoldPhrase(" Christian \t\n DIOR ").value() == "christian dior");
  CHECK_FALSE(FoldPhrase("\xFF").ok());
}

}  // namespace
}  // namespace sunder::scanner
