#include "scanner/match/rule_check.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "scanner/rules/temporary_rules.h"

namespace sunder::scanner {
namespace {

constexpr std::string_view kHead = R"(
name = "N"
description = "D"
references = ["R"]
licence = "facts"
)";

std::string Example(const std::string& text, const std::string& span,
                    const std::string& more = "") {
  return "[[example]]\ntext = \"" + text + "\"\nspan = \"" + span + "\"\n" + more;
}

std::string CounterExample(const std::string& text, const std::string& more = "") {
  return "[[counter_example]]\ntext = \"" + text + "\"\nwhy = \"because\"\n" + more;
}

RuleCheckSummary Check(const TemporaryRules& folder, const TextJudge& judge = nullptr) {
  const auto rules = LoadRuleSet({folder.path()});
  if (!rules.ok()) FAIL(rules.status().message());
  auto summary = CheckRules(**rules, judge);
  if (!summary.ok()) FAIL(summary.status().message());
  return *summary;
}

bool Complains(const RuleCheckSummary& summary, std::string_view part) {
  return std::any_of(
      summary.complaints.begin(), summary.complaints.end(),
      [&](const auto& complaint) { return complaint.what.find(part) != std::string::npos; });
}

const std::string kWords =
    "[[pattern]]\nview = \"words\"\nwords = [\"caf\\u00e9\", \"lutheran\"]\n"
    "[[pattern]]\nview = \"field_name\"\nwords = [\"drink\"]\n";
const std::string kGood =
    Example("a caf\\u00e9 here", "caf\\u00e9") + Example("Lutheran", "Lutheran") +
    Example("drinkCode", "drinkCode", "view = \"field_name\"\n") + CounterExample("cafe") +
    CounterExample("lutherans") + CounterExample("drinking", "view = \"field_name\"\n");

TEST_CASE("A rule that keeps its word is left in peace") {
  TemporaryRules folder;
  folder.Label("place", "quasi");
  folder.Rule("place", "one", std::string(kHead) + kWords + kGood);
  const RuleCheckSummary summary = Check(folder);
  for (const RuleComplaint& complaint : summary.complaints) FAIL_CHECK(complaint.what);
  CHECK(summary.rules == 1);
  CHECK(summary.terms == 3);
  CHECK(summary.examples == 3);
  CHECK(summary.counter_examples == 3);
  CHECK(summary.variants == 7 + 6);  // without its accent "Lutheran" has no other NFD
}

TEST_CASE("What a rule promises and does not keep is named") {
  TemporaryRules folder;
  folder.Label("place", "quasi");
  folder.Rule("place", "one",
              "[[pattern]]\nview = \"words\"\nwords = [\"inn\"]\nconfidence = 0.6\n" +
                  Example("an inn here", "inn here") + CounterExample("an inn") +
                  CounterExample("a hotel"));
  const RuleCheckSummary summary = Check(folder);
  CHECK(Complains(summary, "`description`"));
  CHECK(Complains(summary, "`licence`"));
  CHECK(Complains(summary, "has 1 [[example]]"));
  CHECK(Complains(summary, "has 2 [[counter_example]]"));
  CHECK(Complains(summary, "example 1 is not found"));
  CHECK(Complains(summary, "counter_example 1 is found, though it says \"because\""));
  CHECK_FALSE(Complains(summary, "counter_example 2 is found"));
  CHECK(summary.complaints[0].path == "place/one.toml");
  CHECK(summary.complaints[0].rule == "place.one");
}

TEST_CASE("Variants that a rule misses are named") {
  TemporaryRules folder;
  folder.Label("place", "quasi");
  // On folded text this never sees the full-width form's letters apart, but upper case is found.
  folder.Rule("place", "one",
              std::string(kHead) +
                  "[[pattern]]\nview = \"words\"\nwords = [\"inn\"]\ncase = \"capital\"\n" +
                  Example("The Inn", "Inn") + Example("An Inn", "Inn") + Example("Inn.", "Inn") +
                  CounterExample("inn") + CounterExample("Inns") + CounterExample("x"));
  const RuleCheckSummary summary = Check(folder);
  for (const RuleComplaint& complaint : summary.complaints) FAIL_CHECK(complaint.what);
  CHECK(summary.variants == 3 * 5);  // no upper case where the case decides, no NFD
}

TEST_CASE("Codes are checked as whole cells") {
  TemporaryRules folder;
  folder.Label("faith", "special");
  folder.Write("faith/codes.txt", "CAT = Catholic\n");
  folder.Rule("faith", "one",
              std::string(kHead) +
                  "[[pattern]]\nview = \"value\"\ncodes = \"codes.txt\"\ncode_system = \"T\"\n" +
                  Example("cat", "cat", "view = \"code\"\n") +
                  Example("dog", "dog", "view = \"code\"\n") +
                  CounterExample("CAT", "view = \"code\"\n"));
  const RuleCheckSummary summary = Check(folder);
  CHECK_FALSE(Complains(summary, "example 1 is not found"));
  CHECK(Complains(summary, "example 2 is not found"));
  CHECK(Complains(summary, "counter_example 1 is found"));
}

TEST_CASE("Words of special categories are judged by the whole judge") {
  TemporaryRules folder;
  folder.Label("faith", "special");
  folder.Rule("faith", "one",
              std::string(kHead) +
                  "[[pattern]]\nview = \"words\"\nwords = [\"quaker\"]\nconfidence = 0.1\n" +
                  Example("A quaker", "quaker") + Example("Quaker", "Quaker") +
                  Example("no quaker", "quaker") + CounterExample("quaker oats") +
                  CounterExample("quakers") + CounterExample("x"));
  CHECK(Check(folder).complaints.empty());
  const auto judge = [](EvidenceGrade grade) {
    return [grade](std::string_view text, std::string_view) -> Result<std::vector<Finding>> {
      std::vector<Finding> findings;
      if (text == "quaker oats") {
        Finding finding;
        finding.grade = grade;
        findings.push_back(finding);
      }
      return findings;
    };
  };
  const RuleCheckSummary personal = Check(folder, judge(EvidenceGrade::kThirdPartyStatement));
  CHECK(Complains(personal, "counter_example 1 is found"));
  CHECK(Complains(personal, "example 1 is a candidate, but judged"));
  CHECK_FALSE(Complains(Check(folder, judge(EvidenceGrade::kTopic)), "counter_example 1 is found"));
}

TEST_CASE("A text is explained stage by stage") {
  TemporaryRules folder;
  folder.Label("place", "quasi");
  folder.Rule("place", "one", std::string(kHead) + kWords + kGood);
  folder.Rule("place", "two", "[[pattern]]\nview = \"value\"\nregex = 'room \\d+'\n");
  const auto rules = LoadRuleSet({folder.path()}).value();
  const auto database = RuleDatabase::Create(*rules, "").value();
  const auto explain = [&](std::string_view id, std::string_view text) {
    std::string joined;
    const auto lines = ExplainText(*database, id, text);
    if (!lines.ok()) return lines.status().message();
    for (const std::string& line : *lines) joined += line + '\n';
    return joined;
  };
  const std::string all = explain("", "Lutherans, Lutheran, Room 12");
  CHECK(all.find("`lutherans, lutheran, room 12`") != std::string::npos);
  CHECK(all.find("literal `lutheran` at 0..8") != std::string::npos);
  CHECK(all.find("no whole word") != std::string::npos);
  CHECK(all.find("candidate at bytes 11..19") != std::string::npos);
  CHECK(all.find("rule place.two") != std::string::npos);
  CHECK(all.find("regex matches at 21..28") != std::string::npos);
  CHECK(explain("place.two", "nothing").find("no literal, regex or code") != std::string::npos);
  CHECK(explain("place.none", "x").find("no rule has the id") != std::string::npos);
  CHECK(explain("", "\xFF").find("UTF-8") != std::string::npos);
}

}  // namespace
}  // namespace sunder::scanner
