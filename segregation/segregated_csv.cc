#include "segregation/segregated_csv.h"

#include <vector>

#include "segregation/durable_file.h"
#include "segregation/segregated_store.h"

namespace sunder::segregation {
namespace {

std::string CsvCell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string CsvOf(const StoredTable& table) {
  std::string csv = table.has_context ? "context,parent,value,count\n" : "parent,value,count\n";
  for (const StoredCell& cell : table.cells) {
    if (table.has_context) csv += CsvCell(cell.context) + ",";
    csv +=
        CsvCell(cell.parent) + "," + CsvCell(cell.value) + "," + std::to_string(cell.count) + "\n";
  }
  return csv;
}

}  // namespace

Status WriteSegregatedCsv(const std::string& folder) {
  SUNDER_ASSIGN_OR_RETURN(const std::vector<StoredTable> tables,
                          ReadSegregatedStore(folder + "/" + kSegregatedFileName));
  for (const StoredTable& table : tables) {
    SUNDER_RETURN_IF_ERROR(WriteNewFile(folder + "/" + table.label + ".csv", CsvOf(table)));
  }
  return Status::Ok();
}

}  // namespace sunder::segregation
