#include "scanner/match/known_regex.h"

#include <re2/re2.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

#include "scanner/rules/rule_set.h"

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
  for (int round = 0; round < 100000; ++round) {
    std::string text(random() % 2 == 0 ? begin : "");
    const size_t size = random() % 12;
    for (size_t i = 0; i < size; ++i) text += pieces[random() % std::size(pieces)];
    if (random() % 50 == 0) text += "@ab." + std::string(random() % 40, 'z');
    if (random() % 50 == 0) text += std::string(random() % 70, 'y') + ".org";
    const bool is_ascii = std::all_of(text.begin(), text.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!is_ascii) continue;
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

}  // namespace
}  // namespace sunder::scanner
