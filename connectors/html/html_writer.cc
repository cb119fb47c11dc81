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
constexpr std::string_view kColumnPrefix = "cell.";
// First bytes of a record, where rows are sorted.
constexpr char kPlainMark = 'p';
constexpr char kFixedRowMark = 'f';    // a row that keeps its place
constexpr char kMovableRowMark = 'm';  // and where in the record the row begins, up to a colon

}  // namespace

HtmlWriter::HtmlWriter(std::unique_ptr<ByteSink> sink, bool has_byte_order_mark,
                       const std::vector<std::string>& removed_fields)
    : sink_(std::move(sink)),
      needs_byte_order_mark_(has_byte_order_mark),
      removed_fields_(removed_fields.begin(), removed_fields.end()) {
  const auto column = removed_fields_.lower_bound(kColumnPrefix);
  sorts_rows_ = column != removed_fields_.end() && column->starts_with(kColumnPrefix);
}

// Empty cells are cells as well: it does not matter who has a value.
bool HtmlWriter::LosesCell(const RecordBlock& block, uint32_t record) const {
  auto cell =
      std::lower_bound(block.cells.begin(), block.cells.end(), record,
                       [](const CellRef& other, uint32_t wanted) { return other.record < wanted; });
  for (; cell != block.cells.end() && cell->record == record; ++cell) {
    const std::string& field = block.fields[cell->field];
    if (field.starts_with(kColumnPrefix) && removed_fields_.contains(field)) return true;
  }
  return false;
}

Status HtmlWriter::Serialize(size_t /*table*/, const RecordBlock& block, uint32_t record,
                             std::span<const CellEdit> edits, std::string* bytes) const {
  SUNDER_RETURN_IF_ERROR(SerializePlain(block, record, edits, bytes));
  if (!sorts_rows_ || bytes->empty()) return Status::Ok();
  std::string mark(1, kPlainMark);
  if (LosesCell(block, record)) {
    const std::optional<size_t> row_begin = FindMovableRow(*bytes);
    mark = row_begin ? kMovableRowMark + std::to_string(*row_begin) + ":"
                     : std::string(1, kFixedRowMark);
  }
  bytes->insert(0, mark);
  return Status::Ok();
}

Status HtmlWriter::SerializePlain(const RecordBlock& block, uint32_t record,
                                  std::span<const CellEdit> edits, std::string* bytes) const {
  bytes->clear();
  const auto* indexer = dynamic_cast<const HtmlIndexer*>(block.indexer.get());
  if (indexer == nullptr || record >= indexer->record_ends().size()) {
    return Status::Internal("html: a record is to be written that the block does not have");
  }
  const size_t begin = record == 0 ? 0 : indexer->record_ends()[record - 1];
  const std::string_view source =
      block.bytes().substr(begin, indexer->record_ends()[record] - begin);
  const std::vector<markup::ItemEdit> made =
      markup::EditsOfItems(block, record, edits, removed_fields_);
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

Status HtmlWriter::StartWith(std::string_view bytes) {
  const bool needs_mark = needs_byte_order_mark_ || bytes.starts_with(kByteOrderMark);
  if (std::exchange(is_started_, true) || !needs_mark) return Status::Ok();
  return sink_->Write(kByteOrderMark);
}

Status HtmlWriter::Write(size_t /*table*/, std::string_view record_bytes) {
  if (record_bytes.empty()) return Status::Ok();
  if (!sorts_rows_) {
    SUNDER_RETURN_IF_ERROR(StartWith(record_bytes));
    return sink_->Write(record_bytes);
  }
  const char mark = record_bytes.front();
  record_bytes.remove_prefix(1);
  if (mark == kMovableRowMark) {
    size_t row_begin = 0;
    const char* const end = record_bytes.data() + record_bytes.size();
    const char* const colon = std::from_chars(record_bytes.data(), end, row_begin).ptr;
    record_bytes.remove_prefix(static_cast<size_t>(colon - record_bytes.data()) + 1);
    SUNDER_RETURN_IF_ERROR(StartWith(record_bytes));
    return run_.Add(record_bytes, row_begin, sink_.get());
  }
  has_fixed_rows_ = has_fixed_rows_ || mark == kFixedRowMark;
  SUNDER_RETURN_IF_ERROR(run_.Flush(sink_.get()));
  SUNDER_RETURN_IF_ERROR(StartWith(record_bytes));
  return sink_->Write(record_bytes);
}

Status HtmlWriter::Finish() {
  SUNDER_RETURN_IF_ERROR(run_.Flush(sink_.get()));
  return sink_->Finish();
}

std::vector<std::string> HtmlWriter::Notes() const {
  if (!has_fixed_rows_) return {};
  return {
      "rows without an end tag of their own, or with cells that reach over several, keep their "
      "order, which may tell values of a column that left"};
}

}  // namespace sunder::html
