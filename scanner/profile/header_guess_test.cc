#include <catch2/catch.hpp>

#include "scanner/context/field_names.h"
#include "scanner/context/words.h"
#include "scanner/profile/header_words.h"
#include "scanner/profile/shipped_rules_for_test.h"
#include "scanner/profile/topic_words.h"

namespace sunder::scanner {
namespace {

bool Guesses(std::string_view name, std::string_view label) {
  static const FieldNames names(ShippedRules());
  for (const FieldNameMatch& match : names.Guesses(SplitName(name))) {
    CHECK(match.is_guess);
    if (ShippedRules().labels.name(match.label) == label) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("Words that were cut off, lost their vowels or grew stand for a term") {
  CHECK(Guesses("konfessi", "religion"));
  CHECK(Guesses("emp_ethnct", "ethnicity"));
  CHECK(Guesses("sexua orienta", "sexual_orientation"));
  CHECK(Guesses("religionsangabe", "religion"));
  CHECK_FALSE(Guesses("religion", "religion"));  // a term: no guess
  CHECK_FALSE(Guesses("reli", "religion"));
  CHECK_FALSE(Guesses("racket", "race"));
}

TEST_CASE("Table names tell persons from things and from lists of values") {
  CHECK(IsPersonTopic("lohnliste"));
  CHECK(IsPersonTopic("pacjenci"));
  CHECK(IsThingTopic("weinkarte"));
  CHECK_FALSE(IsThingTopic("logs"));
  CHECK_FALSE(IsPersonTopic("hrvatska"));  // "hr_" is a whole word
  CHECK(IsReferenceTable({"party", "ref"}));
  CHECK_FALSE(IsReferenceTable({"referral"}));
}

}  // namespace sunder::scanner
