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

// Appends the paths of the extra cells of ragged records, "column 7", made unique against the
// table's own `fields`, up to `column_count`.
void AddRaggedFields(size_t column_count, std::vector<std::string>* fields);

}  // namespace sunder::csv
