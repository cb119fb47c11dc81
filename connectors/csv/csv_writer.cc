#include "connectors/csv/csv_writer.h"

#include <algorithm>
#include <utility>

namespace sunder::csv {
namespace {

constexpr size_t kBufferSizeBytes = 64 * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool NeedsQuotes(std::string_view text, const CsvDialect& dialect) {
  const char special[] = {dialect.delimiter, dialect.quote, '\n', '\r'};
  // At the start of a file a reader would take these bytes for a byte-order mark.
  return text.find_first_of(std::string_view(special, sizeof(special))) != std::string_view::npos ||
         text.starts_with(kByteOrderMark);
}

// A record of one empty cell would read back as a blank line, which is no record.
void AppendOnlyEmptyCell(const CsvDialect& dialect, std::string* line) {
  if (dialect.quote == kNoQuote) {
    line->push_back(dialect.delimiter);
  } else {
    line->append(2, dialect.quote);
  }
}

}  // namespace

void AppendCell(std::string_view text, const CsvDialect& dialect, std::string* line) {
  if (dialect.quote == kNoQuote) {
    for (const char c : text) {
      const bool splits = c == dialect.delimiter || c == '\n' || c == dialect.terminator();
      line->push_back(splits ? ' ' : c);
    }
    return;
  }
  if (!NeedsQuotes(text, dialect)) {
    line->append(text);
    return;
  }
  line->push_back(dialect.quote);
  for (const char c : text) {
    if (c == dialect.quote) line->push_back(c);
    line->push_back(c);
  }
  line->push_back(dialect.quote);
}

CsvWriter::CsvWriter(std::unique_ptr<ByteSink> sink, CsvDialect dialect,
                     std::vector<std::string> fields,
                     const std::vector<std::string>& removed_fields)
    : sink_(std::move(sink)),
      dialect_(std::move(dialect)),
      fields_(std::move(fields)),
      removed_names_(removed_fields.begin(), removed_fields.end()) {
  for (const std::string& field : fields_) is_removed_.push_back(removed_names_.contains(field));
}

Status CsvWriter::Start(const std::vector<std::string>& header) {
  if (dialect_.has_byte_order_mark) buffer_ = kByteOrderMark;
  if (!dialect_.has_header || fields_.empty()) return Status::Ok();
  std::string line;
  bool is_first = true;
  for (size_t column = 0; column < fields_.size(); ++column) {
    if (is_removed_[column]) continue;
    if (!is_first) line.push_back(dialect_.delimiter);
    AppendCell(header[column], dialect_, &line);
    is_first = false;
  }
  if (line.empty()) AppendOnlyEmptyCell(dialect_, &line);
  return Write(0, line);
}

bool CsvWriter::IsRemoved(const RecordBlock& block, uint32_t field) const {
  if (field < is_removed_.size()) return is_removed_[field];
  return !removed_names_.empty() && removed_names_.contains(block.fields[field]);
}

Status CsvWriter::Serialize(size_t, const RecordBlock& block, uint32_t record,
                            std::span<const CellEdit> edits, std::string* bytes) const {
  if (!block.is_indexed) {
    return Status::Internal("CSV: a record was serialised before its cells were found");
  }
  bytes->clear();
  const auto first =
      std::lower_bound(block.cells.begin(), block.cells.end(), record,
                       [](const CellRef& cell, uint32_t wanted) { return cell.record < wanted; });
  auto edit = edits.begin();
  bool is_first = true;
  std::string scratch;
  for (auto cell = first; cell != block.cells.end() && cell->record == record; ++cell) {
    const auto index = static_cast<uint32_t>(cell - block.cells.begin());
    while (edit != edits.end() && edit->cell < index) ++edit;
    if (IsRemoved(block, cell->field)) continue;
    if (!is_first) bytes->push_back(dialect_.delimiter);
    is_first = false;
    if (edit == edits.end() || edit->cell != index) {
      AppendCell(block.Text(*cell, &scratch), dialect_, bytes);
    } else if (edit->kind == CellEdit::Kind::kReplace) {
      AppendCell(edit->text, dialect_, bytes);
    }
  }
  if (bytes->empty()) AppendOnlyEmptyCell(dialect_, bytes);
  return Status::Ok();
}

Status CsvWriter::Write(size_t, std::string_view record_bytes) {
  // Without quotes, bytes at either end of a record could be taken for a mark or a line end.
  const bool is_first = !std::exchange(is_started_, true);
  if (is_first && !dialect_.has_byte_order_mark && record_bytes.starts_with(kByteOrderMark)) {
    buffer_ += kByteOrderMark;
  }
  buffer_ += record_bytes;
  if (record_bytes.ends_with('\r') && dialect_.line_end == "\n") buffer_ += '\r';
  buffer_ += dialect_.line_end;
  if (buffer_.size() < kBufferSizeBytes) return Status::Ok();
  const Status status = sink_->Write(buffer_);
  buffer_.clear();
  return status;
}

Status CsvWriter::Finish() {
  SUNDER_RETURN_IF_ERROR(sink_->Write(buffer_));
  buffer_.clear();
  return sink_->Finish();
}

}  // namespace sunder::csv
