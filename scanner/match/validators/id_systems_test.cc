// Identifiers that the issuing authorities or their documentation publish as examples.
#include "scanner/match/validators/id_systems.h"

#include <catch2/catch.hpp>

#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_testing.h"

namespace sunder::scanner {
namespace {

struct Published {
  std::string_view system;
  std::string_view written;
};

bool Fits(const Published& id) {
  const std::string alnum = AlnumOf(id.written);
  for (const auto systems : {EuropeanIdSystems(), WorldIdSystems()}) {
    for (const IdSystem& system : systems) {
      if (system.name != id.system) continue;
      return alnum.size() >= system.length_min && alnum.size() <= system.length_max &&
             system.fits(alnum);
    }
  }
  return false;
}

constexpr Published kRight[] = {
    {"ae emirates id", "784-1980-1234567-8"},
    {"ar cuil", "20-05536168-2"},
    {"at svnr", "1237 010180"},
    {"au medicare", "2123 45670 1"},
    {"au tfn", "123 456 782"},
    {"be rijksregisternummer", "85.07.30-033 28"},
    {"bg egn", "752316 926 3"},
    {"br cpf", "390.533.447-05"},
    {"ca sin", "123-456-782"},
    {"ch ahv", "7569217076985"},
    {"cl run", "12.531.909-2"},
    {"cn resident id", "360426199101010071"},
    {"co nit", "213.123.432-1"},
    {"cz rodne cislo", "710319/2745"},
    {"de personalausweis", "L01X00T471"},
    {"de rentenversicherung", "15 070649 C 103"},
    {"de steuer-id", "36 574 261 809"},
    {"dk cpr", "211062-5629"},
    {"do cedula", "00113918205"},
    {"ec cedula", "171430710-3"},
    {"ee, lt personal code", "36805280109"},
    {"eg national id", "29001011234567"},
    {"es dni or nie", "54362315-K"},
    {"fi hetu", "131052-308T"},
    {"fr nir", "2 95 10 99 126 111 93"},
    {"gb nhs number", "943-476-5870"},
    {"gb nino", "AB 12 34 56 C"},
    {"gb utr", "1955839661"},
    {"gr afm", "094259216"},
    {"gr amka", "01013099997"},
    {"hk id", "A123456(3)"},
    {"hk id", "AB987654(3)"},
    {"hr oib", "33392005961"},
    {"hu taj", "123456788"},
    {"ie pps", "6433435F"},
    {"il teudat zehut", "039337423"},
    {"in aadhaar", "234123412346"},
    {"in pan", "ACUPA7085R"},
    {"ir national code", "0013542419"},
    {"is kennitala", "120174-3399"},
    {"it codice fiscale", "RCCMNL83S18D969H"},
    {"jp my number", "6214 9832 0257"},
    {"kr rrn", "971013-9019902"},
    {"lu matricule", "1893120105732"},
    {"lv personas kods", "161175-19997"},
    {"mx curp", "BOXW310820HNERXN09"},
    {"mx rfc", "GODE561231GR8"},
    {"my mykad", "770305-02-1234"},
    {"nl bsn", "1112.22.333"},
    {"no fodselsnummer", "151086 95088"},
    {"nz ird", "49-098-576"},
    {"nz nhi", "ZAC5361"},
    {"pk cnic", "34201-0891231-8"},
    {"pl nip", "8567346215"},
    {"pl pesel", "44051401359"},
    {"pt cartao de cidadao", "00000000 0 ZZ4"},
    {"pt nif", "501964843"},
    {"ro cnp", "1630615123457"},
    {"ru inn", "500100732259"},
    {"ru snils", "112-233-445 95"},
    {"se personnummer", "880320-0016"},
    {"sg nric", "S1234567D"},
    {"si emso, rs jmbg", "0101006500006"},
    {"th id", "1-2345-45678-78-1"},
    {"tr kimlik", "17291716060"},
    {"tw id", "A123456789"},
    {"ua rnokpp", "1759013776"},
    {"us mbi", "1EG4-TE5-MK73"},
    {"uy ci", "1.234.567-2"},
    {"za id", "7503305044089"},
};

constexpr Published kWrong[] = {
    {"ar cuil", "20267565392"},
    {"at svnr", "2237 010180"},
    {"au medicare", "2123 45671 1"},
    {"au tfn", "999 999 999"},
    {"be rijksregisternummer", "12345678901"},
    {"bg egn", "7552A10004"},
    {"br cpf", "231.002.999-00"},
    {"ca sin", "999-999-999"},
    {"ch ahv", "756.9217.0769.84"},
    {"co nit", "2131234325"},
    {"de rentenversicherung", "15 070649 C 104"},
    {"de steuer-id", "36574261890"},
    {"dk cpr", "511062-5629"},
    {"do cedula", "00113918204"},
    {"ec cedula", "1714307104"},
    {"ee, lt personal code", "36805280108"},
    {"es dni or nie", "54362315Z"},
    {"fi hetu", "131052-308U"},
    {"fr nir", "295109912611199"},
    {"gb nhs number", "9434765871"},
    {"gb utr", "2955839661"},
    {"gr amka", "01013099999"},
    {"hk id", "A123456(4)"},
    {"ie pps", "6433435E"},
    {"in aadhaar", "234123412347"},
    {"ir national code", "0013542418"},
    {"is kennitala", "120174-3389"},
    {"jp my number", "6214 9832 0258"},
    {"lu matricule", "1893120105733"},
    {"mx curp", "BOXW310820HNERXN08"},
    {"my mykad", "771305-02-1234"},
    {"nl bsn", "1112.52.333"},
    {"no fodselsnummer", "15108695077"},
    {"nz nhi", "ZAC5362"},
    {"pl pesel", "44051401358"},
    {"pt cartao de cidadao", "00000000 A ZZ4"},
    {"ru snils", "112-233-445 96"},
    {"se personnummer", "880320-0018"},
    {"sg nric", "S1234567E"},
    {"si emso, rs jmbg", "0101006500007"},
    {"th id", "1-2345-45678-78-9"},
    {"tr kimlik", "17291716050"},
    {"tw id", "A123456788"},
    {"ua rnokpp", "1759013770"},
    {"us mbi", "1SG4-TE5-MK73"},
    {"uy ci", "1.234.567-3"},
    {"za id", "8503305044089"},
};

}  // namespace

TEST_CASE("published identifiers fit their systems") {
  for (const Published& id : kRight) {
    INFO(id.system << ": " << id.written);
    CHECK(Fits(id));
  }
}

TEST_CASE("a wrong digit does not fit") {
  for (const Published& id : kWrong) {
    INFO(id.system << ": " << id.written);
    CHECK_FALSE(Fits(id));
  }
}

TEST_CASE("no text is too short or too odd for a system") {
  for (const auto systems : {EuropeanIdSystems(), WorldIdSystems()}) {
    for (const IdSystem& system : systems) {
      for (size_t size = system.length_min; size <= system.length_max; ++size) {
        for (const char sign : {'0', '9', 'a', 'z'}) {
          INFO(system.name);
          system.fits(std::string(size, sign));  // the sanitizers watch
        }
      }
    }
  }
}

TEST_CASE("a state identifier behind its label") {
  CHECK(Accepted("national_id_labelled", "pesel: 44051401359", "pesel: 44051401359") ==
        "44051401359");
  CHECK(Accepted("national_id_labelled", "nino: ab 12 34 56 c", "nino: ab 12 34 56 c") ==
        "ab 12 34 56 c");
  const TestedValidation wrong =
      RunValidator("national_id_labelled", "pesel: 44051401358", "pesel: 44051401358");
  CHECK(wrong.verdict == ValidatorVerdict::kUnsure);
  CHECK(wrong.value == "44051401358");
  CHECK(Accepted("national_id_labelled", "nhs number 943 476 5919 and",
                 "nhs number 943 476 5919 and") == "943 476 5919");
}

}  // namespace sunder::scanner
