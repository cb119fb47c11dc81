// Writes a CSV file in the dialect of its source.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/csv/csv_dialect.h"
#include "connectors/decode/byte_stream.h"

namespace sunder::csv {

// Appends `text` as one cell, quoted only where it must be. Without a quote in the dialect
// separators in `text` become spaces.
void AppendCell(std::string_view text, const CsvDialect& dialect, std::string* line);

// Records are serialised without their line end. The cells of removed fields are left out of every
// record, so that later cells move up; a removed cell is left empty.
class CsvWriter : public ObjectWriter {
 public:
  CsvWriter(std::unique_ptr<ByteSink> sink, CsvDialect dialect, std::vector<std::string> fields,
            const std::vector<std::string>& removed_fields);
  // Byte-order mark and header; `header` has a name for each of the fields.
  Status Start(const std::vector<std::string>& header);
  Status Serialize(size_t table, const RecordBlock& block, uint32_t record,
                   std::span<const CellEdit> edits, std::string* bytes) const override;
  Status Write(size_t table, std::string_view record_bytes) override;
  Status Finish() override;

 private:
  bool IsRemoved(const RecordBlock& block, uint32_t field) const;

  std::unique_ptr<ByteSink> sink_;
  CsvDialect dialect_;
  std::vector<std::string> fields_;
  std::unordered_set<std::string> removed_names_;
  std::vector<bool> is_removed_;  // by column, for fields_
  std::string buffer_;            // lines not given to the sink yet
  bool is_started_ = false;       // a record or the header was written
};

}  // namespace sunder::csv
