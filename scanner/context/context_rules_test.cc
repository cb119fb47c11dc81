#include "scanner/context/context_rules.h"

#include <catch2/catch.hpp>
#include <string>

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

}  // namespace
}  // namespace sunder::scanner
