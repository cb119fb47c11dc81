#include "scanner/context/context_rules.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scanner/rules/temporary_rules.h"

namespace sunder::scanner {
namespace {

std::string BytesOf(const ContextRules& context) {
  ArchiveWriter writer;
  auto& all = const_cast<ContextRules&>(context);  // writing changes nothing
  writer(all.cues, all.names, all.values);
  return writer.bytes();
}

TEST_CASE("What is compiled for the judgement is the same from the cache") {
  const auto rules = LoadRuleSet({SUNDER_SOURCE_DIR "/patterns"});
  REQUIRE(rules.ok());
  const TemporaryRules cache;
  const auto made = ContextRules::Make(**rules, cache.path());
  const auto read = ContextRules::Make(**rules, cache.path());
  const bool is_same = BytesOf(*made) == BytesOf(*read);
  CHECK(is_same);
  CHECK((read->cues.KindsOf("colleague") & kPersonNounCue) != 0);
  CHECK(read->cues.KindsOf("xyzzy") == 0);
  const LabelId religion = (*rules)->labels.Find("religion").value();
  CHECK(read->names.Names("customerReligion", religion));
  const ContextRules anew(**rules);
  CHECK(read->values.Exact(religion, "sikh") == anew.values.Exact(religion, "sikh"));
  CHECK(read->values.Exact(religion, "sikh") != kNoValue);
}

TEST_CASE("A name ends with a label where one of its matches does") {
  const auto rules = LoadRuleSet({SUNDER_SOURCE_DIR "/patterns"});
  REQUIRE(rules.ok());
  const ContextRules context(**rules);
  const std::vector<std::vector<std::string>> names = {
      {},
      {"religion"},
      {"religion", "of", "the", "patient"},
      {"patient", "date", "of", "birth"},
      {"birth"},
      {"your", "own", "sexual", "orientation"},
      {"political", "party", "ethnic", "group"},
      {"ethnic", "group", "of", "the", "applicant", "political", "party"}};
  size_t ends = 0;
  for (const std::vector<std::string>& words : names) {
    const std::vector<FieldNameMatch> matches = context.names.MatchWords(words);
    for (LabelId label = 1; label < (*rules)->labels.size(); ++label) {
      const bool is_last = std::any_of(matches.begin(), matches.end(), [&](const auto& match) {
        return match.label == label && match.end == match.word_count;
      });
      CAPTURE(words, label);
      CHECK(context.names.NameEnds(words, label) == is_last);
      ends += is_last ? 1 : 0;
    }
  }
  CHECK(ends >= 5);
}

}  // namespace
}  // namespace sunder::scanner
