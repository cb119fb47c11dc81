// Cells of CSV blocks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/csv/csv_dialect.h"
#include "core/record_block.h"

namespace sunder::csv {

// Blocks hold whole records and no header. `CellRef::field` is the column, so a block's fields are
// those of the table, then one for every column that only ragged records have.
class CsvIndexer : public CellIndexer {
 public:
  CsvIndexer(CsvDialect dialect, std::vector<std::string> fields);
  Status Index(RecordBlock* block) const override;
  std::string Decode(std::string_view raw) const override;
  std::string DecodeNested(std::string_view raw) const override;

 private:
  CsvDialect dialect_;
  std::vector<std::string> fields_;
  std::vector<uint32_t> json_columns_;
};

// Text of a cell that was quoted: `raw` begins behind the opening quote. Doubled quotes become one,
// the closing quote goes, what stands behind it stays.
std::string DecodeQuoted(std::string_view raw, char quote);

}  // namespace sunder::csv
