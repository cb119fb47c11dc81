#include "connectors/csv/csv_indexer.h"

#include <algorithm>
#include <utility>

#include "connectors/csv/csv_fields.h"
#include "connectors/csv/csv_json_cells.h"
#include "connectors/csv/csv_scan.h"
#include "connectors/json/json_string.h"

namespace sunder::csv {
namespace {

class CellSink {
 public:
  explicit CellSink(std::vector<CellRef>* cells) : cells_(cells) {}

  void Cell(size_t begin, size_t end, bool is_escaped) {
    cells_->push_back({record_, column_++, static_cast<uint32_t>(begin), static_cast<uint32_t>(end),
                       is_escaped ? CellEncoding::kEscaped : CellEncoding::kPlain, true});
  }
  void EndRecord() {
    column_count_ = std::max(column_count_, column_);
    column_ = 0;
    ++record_;
  }
  uint32_t record_count() const { return record_; }
  uint32_t column_count() const { return column_count_; }

 private:
  std::vector<CellRef>* cells_;
  uint32_t record_ = 0;
  uint32_t column_ = 0;
  uint32_t column_count_ = 0;
};

}  // namespace

CsvIndexer::CsvIndexer(CsvDialect dialect, std::vector<std::string> fields)
    : dialect_(std::move(dialect)),
      fields_(std::move(fields)),
      json_columns_(JsonColumnsOf(dialect_, fields_)) {}

Status CsvIndexer::Index(RecordBlock* block) const {
  CellSink sink(&block->cells);
  if (!ScanCells(block->bytes(), dialect_, &sink)) {
    return Status::Internal("a CSV block ends inside quotes");
  }
  block->record_count = sink.record_count();
  block->fields = fields_;
  if (sink.column_count() > fields_.size()) AddRaggedFields(sink.column_count(), &block->fields);
  if (!json_columns_.empty()) return AddJsonCells(dialect_.quote, json_columns_, block);
  return Status::Ok();
}

std::string CsvIndexer::Decode(std::string_view raw) const {
  return DecodeQuoted(raw, dialect_.quote);
}

std::string CsvIndexer::DecodeNested(std::string_view raw) const {
  return json::DecodeString(dialect_.quote == kNoQuote ? std::string(raw)
                                                       : DecodeQuoted(raw, dialect_.quote));
}

std::string DecodeQuoted(std::string_view raw, char quote) {
  std::string text;
  text.reserve(raw.size());
  size_t from = 0;
  for (;;) {
    const size_t at = raw.find(quote, from);
    if (at == std::string_view::npos) break;
    text.append(raw, from, at - from);
    from = at + 1;
    if (from >= raw.size() || raw[from] != quote) break;
    text.push_back(quote);
    ++from;
  }
  text.append(raw, std::min(from, raw.size()));
  return text;
}

}  // namespace sunder::csv
