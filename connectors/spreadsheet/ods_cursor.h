// Reads the rows of the sheets of an ODS file, one sheet behind the other, in one pass.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/package/xml_reader.h"
#include "connectors/spreadsheet/sheet_rows.h"
#include "core/status.h"

namespace sunder::spreadsheet {

inline constexpr char kOdsContent[] = "content.xml";

// For one thread at a time.
class OdsCursor : private package::XmlHandler {
 public:
  // Before the first sheet.
  static Result<std::unique_ptr<OdsCursor>> Open(const package::Package& package,
                                                 uint64_t row_size_bytes_max);

  // The first sheet that can still be read from its beginning.
  size_t next_sheet() const { return sheet_ + (is_at_sheet_ ? 1 : 0); }
  // To the sheet of that number, from 0; not before next_sheet().
  void GoTo(size_t sheet);
  // The next row of that sheet; see SheetRows.
  Result<bool> Next(SheetRow* row);
  uint32_t hidden_columns() const { return sheets_.empty() ? 0 : sheets_.front().hidden_columns; }

  uint64_t row_size_bytes_max() const { return row_size_bytes_max_; }
  uint64_t bytes_read() const { return reader_->bytes_read(); }
  bool has_failed() const { return has_failed_; }

 private:
  // Of a sheet, what was parsed and not yet taken: a piece of XML may hold several.
  struct ParsedSheet {
    std::deque<SheetRow> rows;
    uint32_t hidden_columns = 0;
    bool is_complete = false;
  };

  explicit OdsCursor(uint64_t row_size_bytes_max) : row_size_bytes_max_(row_size_bytes_max) {}
  // The sheet that is being parsed, if it is the wanted one or a later one.
  ParsedSheet* Here();

  void Start(std::string_view name, const package::XmlAttributes& attributes) override;
  void End(std::string_view name) override;
  void Text(std::string_view text) override;
  void StartText(std::string_view name, const package::XmlAttributes& attributes);
  void Append(std::string_view text);
  void StartRow(const package::XmlAttributes& attributes);
  void EndRow(ParsedSheet* sheet);
  void StartCell(const package::XmlAttributes& attributes);
  bool ShowsLeadingZeros() const;
  void EndCell();

  const uint64_t row_size_bytes_max_;
  std::optional<package::XmlReader> reader_;
  size_t sheet_ = 0;                // the wanted one
  bool is_at_sheet_ = false;        // it was asked for
  std::deque<ParsedSheet> sheets_;  // from the wanted one on
  size_t begun_sheets_ = 0;         // that the parser has met
  bool is_done_ = false;
  bool has_failed_ = false;
  Status failure_;
  SheetRow row_;
  uint64_t row_number_ = 0;
  uint64_t next_column_ = 0;
  uint64_t repeat_ = 1;
  uint32_t depth_ = 0;
  bool is_in_cell_ = false;
  bool is_number_ = false;
  bool is_boolean_ = false;
  uint32_t paragraphs_ = 0;
  uint32_t paragraph_depth_ = 0;
  uint32_t annotation_depth_ = 0;
  std::string text_;
  std::string value_;
  std::string fallback_;
};

}  // namespace sunder::spreadsheet
