// A table for a terminal: the first column to the left, the others to the right.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "evaluation/intervals.h"

namespace sunder::evaluation {

class TextTable {
 public:
  explicit TextTable(std::vector<std::string> header);
  // REQUIRES: as many cells as the header has.
  void Add(std::vector<std::string> cells);
  void SetLeft(size_t column) { is_left_[column] = true; }
  bool empty() const { return rows_.size() == 1; }
  // Two spaces before every line.
  std::string Text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
  std::vector<bool> is_left_;
};

// "93.1", "-" where nothing was counted.
std::string Percent(const Rate& rate);
// "93.1 [90.2-95.0]"
std::string PercentWithInterval(const Rate& rate);

}  // namespace sunder::evaluation
