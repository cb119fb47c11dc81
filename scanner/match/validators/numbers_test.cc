// Cards, accounts, state identifiers, postal codes, telephone numbers, coordinates.
#include <catch2/catch.hpp>

#include "scanner/match/validators/check_digits.h"
#include "scanner/match/validators/validator_testing.h"

namespace sunder::scanner {

TEST_CASE("numbers behind the labels of orders are no numbers of persons") {
  CHECK(Rejects("ssn_area", "Order no. 219-09-9998", "219-09-9998"));
  CHECK(Rejects("ssn_area", "219-09-9998-A", "219-09-9998"));
  CHECK(Accepted("ssn_area", "SSN no. 219-09-9998", "219-09-9998") == "219-09-9998");
  CHECK(Rejects("phone_number", "Contract 01632-960-118", "01632-960-118"));
  CHECK(Accepted("phone_number", "in order: 01632 960118", "01632 960118") == "01632 960118");
  CHECK(Rejects("payment_card", "4111 1111 1111 1111 1 is none", "4111 1111 1111 1111"));
  CHECK(Accepted("payment_card", "4111 1111 1111 1111 9/27", "4111 1111 1111 1111") ==
        "4111 1111 1111 1111");
}

TEST_CASE("check digits") {
  CHECK(PassesLuhn("4111111111111111"));
  CHECK_FALSE(PassesLuhn("4111111111111112"));
  CHECK_FALSE(PassesLuhn("411111111111111x"));
  CHECK(PassesMod97("gb82west12345698765432"));
  CHECK_FALSE(PassesMod97("gb82west12345698765433"));
  CHECK(PassesVerhoeff("2363"));  // the example of Verhoeff's book
  CHECK_FALSE(PassesVerhoeff("2364"));
  CHECK(PassesMod11Mod10("86095742719"));
  CHECK_FALSE(PassesMod11Mod10("86095742718"));
}

TEST_CASE("payment cards need check digit, issuer and length") {
  CHECK(Accepted("payment_card", "card 4111 1111 1111 1111.", "4111 1111 1111 1111") ==
        "4111 1111 1111 1111");
  CHECK(Accepted("payment_card", "378282246310005", "378282246310005") == "378282246310005");
  CHECK(Rejects("payment_card", "4111 1111 1111 1112", "4111 1111 1111 1112"));
  CHECK(Rejects("payment_card", "0000000000000000", "0000000000000000"));
  // A valid check digit without an issuer.
  CHECK(Rejects("payment_card", "9999999999999995", "9999999999999995"));
  // Visa has 13, 16 or 19 digits: 15 with a valid check digit are none.
  CHECK(Rejects("payment_card", "411111111111116", "411111111111116"));
  CHECK(Rejects("payment_card", "x4111111111111111", "4111111111111111"));
  CHECK(Rejects("payment_card", "12-4111111111111111", "4111111111111111"));
}

TEST_CASE("an IBAN ends where its country says") {
  CHECK(Accepted("iban", "BE68 5390 0754 7034 paid today", "BE68 5390 0754 7034 paid") ==
        "BE68 5390 0754 7034");
  CHECK(Accepted("iban", "DE89370400440532013000", "DE89370400440532013000") ==
        "DE89370400440532013000");
  CHECK(Rejects("iban", "DE89370400440532013001", "DE89370400440532013001"));
  CHECK(Rejects("iban", "ZZ89370400440532013000", "ZZ89370400440532013000"));
  CHECK(Rejects("iban", "DE8937040044", "DE8937040044"));
}

TEST_CASE("social security numbers by area, group and serial") {
  CHECK(Accepted("ssn_area", "078-05-1120", "078-05-1120") == "078-05-1120");
  CHECK(Accepted("ssn_area", "912-70-1234", "912-70-1234") == "912-70-1234");  // an ITIN
  CHECK(Rejects("ssn_area", "000-12-3456", "000-12-3456"));
  CHECK(Rejects("ssn_area", "666-12-3456", "666-12-3456"));
  CHECK(Rejects("ssn_area", "123-00-3456", "123-00-3456"));
  CHECK(Rejects("ssn_area", "123-45-0000", "123-45-0000"));
  CHECK(Rejects("ssn_area", "900-12-3456", "900-12-3456"));
  CHECK(Rejects("ssn_area", "1-078-05-1120", "078-05-1120"));
}

TEST_CASE("state identifiers by form and check digit") {
  for (const std::string_view id :
       {"943 476 5919", "529.982.247-25", "44051401359", "046 454 286", "12345678z", "x1234567l",
        "ab 12 34 56 c", "rssmra85t10a562s", "11010519491231002x", "2341 2341 2346"}) {
    INFO(id);
    CHECK(Accepted("national_id", id, id) == id);
  }
  for (const std::string_view id : {"943 476 5918", "529.982.247-26", "111 111 111"}) {
    INFO(id);
    CHECK(Rejects("national_id", id, id));
  }
}

TEST_CASE("postal codes") {
  CHECK(Accepted("postal_code", "sw1a 1aa", "sw1a 1aa") == "sw1a 1aa");
  CHECK(Accepted("postal_code", "k1a 0b1", "k1a 0b1") == "k1a 0b1");
  CHECK(Accepted("postal_code", "97000-1234", "97000-1234") == "97000-1234");
  CHECK(Accepted("postal_code", "zz1 1aa", "zz1 1aa").empty());
  CHECK(Accepted("postal_code", "97000", "97000").empty());
}

TEST_CASE("telephone numbers") {
  for (const std::string_view number : {"(212) 555-0142", "212-555-0142", "+1 212 555 0142",
                                        "+44 20 7946 0958", "07700 900123", "01632 960 123"}) {
    INFO(number);
    CHECK(Accepted("phone_number", number, number) == number);
  }
  CHECK(RunValidator("phone_number", "482-0142", "482-0142").verdict == ValidatorVerdict::kUnsure);
  // Kept for fiction in every area.
  CHECK(RunValidator("phone_number", "555-0142", "555-0142").verdict == ValidatorVerdict::kAccept);
  CHECK(RunValidator("phone_number", "2125550142", "2125550142").verdict ==
        ValidatorVerdict::kUnsure);
  CHECK(Rejects("phone_number", "+999", "+999"));
  CHECK(Rejects("phone_number", "000-0000", "000-0000"));
  CHECK(Rejects("phone_number", "A555-0142", "555-0142"));
  CHECK(Rejects("phone_number", "12.555-0142", "555-0142"));
}

TEST_CASE("account numbers") {
  CHECK(Accepted("bank_account", "konto 532013000", "konto 532013000") == "532013000");
  CHECK(Accepted("bank_account", "002010077777777771", "002010077777777771") ==
        "002010077777777771");  // the example of Banco de Mexico's guide
  CHECK(Rejects("bank_account", "002010077777777772", "002010077777777772"));
  CHECK(Rejects("bank_account", "account: 2023-10-05", "account: 2023-10-05"));
  CHECK(Rejects("bank_account", "account 2019-2020", "account 2019-2020"));
}

TEST_CASE("coordinates") {
  CHECK(Accepted("geo_pair", "51.50735, -0.12776", "51.50735, -0.12776") == "51.50735, -0.12776");
  CHECK(Rejects("geo_pair", "99.1234, 20.1234", "99.1234, 20.1234"));
  CHECK(Rejects("geo_pair", "51.5073, 200.1234", "51.5073, 200.1234"));
  CHECK(Rejects("geo_coordinate", "181.00001", "181.00001"));
}

}  // namespace sunder::scanner
