#include "scanner/match/known_regex.h"

#include <re2/re2.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

#include "scanner/rules/anchors.h"
#include "scanner/rules/rule_set.h"
#include "scanner/text/scan_text.h"

namespace sunder::scanner {
namespace {

void CheckAsRe2(const std::string& regex, std::string_view begin) {
  const KnownRegex* known = FindKnownRegex(regex);
  REQUIRE(known != nullptr);  // else the rule was changed: change known_regex.cc with it
  CHECK(FindKnownRegex(regex + " ") == nullptr);
  RE2::Options options;
  options.set_case_sensitive(false);
  const RE2 program(regex, options);
  std::mt19937 random(11);
  const std::string_view pieces[] = {"a", "bc", "@", ".",  "-", "1",   "com", "example", "_", "+",
                                     "@", ".",  "x", "..", " ", "{~}", "é",   "org",     "7", ","};
  size_t matched = 0;
  size_t refused = 0;
  for (int round = 0; round < 100000; ++round) {
    std::string text(random() % 2 == 0 ? begin : "");
    const size_t size = random() % 12;
    for (size_t i = 0; i < size; ++i) text += pieces[random() % std::size(pieces)];
    if (random() % 50 == 0) text += "@ab." + std::string(random() % 40, 'z');
    if (random() % 50 == 0) text += std::string(random() % 70, 'y') + ".org";
    if (!known->reads(text)) {
      refused += 1;
      continue;
    }
    re2::StringPiece match;
    const bool is_match = program.Match(text, 0, text.size(), RE2::ANCHOR_START, &match, 1);
    INFO(text);
    REQUIRE(known->match(text) == (is_match ? match.size() : 0));
    constexpr size_t kSizeMax = 12;
    for (size_t at = 0; at < text.size(); ++at) {
      const size_t end = std::min(text.size(), at + kSizeMax);
      if (program.Match(text, at, end, RE2::ANCHOR_START, nullptr, 0)) {
        REQUIRE(known->first(text, 0, kSizeMax) <= at);
        REQUIRE(known->first(text, at, kSizeMax) == at);
      }
    }
    matched += is_match ? 1 : 0;
  }
  CHECK(matched > 300);
  CHECK(refused < 50000);
}

TEST_CASE("What is read by hand matches as RE2 does") {
  const auto rules = LoadRuleSet({SUNDER_SOURCE_DIR "/patterns"});
  REQUIRE(rules.ok());
  const auto regex = [&](std::string_view rule, size_t pattern) {
    return (*rules)->rules[(*rules)->Find(rule).value()].patterns[pattern].regex;
  };
  CheckAsRe2(regex("email_address.address", 0), "");
  CheckAsRe2(regex("username.handle", 0), "@");
  CheckAsRe2(regex("profile_url.social", 2), "@ab@");
}

TEST_CASE("What the coarse form of a shipped regex rules out has no match") {
  const auto rules = LoadRuleSet({SUNDER_SOURCE_DIR "/patterns"});
  REQUIRE(rules.ok());
  RE2::Options options;
  options.set_case_sensitive(false);
  options.set_max_mem(64 << 20);
  RE2::Options latin1 = options;
  latin1.set_encoding(RE2::Options::EncodingLatin1);
  std::mt19937 random(5);
  const std::string_view pieces[] = {"é", "–", " ", "ж", "1", ",", "ł", "名", "s"};
  size_t forms = 0;
  size_t matches = 0;
  for (const Rule& rule : (*rules)->rules) {
    for (const Pattern& pattern : rule.patterns) {
      const std::string coarse = pattern.regex.empty() ? "" : CoarseRegex(pattern.regex);
      if (coarse.empty()) continue;
      const RE2 whole(pattern.regex, options);
      const RE2 narrow(coarse, latin1);
      INFO(rule.id);
      REQUIRE(narrow.ok());
      ++forms;
      for (const Example& example : rule.examples) {
        for (int round = 0; round < 20; ++round) {
          std::string text = Fold(example.text).value();
          const size_t changes = random() % 3;
          for (size_t i = 0; i < changes; ++i) {
            size_t at = random() % (text.size() + 1);
            while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
            text.insert(at, pieces[random() % std::size(pieces)]);
          }
          if (!RE2::PartialMatch(text, whole)) continue;
          std::string mapped;
          MakeCoarse(text, &mapped);
          INFO(text);
          REQUIRE(RE2::PartialMatch(mapped, narrow));
          ++matches;
        }
      }
    }
  }
  CHECK(forms > 60);
  CHECK(matches > 1000);
}

}  // namespace
}  // namespace sunder::scanner
