#include "connectors/html/html_writer.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "connectors/html/html_reader.h"
#include "connectors/markup/html_edit.h"
#include "connectors/markup/item_edits.h"

namespace sunder::html {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// Pages that people look at are far smaller.
constexpr uint64_t kRunSizeBytesMax = uint64_t{128} << 20;
// First bytes of a record, where rows are sorted.
constexpr char kPlainMark = 'p';
constexpr char kFixedRowMark = 'f';  // what is left of a row that cannot change places
constexpr char kRowMark = 'm';       // and where in the record the row begins, up to a colon

std::vector<CellRef>::const_iterator FirstCellOf(const RecordBlock& block, uint32_t record) {
  return std::lower_bound(
      block.cells.begin(), block.cells.end(), record,
      [](const CellRef& cell, uint32_t wanted) { return cell.record < wanted; });
}

}  // namespace

HtmlWriter::HtmlWriter(std::unique_ptr<ByteSink> sink, bool has_byte_order_mark,
                       const WriteOptions& options)
    : sink_(std::move(sink)),
      needs_byte_order_mark_(has_byte_order_mark),
      touched_(options),
      sorts_rows_(!options.keeps_order && touched_.moves_rows()) {}

// Empty cells are cells as well: it does not matter who has a value.
bool HtmlWriter::MovesRow(const RecordBlock& block, uint32_t record) const {
  bool has_column = false;
  bool is_told_of = false;
  auto cell = FirstCellOf(block, record);
  for (; cell != block.cells.end() && cell->record == record; ++cell) {
    const std::string& field = block.fields[cell->field];
    has_column = has_column || markup::TouchedFields::IsColumn(field);
    is_told_of = is_told_of || touched_.TellsOfRow(field);
  }
  return has_column && is_told_of;
}

// Of a table that something leaves, unable to change places.
bool HtmlWriter::IsFixedRow(const RecordBlock& block, uint32_t record) const {
  const auto* indexer = dynamic_cast<const HtmlIndexer*>(block.indexer.get());
  return indexer != nullptr && indexer->IsFixedRow(record) && MovesRow(block, record);
}

std::vector<uint32_t> HtmlWriter::WithheldCells(size_t /*table*/, const RecordBlock& block,
                                                uint32_t record) const {
  if (!sorts_rows_ || !IsFixedRow(block, record)) return CellsThatGoAlong(block, record);
  std::vector<uint32_t> cells;
  auto cell = FirstCellOf(block, record);
  for (; cell != block.cells.end() && cell->record == record; ++cell) {
    cells.push_back(static_cast<uint32_t>(cell - block.cells.begin()));
  }
  return cells;
}

std::vector<uint32_t> HtmlWriter::CellsThatGoAlong(const RecordBlock& block,
                                                   uint32_t record) const {
  std::vector<uint32_t> cells;
  const std::vector<markup::ItemEdit> made = markup::EditsOfItems(block, record, {}, touched_);
  if (made.empty()) return cells;
  const auto* indexer = dynamic_cast<const HtmlIndexer*>(block.indexer.get());
  if (indexer == nullptr) return cells;
  markup::HtmlNames names;
  markup::HtmlRecord items;
  markup::ReadHtmlRecord(indexer->SourceOf(block, record), false, &names, &items);
  const auto first = static_cast<uint32_t>(FirstCellOf(block, record) - block.cells.begin());
  for (const size_t item : markup::ItemsThatGoAlong(items, made)) {
    cells.push_back(first + static_cast<uint32_t>(item));
  }
  if (!cells.empty()) has_gone_along_ = true;
  return cells;
}

Status HtmlWriter::Serialize(size_t /*table*/, const RecordBlock& block, uint32_t record,
                             std::span<const CellEdit> edits, std::string* bytes) const {
  SUNDER_RETURN_IF_ERROR(SerializePlain(block, record, edits, bytes));
  if (!sorts_rows_ || bytes->empty()) return Status::Ok();
  if (!MovesRow(block, record)) {
    bytes->insert(0, 1, kPlainMark);
    return Status::Ok();
  }
  if (IsFixedRow(block, record)) {
    *bytes = kFixedRowMark + markup::WithoutRow(*bytes);
    return Status::Ok();
  }
  const std::optional<size_t> row_begin = markup::FindRow(*bytes);
  if (!row_begin) return Status::Internal("html: a row is not where it was");
  bytes->insert(0, kRowMark + std::to_string(*row_begin) + ":");
  return Status::Ok();
}

Status HtmlWriter::SerializePlain(const RecordBlock& block, uint32_t record,
                                  std::span<const CellEdit> edits, std::string* bytes) const {
  bytes->clear();
  const auto* indexer = dynamic_cast<const HtmlIndexer*>(block.indexer.get());
  if (indexer == nullptr || record >= indexer->record_ends().size()) {
    return Status::Internal("html: a record is to be written that the block does not have");
  }
  const std::string_view source = indexer->SourceOf(block, record);
  const std::vector<markup::ItemEdit> made = markup::EditsOfItems(block, record, edits, touched_);
  if (made.empty()) {
    bytes->assign(source);
    return Status::Ok();
  }
  // The same items in the same order as the cells; only their names differ without the records
  // before.
  markup::HtmlNames names;
  markup::HtmlRecord items;
  markup::ReadHtmlRecord(source, true, &names, &items);
  if (made.back().item >= items.items.size()) {
    return Status::Internal("html: a record has fewer items than cells");
  }
  *bytes = markup::EditHtmlRecord(source, items, made);
  return Status::Ok();
}

Status HtmlWriter::Put(std::string_view bytes) {
  if (bytes.empty()) return Status::Ok();
  const bool needs_mark = needs_byte_order_mark_ || bytes.starts_with(kByteOrderMark);
  if (!std::exchange(is_started_, true) && needs_mark) {
    SUNDER_RETURN_IF_ERROR(sink_->Write(kByteOrderMark));
  }
  return sink_->Write(bytes);
}

Status HtmlWriter::Write(size_t /*table*/, std::string_view record_bytes) {
  if (record_bytes.empty()) return Status::Ok();
  if (!sorts_rows_) return Put(record_bytes);
  const char mark = record_bytes.front();
  record_bytes.remove_prefix(1);
  std::string sorted;
  if (mark == kRowMark) {
    size_t row_begin = 0;
    const char* const end = record_bytes.data() + record_bytes.size();
    const char* const colon = std::from_chars(record_bytes.data(), end, row_begin).ptr;
    record_bytes.remove_prefix(static_cast<size_t>(colon - record_bytes.data()) + 1);
    run_.Add(record_bytes, row_begin, &sorted);
    if (run_.size_bytes() > kRunSizeBytesMax) {
      return Status::Refused(
          "a table of which something leaves is larger than 128 MiB and cannot be put in order: "
          "export it as CSV");
    }
    return Put(sorted);
  }
  has_fixed_rows_ = has_fixed_rows_ || mark == kFixedRowMark;
  if (record_bytes.empty()) return Status::Ok();
  run_.Flush(&sorted);
  SUNDER_RETURN_IF_ERROR(Put(sorted));
  return Put(record_bytes);
}

Status HtmlWriter::Finish() {
  std::string sorted;
  run_.Flush(&sorted);
  SUNDER_RETURN_IF_ERROR(Put(sorted));
  return sink_->Finish();
}

std::vector<std::string> HtmlWriter::Notes() const {
  std::vector<std::string> notes;
  if (has_fixed_rows_) notes.emplace_back(markup::kFixedRowsNote);
  if (has_gone_along_) notes.emplace_back(markup::kGoneAlongNote);
  return notes;
}

}  // namespace sunder::html
