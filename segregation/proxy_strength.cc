#include "segregation/proxy_strength.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace sunder::segregation {
namespace {

constexpr double kWeakFrom = 0.02;
constexpr double kStrongFrom = 0.1;
constexpr int kPermutations = 99;
// Chance gives less the more records there are, so a null of fewer records errs towards none.
constexpr uint64_t kPermutedRecordsMax = 20000;
// A column of nearly one value foretells nothing.
constexpr double kEntropyMin = 0.01;

struct Indexed {
  std::vector<uint64_t> cells;  // row-major
  std::vector<uint64_t> rows;
  std::vector<uint64_t> columns;
  uint64_t total = 0;
};

Indexed IndexOf(const Contingency& counts) {
  std::map<std::string, size_t> rows;
  std::map<std::string, size_t> columns;
  for (const auto& [key, count] : counts) {
    rows.emplace(key.first, rows.size());
    columns.emplace(key.second, columns.size());
  }
  Indexed indexed;
  indexed.cells.resize(rows.size() * columns.size());
  indexed.rows.resize(rows.size());
  indexed.columns.resize(columns.size());
  for (const auto& [key, count] : counts) {
    const size_t row = rows.at(key.first);
    const size_t column = columns.at(key.second);
    indexed.cells[row * columns.size() + column] += count;
    indexed.rows[row] += count;
    indexed.columns[column] += count;
    indexed.total += count;
  }
  return indexed;
}

double EntropyOf(const std::vector<uint64_t>& counts, uint64_t total) {
  double entropy = 0;
  for (const uint64_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(total);
    entropy -= share * std::log(share);
  }
  return entropy;
}

double NormalisedInformation(const Indexed& table) {
  const double rows = EntropyOf(table.rows, table.total);
  const double columns = EntropyOf(table.columns, table.total);
  const double smaller = std::min(rows, columns);
  if (smaller < kEntropyMin) return 0;
  return (rows + columns - EntropyOf(table.cells, table.total)) / smaller;
}

// The indexes of a margin, each as often as its share of at most kPermutedRecordsMax records.
std::vector<size_t> Expanded(const std::vector<uint64_t>& margin, uint64_t total, uint64_t size) {
  std::vector<size_t> values;
  values.reserve(size);
  uint64_t seen = 0;
  for (size_t i = 0; i < margin.size(); ++i) {
    seen += margin[i];
    const auto until = static_cast<uint64_t>(
        static_cast<double>(seen) / static_cast<double>(total) * static_cast<double>(size));
    values.resize(std::max<uint64_t>(values.size(), until), i);
  }
  values.resize(size, margin.empty() ? 0 : margin.size() - 1);
  return values;
}

}  // namespace

std::string_view ProxyBandName(ProxyBand band) {
  switch (band) {
    case ProxyBand::kWeak:
      return "weak";
    case ProxyBand::kStrong:
      return "strong";
    case ProxyBand::kNone:
      break;
  }
  return "none";
}

ProxyBand BandOf(const Contingency& counts) {
  const Indexed table = IndexOf(counts);
  if (table.total == 0) return ProxyBand::kNone;
  const double measured = NormalisedInformation(table);
  if (measured < kWeakFrom) return ProxyBand::kNone;
  const uint64_t size = std::min(table.total, kPermutedRecordsMax);
  const std::vector<size_t> rows = Expanded(table.rows, table.total, size);
  std::vector<size_t> columns = Expanded(table.columns, table.total, size);
  // The seed is fixed: the band is to be the same whenever it is measured.
  std::mt19937_64 random(20260101);
  double sum = 0;
  for (int i = 0; i < kPermutations; ++i) {
    for (size_t left = columns.size(); left > 1; --left) {
      std::swap(columns[left - 1], columns[random() % left]);
    }
    Indexed permuted;
    permuted.cells.resize(table.cells.size());
    permuted.rows.resize(table.rows.size());
    permuted.columns.resize(table.columns.size());
    permuted.total = size;
    for (size_t record = 0; record < size; ++record) {
      ++permuted.cells[rows[record] * table.columns.size() + columns[record]];
      ++permuted.rows[rows[record]];
      ++permuted.columns[columns[record]];
    }
    const double by_chance = NormalisedInformation(permuted);
    if (by_chance >= measured) return ProxyBand::kNone;
    sum += by_chance;
  }
  const double chance = sum / kPermutations;
  const double beyond_chance = (measured - chance) / (1 - chance);
  if (beyond_chance >= kStrongFrom) return ProxyBand::kStrong;
  return beyond_chance >= kWeakFrom ? ProxyBand::kWeak : ProxyBand::kNone;
}

}  // namespace sunder::segregation
