#include "connectors/html/html_writer.h"

#include <utility>

#include "connectors/html/html_reader.h"
#include "connectors/markup/html_edit.h"
#include "connectors/markup/item_edits.h"

namespace sunder::html {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

HtmlWriter::HtmlWriter(std::unique_ptr<ByteSink> sink, bool has_byte_order_mark,
                       const std::vector<std::string>& removed_fields)
    : sink_(std::move(sink)),
      needs_byte_order_mark_(has_byte_order_mark),
      removed_fields_(removed_fields.begin(), removed_fields.end()) {}

Status HtmlWriter::Serialize(size_t /*table*/, const RecordBlock& block, uint32_t record,
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

Status HtmlWriter::Write(size_t /*table*/, std::string_view record_bytes) {
  if (record_bytes.empty()) return Status::Ok();
  const bool needs_mark = needs_byte_order_mark_ || record_bytes.starts_with(kByteOrderMark);
  if (std::exchange(is_started_, true) == false && needs_mark) {
    SUNDER_RETURN_IF_ERROR(sink_->Write(kByteOrderMark));
  }
  return sink_->Write(record_bytes);
}

Status HtmlWriter::Finish() { return sink_->Finish(); }

}  // namespace sunder::html
