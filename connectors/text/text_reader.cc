#include "connectors/text/text_reader.h"

#include <utility>

namespace sunder {
namespace {

// Calls `take(begin, end)` for each record of a block.
template <class Taker>
void ForEachRecord(RecordBoundary& boundary, std::string_view bytes, Taker take) {
  size_t begin = 0;
  while (begin < bytes.size()) {
    const std::optional<size_t> size = boundary.EndOfRecord(bytes.substr(begin), true);
    const size_t end = size ? begin + *size : bytes.size();
    take(begin, end);
    begin = end;
  }
}

class TextIndexer : public CellIndexer {
 public:
  explicit TextIndexer(TextRecords records) : records_(records) {}

  Status Index(RecordBlock* block) const override {
    const std::unique_ptr<RecordBoundary> boundary = MakeTextBoundary(records_);
    const std::string_view bytes = block->bytes();
    block->cells.reserve(block->record_count);
    uint32_t record = 0;
    ForEachRecord(*boundary, bytes, [&](size_t begin, size_t end) {
      const std::string_view text = TextOfRecord(records_, bytes.substr(begin, end - begin));
      CellRef cell;
      cell.record = record++;
      cell.begin = static_cast<uint32_t>(begin);
      cell.end = static_cast<uint32_t>(begin + text.size());
      block->cells.push_back(cell);
    });
    block->record_count = record;
    return Status::Ok();
  }

  std::string Decode(std::string_view raw) const override { return std::string(raw); }

 private:
  TextRecords records_;
};

}  // namespace

TextReader::TextReader(std::unique_ptr<BlockSource> source, TextRecords records)
    : source_(std::move(source)),
      boundary_(MakeTextBoundary(records)),
      indexer_(std::make_shared<TextIndexer>(records)) {}

Result<bool> TextReader::Next(RecordBlock* block) {
  block->Clear();
  SUNDER_ASSIGN_OR_RETURN(const bool is_filled, source_->Fill(&block->data, *boundary_, &ledger_));
  if (!is_filled) return false;
  block->sequence = sequence_++;
  block->first_record = ledger_.records;
  block->indexer = indexer_;
  block->fields = {"text"};
  ForEachRecord(*boundary_, block->bytes(), [block](size_t, size_t) { ++block->record_count; });
  ledger_.records += block->record_count;
  return true;
}

}  // namespace sunder
