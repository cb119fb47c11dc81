// The paths of a CSV file's columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sunder::csv {

struct CsvHeader {
  std::vector<std::string> fields;
  std::vector<std::string> notes;  // what was renamed, by position and never by content
};

// Unique paths for the decoded cells of a header: "name", "name (2)"; an empty one is "column 3".
CsvHeader MakeHeader(const std::vector<std::string>& cells);

// The path of 0-based `column`: out of `fields`, or for the extra cell of a ragged record "column
// 7", made unique against `fields`.
std::string FieldOfColumn(const std::vector<std::string>& fields, size_t column);

}  // namespace sunder::csv
