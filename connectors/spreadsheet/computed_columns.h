// Which columns of a workbook show what others held: results of formulas stay as values when the
// cells that they were computed from leave.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/spreadsheet/sheet_rows.h"

namespace sunder::spreadsheet {

// Sheet and column, both from 0.
using SheetColumn = std::pair<size_t, uint32_t>;

// Columns of one sheet that a formula reads.
struct ColumnRange {
  size_t sheet = 0;
  uint32_t first = 0;
  uint32_t last = 0;
  friend auto operator<=>(const ColumnRange&, const ColumnRange&) = default;
};

// The columns that a formula of the sheet `own_sheet` names. False: it may read others, too (names,
// parts of tables, INDIRECT and the like, other workbooks, what is not understood).
bool ReferencesOf(std::string_view formula, size_t own_sheet,
                  const std::vector<std::string>& sheet_names, std::set<ColumnRange>* found);

class ComputedColumns : public FormulaSink {
 public:
  explicit ComputedColumns(std::vector<std::string> sheet_names)
      : sheet_names_(std::move(sheet_names)) {}

  void BeginSheet(size_t sheet) { sheet_ = sheet; }
  void Take(const SheetFormula& formula) override;
  // Formulas fill more columns each than anybody's do; what was taken is not complete.
  bool has_too_many() const { return filled_ > kFilledMax; }
  // Columns with a formula that reads one of `leaving`, or another such column, or nobody knows
  // what.
  std::set<SheetColumn> From(const std::set<SheetColumn>& leaving) const;

 private:
  struct Reads {
    std::set<ColumnRange> ranges;
    bool is_unknown = false;
  };

  void Add(uint32_t column, const std::set<ColumnRange>& ranges, bool is_known);

  static constexpr uint64_t kFilledMax = uint64_t{1} << 26;

  const std::vector<std::string> sheet_names_;
  size_t sheet_ = 0;
  uint64_t filled_ = 0;  // columns, by all formulas
  std::map<SheetColumn, Reads> reads_;
  // Columns of the formulas that others share, by sheet and number.
  std::map<std::pair<size_t, std::string>, uint32_t> shared_;
};

}  // namespace sunder::spreadsheet
