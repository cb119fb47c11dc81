#include "reports/figures.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>

namespace sunder::reports {

constexpr uint64_t kHuge = std::numeric_limits<uint64_t>::max();

TEST_CASE("counts of 1 to 10 are hidden, 0 and 11 are not") {
  CHECK(ShownCount(0) == "0");
  for (uint64_t count = 1; count <= 10; ++count) CHECK(ShownCount(count) == "<11");
  CHECK(ShownCount(11) == "11");
  CHECK(ShownCount(1234567) == "1,234,567");
  CHECK(ShownCount(kHuge) == "18,446,744,073,709,551,615");
}

TEST_CASE("coarse counts keep two digits") {
  CHECK(CoarseCount(0) == "0");
  CHECK(CoarseCount(10) == "<11");
  CHECK(CoarseCount(99) == "99");
  CHECK(CoarseCount(829) == "820");
  CHECK(CoarseCount(8211) == "8.2k");
  CHECK(CoarseCount(9999) == "9.9k");
  CHECK(CoarseCount(12431) == "12k");
  CHECK(CoarseCount(999999) == "990k");
  CHECK(CoarseCount(1250000) == "1.2M");
  CHECK_FALSE(CoarseCount(kHuge).empty());
}

TEST_CASE("bytes in decimal units") {
  CHECK(ShownBytes(0) == "0 bytes");
  CHECK(ShownBytes(1) == "1 byte");
  CHECK(ShownBytes(999) == "999 bytes");
  CHECK(ShownBytes(1200000) == "1.2 MB");
  CHECK(ShownBytes(kHuge) == "18 EB");
}

TEST_CASE("percentages never claim all or nothing where it is neither") {
  CHECK(ShownPercent(0, 5) == "0 %");
  CHECK(ShownPercent(5, 5) == "100 %");
  CHECK(ShownPercent(0, 0) == "100 %");
  CHECK(ShownPercent(kHuge - 1, kHuge) == "99.9 %");
  CHECK(ShownPercent(1, kHuge) == "0.1 %");
  CHECK(ShownPercent(1, 3) == "33.3 %");
}

TEST_CASE("decimals are fixed and finite") {
  CHECK(FixedDecimals(0.5, 3) == "0.500");
  CHECK(FixedDecimals(1e300, 0).size() == 301);
  CHECK(FixedDecimals(std::numeric_limits<double>::quiet_NaN(), 2) == "0.00");
  CHECK(FixedDecimals(std::numeric_limits<double>::infinity(), 2) == "0.00");
}

TEST_CASE("labels read as words") {
  CHECK(ShownLabel("person_name") == "person name");
  CHECK(ShownLabel("ip_address") == "IP address");
  CHECK(ShownLabel("iban") == "IBAN");
  CHECK(ShownLabel("").empty());
  CHECK(ShownLabel("bad\x1b[0m") == "bad\\x1B[0m");
}

}  // namespace sunder::reports
