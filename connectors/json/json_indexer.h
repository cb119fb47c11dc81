// Cells of JSON blocks: the leaf values of each record, by field path.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/record_block.h"

namespace sunder::json {

// Strings are text cells without their quotes; numbers and booleans are cells that are no text;
// null is an empty cell that is no text. Empty objects and arrays are no cells.
//
// One a block, made by the reader: it knows where each record of its block starts, which the writer
// needs and cells do not tell.
class JsonIndexer : public CellIndexer {
 public:
  // `has_rows`: a record that is an array is a row (json_path.h), not a list.
  explicit JsonIndexer(std::vector<uint32_t> record_begins, bool has_rows = true)
      : record_begins_(std::move(record_begins)), has_rows_(has_rows) {}
  Status Index(RecordBlock* block) const override;
  std::string Decode(std::string_view raw) const override;

  const std::vector<uint32_t>& record_begins() const { return record_begins_; }

 private:
  std::vector<uint32_t> record_begins_;
  bool has_rows_;
};

}  // namespace sunder::json
