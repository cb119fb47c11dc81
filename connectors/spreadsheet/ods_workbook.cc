// ODS: all sheets lie in one part, one behind the other.
#include <algorithm>
#include <charconv>
#include <deque>
#include <optional>
#include <utility>

#include "connectors/package/xml_reader.h"
#include "connectors/spreadsheet/cell_text.h"
#include "connectors/spreadsheet/workbook.h"

namespace sunder::spreadsheet {
namespace {

using package::Package;
using package::XmlAttributes;
using package::XmlHandler;
using package::XmlReader;

constexpr char kContent[] = "content.xml";
constexpr size_t kSheetsMax = 4096;
// A million rows is all that programs show; files say so of empty ones at the end of a sheet.
constexpr uint64_t kRepeatMax = 1 << 20;
constexpr uint64_t kSpacesMax = 1 << 16;

uint64_t NumberOf(std::string_view text, uint64_t otherwise) {
  uint64_t number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

class SheetsHandler : public XmlHandler {
 public:
  void Start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "style:style") style_ = attributes["style:name"];
    if (name == "style:table-properties" && attributes["table:display"] == "false") {
      hidden_styles_.push_back(style_);
    }
    if (name != "table:table") return;
    // Tables in drawings stand within others and are no sheets.
    if (depth_++ > 0) return;
    has_too_many = has_too_many || sheets.size() >= kSheetsMax;
    if (has_too_many) return;
    const std::string_view style = attributes["table:style-name"];
    const bool is_hidden =
        std::find(hidden_styles_.begin(), hidden_styles_.end(), style) != hidden_styles_.end();
    sheets.push_back({std::string(attributes["table:name"]), is_hidden});
  }
  void End(std::string_view name) override {
    if (name == "table:table") --depth_;
  }
  void Text(std::string_view) override {}

  std::vector<Sheet> sheets;
  bool has_too_many = false;

 private:
  std::string style_;
  std::vector<std::string> hidden_styles_;
  uint32_t depth_ = 0;
};

class OdsRows : public SheetRows, private XmlHandler {
 public:
  OdsRows(size_t sheet, uint64_t row_size_bytes_max)
      : sheet_(sheet), row_size_bytes_max_(row_size_bytes_max) {}

  Status Open(const Package& package) {
    SUNDER_ASSIGN_OR_RETURN(auto stream, package.OpenPart(kContent));
    reader_.emplace(std::move(stream), std::string("part ") + kContent,
                    static_cast<XmlHandler*>(this));
    return Status::Ok();
  }

  Result<bool> Next(SheetRow* row) override {
    while (rows_.empty()) {
      if (!failure_.ok()) return std::exchange(failure_, Status::Ok());
      if (is_done_ || is_behind_) return false;
      const Result<bool> has_more = reader_->Step();
      is_done_ = !has_more.ok() || !*has_more;
      if (!has_more.ok()) failure_ = has_more.status();
    }
    *row = std::move(rows_.front());
    rows_.pop_front();
    return true;
  }

  uint64_t bytes_read() const override { return reader_->bytes_read(); }
  uint32_t hidden_columns() const override { return hidden_columns_; }

 private:
  bool IsHere() const { return depth_ == 1 && next_sheet_ == sheet_ + 1; }

