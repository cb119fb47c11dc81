// Blocks of whole CSV records from a byte stream.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/csv/csv_dialect.h"
#include "connectors/csv/csv_indexer.h"
#include "connectors/csv/csv_scan.h"
#include "connectors/decode/block_source.h"

namespace sunder::csv {

// Records are lines, but for newlines in quotes. A quote that never closes costs its line: records
// are looked for again behind the next line end.
class CsvBoundary : public RecordBoundary {
 public:
  explicit CsvBoundary(CsvDialect dialect) : dialect_(std::move(dialect)) {}
  size_t WholeRecords(std::string_view bytes, bool is_end) override;
  std::optional<size_t> EndOfRecord(std::string_view chunk, bool is_first) override;
  size_t GiveUp(std::string_view bytes, bool is_end) override;

 private:
  enum class Place : uint8_t { kCellStart, kPlain, kQuoted, kQuoteEnd };
  CsvDialect dialect_;
  Place place_ = Place::kCellStart;  // for EndOfRecord only
};

class CsvReader : public RecordReader {
 public:
  // `is_first`: the partition starts with preamble and header, if the dialect has them.
  CsvReader(std::unique_ptr<BlockSource> source, CsvDialect dialect,
            std::vector<std::string> fields, bool is_first);
  Result<bool> Next(RecordBlock* block) override;
  const ReadLedger& ledger() const override { return ledger_; }

 private:
  uint32_t TakeStructure(std::string* data);

  std::unique_ptr<BlockSource> source_;
  CsvDialect dialect_;
  CsvBoundary boundary_;
  std::shared_ptr<const CsvIndexer> indexer_;
  // Still to come before the first record.
  uint32_t preamble_lines_left_ = 0;
  uint32_t rows_left_ = 0;
  uint64_t sequence_ = 0;
  ReadLedger ledger_;
};

}  // namespace sunder::csv
