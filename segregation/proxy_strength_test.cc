#include "segregation/proxy_strength.h"

#include <catch2/catch.hpp>
#include <random>

namespace sunder::segregation {
namespace {

// Records in which the flag is set with one chance for a value and another for the others.
Contingency Flags(double with_value, double without, size_t records, unsigned seed = 1) {
  std::mt19937_64 random(seed);
  Contingency counts;
  const char* faiths[] = {"catholic", "muslim", "hindu", "none"};
  for (size_t i = 0; i < records; ++i) {
    const std::string faith = faiths[random() % 4];
    const double chance = static_cast<double>(random() % 10000) / 10000;
    ++counts[{chance < (faith == "muslim" ? with_value : without) ? "halal" : "any", faith}];
  }
  return counts;
}

TEST_CASE("A column that has nothing to do with the category is none") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CHECK(BandOf(Flags(0.3, 0.3, 2000, seed)) == ProxyBand::kNone);
  }
  CHECK(BandOf({}) == ProxyBand::kNone);
  CHECK(BandOf({{{"any", "muslim"}, 500}, {{"any", "hindu"}, 700}}) == ProxyBand::kNone);
}

TEST_CASE("A diet that most of one faith keep is strong, a slight preference weak") {
  CHECK(BandOf(Flags(0.8, 0.02, 2000)) == ProxyBand::kStrong);
  CHECK(BandOf(Flags(0.8, 0.02, 200000)) == ProxyBand::kStrong);
  CHECK(BandOf(Flags(0.5, 0.28, 20000)) == ProxyBand::kWeak);
}

TEST_CASE("A flag that follows from the category is strong, whichever has more values") {
  Contingency counts;
  for (int faith = 0; faith < 12; ++faith) {
    counts[{faith < 2 ? "Y" : "N", "faith" + std::to_string(faith)}] = 100;
  }
  CHECK(BandOf(counts) == ProxyBand::kStrong);
}

TEST_CASE("Many values by chance are none") {
  std::mt19937_64 random(3);
  Contingency counts;
  for (int i = 0; i < 2000; ++i) {
    ++counts[{"town" + std::to_string(random() % 60), "faith" + std::to_string(random() % 8)}];
  }
  CHECK(BandOf(counts) == ProxyBand::kNone);
}

}  // namespace
}  // namespace sunder::segregation
