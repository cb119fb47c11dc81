// For tests: the judge with the shipped rules.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "scanner/context/sentence_judge.h"

namespace sunder::scanner {

class ShippedJudge {
 public:
  ShippedJudge() {
    auto rules = LoadRuleSet({SUNDER_SOURCE_DIR "/patterns"});
    REQUIRE(rules.ok());
    rules_ = std::move(rules.value());
    auto database = RuleDatabase::Create(*rules_, "");
    REQUIRE(database.ok());
    database_ = std::move(database.value());
    auto judge = NewJudge(*database_);
    REQUIRE(judge.ok());
    judge_ = std::move(judge.value());
  }

  // "religion Catholic": what the text says of particular persons.
  std::vector<std::string> PersonalIn(const std::string& text) const {
    const JudgedCell cell{text, ""};
    std::vector<Finding> findings;
    REQUIRE(judge_->JudgeCells({&cell, 1}, &findings).ok());
    std::vector<std::string> found;
    for (const Finding& finding : findings) {
      if (!IsPersonal(finding.grade)) continue;
      found.push_back(rules_->labels.name(finding.label) + " " +
                      text.substr(finding.span.begin, finding.span.size()));
    }
    return found;
  }

  bool Tells(const std::string& text, const std::string& label) const {
    for (const std::string& found : PersonalIn(text)) {
      if (found.starts_with(label + " ")) return true;
    }
    return false;
  }

 private:
  std::unique_ptr<const RuleSet> rules_;
  std::unique_ptr<const RuleDatabase> database_;  // of rules_
  std::unique_ptr<Judge> judge_;                  // of database_
};

}  // namespace sunder::scanner
