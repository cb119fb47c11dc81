#include "connectors/csv/csv_fields.h"

#include <algorithm>
#include <unordered_set>

namespace sunder::csv {
namespace {

std::string ColumnName(size_t column) { return "column " + std::to_string(column + 1); }

// `taken` tells whether a name is in use.
template <class Taken>
std::string MakeUnique(const std::string& name, Taken taken) {
  if (!taken(name)) return name;
  for (size_t count = 2;; ++count) {
    std::string candidate = name + " (" + std::to_string(count) + ")";
    if (!taken(candidate)) return candidate;
  }
}

}  // namespace

CsvHeader MakeHeader(const std::vector<std::string>& cells) {
  CsvHeader header;
  // A made-up name gives way to every name that the header itself spells.
  const std::unordered_set<std::string> spelled(cells.begin(), cells.end());
  std::unordered_set<std::string> used;
  for (size_t column = 0; column < cells.size(); ++column) {
    const bool is_first_use = !cells[column].empty() && !used.contains(cells[column]);
    const std::string base = cells[column].empty() ? ColumnName(column) : cells[column];
    std::string name = is_first_use ? base : MakeUnique(base, [&](const std::string& candidate) {
      return used.contains(candidate) || spelled.contains(candidate);
    });
    if (cells[column].empty()) {
      header.notes.push_back("the header of column " + std::to_string(column + 1) + " is empty");
    } else if (!is_first_use) {
      header.notes.push_back("the header of column " + std::to_string(column + 1) +
                             " repeats that of an earlier column");
    }
    used.insert(name);
    header.fields.push_back(std::move(name));
  }
  return header;
}

std::string FieldOfColumn(const std::vector<std::string>& fields, size_t column) {
  if (column < fields.size()) return fields[column];
  return MakeUnique(ColumnName(column), [&](const std::string& candidate) {
    return std::find(fields.begin(), fields.end(), candidate) != fields.end();
  });
}

}  // namespace sunder::csv
