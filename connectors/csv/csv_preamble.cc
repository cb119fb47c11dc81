#include "connectors/csv/csv_preamble.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace sunder::csv {
namespace {

class LineIndexer : public CellIndexer {
 public:
  explicit LineIndexer(char terminator) : terminator_(terminator) {}
  Status Index(RecordBlock* block) const override {
    block->fields = {"text"};
    const std::string_view bytes = block->bytes();
    uint32_t record = 0;
    for (size_t begin = 0; begin < bytes.size(); ++record) {
      const size_t line_end = std::min(bytes.find(terminator_, begin), bytes.size());
      const bool is_pair = terminator_ == '\n' && line_end > begin && bytes[line_end - 1] == '\r';
      const size_t end = is_pair ? line_end - 1 : line_end;
      if (end > begin) {
        block->cells.push_back({record, 0, static_cast<uint32_t>(begin), static_cast<uint32_t>(end),
                                CellEncoding::kPlain, true});
      }
      begin = line_end + 1;
    }
    block->record_count = record;
    return Status::Ok();
  }
  std::string Decode(std::string_view raw) const override { return std::string(raw); }

 private:
  char terminator_;
};

}  // namespace

PreambleReader::PreambleReader(std::string content, char terminator,
                               const std::atomic<bool>* cancel)
    : content_(std::move(content)), terminator_(terminator), cancel_(cancel) {}

Result<bool> PreambleReader::Next(RecordBlock* block) {
  block->Clear();
  if (cancel_ != nullptr && cancel_->load(std::memory_order_relaxed)) {
    return Status::Cancelled("reading was cancelled");
  }
  if (std::exchange(is_read_, true)) return false;
  ledger_.bytes_in = ledger_.bytes_delivered = content_.size();
  block->data = content_;
  block->indexer = std::make_shared<LineIndexer>(terminator_);
  SUNDER_RETURN_IF_ERROR(block->EnsureIndexed());
  ledger_.records = block->record_count;
  return true;
}

Status SerializePreambleLine(const RecordBlock& block, uint32_t record,
                             std::span<const CellEdit> edits, char terminator, std::string* bytes) {
  bytes->clear();
  const auto cell =
      std::lower_bound(block.cells.begin(), block.cells.end(), record,
                       [](const CellRef& known, uint32_t wanted) { return known.record < wanted; });
  if (cell == block.cells.end() || cell->record != record) return Status::Ok();
  const auto index = static_cast<uint32_t>(cell - block.cells.begin());
  const auto edit = std::find_if(edits.begin(), edits.end(),
                                 [&](const CellEdit& known) { return known.cell == index; });
  std::string scratch;
  if (edit == edits.end()) {
    *bytes = block.Text(*cell, &scratch);
  } else if (edit->kind == CellEdit::Kind::kReplace) {
    *bytes = edit->text;
    // A line stays a line: the header is found by counting them. What a line of the source holds
    // never ends one.
    std::replace(bytes->begin(), bytes->end(), terminator, ' ');
  }
  return Status::Ok();
}

}  // namespace sunder::csv
