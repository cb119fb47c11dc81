#include "scanner/profile/value_shapes.h"

#include <catch2/catch.hpp>
#include <string>

namespace sunder::scanner {

TEST_CASE("shapes that tell a column by themselves") {
  const struct {
    const char* label;
    const char* value;
    bool fits;
  } cases[] = {
      {"phone_number", "+48 601 555 018", true},
      {"phone_number", "(555) 010-7721", true},
      {"phone_number", "555.010.8842", true},
      {"phone_number", "5550108842", false},
      {"phone_number", "+48 601", false},
      {"person_name", "PELL/MARJORIE MRS", true},
      {"person_name", "PELL/MARJORIE", false},
      {"person_name", "Лопухова Е.Ю.", true},
      {"person_name", "Лопухова Елена", false},
      {"profile_url", "https://www.instagram.com/ada", true},
      {"profile_url", "https://example.com/ada", false},
  };
  for (const auto& test : cases) {
    CAPTURE(test.label, test.value);
    CHECK(TellingShapeOf(test.label)(test.value) == test.fits);
  }
  CHECK(LooksLikeAgeBand("25-34"));
  CHECK(LooksLikeAgeBand("65+"));
  CHECK(LooksLikeAgeBand("45 to 54"));
  CHECK_FALSE(LooksLikeAgeBand("34-25"));
  CHECK_FALSE(LooksLikeAgeBand("34"));
  CHECK_FALSE(LooksLikeAgeBand("2021-2022"));
}

TEST_CASE("shapes accept what a header promises and refuse what it does not") {
  struct ShapeCase {
    const char* label;
    const char* value;
    bool fits;
  };
  const ShapeCase kCases[] = {
      {"date_of_birth", "1958-10-13", true},
      {"date_of_birth", "13/10/1958", true},
      {"date_of_birth", "Oct 13, 1958", true},
      {"date_of_birth", "19581013", true},
      {"date_of_birth", "12345678", false},
      {"date_of_birth", "1.2.3", false},
      {"date_of_birth", "1958-10-13T00:00:00", true},
      {"date_of_birth", "42", false},
      {"date_of_birth", "1987年5月23日", true},
      {"date_of_birth", "1987. 5. 23.", true},
      {"date_of_birth", "2021-04-20 (cohort)", false},
      {"date_of_birth", "01 23 45 67 89", false},
      {"national_id", "100012", false},
      {"bank_account", "47 1140 2004 0000 3303 0815 1792", true},
      {"username", "d41d8cd98f00b204e9800998ecf8427e", false},
      {"mac_address", "0:0:5e:0:53:c", true},
      {"mac_address", "00005E00530C", true},
      {"mac_address", "00005E0053", false},
      {"age", "34", true},
      {"age", "34.5", true},
      {"age", "1934", false},
      {"age", "18-25", false},
      {"postal_code", "35055", true},
      {"postal_code", "SW1A 1AA", true},
      {"postal_code", "Springfield", false},
      {"postal_code", "12", false},
      {"geo_coordinates", "34.181059", true},
      {"geo_coordinates", "34.18, -86.84", true},
      {"geo_coordinates", "340.1", false},
      {"geo_coordinates", "34", false},
      {"sex", "F", true},
      {"sex", "nonsense", false},
      {"person_name", "Jane van der Roe", true},
      {"person_name", "O'Neil, Ann", true},
      {"person_name", "Model T34", false},
      {"person_name", "true", false},
      {"person_name", "Bat-Man (Jim Doe)", true},
      {"phone_number", "+1 555 0100", true},
      {"phone_number", "2020-01-01", false},
      {"phone_number", "mobile", false},
      {"password", "true", false},
      {"password", "hunter2", true},
      {"job_title", "Head of Sales", true},
      {"job_title", "7", false},
      {"employer", "2020-01-01", false},
      {"username", "jane_roe", true},
      {"username", "two words", false},
  };
  for (const ShapeCase& test : kCases) {
    CAPTURE(test.label, test.value);
    const ValueShape shape = ShapeOf(test.label);
    REQUIRE(shape != nullptr);
    CHECK(shape(test.value) == test.fits);
  }
  CHECK(ShapeOf("no_such_label") == nullptr);
}

}  // namespace sunder::scanner
