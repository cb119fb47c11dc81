#include "connectors/csv/csv_writer.h"

#include <algorithm>
#include <utility>

#include "connectors/csv/csv_preamble.h"

namespace sunder::csv {
namespace {

constexpr size_t kBufferSizeBytes = 64 * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool NeedsQuotes(std::string_view text, const CsvDialect& dialect) {
  // Faster than find_first_of, which calls memchr for every byte.
  const bool has_special = std::any_of(text.begin(), text.end(), [&](char c) {
    return c == dialect.delimiter || c == dialect.quote || c == '\n' || c == '\r';
  });
  // At the start of a file a reader would take these bytes for a byte-order mark.
  return has_special || text.starts_with(kByteOrderMark);
}

// A record of one empty cell would read back as a blank line, which is no record.
void AppendOnlyEmptyCell(const CsvDialect& dialect, std::string* line) {
  if (dialect.quote == kNoQuote) {
    line->push_back(dialect.delimiter);
  } else {
    line->append(2, dialect.quote);
  }
}

std::string_view Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

std::string InLowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
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

CsvWriter::CsvWriter(std::unique_ptr<ByteSink> sink, const CsvDialect& dialect,
                     const TableInfo& table, const WriteOptions& options, bool has_preamble,
                     JsonCellWriter json_cells)
    : sink_(std::move(sink)),
      dialect_(dialect),
      fields_(table.fields),
      removed_names_(options.removed_fields.begin(), options.removed_fields.end()),
      has_preamble_(has_preamble),
      json_cells_(std::move(json_cells)) {
  for (const std::string& field : fields_) is_removed_.push_back(removed_names_.contains(field));
  if (dialect_.has_byte_order_mark) buffer_ = kByteOrderMark;
  for (uint32_t column = 0; column < fields_.size() && dialect_.has_header; ++column) {
    const std::string name = InLowerCase(Trimmed(
        column < table.header.size() ? std::string_view(table.header[column]) : fields_[column]));
    if (!name.empty()) columns_.emplace(name, column);
    const auto& edited = options.edited_fields;
    const bool is_touched =
        is_removed_[column] ||
        std::find(edited.begin(), edited.end(), fields_[column]) != edited.end();
    if (is_touched && !name.empty()) touched_names_.push_back(name);
  }
  if (!dialect_.has_header || fields_.empty()) return;
  rows_ = table.rows_below_header;
  rows_.insert(rows_.begin(), table.header.empty() ? table.fields : table.header);
}

Result<std::unique_ptr<CsvWriter>> CsvWriter::Create(std::unique_ptr<ByteSink> sink,
                                                     const CsvDialect& dialect,
                                                     const TableInfo& table,
                                                     const WriteOptions& options,
                                                     bool has_preamble) {
  SUNDER_ASSIGN_OR_RETURN(JsonCellWriter json_cells,
                          JsonCellWriter::Create(dialect, table.fields, options.removed_fields));
  return std::unique_ptr<CsvWriter>(new CsvWriter(std::move(sink), dialect, table, options,
                                                  has_preamble, std::move(json_cells)));
}

void CsvWriter::AppendRow(const std::vector<std::string>& cells) {
  std::string line;
  bool is_first = true;
  for (size_t column = 0; column < fields_.size(); ++column) {
    if (is_removed_[column]) continue;
    if (!is_first) line.push_back(dialect_.delimiter);
    AppendCell(cells[column], dialect_, &line);
    is_first = false;
  }
  if (line.empty()) AppendOnlyEmptyCell(dialect_, &line);
  AppendLine(line);
}

void CsvWriter::StartRecords() {
  if (!std::exchange(awaits_records_, false)) return;
  for (const std::vector<std::string>& row : rows_) AppendRow(row);
}

bool CsvWriter::IsRemoved(const RecordBlock& block, uint32_t field) const {
  if (field < is_removed_.size()) return is_removed_[field];
  return !removed_names_.empty() && removed_names_.contains(block.fields[field]);
}

// Cells behind the last column that hold nothing shift nothing.
bool CsvWriter::MayBeShifted(size_t table, std::span<const CellRef> cells) const {
  if (has_preamble_ && table == 0) return false;
  size_t count = 0;
  size_t last_filled = 0;
  for (const CellRef& cell : cells) {
    if (cell.encoding == CellEncoding::kNested) continue;
    ++count;
    if (cell.begin < cell.end || cell.encoding == CellEncoding::kContainer) last_filled = count;
  }
  return count < fields_.size() || last_filled > fields_.size();
}

// A record that consists of names of columns for the most part, that of one that leaves under
// another: below it the values stand where nobody has planned for them.
bool CsvWriter::IsMovedHeader(const RecordBlock& block, std::span<const CellRef> cells) const {
  std::string scratch;
  const auto name_of = [&](const CellRef& cell) { return Trimmed(block.Text(cell, &scratch)); };
  const auto tells_of_move = [&](const CellRef& cell) {
    const std::string_view name = name_of(cell);
    return std::any_of(touched_names_.begin(), touched_names_.end(), [&](const std::string& known) {
      return known.size() == name.size() && InLowerCase(name) == known &&
             columns_.at(known) != cell.field;
    });
  };
  if (std::none_of(cells.begin(), cells.end(), tells_of_move)) return false;
  size_t filled = 0;
  size_t names = 0;
  for (const CellRef& cell : cells) {
    const std::string_view name = name_of(cell);
    filled += name.empty() ? 0 : 1;
    names += columns_.contains(InLowerCase(name)) ? 1 : 0;
  }
  return names > 1 && 2 * names > filled;
}

Status CsvWriter::Serialize(size_t table, const RecordBlock& block, uint32_t record,
                            std::span<const CellEdit> edits, std::string* bytes) const {
  if (!block.is_indexed) {
    return Status::Internal("CSV: a record was serialised before its cells were found");
  }
  if (has_preamble_ && table == 0) {
    return SerializePreambleLine(block, record, edits, dialect_.terminator(), bytes);
  }
  bytes->clear();
  const auto first =
      std::lower_bound(block.cells.begin(), block.cells.end(), record,
                       [](const CellRef& cell, uint32_t wanted) { return cell.record < wanted; });
  if (!touched_names_.empty()) {
    const auto last =
        std::upper_bound(first, block.cells.end(), record,
                         [](uint32_t wanted, const CellRef& cell) { return wanted < cell.record; });
    if (IsMovedHeader(block, {first, last})) {
      return Status::Refused("record " + std::to_string(block.first_record + record + 1) +
                             " is a second header whose columns stand in another order; cut the "
                             "file there");
    }
  }
  auto edit = edits.begin();
  bool is_first = true;
  std::string scratch;
  auto next = static_cast<uint32_t>(first - block.cells.begin());
  while (next < block.cells.size() && block.cells[next].record == record) {
    const uint32_t index = next++;
    const CellRef& cell = block.cells[index];
    while (edit != edits.end() && edit->cell < index) ++edit;
    const bool is_edited = edit != edits.end() && edit->cell == index;
    const bool is_removed = IsRemoved(block, cell.field);
    if (cell.encoding == CellEncoding::kContainer) {
      SUNDER_RETURN_IF_ERROR(json_cells_.Write(block, index, edits, &scratch, &next));
    }
    if (is_removed) continue;
    if (!is_first) bytes->push_back(dialect_.delimiter);
    is_first = false;
    if (is_edited) {
      if (edit->kind == CellEdit::Kind::kReplace) AppendCell(edit->text, dialect_, bytes);
    } else if (cell.encoding == CellEncoding::kContainer) {
      AppendCell(scratch, dialect_, bytes);
    } else {
      AppendCell(block.Text(cell, &scratch), dialect_, bytes);
    }
  }
  if (bytes->empty()) AppendOnlyEmptyCell(dialect_, bytes);
  return Status::Ok();
}

Status CsvWriter::Write(size_t table, std::string_view record_bytes) {
  if (!has_preamble_ || table == 1) StartRecords();
  AppendLine(record_bytes);
  if (buffer_.size() < kBufferSizeBytes) return Status::Ok();
  const Status status = sink_->Write(buffer_);
  buffer_.clear();
  return status;
}

void CsvWriter::AppendLine(std::string_view line) {
  // Without quotes, bytes at either end of a record could be taken for a mark or a line end.
  const bool is_first = !std::exchange(is_started_, true);
  if (is_first && !dialect_.has_byte_order_mark && line.starts_with(kByteOrderMark)) {
    buffer_ += kByteOrderMark;
  }
  buffer_ += line;
  if (line.ends_with('\r') && dialect_.line_end == "\n") buffer_ += '\r';
  buffer_ += dialect_.line_end;
}

Status CsvWriter::Finish() {
  StartRecords();
  SUNDER_RETURN_IF_ERROR(sink_->Write(buffer_));
  buffer_.clear();
  return sink_->Finish();
}

}  // namespace sunder::csv
