#include "connectors/keyvalue/keyvalue_writer.h"

#include <algorithm>
#include <utility>

namespace sunder::keyvalue {
namespace {

constexpr size_t kBufferSizeBytes = 64 * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// A record of which nothing is left is still one.
constexpr std::string_view kEmptyRecord = ":";

// Further lines of a value begin with a space.
void AppendValue(std::string_view text, std::string_view line_end, std::string* out) {
  for (size_t i = 0; i < text.size(); ++i) {
    // The line end is put anew.
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] != '\n') {
      out->push_back(text[i]);
      continue;
    }
    out->append(line_end);
    const bool is_indented = i + 1 < text.size() && (text[i + 1] == ' ' || text[i + 1] == '\t');
    if (!is_indented) out->push_back(' ');
  }
}

}  // namespace

KeyvalueWriter::KeyvalueWriter(std::unique_ptr<ByteSink> sink, std::string_view line_end,
                               bool has_byte_order_mark,
                               const std::vector<std::string>& removed_fields)
    : sink_(std::move(sink)),
      line_end_(line_end),
      removed_fields_(removed_fields.begin(), removed_fields.end()) {
  if (has_byte_order_mark) buffer_ = kByteOrderMark;
}

Status KeyvalueWriter::Serialize(size_t /*table*/, const RecordBlock& block, uint32_t record,
                                 std::span<const CellEdit> edits, std::string* bytes) const {
  if (!block.is_indexed) {
    return Status::Internal("key-value: a record was serialised before its cells were found");
  }
  bytes->clear();
  auto cell =
      std::lower_bound(block.cells.begin(), block.cells.end(), record,
                       [](const CellRef& known, uint32_t wanted) { return known.record < wanted; });
  auto edit = edits.begin();
  const std::string_view source = block.bytes();
  std::string scratch;
  for (; cell != block.cells.end() && cell->record == record; ++cell) {
    const auto index = static_cast<uint32_t>(cell - block.cells.begin());
    while (edit != edits.end() && edit->cell < index) ++edit;
    if (removed_fields_.contains(block.fields[cell->field])) continue;
    std::string_view value = block.Text(*cell, &scratch);
    if (edit != edits.end() && edit->cell == index) {
      value = edit->kind == CellEdit::Kind::kReplace ? std::string_view(edit->text)
                                                     : std::string_view();
    }
    const size_t before =
        cell->begin == 0 ? std::string_view::npos : source.rfind('\n', cell->begin - 1);
    const size_t line_begin = before == std::string_view::npos ? 0 : before + 1;
    std::string_view prefix = source.substr(line_begin, cell->begin - line_begin);
    if (value.empty()) {
      while (prefix.ends_with(' ') || prefix.ends_with('\t')) prefix.remove_suffix(1);
      if (prefix.empty()) continue;
    }
    if (!bytes->empty()) bytes->append(line_end_);
    bytes->append(prefix);
    AppendValue(value, line_end_, bytes);
  }
  if (bytes->empty()) *bytes = kEmptyRecord;
  return Status::Ok();
}

Status KeyvalueWriter::Write(size_t /*table*/, std::string_view record_bytes) {
  if (std::exchange(is_started_, true)) buffer_ += line_end_;
  buffer_ += record_bytes;
  buffer_ += line_end_;
  if (buffer_.size() < kBufferSizeBytes) return Status::Ok();
  const Status status = sink_->Write(buffer_);
  buffer_.clear();
  return status;
}

Status KeyvalueWriter::Finish() {
  SUNDER_RETURN_IF_ERROR(sink_->Write(buffer_));
  buffer_.clear();
  return sink_->Finish();
}

}  // namespace sunder::keyvalue
