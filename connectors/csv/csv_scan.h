// The two loops over the bytes of a CSV file. Both follow one grammar: a quote opens only as the
// first byte of a cell; inside, a doubled quote is one quote; what follows the closing quote up to
// the next separator is plain text; quotes elsewhere are plain text.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "connectors/csv/csv_dialect.h"
#include "connectors/decode/byte_chunk.h"

namespace sunder::csv {

inline constexpr size_t kNowhere = static_cast<size_t>(-1);

// Where ScanLines stands in a buffer. To go on with a longer buffer, or with one whose first bytes
// were taken away (Rebase), keep the state.
struct LineState {
  size_t line_begin = 0;        // first byte of the line that is not complete yet
  size_t scanned = 0;           // bytes seen
  bool is_quoted = false;       // `scanned` stands inside quotes
  size_t quote_end = kNowhere;  // of the last quote that closed

  // The first `size` bytes of the buffer were taken away. REQUIRES: size <= line_begin.
  void Rebase(size_t size) {
    line_begin -= size;
    scanned -= size;
    quote_end = quote_end == kNowhere || quote_end < size ? kNowhere : quote_end - size;
  }
};

// Calls sink->Line(begin, end, is_blank) for every complete line of `bytes`, end behind its
// terminator; stops early when it returns false. Lines are records, quoted newlines belong to them.
template <class Sink>
void ScanLines(std::string_view bytes, const CsvDialect& dialect, LineState* state, Sink* sink) {
  const char terminator = dialect.terminator();
  const bool has_quotes = dialect.quote != kNoQuote;
  for (size_t base = state->scanned; base < bytes.size();) {
    const size_t step = std::min(kChunkSizeBytes, bytes.size() - base);
    const ByteChunk chunk(bytes.data() + base, step);
    const uint64_t quotes = has_quotes ? chunk.Equal(dialect.quote) : 0;
    uint64_t events = (state->is_quoted && quotes == 0) ? 0 : quotes | chunk.Equal(terminator);
    for (; events != 0; events &= events - 1) {
      const size_t at = base + static_cast<size_t>(std::countr_zero(events));
      if (bytes[at] == terminator && !state->is_quoted) {
        const size_t size = at - state->line_begin;
        const bool is_blank =
            size == 0 || (size == 1 && terminator == '\n' && bytes[state->line_begin] == '\r');
        const size_t begin = state->line_begin;
        state->line_begin = at + 1;
        if (!sink->Line(begin, at + 1, is_blank)) {
          state->scanned = at + 1;
          return;
        }
      } else if (bytes[at] == terminator) {
        continue;
      } else if (state->is_quoted) {
        state->is_quoted = false;
        state->quote_end = at;
      } else if (state->quote_end + 1 == at && state->quote_end != kNowhere) {
        state->is_quoted = true;  // doubled
      } else if (at == state->line_begin || bytes[at - 1] == dialect.delimiter) {
        state->is_quoted = true;
      }
    }
    base += step;
    state->scanned = base;
  }
}

// Calls sink->Cell(begin, end, is_escaped) for every cell, quotes excluded, and sink->EndRecord()
// behind the last of each record; blank lines give nothing. A last record without a terminator is
// one as well. Returns false when the bytes end inside quotes (that cell was given, too).
template <class Sink>
bool ScanCells(std::string_view bytes, const CsvDialect& dialect, Sink* sink) {
  const char terminator = dialect.terminator();
  const char delimiter = dialect.delimiter;
  const char quote = dialect.quote;
  size_t line_begin = 0;
  size_t cell_begin = 0;
  bool has_open_quote = false;  // the cell began with a quote
  bool is_quoted = false;       // and it is not closed yet
  bool is_escaped = false;
  size_t quote_end = kNowhere;

  const auto end_cell = [&](size_t end) {
    if (!has_open_quote) {
      sink->Cell(cell_begin, end, false);
      return;
    }
    const bool has_tail = quote_end + 1 != end;
    sink->Cell(cell_begin + 1, is_quoted || has_tail ? end : quote_end, is_escaped || has_tail);
    has_open_quote = false;
    is_escaped = false;
    quote_end = kNowhere;
  };
  const auto end_record = [&](size_t at) {
    const size_t end = terminator == '\n' && at > cell_begin && bytes[at - 1] == '\r' ? at - 1 : at;
    if (end != line_begin) {
      end_cell(end);
      sink->EndRecord();
    }
    line_begin = cell_begin = at + 1;
  };

  for (size_t base = 0; base < bytes.size(); base += kChunkSizeBytes) {
    const ByteChunk chunk(bytes.data() + base, bytes.size() - base);
    const uint64_t quotes = quote != kNoQuote ? chunk.Equal(quote) : 0;
    if (is_quoted && quotes == 0) continue;
    uint64_t events = quotes | chunk.Equal(delimiter) | chunk.Equal(terminator);
    for (; events != 0; events &= events - 1) {
      const size_t at = base + static_cast<size_t>(std::countr_zero(events));
      const char byte = bytes[at];
      if (is_quoted) {
        if (byte != quote) continue;
        is_quoted = false;
        quote_end = at;
      } else if (byte == delimiter) {
        end_cell(at);
        cell_begin = at + 1;
      } else if (byte == terminator) {
        end_record(at);
      } else if (at == cell_begin) {
        has_open_quote = true;
        is_quoted = true;
      } else if (has_open_quote && quote_end + 1 == at) {
        is_quoted = true;
        is_escaped = true;
      }
    }
  }
  const bool is_complete = !is_quoted;
  if (line_begin < bytes.size()) end_record(bytes.size());
  return is_complete;
}

}  // namespace sunder::csv
