// How one CSV file is written: what separates, quotes and ends its cells.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/status.h"

namespace sunder::csv {

inline constexpr char kNoQuote = '\0';

struct CsvDialect {
  char delimiter = ',';
  char quote = '"';                  // kNoQuote: quotes are plain text
  std::string_view line_end = "\n";  // "\n", "\r\n" or "\r"; a literal
  bool has_header = true;
  bool has_byte_order_mark = false;

  // The byte that ends a record. A "\r" before "\n" belongs to the line end whatever `line_end`
  // says, so that files with mixed ends read well.
  char terminator() const { return line_end == "\r" ? '\r' : '\n'; }

  // The form stored in plans: "delimiter" -> "tab", "header" -> "yes", ...
  std::map<std::string, std::string> ToMap() const;
  // Unknown keys and values are a Usage error: a plan was edited by hand. Keys that are missing
  // keep the default.
  static Result<CsvDialect> FromMap(const std::map<std::string, std::string>& map);

  friend bool operator==(const CsvDialect&, const CsvDialect&) = default;
};

}  // namespace sunder::csv
