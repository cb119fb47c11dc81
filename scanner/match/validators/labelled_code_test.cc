#include <catch2/catch.hpp>

#include "scanner/match/validators/validator_testing.h"

namespace sunder::scanner {
namespace {

// The code behind the label; empty: none.
std::string CodeOf(std::string_view text, std::string_view label) {
  const TestedValidation tested = RunValidator("labelled_code", text, label);
  return tested.verdict == ValidatorVerdict::kReject ? "" : tested.value;
}

}  // namespace

TEST_CASE("codes behind their labels") {
  CHECK(CodeOf("Race: B  Sex: F", "Race") == "B");
  CHECK(CodeOf("code_confession=CAT", "confession") == "CAT");
  CHECK(CodeOf("Ethnic grp ..... SML", "Ethnic") == "SML");
  CHECK(CodeOf("Religion (see key overleaf): 3", "Religion") == "3");
  CHECK(CodeOf("religion(code): 3", "religion") == "3");
  CHECK(CodeOf("RELG J3 / ETHN 0C", "RELG") == "J3");
}

TEST_CASE("a code before its key is the code") {
  CHECK(CodeOf("Religion Y2 (see key: 3)", "Religion") == "Y2");
  CHECK(CodeOf("Religion Ж2 (see key: 3)", "Religion") == "Ж2");
}

TEST_CASE("what is no code of anybody") {
  CHECK(CodeOf("Race: A|B|C", "Race").empty());
  CHECK(CodeOf("religion = RC = Roman Catholic", "religion").empty());
  CHECK(CodeOf("select name from members where party = 'DEM'", "party").empty());
  CHECK(CodeOf("religion(node) = RC", "religion").empty());
  CHECK(CodeOf("--ancestry-path=C", "ancestry").empty());
  CHECK(CodeOf("Religion: \xE2\x98\x90 RC", "Religion").empty());
}

}  // namespace sunder::scanner
