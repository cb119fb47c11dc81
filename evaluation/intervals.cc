#include "evaluation/intervals.h"

#include <algorithm>
#include <cmath>

namespace sunder::evaluation {
namespace {

constexpr double kZ95 = 1.959963984540054;  // 97.5 % quantile of the normal distribution

double FOf(double right, double wrong, double missed, double beta) {
  const double squared = beta * beta;
  return (1 + squared) * right / ((1 + squared) * right + squared * missed + wrong);
}

}  // namespace

Rate WilsonRate(uint64_t hits, uint64_t count) {
  if (count == 0) return {};
  const double n = static_cast<double>(count);
  const double share = static_cast<double>(hits) / n;
  const double z2 = kZ95 * kZ95;
  const double center = (share + z2 / (2 * n)) / (1 + z2 / n);
  const double half = kZ95 / (1 + z2 / n) * std::sqrt(share * (1 - share) / n + z2 / (4 * n * n));
  return {share, {std::max(0.0, center - half), std::min(1.0, center + half)}};
}

void Tally::Add(const Tally& other) {
  right += other.right;
  wrong += other.wrong;
  missed += other.missed;
}

std::optional<double> FMeasure(const Tally& tally, double beta) {
  if (tally.empty()) return std::nullopt;
  return FOf(static_cast<double>(tally.right), static_cast<double>(tally.wrong),
             static_cast<double>(tally.missed), beta);
}

void TallySeries::Add(uint32_t document, const Tally& tally) {
  if (tally.empty()) return;
  total_.Add(tally);
  if (!entries_.empty() && entries_.back().document == document) {
    entries_.back().tally.Add(tally);
  } else {
    entries_.push_back({document, tally});
  }
}

Bootstrap::Bootstrap(uint32_t documents, uint64_t seed)
    : draws_(static_cast<size_t>(documents) * kReplicates, 0) {
  SeededNumbers numbers(seed);
  for (uint32_t replicate = 0; replicate < kReplicates; ++replicate) {
    for (uint32_t i = 0; i < documents; ++i) {
      ++draws_[numbers.Below(documents) * kReplicates + replicate];
    }
  }
}

Rate Bootstrap::FRate(const TallySeries& series, double beta) const {
  Rate rate;
  rate.value = FMeasure(series.total(), beta);
  if (!rate.value) return rate;
  std::vector<Tally> sums(kReplicates);
  for (const TallySeries::Entry& entry : series.entries()) {
    const uint8_t* draws = draws_.data() + static_cast<size_t>(entry.document) * kReplicates;
    for (uint32_t i = 0; i < kReplicates; ++i) {
      sums[i].right += draws[i] * entry.tally.right;
      sums[i].wrong += draws[i] * entry.tally.wrong;
      sums[i].missed += draws[i] * entry.tally.missed;
    }
  }
  std::vector<double> values;
  for (const Tally& sum : sums) {
    if (const std::optional<double> value = FMeasure(sum, beta)) values.push_back(*value);
  }
  if (values.empty()) return rate;
  std::sort(values.begin(), values.end());
  const auto last = static_cast<double>(values.size() - 1);
  rate.interval.low = values[static_cast<size_t>(std::floor(0.025 * last))];
  rate.interval.high = values[static_cast<size_t>(std::ceil(0.975 * last))];
  return rate;
}

Score Bootstrap::MakeScore(const TallySeries& series) const {
  const Tally& total = series.total();
  return {total, WilsonRate(total.right, total.right + total.wrong),
          WilsonRate(total.right, total.right + total.missed), FRate(series, 1), FRate(series, 2)};
}

uint64_t SeededNumbers::Next() {
  uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

}  // namespace sunder::evaluation
