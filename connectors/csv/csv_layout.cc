#include "connectors/csv/csv_layout.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "connectors/csv/csv_json_cells.h"

namespace sunder::csv {
namespace {

// Fewer cells do not show that a column repeats its values.
constexpr size_t kEnumerationCellsMin = 8;
constexpr size_t kPreambleRecordsMax = 30;
constexpr size_t kRecordsBelowMin = 2;
constexpr double kShareBelowMin = 0.9;
constexpr size_t kUnitSizeBytesMax = 24;
constexpr std::string_view kImportId = "{\"ImportId\":";

// What stands below the question in exports of surveys.
constexpr std::array<std::string_view, 2> kAnswerHeads = {"response", "open-ended response"};

constexpr std::array<std::string_view, 52> kUnits = {
    "mm",    "cm",       "km",        "inch",      "inches", "ft",     "feet",    "miles",
    "mg",    "kg",       "kgs",       "lb",        "lbs",    "oz",     "ml",      "cl",
    "ms",    "sec",      "min",       "hrs",       "hours",  "days",   "weeks",   "months",
    "years", "yrs",      "jahre",     "tage",      "ans",    "eur",    "usd",     "gbp",
    "chf",   "kwh",      "mmhg",      "bpm",       "mmol/l", "mg/dl",  "kg/m2",   "kg/m^2",
    "km/h",  "string",   "integer",   "int",       "float",  "double", "varchar", "boolean",
    "date",  "datetime", "timestamp", "yyyy-mm-dd"};
// These alone could be codes.
constexpr std::array<std::string_view, 8> kWeakUnits = {"m", "g", "l", "s", "h", "text", "%", "-"};

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

template <size_t N>
bool IsOneOf(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

size_t CountFilled(const std::vector<std::string>& record) {
  return record.size() - static_cast<size_t>(std::count(record.begin(), record.end(), ""));
}

bool IsLetter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

// Whether a cell could be the name of a column: words, not numbers, dates, addresses or links.
bool IsNameLike(std::string_view cell) {
  size_t letters = 0;
  size_t digits = 0;
  for (const char c : cell) {
    if (IsLetter(c)) ++letters;
    if (c >= '0' && c <= '9') ++digits;
  }
  if (letters == 0 || digits > letters) return false;
  return cell.find('@') == std::string_view::npos && cell.find("://") == std::string_view::npos;
}

// +1: the first cell is unlike those below it; -1: it is one of them.
int HeaderVote(const Records& records, size_t column) {
  const std::string& first = records[0][column];
  if (first.empty()) return 0;
  if (!IsNameLike(first)) return -1;
  bool has_values = false;
  bool has_names = false;
  size_t filled = 0;
  std::set<std::string_view> distinct;
  for (size_t i = 1; i < records.size(); ++i) {
    if (column >= records[i].size() || records[i] == records[0]) continue;
    const std::string& cell = records[i][column];
    if (cell.empty()) continue;
    if (cell == first) return -1;
    ++filled;
    distinct.insert(cell);
    (IsNameLike(cell) ? has_names : has_values) = true;
  }
  // Where few values come again and again, one of them would have come again.
  const bool is_enumeration = filled >= kEnumerationCellsMin && 2 * distinct.size() <= filled;
  return (has_values && !has_names) || is_enumeration ? 1 : 0;
}

int SumOfVotes(const Records& records) {
  int votes = 0;
  for (size_t column = 0; column < records[0].size(); ++column) {
    votes += HeaderVote(records, column);
  }
  return votes;
}

bool AreNames(const std::vector<std::string>& cells) {
  std::vector<std::string> names = cells;
  std::sort(names.begin(), names.end());
  return std::all_of(names.begin(), names.end(), IsNameLike) &&
         std::adjacent_find(names.begin(), names.end()) == names.end();
}

// "Report of May,,,": the first cell or none, or no more than half as many as the table has
// columns.
bool IsAbove(const std::vector<std::string>& record, size_t column_count) {
  const size_t filled = CountFilled(record);
  if (record.size() >= column_count) {
    const bool is_padded = record.size() == column_count && column_count >= 3;
    return is_padded && (filled == 0 || (filled == 1 && !record[0].empty()));
  }
  return filled <= std::max<size_t>(1, column_count / 2);
}

// Every cell of the second row is of another kind than those below it, and one shows that.
bool IsUnlikeRecords(const Records& records) {
  const Records below(records.begin() + 1, records.end());
  bool has_telling = false;
  for (size_t column = 0; column < below[0].size(); ++column) {
    if (HeaderVote(below, column) < 0) return false;
    bool has_names = false;
    bool has_values = false;
    for (size_t i = 1; i < below.size(); ++i) {
      if (column >= below[i].size() || below[i][column].empty()) continue;
      (IsNameLike(below[i][column]) ? has_names : has_values) = true;
    }
    has_telling = has_telling || (has_values && !has_names);
  }
  return has_telling;
}

// "Person,,,Contact" above "id,first name,last name,email".
bool HasGroupRow(const Records& records) {
  if (records.size() < 2 + kRecordsBelowMin || records[0].size() < 3) return false;
  const size_t unnamed = records[0].size() - CountFilled(records[0]);
  return !records[0][0].empty() && unnamed >= 2 && records[1].size() == records[0].size() &&
         AreNames(records[1]) && IsUnlikeRecords(records);
}

bool HasAnswerRow(const Records& records) {
  if (records.size() < 2) return false;
  const auto heads = static_cast<size_t>(
      std::count_if(records[1].begin(), records[1].end(),
                    [](const std::string& cell) { return IsOneOf(kAnswerHeads, Lower(cell)); }));
  return heads > 0 && 2 * heads >= CountFilled(records[1]);
}

bool HasImportIds(const Records& records) {
  if (records.size() < 3) return false;
  return CountFilled(records[2]) > 0 &&
         std::all_of(records[2].begin(), records[2].end(), [](const std::string& cell) {
           return cell.empty() || cell.starts_with(kImportId);
         });
}

bool IsBracketed(std::string_view cell) {
  constexpr std::array<std::string_view, 3> kBrackets = {"()", "[]", "<>"};
  return cell.size() > 2 && cell.size() <= kUnitSizeBytesMax &&
         std::any_of(kBrackets.begin(), kBrackets.end(), [&](std::string_view pair) {
           return cell.front() == pair[0] && cell.back() == pair[1];
         });
}

bool IsUnitsRow(const std::vector<std::string>& record) {
  bool has_unit = false;
  for (const std::string& cell : record) {
    if (cell.empty()) continue;
    const std::string lower = Lower(cell);
    const bool is_inside =
        IsBracketed(cell) && IsOneOf(kUnits, std::string_view(lower).substr(1, lower.size() - 2));
    const bool is_weak_inside =
        IsBracketed(cell) &&
        IsOneOf(kWeakUnits, std::string_view(lower).substr(1, lower.size() - 2));
    const bool is_unit = is_inside || is_weak_inside || IsOneOf(kUnits, lower);
    if (!is_unit && !IsOneOf(kWeakUnits, lower)) return false;
    has_unit = has_unit || is_unit;
  }
  return has_unit;
}

}  // namespace

bool HasHeader(const Records& records) {
  if (records.empty()) return true;
  const int votes = SumOfVotes(records);
  return votes != 0 ? votes > 0 : AreNames(records[0]);
}

size_t CountPreamble(const Records& records, size_t column_count) {
  if (column_count < 2) return 0;
  size_t above = 0;
  while (above < records.size() && above <= kPreambleRecordsMax &&
         IsAbove(records[above], column_count)) {
    ++above;
  }
  if (above == 0 || above > kPreambleRecordsMax) return 0;
  if (records.size() < above + 1 + kRecordsBelowMin) return 0;
  const Records below(records.begin() + static_cast<ptrdiff_t>(above), records.end());
  const auto full =
      static_cast<size_t>(std::count_if(below.begin(), below.end(), [&](const auto& record) {
        return record.size() == column_count;
      }));
  const bool is_header =
      below[0].size() == column_count &&
      (AreNames(below[0]) ? SumOfVotes(below) > 0 : HasGroupRow(below) || HasAnswerRow(below));
  const double share = static_cast<double>(full) / static_cast<double>(below.size());
  return is_header && share >= kShareBelowMin ? above : 0;
}

RowLayout LayoutOf(const Records& records) {
  RowLayout layout;
  if (HasImportIds(records)) return {true, 2, true};
  if (HasAnswerRow(records) || HasGroupRow(records)) return {true, 2, false};
  layout.has_header = HasHeader(records);
  layout.has_units_row = layout.has_header && records.size() > 1 + kRecordsBelowMin &&
                         records[1].size() == records[0].size() && IsUnitsRow(records[1]);
  return layout;
}

std::vector<std::string> JoinHeaderRows(const Records& rows) {
  std::vector<std::string> names;
  std::vector<std::string> groups(rows.size());
  // The unnamed column behind a question is for further words, often of another kind.
  const bool has_groups = !HasAnswerRow(rows);
  size_t column_count = 0;
  for (const auto& row : rows) column_count = std::max(column_count, row.size());
  for (size_t column = 0; column < column_count; ++column) {
    std::string name;
    for (size_t i = 0; i < rows.size(); ++i) {
      const bool is_last = i + 1 == rows.size();
      std::string cell = column < rows[i].size() ? rows[i][column] : "";
      if (!cell.empty() && !is_last) groups[i] = cell;
      if (!is_last && has_groups) cell = groups[i];
      if (is_last && i > 0 && IsOneOf(kAnswerHeads, Lower(cell))) continue;
      if (cell.empty() || cell == name) continue;
      name += (name.empty() ? "" : " / ") + cell;
    }
    names.push_back(std::move(name));
  }
  return names;
}

std::vector<uint32_t> JsonColumns(const Records& records, size_t column_count) {
  constexpr size_t kCellsMin = 2;
  std::vector<uint32_t> columns;
  for (size_t column = 0; column < column_count; ++column) {
    size_t filled = 0;
    bool has_values = false;
    const bool holds = std::all_of(records.begin(), records.end(), [&](const auto& record) {
      if (column >= record.size() || record[column].empty()) return true;
      ++filled;
      const std::string_view json = JsonOf(record[column]);
      has_values = has_values || json.size() > 2;
      return !json.empty();
    });
    if (holds && has_values && filled >= kCellsMin) {
      columns.push_back(static_cast<uint32_t>(column));
    }
  }
  return columns;
}

}  // namespace sunder::csv
