#include "verifier/segregated_csv.h"

namespace sunder::verifier {
namespace {

void AppendCell(const SegregatedCell& cell, std::string* csv) {
  if (cell.kind == SegregatedCellKind::kInteger) {
    *csv += std::to_string(cell.integer);
    return;
  }
  const bool needs_quotes = cell.bytes.find_first_of(",\"\r\n") != std::string::npos;
  if (needs_quotes) *csv += '"';
  for (const char c : cell.bytes) csv->append(c == '"' ? 2 : 1, c);
  if (needs_quotes) *csv += '"';
}

}  // namespace

const SegregatedTable* TableOfCopy(const SegregatedFile& file, const std::string& name) {
  for (const SegregatedTable& table : file.tables) {
    if (table.name + ".csv" == name) return &table;
  }
  return nullptr;
}

std::string ExpectedCopy(const SegregatedTable& table) {
  std::string csv;
  for (const SegregatedColumn& column : table.columns) {
    csv += (csv.empty() ? "" : ",") + column.name;
  }
  csv += '\n';
  for (const auto& row : table.rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      if (i > 0) csv += ',';
      AppendCell(row[i], &csv);
    }
    csv += '\n';
  }
  return csv;
}

}  // namespace sunder::verifier
