// Words for partners, judged with the shipped rules: what is one sex, and what is not.
#include <catch2/catch.hpp>

#include "scanner/context/shipped_judge.h"
#include "scanner/names/given_name_sex.h"

namespace sunder::scanner {
namespace {

const char* const kOfOneSex[] = {
    "Room to let at Gertrude's and her girlfriend's.",
    "Ignacio y su novio buscan piso.",
    "Bruno e o seu namorado pediram a chave.",
    "Mathilde et sa femme arrivent mardi.",
    "Ulrike und ihre Ehefrau haben zwei Katzen.",
    "Giuseppe e suo marito gestiscono il bar.",
    "Willemijn en haar vrouw komen ook.",
    "Krzysztof i jego narzeczony zamawiają tort.",
    "I'm a man and my husband is a nurse.",
    "We are two women and my wife drives.",
    "My gf wants a dog. I (27F) want two.",
    "Henrik and Gustav are married.",
    "Charlotte et Mathilde vous invitent à leur mariage.",
    "The boyfriend of Gustav rang.",
    "Paciente varón. Vive con su marido.",
};

const char* const kOfTwoSexes[] = {
    "Her husband is a plumber.",
    "Ignacio y su novia buscan piso.",
    "Mathilde et son mari arrivent mardi.",
    "My husband is a nurse.",
    "I'm a woman and my husband is a nurse.",
    "Henrik and Charlotte are married.",
    "Charlotte and Mathilde are married to brothers.",
    "Henrik and Gustav are both married.",
    "Two women came in; one of them is married.",
    "Henrik and Gustav are not a couple.",
    "La vecina dijo a Ignacio que su marido no estaba.",
    "Henrik, Gustav and Karl are married.",
    "husband",
};

}  // namespace

TEST_CASE("a partner's word is an orientation where both are of one sex") {
  const ShippedJudge judge;
  for (const char* text : kOfOneSex) {
    CAPTURE(text);
    CHECK(judge.Tells(text, "sexual_orientation"));
  }
  for (const char* text : kOfTwoSexes) {
    CAPTURE(text);
    CHECK_FALSE(judge.Tells(text, "sexual_orientation"));
  }
}

TEST_CASE("sexes of given names: those of one sex, wherever they stand in the list") {
  using names::Sex;
  CHECK(names::SexOfGivenName("gustav") == Sex::kMan);
  CHECK(names::SexOfGivenName("charlotte") == Sex::kWoman);
  CHECK(names::SexOfGivenName("aaban") == Sex::kMan);
  CHECK(names::SexOfGivenName("мария") == Sex::kWoman);
  CHECK(names::SexOfGivenName("andrea") == Sex::kUnknown);
  CHECK(names::SexOfGivenName("table") == Sex::kUnknown);
  CHECK(names::SexOfGivenName("") == Sex::kUnknown);
  CHECK(names::SexOfGivenName("힣") == Sex::kUnknown);
}

}  // namespace sunder::scanner
