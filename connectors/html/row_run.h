// Rows of a table of which a column leaves. An order by that column would give every row away, so
// rows that follow each other are written sorted by their own bytes; what stands between them stays
// in its place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/decode/byte_stream.h"
#include "core/status.h"

namespace sunder::html {

// Where in the bytes of a record its row begins that ends with them. Nothing where the record is
// more or less than one row, or has a cell that reaches over several: such rows cannot change
// places.
std::optional<size_t> FindMovableRow(std::string_view record);

class RowRun {
 public:
  // `row_begin` is what FindMovableRow gave. Tags in front of the row begin a run of their own, so
  // that no row changes its table or section; then `sink` gets what was gathered. Refused: a run
  // larger than 128 MiB.
  Status Add(std::string_view record, size_t row_begin, ByteSink* sink);
  Status Flush(ByteSink* sink);

 private:
  std::vector<std::string> leads_;  // in front of each row
  std::vector<std::string> rows_;
  uint64_t size_bytes_ = 0;
};

}  // namespace sunder::html
