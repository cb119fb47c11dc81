#include "connectors/spreadsheet/sheet_reader.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "connectors/decode/bounded_loss.h"
#include "connectors/package/package.h"
#include "connectors/spreadsheet/sheet_layout.h"
#include "connectors/spreadsheet/workbook.h"

namespace sunder::spreadsheet {
namespace {

// One text may stand for a million cells. What is delivered may be so much more than the XML that
// was read for it; behind it the sheet is a bomb.
constexpr uint64_t kExpansionMax = 64;
constexpr uint64_t kExpansionFreeBytes = uint64_t{256} << 20;
// A cell costs memory though it holds next to nothing.
constexpr uint64_t kCellCostBytes = 16;

// The reader has made all cells already.
class SheetIndexer : public CellIndexer {
 public:
  explicit SheetIndexer(std::shared_ptr<const NumberStyles> styles) : styles_(std::move(styles)) {}
  Status Index(RecordBlock*) const override { return Status::Ok(); }
  std::string Decode(std::string_view raw) const override {
    return styles_ == nullptr ? std::string(raw) : styles_->TextOf(raw);
  }

 private:
  const std::shared_ptr<const NumberStyles> styles_;
};

class SheetReader : public RecordReader {
 public:
  SheetReader(SheetLayout layout, const ReadOptions& options, std::shared_ptr<Workbook> workbook,
              std::unique_ptr<SheetRows> rows)
      : layout_(std::move(layout)),
        options_(options),
        workbook_(std::move(workbook)),
        rows_(std::move(rows)),
        indexer_(std::make_shared<SheetIndexer>(rows_->styles())),
        known_fields_(layout_.fields.begin(), layout_.fields.end()) {
    for (uint32_t i = 0; i < layout_.columns.size(); ++i) field_by_column_[layout_.columns[i]] = i;
  }

  Result<bool> Next(RecordBlock* block) override;
  const ReadLedger& ledger() const override { return ledger_; }

 private:
  void TakeRow(RecordBlock* block);
  void Advance();
  uint32_t FieldOf(uint32_t column);
  void Lose(LossReason reason, uint64_t size_bytes, std::string detail);

