// Rows that a text holds: tables drawn with bars, rows of SQL statements, elements of XML.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace sunder::scanner {

struct RowCell {
  Span cell;                // without the blanks around it
  Span row;                 // its own line, tuple or, of XML, the element
  std::string_view header;  // as written; a tag; empty: nothing heads the column
  bool has_header = false;  // the table has headers, or the cell is an element
  bool is_element = false;
};

// Looks tables up as they are asked for. REQUIRES: the text outlives it. One thread.
class RowCells {
 public:
  explicit RowCells(std::string_view text) : text_(text) {}

  // The cell in which `value` stands, if it is one of a row and no longer than a few words.
  std::optional<RowCell> CellOf(Span value);

 private:
  // Lines [begin, end) with the same number of bars, among them lines that only part them.
  struct Table {
    Span lines;
    Span header;  // its line; empty: none
    uint32_t bars = 0;
  };

  std::optional<RowCell> BarCellOf(Span cell);
  std::optional<RowCell> TupleCellOf(Span cell);
  std::optional<RowCell> ElementOf(Span cell) const;
  void FindTables();
  void FindColumnLists();

  const std::string_view text_;
  bool knows_tables_ = false;
  std::vector<Table> tables_;  // in order
  bool knows_column_lists_ = false;
  std::vector<Span> column_lists_;  // of INSERT statements, each behind its bracket; in order
};

}  // namespace sunder::scanner
