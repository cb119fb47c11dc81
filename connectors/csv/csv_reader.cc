#include "connectors/csv/csv_reader.h"

#include <algorithm>
#include <utility>

namespace sunder::csv {
namespace {

struct LastLine {
  size_t end = 0;
  bool Line(size_t, size_t line_end, bool) {
    end = line_end;
    return true;
  }
};

// What of a block is records, and what is not.
struct BlockLines {
  uint32_t preamble_lines_left = 0;
  uint32_t rows_left = 0;
  uint32_t records = 0;
  size_t preamble_end = 0;
  std::vector<std::pair<size_t, size_t>> structure;  // [begin, end) in ascending order

  bool Line(size_t begin, size_t end, bool is_blank) {
    if (preamble_lines_left > 0) {
      --preamble_lines_left;
      preamble_end = end;
      structure.emplace_back(begin, end);
    } else if (is_blank || rows_left > 0) {
      structure.emplace_back(begin, end);
      rows_left -= is_blank ? 0 : 1;
    } else {
      ++records;
    }
    return true;
  }
};

}  // namespace

size_t CsvBoundary::WholeRecords(std::string_view bytes, bool is_end) {
  LineState state;
  LastLine last;
  ScanLines(bytes, dialect_, &state, &last);
  return is_end && !state.is_quoted ? bytes.size() : last.end;
}

std::optional<size_t> CsvBoundary::EndOfRecord(std::string_view chunk, bool is_first) {
  if (is_first) place_ = Place::kCellStart;
  const char terminator = dialect_.terminator();
  const char quote = dialect_.quote;
  for (size_t i = 0; i < chunk.size(); ++i) {
    const char byte = chunk[i];
    const bool is_quote = quote != kNoQuote && byte == quote;
    if (place_ == Place::kQuoted) {
      if (is_quote) place_ = Place::kQuoteEnd;
    } else if (byte == terminator) {
      return i + 1;
    } else if (byte == dialect_.delimiter) {
      place_ = Place::kCellStart;
    } else if (is_quote && place_ != Place::kPlain) {
      place_ = Place::kQuoted;
    } else {
      place_ = Place::kPlain;
    }
  }
  return std::nullopt;
}

size_t CsvBoundary::GiveUp(std::string_view bytes, bool) {
  const size_t at = bytes.find(dialect_.terminator());
  return at == std::string_view::npos ? bytes.size() : at + 1;
}

CsvReader::CsvReader(std::unique_ptr<BlockSource> source, CsvDialect dialect,
                     std::vector<std::string> fields, bool is_first)
    : source_(std::move(source)),
      dialect_(dialect),
      boundary_(dialect),
      preamble_lines_left_(is_first ? dialect.preamble_lines : 0),
      rows_left_(is_first ? dialect.rows_above_records() : 0) {
  indexer_ = std::make_shared<CsvIndexer>(std::move(dialect), std::move(fields));
}

Result<bool> CsvReader::Next(RecordBlock* block) {
  block->Clear();
  for (;;) {
    SUNDER_ASSIGN_OR_RETURN(const bool is_filled, source_->Fill(&block->data, boundary_, &ledger_));
    if (!is_filled) return false;
    // A header that could not be read was counted as a loss; what follows it is data.
    const uint64_t begin = source_->SourceOffset(source_->block_offset_bytes());
    const bool has_lost_before =
        std::any_of(ledger_.losses.begin(), ledger_.losses.end(),
                    [begin](const Loss& loss) { return loss.offset_bytes < begin; });
    if (has_lost_before) preamble_lines_left_ = rows_left_ = 0;
    const uint32_t records = TakeStructure(&block->data);
    if (records == 0) continue;
    block->sequence = sequence_++;
    block->first_record = ledger_.records;
    block->record_count = records;
    block->indexer = indexer_;
    ledger_.records += records;
    return true;
  }
}

// Takes preamble, header and blank lines out of the block's data. Returns the number of records
// left.
uint32_t CsvReader::TakeStructure(std::string* data) {
  BlockLines lines;
  lines.preamble_lines_left = preamble_lines_left_;
  lines.rows_left = rows_left_;
  LineState state;
  ScanLines(*data, dialect_, &state, &lines);
  if (state.line_begin < data->size()) {
    const std::string_view rest = std::string_view(*data).substr(state.line_begin);
    lines.Line(state.line_begin, data->size(), rest == "\r" && dialect_.terminator() == '\n');
  }
  preamble_lines_left_ = lines.preamble_lines_left;
  rows_left_ = lines.rows_left;
  if (lines.structure.empty()) return lines.records;

  size_t kept = lines.structure[0].first;
  for (size_t i = 0; i < lines.structure.size(); ++i) {
    const size_t from = lines.structure[i].second;
    const size_t to = i + 1 < lines.structure.size() ? lines.structure[i + 1].first : data->size();
    std::copy(data->begin() + static_cast<ptrdiff_t>(from),
              data->begin() + static_cast<ptrdiff_t>(to),
              data->begin() + static_cast<ptrdiff_t>(kept));
    kept += to - from;
  }
  const uint64_t taken = data->size() - kept;
  ledger_.bytes_delivered -= taken;
  // The preamble is a table of its own and counted there.
  ledger_.bytes_structure += taken - lines.preamble_end;
  ledger_.bytes_in -= lines.preamble_end;
  data->resize(kept);
  return lines.records;
}

}  // namespace sunder::csv
