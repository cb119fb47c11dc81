// Where in a sheet the table is: its header and its columns, by the first rows.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "connectors/spreadsheet/sheet_rows.h"
#include "core/status.h"

namespace sunder::spreadsheet {

struct SheetLayout {
  uint64_t header_row = 0;          // its number; 0: none, all rows are records
  std::vector<uint32_t> columns;    // of the fields, ascending
  std::vector<std::string> fields;  // paths: names of the header, or "column 3"
  std::vector<std::string> header;  // as the sheet writes them; empty where it has none
};

// Reads the first rows. Rows above the header (titles, remarks) are fewer cells wide; they are
// records as well. Damage among the first rows is not an error here: the reader will meet it.
Result<SheetLayout> FindLayout(SheetRows* rows);

// The layout as entries of a dialect, and back. Usage: entries that no layout makes.
void WriteLayout(const SheetLayout& layout, std::map<std::string, std::string>* dialect);
Result<SheetLayout> ReadLayout(const std::map<std::string, std::string>& dialect,
                               const std::vector<std::string>& fields, const std::string& place);

// The path of a column that a layout with the fields `taken` does not know.
std::string FieldOfColumn(const std::unordered_set<std::string>& taken, uint32_t column);

}  // namespace sunder::spreadsheet
