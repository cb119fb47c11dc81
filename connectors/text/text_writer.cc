#include "connectors/text/text_writer.h"

#include <algorithm>
#include <utility>

namespace sunder {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// A replacement must not split its record: line ends become spaces in a line, and blank lines,
// which dropped sentences leave behind, vanish from a paragraph.
std::string WithinRecord(TextRecords records, std::string_view text) {
  std::string kept;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (IsBlankLine(line)) continue;
    if (records == TextRecords::kLine) {
      if (!kept.empty()) kept.push_back(' ');
      kept.append(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
    } else {
      kept.append(line);
      if (!text.empty()) kept.push_back('\n');
    }
  }
  if (records == TextRecords::kLine) return kept;
  kept.resize(TextOfRecord(records, kept).size());
  return kept;
}

}  // namespace

TextWriter::TextWriter(std::unique_ptr<ByteSink> sink, TextRecords records,
                       bool has_byte_order_mark, bool removes_text)
    : sink_(std::move(sink)),
      records_(records),
      needs_byte_order_mark_(has_byte_order_mark),
      removes_text_(removes_text) {}

// Text that begins with the bytes of a byte-order mark and came from the middle of the source would
// lose them at the start of a file, unless a mark stands before it.
Status TextWriter::Start(std::string_view first_text) {
  if (is_started_) return Status::Ok();
  is_started_ = true;
  if (!needs_byte_order_mark_ && !first_text.starts_with(kByteOrderMark)) return Status::Ok();
  return sink_->Write(kByteOrderMark);
}

Status TextWriter::Serialize(size_t /*table*/, const RecordBlock& block, uint32_t record,
                             std::span<const CellEdit> edits, std::string* bytes) const {
  bytes->clear();
  // One cell a record: a record's number is also the number of its cell.
  if (record >= block.cells.size()) {
    return Status::Internal("text: a record is to be written that the block does not have");
  }
  if (removes_text_) return Status::Ok();
  const CellRef& cell = block.cells[record];
  const std::string_view source = FirstRecord(records_, block.bytes().substr(cell.begin));
  if (edits.empty()) {
    bytes->assign(source);
    return Status::Ok();
  }
  const CellEdit& edit = edits.back();
  if (edit.kind == CellEdit::Kind::kRemove) return Status::Ok();
  const std::string text = WithinRecord(records_, edit.text);
  if (text.empty()) return Status::Ok();
  bytes->assign(text);
  bytes->append(source.substr(cell.end - cell.begin));
  return Status::Ok();
}

Status TextWriter::Write(size_t /*table*/, std::string_view record_bytes) {
  last_is_removed_ = record_bytes.empty();
  if (record_bytes.empty()) return Status::Ok();
  const std::string_view text = TextOfRecord(records_, record_bytes);
  SUNDER_RETURN_IF_ERROR(Start(text));
  SUNDER_RETURN_IF_ERROR(sink_->Write(held_));
  held_.assign(record_bytes.substr(text.size()));
  return sink_->Write(text);
}

Status TextWriter::Finish() {
  SUNDER_RETURN_IF_ERROR(Start({}));
  // Blank lines at the end would show that a paragraph stood behind them.
  if (last_is_removed_) held_.erase(std::min(held_.size(), held_.find('\n') + 1));
  SUNDER_RETURN_IF_ERROR(sink_->Write(held_));
  return sink_->Finish();
}

}  // namespace sunder
