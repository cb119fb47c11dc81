// The rules of patterns/, loaded and compiled once for the tests of this folder.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <utility>

#include "scanner/match/rule_database.h"
#include "scanner/rules/rule_set.h"

namespace sunder::scanner {

inline const RuleSet& ShippedRules() {
  static const std::unique_ptr<const RuleSet> rules = [] {
    auto loaded = LoadRuleSet({SUNDER_SOURCE_DIR "/patterns"});
    INFO(loaded.status().message());
    REQUIRE(loaded.ok());
    return std::move(loaded).value();
  }();
  return *rules;
}

inline const RuleDatabase& ShippedDatabase() {
  static const std::unique_ptr<const RuleDatabase> database = [] {
    auto created = RuleDatabase::Create(ShippedRules(), "");
    INFO(created.status().message());
    REQUIRE(created.ok());
    return std::move(created).value();
  }();
  return *database;
}

}  // namespace sunder::scanner
