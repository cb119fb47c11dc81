#include "connectors/csv/csv_fields.h"

#include <unordered_map>
#include <unordered_set>

namespace sunder::csv {
namespace {

std::string ColumnName(size_t column) { return "column " + std::to_string(column + 1); }

// `taken` tells whether a name is in use; `count` is where to go on counting.
template <class Taken>
std::string MakeUnique(const std::string& name, size_t* count, Taken taken) {
  if (!taken(name)) return name;
  for (;; ++*count) {
    std::string candidate = name + " (" + std::to_string(*count) + ")";
    if (!taken(candidate)) return candidate;
  }
}

}  // namespace

CsvHeader MakeHeader(const std::vector<std::string>& cells) {
  CsvHeader header;
  // A made-up name gives way to every name that the header itself spells.
  const std::unordered_set<std::string> spelled(cells.begin(), cells.end());
  std::unordered_set<std::string> used;
  std::unordered_map<std::string, size_t> counts;  // thousands of columns may have one name
  for (size_t column = 0; column < cells.size(); ++column) {
    const bool is_first_use = !cells[column].empty() && !used.contains(cells[column]);
    const std::string base = cells[column].empty() ? ColumnName(column) : cells[column];
    size_t& count = counts.emplace(base, 2).first->second;
    std::string name =
        is_first_use ? base : MakeUnique(base, &count, [&](const std::string& candidate) {
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

void AddRaggedFields(size_t column_count, std::vector<std::string>* fields) {
  const std::unordered_set<std::string> used(fields->begin(), fields->end());
  for (size_t column = fields->size(); column < column_count; ++column) {
    size_t count = 2;
    fields->push_back(MakeUnique(ColumnName(column), &count, [&](const std::string& candidate) {
      return used.contains(candidate);
    }));
  }
}

}  // namespace sunder::csv
