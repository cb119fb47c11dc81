// The rules in patterns/: they keep what they promise, and detector and twin agree on mixtures of
// their examples.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "scanner/match/detector.h"
#include "scanner/match/rule_check.h"
#include "scanner/match/twin_detector.h"

namespace sunder::scanner {
namespace {

std::unique_ptr<const RuleSet> ShippedRules() {
  auto rules = LoadRuleSet({SUNDER_SOURCE_DIR "/patterns"});
  if (!rules.ok()) FAIL(rules.status().message());
  return std::move(*rules);
}

TEST_CASE("The shipped rules keep what they promise") {
  const auto rules = ShippedRules();
  const auto summary = CheckRules(*rules);
  if (!summary.ok()) FAIL(summary.status().message());
  for (const RuleComplaint& complaint : summary->complaints) {
    FAIL_CHECK(complaint.path << ": " << complaint.what);
  }
  CHECK(summary->rules > 0);
}

TEST_CASE("Detector and twin agree on mixtures of the shipped examples") {
  const auto rules = ShippedRules();
  const auto database = RuleDatabase::Create(*rules, "").value();
  const auto detector = Detector::Create(*database).value();
  std::vector<std::string> parts = {
      " ",    ", ",           "\n",           ".", "-", "0", "\xC3\xA9", "&amp;",
      "\x1e", "\xE2\x80\x8B", "\xE2\x80\x99", "x", "_", "@", ":",        "12"};
  for (const Rule& rule : rules->rules) {
    for (const Example& example : rule.examples) parts.push_back(example.text);
    for (const Example& example : rule.counter_examples) parts.push_back(example.text);
  }
  std::mt19937 random(3);
  const auto piece = [&] {
    const std::string& part = parts[random() % parts.size()];
    if (random() % 2 == 0) return part;
    // A part of a part, which may cut a code point: those cells are left out below.
    const size_t begin = random() % part.size();
    return part.substr(begin, 1 + random() % part.size());
  };
  const std::vector<std::string> fields = {"", "customer_ssn", "phone", "religion", "cardNumber"};
  for (int round = 0; round < 60; ++round) {
    std::vector<std::string> texts(1 + random() % 6);
    for (std::string& text : texts) {
      for (uint32_t count = random() % 5; count > 0; --count) text += piece();
    }
    ScanText text;
    std::vector<JudgedCell> cells;
    for (const std::string& cell : texts) {
      if (text.Append(cell).ok()) cells.push_back({cell, fields[random() % fields.size()]});
    }
    std::vector<Candidate> fast;
    std::vector<Candidate> slow;
    REQUIRE(detector->Detect(text, cells, &fast).ok());
    REQUIRE(DetectSlowly(*database, text, cells, &slow).ok());
    const bool is_same = SameCandidates(fast, slow);
    INFO(text.text());
    CHECK(is_same);
    CHECK(std::is_sorted(fast.begin(), fast.end(), [](const Candidate& a, const Candidate& b) {
      return std::tuple(a.cell, a.original.begin, a.original.end, a.label) <
             std::tuple(b.cell, b.original.begin, b.original.end, b.label);
    }));
  }
}

}  // namespace
}  // namespace sunder::scanner
