// The rows of one sheet as they stream by, whatever the format.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/spreadsheet/cell_text.h"
#include "core/status.h"

namespace sunder::spreadsheet {

struct SheetCell {
  uint32_t column = 0;           // from 0
  uint32_t repeat = 1;           // so many columns hold the same
  bool is_text = true;           // not for numbers and truth values
  std::string own;               // the text, unless it is shared
  std::string_view shared = {};  // lives as long as the workbook's strings
  // Of a number whose own form differs from the text: StyledNumber; else empty.
  std::string styled_number = {};
  std::string_view text() const { return own.empty() ? shared : std::string_view(own); }
};

struct SheetRow {
  uint64_t number = 0;           // from 1, as the program shows it
  uint64_t repeat = 1;           // so many rows like this one in a row
  std::vector<SheetCell> cells;  // filled ones, by column
  uint64_t size_bytes = 0;       // of their texts, repeated ones included
  // Over the limit: cells is what was read before. Nobody's record.
  bool is_over_limit = false;
};

// A formula as the sheet writes it.
struct SheetFormula {
  enum class Kind : uint8_t { kPlain, kShared, kArray, kOther };
  Kind kind = Kind::kPlain;
  uint32_t column = 0;  // of the cell that it stands in
  std::string text;     // empty: the shared one of its group
  std::string reach;    // "D2:D9": the cells that it fills; empty: its own
  std::string group;    // of shared ones
};

class FormulaSink {
 public:
  virtual ~FormulaSink() = default;
  virtual void Take(const SheetFormula& formula) = 0;
};

class SheetRows {
 public:
  virtual ~SheetRows() = default;
  // The next row with a filled cell. False: the end. DataLoss: damaged; rows before it were given.
  virtual Result<bool> Next(SheetRow* row) = 0;
  // From now on formulas go to `sink`, which outlives this.
  virtual void TakeFormulas(FormulaSink* /*sink*/) {}
  virtual uint64_t bytes_read() const = 0;  // of XML
  // Headers or footers of pages that say something; known at the end of the sheet.
  virtual bool has_page_texts() const { return false; }
  // Columns that the sheet hides, as far as it was read; they are read like all others.
  virtual uint32_t hidden_columns() const = 0;
  // Rows that stay in sight while the others scroll: the last of them names the columns. 0: none.
  virtual uint64_t frozen_rows() const { return 0; }
  // Makes texts of styled numbers; nullptr: there are none.
  virtual std::shared_ptr<const NumberStyles> styles() const { return nullptr; }
};

}  // namespace sunder::spreadsheet