  void Start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "table:table") {
      if (depth_++ == 0) ++next_sheet_;
      return;
    }
    if (!IsHere()) return;
    if (name == "table:table-row") {
      StartRow(attributes);
    } else if (name == "table:table-cell" || name == "table:covered-table-cell") {
      StartCell(attributes);
    } else if (name == "office:annotation") {
      ++annotation_depth_;  // a text beside the cells
    } else if (name == "table:table-column") {
      if (attributes["table:visibility"] != "collapse") return;
      hidden_columns_ += static_cast<uint32_t>(std::min<uint64_t>(
          NumberOf(attributes["table:number-columns-repeated"], 1), kColumnsMax));
    } else if (is_in_cell_ && annotation_depth_ == 0) {
      StartText(name, attributes);
    }
  }

  void StartText(std::string_view name, const XmlAttributes& attributes) {
    if (name == "text:p") {
      if (paragraphs_++ > 0) Append("\n");
      ++paragraph_depth_;
    } else if (name == "text:s") {
      Append(std::string(std::min(NumberOf(attributes["text:c"], 1), kSpacesMax), ' '));
    } else if (name == "text:tab") {
      Append("\t");
    } else if (name == "text:line-break") {
      Append("\n");
    }
  }

  void End(std::string_view name) override {
    if (name == "table:table") {
      if (--depth_ == 0 && next_sheet_ == sheet_ + 1) is_behind_ = true;
      return;
    }
    if (!IsHere()) return;
    if (name == "table:table-row") {
      EndRow();
    } else if (name == "table:table-cell" || name == "table:covered-table-cell") {
      EndCell();
    } else if (name == "office:annotation") {
      annotation_depth_ -= annotation_depth_ > 0 ? 1 : 0;
    } else if (name == "text:p" && annotation_depth_ == 0 && paragraph_depth_ > 0) {
      --paragraph_depth_;
    }
  }

  void Text(std::string_view text) override {
    if (is_in_cell_ && annotation_depth_ == 0 && paragraph_depth_ > 0) Append(text);
  }

  void Append(std::string_view text) {
    if (row_.is_over_limit) return;
    if (row_.size_bytes + text_.size() + text.size() > row_size_bytes_max_) {
      row_.is_over_limit = true;
      return;
    }
    text_ += text;
  }

  void StartRow(const XmlAttributes& attributes) {
    row_ = SheetRow();
    row_.number = row_number_ + 1;
    row_.repeat =
        std::clamp<uint64_t>(NumberOf(attributes["table:number-rows-repeated"], 1), 1, kRepeatMax);
    row_number_ += row_.repeat;
    next_column_ = 0;
  }

  void EndRow() {
    is_in_cell_ = false;
    if (!row_.cells.empty() || row_.is_over_limit) rows_.push_back(std::move(row_));
    row_ = SheetRow();
  }

  void StartCell(const XmlAttributes& attributes) {
    is_in_cell_ = true;
    paragraphs_ = paragraph_depth_ = annotation_depth_ = 0;
    text_.clear();
    value_.clear();
    repeat_ = std::clamp<uint64_t>(NumberOf(attributes["table:number-columns-repeated"], 1), 1,
                                   kColumnsMax + 1);
    const std::string_view type = attributes["office:value-type"];
    is_number_ = type == "float" || type == "percentage" || type == "currency";
    is_boolean_ = type == "boolean";
    // The typed value; of texts what is shown, unless nothing is.
    if (is_number_) value_ = attributes["office:value"];
    if (type == "date") value_ = attributes["office:date-value"];
    if (type == "string") fallback_ = attributes["office:string-value"];
    if (type != "string") fallback_.clear();
    if (is_boolean_) value_ = attributes["office:boolean-value"];
  }

  // "07411" with a format of five digits is stored as 7411: where no more than zeros in front are
  // shown besides, it is the shown text that people mean.
  bool ShowsLeadingZeros() const {
    return text_.size() > value_.size() && text_.ends_with(value_) &&
           text_.find_first_not_of('0') >= text_.size() - value_.size();
  }

  void EndCell() {
    is_in_cell_ = false;
    const uint64_t first = next_column_;
    next_column_ += repeat_;
    SheetCell cell;
    cell.is_text = !is_number_ && !is_boolean_;
    if (is_number_ && !value_.empty()) {
      cell.is_text = ShowsLeadingZeros();
      cell.own = cell.is_text ? text_ : NumberText(value_, NumberFormat(), false);
    } else {
      cell.own = !value_.empty() ? value_ : text_.empty() ? fallback_ : text_;
    }
    if (cell.own.empty() || row_.is_over_limit) return;
    if (next_column_ > kColumnsMax ||
        cell.own.size() > (row_size_bytes_max_ - row_.size_bytes) / repeat_) {
      row_.is_over_limit = true;
      return;
    }
    row_.size_bytes += cell.own.size() * repeat_;
    cell.column = static_cast<uint32_t>(first);
    cell.repeat = static_cast<uint32_t>(repeat_);
    row_.cells.push_back(std::move(cell));
  }

  const size_t sheet_;
  const uint64_t row_size_bytes_max_;
  std::optional<XmlReader> reader_;
  std::deque<SheetRow> rows_;
  SheetRow row_;
  uint64_t row_number_ = 0;
  uint64_t next_column_ = 0;
  uint64_t repeat_ = 1;
  size_t next_sheet_ = 0;
  uint32_t depth_ = 0;
  bool is_in_cell_ = false;
  bool is_number_ = false;
  bool is_boolean_ = false;
  bool is_behind_ = false;
  bool is_done_ = false;
  uint32_t paragraphs_ = 0;
  uint32_t paragraph_depth_ = 0;
  uint32_t annotation_depth_ = 0;
  uint32_t hidden_columns_ = 0;
  std::string text_;
  std::string value_;
  std::string fallback_;
  Status failure_;
};

class OdsWorkbook : public Workbook {
 public:
  OdsWorkbook(std::unique_ptr<Package> package, std::vector<Sheet> sheets)
      : Workbook(std::move(package)), sheets_(std::move(sheets)) {}

  const std::vector<Sheet>& sheets() const override { return sheets_; }

  Result<std::unique_ptr<SheetRows>> OpenRows(size_t sheet, uint64_t row_size_bytes_max) override {
    auto rows = std::make_unique<OdsRows>(sheet, row_size_bytes_max);
    SUNDER_RETURN_IF_ERROR(rows->Open(*package_));
    return std::unique_ptr<SheetRows>(std::move(rows));
  }

 private:
  const std::vector<Sheet> sheets_;
};

}  // namespace

Result<std::unique_ptr<Workbook>> OpenOds(std::unique_ptr<Package> package,
                                          const std::string& name) {
  SheetsHandler handler;
  const Status status = ReadXml(*package, kContent, &handler);
  // Of a damaged file the sheets before the damage are read.
  if (!status.ok() && handler.sheets.empty()) return status.WithContext(name);
  if (handler.has_too_many) {
    return Status::DataLoss(name + ": has more than " + std::to_string(kSheetsMax) +
                            " sheets and was not read; split the workbook");
  }
  return std::unique_ptr<Workbook>(
      std::make_unique<OdsWorkbook>(std::move(package), std::move(handler.sheets)));
}

}  // namespace sunder::spreadsheet
