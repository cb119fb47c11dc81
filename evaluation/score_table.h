// Tallies by name while documents are counted, and how often two labels are taken for each other.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "evaluation/intervals.h"

namespace sunder::evaluation {

struct NamedScore {
  std::string name;
  Score score;
};

// Tallies by name, in the order in which the names were asked for first.
class SeriesTable {
 public:
  TallySeries& At(const std::string& name) {
    const auto [place, is_new] = index_.try_emplace(name, series_.size());
    if (is_new) series_.emplace_back(name, TallySeries());
    return series_[place->second].second;
  }
  std::vector<NamedScore> Scores(const Bootstrap& bootstrap) const {
    std::vector<NamedScore> scores;
    for (const auto& [name, series] : series_) {
      scores.push_back({name, bootstrap.MakeScore(series)});
    }
    return scores;
  }

 private:
  std::map<std::string, size_t> index_;
  std::vector<std::pair<std::string, TallySeries>> series_;
};

struct MixUp {
  std::string truth;  // a label, "trap:topic religion" or "bait"
  std::string found;
  uint64_t count = 0;
};

class MixUpCounts {
 public:
  void Add(const std::string& truth, const std::string& found) { ++counts_[{truth, found}]; }
  std::vector<MixUp> MostFrequent() const {
    std::vector<MixUp> mix_ups;
    for (const auto& [names, count] : counts_) {
      mix_ups.push_back({names.first, names.second, count});
    }
    std::stable_sort(mix_ups.begin(), mix_ups.end(),
                     [](const MixUp& a, const MixUp& b) { return a.count > b.count; });
    return mix_ups;
  }

 private:
  std::map<std::pair<std::string, std::string>, uint64_t> counts_;
};

}  // namespace sunder::evaluation