  SheetLayout layout_;
  const ReadOptions options_;
  const std::shared_ptr<Workbook> workbook_;
  const std::unique_ptr<SheetRows> rows_;  // goes before the workbook
  const std::shared_ptr<const CellIndexer> indexer_;
  const std::unordered_set<std::string> known_fields_;  // of the layout
  std::unordered_map<uint32_t, uint32_t> field_by_column_;
  SheetRow row_;
  uint64_t row_repeats_left_ = 0;
  uint64_t cost_bytes_ = 0;
  ReadLedger ledger_;
  uint64_t sequence_ = 0;
  bool is_done_ = false;
};

void SheetReader::Lose(LossReason reason, uint64_t size_bytes, std::string detail) {
  AddBoundedLoss(reason, ledger_.bytes_in, size_bytes, std::move(detail), &ledger_);
  ledger_.bytes_in += size_bytes;
}

uint32_t SheetReader::FieldOf(uint32_t column) {
  const auto [place, is_new] =
      field_by_column_.emplace(column, static_cast<uint32_t>(layout_.fields.size()));
  if (is_new) layout_.fields.push_back(FieldOfColumn(known_fields_, column));
  return place->second;
}

// The next row that is a record.
void SheetReader::Advance() {
  if (row_repeats_left_ > 0) return;
  const Result<bool> has_row = rows_->Next(&row_);
  if (!has_row.ok()) {
    is_done_ = true;
    return Lose(workbook_->package().LossReasonOf(has_row.status()), 1, has_row.status().message());
  }
  if (!*has_row) {
    is_done_ = true;
    if (rows_->has_page_texts()) {
      Lose(LossReason::kUnsupported, 0, "headers or footers of the sheet's pages are not read");
    }
    return;
  }
  if (row_.number == layout_.header_row && !row_.is_over_limit) {
    layout_.header_row = 0;
    uint64_t size_bytes = row_.size_bytes;
    ledger_.bytes_in += size_bytes;
    ledger_.bytes_structure += size_bytes;
    row_repeats_left_ = row_.repeat - 1;
    return;
  }
  row_repeats_left_ = row_.repeat;
  if (!row_.is_over_limit && row_.size_bytes <= options_.record_size_bytes_max) return;
  row_repeats_left_ = 0;
  Lose(LossReason::kOverLimit, std::max<uint64_t>(row_.size_bytes, 1),
       "a row is larger than the limit of " + std::to_string(options_.record_size_bytes_max) +
           " bytes, or has more columns than are read");
}

void SheetReader::TakeRow(RecordBlock* block) {
  --row_repeats_left_;
  for (const SheetCell& cell : row_.cells) {
    for (uint32_t i = 0; i < cell.repeat; ++i) {
      CellRef ref;
      ref.record = block->record_count;
      ref.field = FieldOf(cell.column + i);
      ref.begin = static_cast<uint32_t>(block->data.size());
      const bool is_styled = !cell.styled_number.empty();
      block->data += is_styled ? std::string_view(cell.styled_number) : cell.text();
      if (is_styled) ref.encoding = CellEncoding::kEscaped;
      ref.end = static_cast<uint32_t>(block->data.size());
      ref.is_text = cell.is_text;
      block->cells.push_back(ref);
      cost_bytes_ += kCellCostBytes;
    }
  }
  cost_bytes_ += row_.size_bytes;
  ledger_.bytes_in += row_.size_bytes;
  ledger_.bytes_delivered += row_.size_bytes;
  ++ledger_.records;
  ++block->record_count;
}

Result<bool> SheetReader::Next(RecordBlock* block) {
  block->Clear();
  block->indexer = indexer_;
  block->sequence = sequence_;
  block->first_record = ledger_.records;
  block->is_indexed = true;
  while (!is_done_ && block->data.size() < std::max(options_.block_size_bytes, 1U)) {
    if (options_.cancel != nullptr && options_.cancel->load(std::memory_order_relaxed)) {
      return Status::Cancelled("reading was cancelled");
    }
    if (options_.max_bytes > 0 && ledger_.bytes_in >= options_.max_bytes) {
      Lose(LossReason::kSampled, 0, "reading stopped at the size that was asked for");
      is_done_ = true;
      break;
    }
    if (cost_bytes_ > kExpansionFreeBytes && cost_bytes_ / kExpansionMax > rows_->bytes_read()) {
      Lose(LossReason::kOverLimit, 1,
           "the sheet repeats its texts too often and was not read further");
      is_done_ = true;
      break;
    }
    Advance();
    if (row_repeats_left_ > 0) TakeRow(block);
  }
  block->fields = layout_.fields;
  if (block->record_count == 0) return false;
  ++sequence_;
  return true;
}

}  // namespace

Result<std::unique_ptr<RecordReader>> OpenSheetReader(const TableInfo& table,
                                                      const ReadOptions& options) {
  SUNDER_ASSIGN_OR_RETURN(SheetLayout layout,
                          ReadLayout(table.dialect, table.fields, table.object.name));
  std::shared_ptr<Workbook> workbook;
  if (auto* shared = dynamic_cast<SharedWorkbook*>(table.shared.get())) {
    SUNDER_ASSIGN_OR_RETURN(workbook, shared->Open(table.object));
  } else {
    SUNDER_ASSIGN_OR_RETURN(workbook, OpenWorkbook(table.object));
  }
  const std::vector<Sheet>& sheets = workbook->sheets();
  const auto place = table.dialect.find("sheet");
  size_t sheet = sheets.size();
  if (place != table.dialect.end()) {
    const std::string& number = place->second;
    std::from_chars(number.data(), number.data() + number.size(), sheet);
  }
  if (sheet == 0 || sheet > sheets.size()) {
    return Status::Usage(table.object.name + ": the dialect's `sheet` is no sheet of the file");
  }
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<SheetRows> rows,
                          workbook->OpenRows(sheet - 1, options.record_size_bytes_max));
  return std::unique_ptr<RecordReader>(std::make_unique<SheetReader>(
      std::move(layout), options, std::move(workbook), std::move(rows)));
}

}  // namespace sunder::spreadsheet
