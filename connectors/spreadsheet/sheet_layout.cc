#include "connectors/spreadsheet/sheet_layout.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <unordered_map>
#include <utility>

#include "connectors/csv/csv_layout.h"

namespace sunder::spreadsheet {
namespace {

// Enough to tell a header; a table's width shows in fewer.
constexpr size_t kSampledRowsMax = 64;
constexpr size_t kSampledCellsMax = 1 << 20;
// So many columns tell a header; looking at each compares whole rows.
constexpr size_t kColumnsForHeaderMax = 256;
constexpr const char* kHeaderRowKey = "header_row";
constexpr const char* kColumnsKey = "columns";

std::string ColumnName(uint32_t column) { return "column " + std::to_string(column + 1); }

// Where nothing is frozen, the header is the first row that is at least half as wide as the widest.
size_t FirstWideRow(const std::vector<SheetRow>& rows) {
  uint64_t widest = 0;
  const auto width = [](const SheetRow& row) {
    uint64_t cells = 0;
    for (const SheetCell& cell : row.cells) cells += cell.repeat;
    return cells;
  };
  for (const SheetRow& row : rows) widest = std::max(widest, width(row));
  for (size_t i = 0; i < rows.size(); ++i) {
    if (2 * width(rows[i]) >= widest) return i;
  }
  return 0;
}

std::vector<std::string> Dense(const SheetRow& row, const std::vector<uint32_t>& columns) {
  std::vector<std::string> texts(columns.size());
  for (const SheetCell& cell : row.cells) {
    for (uint32_t i = 0; i < cell.repeat; ++i) {
      const auto at = std::lower_bound(columns.begin(), columns.end(), cell.column + i);
      if (at != columns.end() && *at == cell.column + i) {
        texts[static_cast<size_t>(at - columns.begin())] = cell.text();
      }
    }
  }
  return texts;
}

void NameFields(SheetLayout* layout) {
  const std::unordered_set<std::string> spelled(layout->header.begin(), layout->header.end());
  std::unordered_set<std::string> used;
  std::unordered_map<std::string, size_t> counts;  // of names that the header repeats
  for (size_t i = 0; i < layout->columns.size(); ++i) {
    const std::string& cell = layout->header[i];
    const std::string base = cell.empty() ? ColumnName(layout->columns[i]) : cell;
    std::string name = base;
    const bool gives_way = cell.empty();
    size_t& count = counts[base];
    while (used.contains(name) || (gives_way && spelled.contains(name))) {
      name = base + " (" + std::to_string(++count + 1) + ")";
    }
    used.insert(name);
    layout->fields.push_back(std::move(name));
  }
}

Status BadDialect(const std::string& place, const char* key) {
  return Status::Usage(place + ": the dialect's `" + key + "` is none that a plan writes");
}

}  // namespace

Result<SheetLayout> FindLayout(SheetRows* rows) {
  std::vector<SheetRow> sample;
  size_t cells = 0;
  std::set<uint32_t> columns;
  SheetRow row;
  while (sample.size() < kSampledRowsMax && cells < kSampledCellsMax) {
    const Result<bool> has_row = rows->Next(&row);
    if (!has_row.ok() || !*has_row) break;
    if (row.is_over_limit) continue;
    for (const SheetCell& cell : row.cells) {
      for (uint32_t i = 0; i < cell.repeat; ++i) columns.insert(cell.column + i);
      cells += cell.repeat;
    }
    sample.push_back(std::move(row));
  }
  SheetLayout layout;
  layout.columns.assign(columns.begin(), columns.end());
  size_t first = FirstWideRow(sample);
  const auto frozen = std::find_if(sample.begin(), sample.end(), [&](const SheetRow& candidate) {
    return candidate.number == rows->frozen_rows();
  });
  const bool is_marked = frozen != sample.end();
  if (is_marked) first = static_cast<size_t>(frozen - sample.begin());
  std::vector<std::vector<std::string>> records;
  for (size_t i = first; i < sample.size(); ++i) {
    records.push_back(Dense(sample[i], layout.columns));
  }
  if (!records.empty()) layout.header = records.front();
  for (std::vector<std::string>& record : records) {
    record.resize(std::min(record.size(), kColumnsForHeaderMax));
  }
  if (!records.empty() && (is_marked || csv::HasHeader(records))) {
    layout.header_row = sample[first].number;
  } else {
    layout.header.assign(layout.columns.size(), "");
  }
  NameFields(&layout);
  return layout;
}

// Columns as ranges of numbers from 1 on: "1-4,7".
void WriteLayout(const SheetLayout& layout, std::map<std::string, std::string>* dialect) {
  (*dialect)[kHeaderRowKey] = std::to_string(layout.header_row);
  std::string& text = (*dialect)[kColumnsKey];
  for (size_t i = 0; i < layout.columns.size();) {
    size_t end = i + 1;
    while (end < layout.columns.size() && layout.columns[end] == layout.columns[end - 1] + 1) ++end;
    text += (text.empty() ? "" : ",") + std::to_string(layout.columns[i] + 1);
    if (end > i + 1) text += "-" + std::to_string(layout.columns[end - 1] + 1);
    i = end;
  }
}

Result<SheetLayout> ReadLayout(const std::map<std::string, std::string>& dialect,
                               const std::vector<std::string>& fields, const std::string& place) {
  SheetLayout layout;
  const auto header = dialect.find(kHeaderRowKey);
  const auto columns = dialect.find(kColumnsKey);
  if (header == dialect.end()) return BadDialect(place, kHeaderRowKey);
  if (columns == dialect.end()) return BadDialect(place, kColumnsKey);
  const auto read = [](const char* begin, const char* end, auto* number) {
    return std::from_chars(begin, end, *number).ptr;
  };
  read(header->second.data(), header->second.data() + header->second.size(), &layout.header_row);
  const char* at = columns->second.data();
  const char* const end = at + columns->second.size();
  while (at < end) {
    uint32_t first = 0;
    at = read(at, end, &first);
    uint32_t last = first;
    if (at < end && *at == '-') at = read(at + 1, end, &last);
    if (first == 0 || last < first || last > kColumnsMax) return BadDialect(place, kColumnsKey);
    for (uint32_t column = first; column <= last; ++column) layout.columns.push_back(column - 1);
    if (at < end && *at++ != ',') return BadDialect(place, kColumnsKey);
  }
  if (layout.columns.size() != fields.size() ||
      !std::is_sorted(layout.columns.begin(), layout.columns.end())) {
    return BadDialect(place, kColumnsKey);
  }
  layout.fields = fields;
  return layout;
}

std::string FieldOfColumn(const std::unordered_set<std::string>& taken, uint32_t column) {
  const std::string base = ColumnName(column);
  std::string name = base;
  for (size_t count = 2; taken.contains(name); ++count) {
    name = base + " (" + std::to_string(count) + ")";
  }
  return name;
}

}  // namespace sunder::spreadsheet
