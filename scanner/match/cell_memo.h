// Candidates of cells met lately: columns repeat their values. Private to this folder.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/judge.h"
#include "scanner/match/detector.h"

namespace sunder::scanner {

// Keyed by the whole text and field, so what it gives is what judging again would give. One a
// thread; takes at most about 1 MiB. Values that were asked for again outlive those that were not.
class CellMemo {
 public:
  static constexpr size_t kTextSizeBytesMax = 64;

  CellMemo();

  // Whether a cell is short enough to be remembered.
  static bool Takes(const JudgedCell& cell) {
    return cell.text.size() <= kTextSizeBytesMax && cell.field.size() <= kTextSizeBytesMax;
  }
  // Appends the candidates as those of cell number `index`. False: not remembered.
  // REQUIRES: Takes(cell), here and below.
  bool Find(const JudgedCell& cell, uint32_t index, std::vector<Candidate>* candidates);
  void Add(const JudgedCell& cell, std::span<const Candidate> candidates);

 private:
  struct Entry {
    bool is_filled = false;
    uint8_t uses = 0;
    std::string text;
    std::string field;
    std::vector<Candidate> candidates;
  };
  Entry& EntryOf(const JudgedCell& cell);

  std::vector<Entry> entries_;
};

}  // namespace sunder::scanner
