// How one CSV file is written: what separates, quotes and ends its cells.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace sunder::csv {

inline constexpr char kNoQuote = '\0';
// More lines above a header, or rows that name columns, are no such thing.
inline constexpr uint32_t kPreambleLinesMax = 1000;
inline constexpr uint32_t kHeaderRowsMax = 9;

struct CsvDialect {
  char delimiter = ',';
  char quote = '"';                  // kNoQuote: quotes are plain text
  std::string_view line_end = "\n";  // "\n", "\r\n" or "\r"; a literal
  bool has_header = true;
  bool has_byte_order_mark = false;
  // Lines above the header, blank ones included; a table of their own (kPreambleTable).
  uint32_t preamble_lines = 0;
  uint32_t header_rows = 1;    // rows that name the columns together; with has_header only
  bool has_units_row = false;  // the row below the header is no record
  // Fields whose cells hold JSON. By name: in a copy without some columns they are still the same.
  std::vector<std::string> json_columns;

  // The byte that ends a record. A "\r" before "\n" belongs to the line end whatever `line_end`
  // says, so that files with mixed ends read well.
  char terminator() const { return line_end == "\r" ? '\r' : '\n'; }

  // Rows between preamble and records.
  uint32_t rows_above_records() const {
    return has_header ? header_rows + (has_units_row ? 1 : 0) : 0;
  }

  // The form stored in plans: "delimiter" -> "tab", "header" -> "yes", ... What stands below
  // has_byte_order_mark is in it only where it is not the default.
  std::map<std::string, std::string> ToMap() const;
  // Whether ToMap wrote it, and keys that are missing have the default: it holds all the keys that
  // ToMap always writes.
  static bool IsWhole(const std::map<std::string, std::string>& map);
  // Unknown keys and values are a Usage error: a plan was edited by hand. Keys that are missing
  // keep the default.
  static Result<CsvDialect> FromMap(const std::map<std::string, std::string>& map);

  friend bool operator==(const CsvDialect&, const CsvDialect&) = default;
};

}  // namespace sunder::csv
