// Writes a CSV file in the dialect of its source.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/csv/csv_dialect.h"
#include "connectors/csv/csv_json_cells.h"
#include "connectors/decode/byte_stream.h"

namespace sunder::csv {

// Appends `text` as one cell, quoted only where it must be. Without a quote in the dialect
// separators in `text` become spaces.
void AppendCell(std::string_view text, const CsvDialect& dialect, std::string* line);

// Records are serialised without their line end. The cells of removed fields are left out of every
// record, so that later cells move up; a removed cell is left empty.
class CsvWriter : public ObjectWriter {
 public:
  // `table` is the one with the records. `has_preamble`: it is table 1, the lines above it are 0.
  static Result<std::unique_ptr<CsvWriter>> Create(std::unique_ptr<ByteSink> sink,
                                                   const CsvDialect& dialect,
                                                   const TableInfo& table,
                                                   const WriteOptions& options,
                                                   bool has_preamble);
  Status Serialize(size_t table, const RecordBlock& block, uint32_t record,
                   std::span<const CellEdit> edits, std::string* bytes) const override;
  bool MayBeShifted(size_t table, std::span<const CellRef> cells) const override;
  Status Write(size_t table, std::string_view record_bytes) override;
  Status Finish() override;

 private:
  CsvWriter(std::unique_ptr<ByteSink> sink, const CsvDialect& dialect, const TableInfo& table,
            const WriteOptions& options, bool has_preamble, JsonCellWriter json_cells);
  bool IsRemoved(const RecordBlock& block, uint32_t field) const;
  bool IsMovedHeader(const RecordBlock& block, std::span<const CellRef> cells) const;
  void StartRecords();
  void AppendRow(const std::vector<std::string>& cells);
  void AppendLine(std::string_view line);

  std::unique_ptr<ByteSink> sink_;
  CsvDialect dialect_;
  std::vector<std::string> fields_;
  std::vector<std::vector<std::string>> rows_;  // above the records
  std::unordered_set<std::string> removed_names_;
  std::vector<bool> is_removed_;  // by column, for fields_
  std::unordered_map<std::string, uint32_t> columns_;  // by name in lower case
  std::vector<std::string> touched_names_;  // of columns from which something leaves, likewise
  std::string buffer_;            // lines not given to the sink yet
  bool is_started_ = false;       // a line was written
  bool has_preamble_;
  bool awaits_records_ = true;  // the header is not written yet
  JsonCellWriter json_cells_;
};

}  // namespace sunder::csv
