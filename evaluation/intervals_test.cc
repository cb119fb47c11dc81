#include "evaluation/intervals.h"

#include <catch2/catch.hpp>

namespace sunder::evaluation {
namespace {

TEST_CASE("Wilson's interval has the published values") {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  const auto check = [](uint64_t hits, uint64_t count, double low, double high) {
    const Rate rate = WilsonRate(hits, count);
    CHECK(rate.interval.low == Approx(low).margin(0.00005));
    CHECK(rate.interval.high == Approx(high).margin(0.00005));
  };
  check(81, 263, 0.2553, 0.3662);
  check(15, 148, 0.0624, 0.1605);
  check(0, 20, 0.0, 0.1611);
  check(1, 29, 0.0061, 0.1718);
  CHECK_FALSE(WilsonRate(0, 0).value.has_value());
  CHECK(WilsonRate(20, 20).interval.high == Approx(1.0));
}

TEST_CASE("F weighs precision and recall") {
  const Tally tally{30, 10, 20};  // P 0.75, R 0.6
  CHECK(*FMeasure(tally, 1) == Approx(2 * 0.75 * 0.6 / 1.35));
  CHECK(*FMeasure(tally, 2) == Approx(5 * 0.75 * 0.6 / (4 * 0.75 + 0.6)));
  CHECK(*FMeasure({0, 3, 4}, 1) == 0.0);
  CHECK_FALSE(FMeasure({}, 1).has_value());
}

TEST_CASE("The bootstrap is repeatable and surrounds the value") {
  TallySeries series;
  for (uint32_t i = 0; i < 200; ++i)
    series.Add(i, {i % 4 != 0 ? 1U : 0U, i % 10 == 0 ? 1U : 0U, i % 4 == 0 ? 1U : 0U});
  const Score one = Bootstrap(200).MakeScore(series);
  const Score two = Bootstrap(200).MakeScore(series);
  CHECK(one.f1.interval.low == two.f1.interval.low);
  CHECK(one.f1.interval.high == two.f1.interval.high);
  CHECK(one.f1.interval.low < *one.f1.value);
  CHECK(*one.f1.value < one.f1.interval.high);
  // The normal approximation by resampling gives about +-0.05 here; far less or more is a defect.
  CHECK(one.f1.interval.high - one.f1.interval.low > 0.04);
  CHECK(one.f1.interval.high - one.f1.interval.low < 0.16);
}

TEST_CASE("A series without errors has no width; one document counts once") {
  TallySeries series;
  for (uint32_t i = 0; i < 50; ++i) series.Add(i, {1, 0, 0});
  series.Add(49, {2, 0, 0});
  series.Add(49, {});
  CHECK(series.entries().size() == 50);
  CHECK(series.total().right == 52);
  const Score score = Bootstrap(50).MakeScore(series);
  CHECK(score.f1.interval.low == 1.0);
  CHECK(score.f1.interval.high == 1.0);
}

TEST_CASE("Seeded numbers are those of SplitMix64 and stay below their bound") {
  SeededNumbers numbers(1234567);
  CHECK(numbers.Next() == 6457827717110365317ULL);  // reference sequence of the authors
  CHECK(numbers.Next() == 3203168211198807973ULL);
  for (int i = 0; i < 1000; ++i) CHECK(numbers.Below(7) < 7);
}

}  // namespace
}  // namespace sunder::evaluation
