// What the first bytes of a file say about its dialect.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connectors/csv/csv_dialect.h"

namespace sunder::csv {

struct SniffedCsv {
  CsvDialect dialect;
  std::vector<std::string> first_record;  // decoded
  size_t column_count = 0;                // of most records
  // Whether the content alone, without a telling file name, is good evidence of a table.
  bool is_table_like = false;
};

// `head` is the start of the decompressed file, byte-order mark included; `is_whole` when it is all
// of it. `file_name` without codec extension: ".tsv" and ".tab" prefer the tab.
SniffedCsv SniffCsv(std::string_view file_name, std::string_view head, bool is_whole);

// Whether the first of `records` names the columns. Decoded cells.
bool HasHeader(const std::vector<std::vector<std::string>>& records);

}  // namespace sunder::csv
