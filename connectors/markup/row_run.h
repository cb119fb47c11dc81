// Rows of a table of which a column leaves, or something of the texts of one. An order by that
// column would give every row away, so rows that follow each other are written sorted by their own
// bytes; what stands between them stays in its place. Rows that cannot change places
// (HtmlRecord::is_fixed_row) leave.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sunder::markup {

// Where in the bytes of a record that holds one whole row that row begins.
std::optional<size_t> FindRow(std::string_view record);

// The record without its row: what stands before it, and the bare tags of tables and sections that
// begin or end in it. No attribute stays, it could be of the cell that leaves.
std::string WithoutRow(std::string_view record);

// For the operator, where such rows left.
inline constexpr char kFixedRowsNote[] =
    "rows of tables that something leaves, and that cannot be sorted (no end tag of their own, "
    "cells over several rows), went to quarantine whole: their order could tell who has which "
    "value";

class RowRun {
 public:
  // `row_begin` is what FindRow gave. Tags in front of the row begin a run of their own, so that no
  // row changes its table, head or foot; then `out` gets what was gathered. Bodies that begin with
  // the same tag, byte for byte, are one run.
  void Add(std::string_view record, size_t row_begin, std::string* out);
  // Appends what was gathered to `out`.
  void Flush(std::string* out);
  uint64_t size_bytes() const { return size_bytes_; }

 private:
  bool GoesOn(std::string_view lead);

  std::string section_;             // the tag of the body that the last row stands in
  std::vector<std::string> leads_;  // in front of each row
  std::vector<std::string> rows_;
  uint64_t size_bytes_ = 0;
};

}  // namespace sunder::markup
