// Rates and how sure they are: Wilson's interval for shares, the bootstrap over documents for F.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace sunder::evaluation {

struct Interval {
  double low = 0;
  double high = 0;
};

// A share with its 95 % interval. `value` is absent when nothing was counted.
struct Rate {
  std::optional<double> value;
  Interval interval;
};

// Wilson's score interval at 95 % (E. B. Wilson, JASA 22, 1927).
Rate WilsonRate(uint64_t hits, uint64_t count);

struct Tally {
  uint64_t right = 0;   // true positives
  uint64_t wrong = 0;   // false positives
  uint64_t missed = 0;  // false negatives

  void Add(const Tally& other);
  bool empty() const { return right + wrong + missed == 0; }
};

// F of `beta`: 2 weighs recall over precision. Absent when nothing was counted.
std::optional<double> FMeasure(const Tally& tally, double beta);

// The tallies of one figure, by document: what a bootstrap draws from.
class TallySeries {
 public:
  void Add(uint32_t document, const Tally& tally);
  const Tally& total() const { return total_; }

  struct Entry {
    uint32_t document = 0;
    Tally tally;
  };
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;  // of documents that count anything; one a document
  Tally total_;
};

struct Score {
  Tally tally;
  Rate precision;
  Rate recall;
  Rate f1;
  Rate f2;
};

// How often each document is drawn in each replicate. Seeded, so a result is the same every time
// and on every machine; drawn once for all figures, so that they can be compared.
class Bootstrap {
 public:
  static constexpr uint32_t kReplicates = 1000;

  explicit Bootstrap(uint32_t documents, uint64_t seed = 1);
  Score MakeScore(const TallySeries& series) const;

 private:
  Rate FRate(const TallySeries& series, double beta) const;

  std::vector<uint8_t> draws_;  // [document * kReplicates + replicate]
};

// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): the same numbers with every standard library.
class SeededNumbers {
 public:
  explicit SeededNumbers(uint64_t seed) : state_(seed) {}
  uint64_t Next();
  // In [0, bound). REQUIRES: 0 < bound <= 2^32.
  uint64_t Below(uint64_t bound) { return (Next() >> 32U) * bound >> 32U; }

 private:
  uint64_t state_;
};

}  // namespace sunder::evaluation
