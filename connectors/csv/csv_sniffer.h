// What the first bytes of a file say about its dialect.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/csv/csv_dialect.h"
#include "core/status.h"

namespace sunder::csv {

struct SniffedCsv {
  CsvDialect dialect;
  size_t column_count = 0;             // of most records
  std::vector<uint32_t> json_columns;  // 0-based; in the dialect only where they were said
  // Whether the content alone, without a telling file name, is good evidence of a table.
  bool is_table_like = false;
  // The same against a name that says "text": a header, and no two columns that punctuation makes.
  bool is_surely_table = false;
};

// `head` is the start of the decompressed file, byte-order mark included; `is_whole` when it is all
// of it. `file_name` without codec extension: ".tsv" and ".tab" prefer the tab. What is `said` of
// the dialect is not sniffed; an error is one of CsvDialect::FromMap.
Result<SniffedCsv> SniffCsv(std::string_view file_name, std::string_view head, bool is_whole,
                            const std::map<std::string, std::string>& said);

// What stands above the records of a file in its dialect.
struct AboveRecords {
  std::string preamble;                        // bytes, with line ends
  bool lacks_lines = false;                    // the preamble goes on behind the head
  std::vector<std::vector<std::string>> rows;  // of header and units, decoded
};
AboveRecords ReadAbove(std::string_view head, const CsvDialect& dialect);

}  // namespace sunder::csv
