// Cells of CSV that hold JSON: their values are cells of their own, in fields `column.path`.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/csv/csv_dialect.h"
#include "connectors/json/json_serializer.h"
#include "core/record_block.h"

namespace sunder::csv {

// The JSON object or array that a text is, without the space around it; empty: it is none.
std::string_view JsonOf(std::string_view text);

// The dialect's JSON columns by position, ascending; those that are not there are left out.
std::vector<uint32_t> JsonColumnsOf(const CsvDialect& dialect,
                                    const std::vector<std::string>& fields);

// Puts the values behind each cell of a JSON column; such a cell becomes a kContainer. A cell that
// is no JSON object or array stays as it is. Paths are added to the block's fields.
// `columns`: fields of the block, ascending.
Status AddJsonCells(char quote, const std::vector<uint32_t>& columns, RecordBlock* block);

// Writes such cells back without the values that leave.
class JsonCellWriter {
 public:
  static Result<JsonCellWriter> Create(const CsvDialect& dialect,
                                       const std::vector<std::string>& fields,
                                       const std::vector<std::string>& removed_fields);
  // Sets `text` to the text of the container `block.cells[index]`, `edits` (ordered by cell) made,
  // and `next` to the index of the first cell behind its values. Without edits, and where no field
  // of the column leaves, it is the source's own.
  Status Write(const RecordBlock& block, uint32_t index, std::span<const CellEdit> edits,
               std::string* text, uint32_t* next) const;

 private:
  struct Column {
    uint32_t column = 0;
    std::unique_ptr<json::RemovedNode> removed;
    bool has_removed = false;
  };
  std::vector<Column> columns_;
  char quote_ = '"';
};

}  // namespace sunder::csv
