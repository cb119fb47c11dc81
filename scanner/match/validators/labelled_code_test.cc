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

TEST_CASE("words for a code before the label, behind the separator and within the label") {
  CHECK(CodeOf("Clave de religión: 1302", "religión") == "1302");
  CHECK(CodeOf("Ethnie : code 22", "Ethnie") == "22");
  CHECK(CodeOf("cve. relig.: 2501", "cve. relig") == "2501");
  CHECK(CodeOf("codice confessione VAL", "confessione") == "VAL");
}

TEST_CASE("numbers are codes where nobody is counted") {
  CHECK(CodeOf("Pertenencia étnica: 5", "Pertenencia étnica") == "5");
  CHECK(CodeOf("Religion: 02", "Religion") == "02");
  CHECK(CodeOf("Religion: 3", "Religion").empty());
  CHECK(CodeOf("voto 2022: 41", "voto 2022").empty());
  CHECK(CodeOf("rel. 2.1, sex=F", "rel").empty());
  CHECK(CodeOf("race bovine: 38, sexe : F", "race").empty());
}

TEST_CASE("two labels before their two values, and fields behind commas") {
  CHECK(CodeOf("Race/Sex: B/M DOB 02/11/1969", "Race") == "B");
  CHECK(CodeOf("Race/Sex: B/M/O", "Race").empty());
  CHECK(CodeOf("RAC: B, SEX F", "RAC") == "B");
  CHECK(CodeOf("Race: A, B or C", "Race").empty());
  CHECK(CodeOf("Race: 2054-5", "Race") == "2054-5");
  CHECK(CodeOf("Breed/Race: LAB, Microchip 9910", "Race").empty());
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
