#include "connectors/spreadsheet/ods_cursor.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "connectors/spreadsheet/cell_text.h"

namespace sunder::spreadsheet {
namespace {

using package::XmlAttributes;

// A million rows is all that programs show; files say so of empty ones at the end of a sheet.
constexpr uint64_t kRepeatMax = 1 << 20;
constexpr uint64_t kSpacesMax = 1 << 16;

uint64_t NumberOf(std::string_view text, uint64_t otherwise) {
  uint64_t number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

Result<std::unique_ptr<OdsCursor>> OdsCursor::Open(const package::Package& package,
                                                   uint64_t row_size_bytes_max) {
  std::unique_ptr<OdsCursor> cursor(new OdsCursor(row_size_bytes_max));
  SUNDER_ASSIGN_OR_RETURN(auto stream, package.OpenPart(kOdsContent));
  cursor->reader_.emplace(std::move(stream), std::string("part ") + kOdsContent,
                          static_cast<package::XmlHandler*>(cursor.get()));
  return cursor;
}

void OdsCursor::GoTo(size_t sheet) {
  for (; sheet_ < sheet; ++sheet_) {
    if (!sheets_.empty()) sheets_.pop_front();
  }
  is_at_sheet_ = true;
  if (begun_sheets_ <= sheet_) is_in_cell_ = false;  // of a sheet that was not read to its end
}

Result<bool> OdsCursor::Next(SheetRow* row) {
  while (sheets_.empty() || sheets_.front().rows.empty()) {
    if (!sheets_.empty() && sheets_.front().is_complete) return false;
    if (!failure_.ok()) return std::exchange(failure_, Status::Ok());
    if (is_done_) return false;
    const Result<bool> has_more = reader_->Step();
    is_done_ = !has_more.ok() || !*has_more;
    has_failed_ = !has_more.ok();
    if (has_failed_) failure_ = has_more.status();
  }
  *row = std::move(sheets_.front().rows.front());
  sheets_.front().rows.pop_front();
  return true;
}

OdsCursor::ParsedSheet* OdsCursor::Here() {
  if (depth_ != 1 || begun_sheets_ <= sheet_) return nullptr;
  const size_t place = begun_sheets_ - 1 - sheet_;
  while (sheets_.size() <= place) sheets_.emplace_back();
  return &sheets_[place];
}

void OdsCursor::Start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "table:table") {
    if (depth_++ > 0) return;
    ++begun_sheets_;
    row_number_ = 0;
    return;
  }
  ParsedSheet* const sheet = Here();
  if (sheet == nullptr) return;
  if (name == "table:table-row") {
    StartRow(attributes);
  } else if (name == "table:table-cell" || name == "table:covered-table-cell") {
    StartCell(attributes);
  } else if (name == "office:annotation") {
    ++annotation_depth_;  // a text beside the cells
  } else if (name == "table:table-column") {
    if (attributes["table:visibility"] != "collapse") return;
    sheet->hidden_columns += static_cast<uint32_t>(
        std::min<uint64_t>(NumberOf(attributes["table:number-columns-repeated"], 1), kColumnsMax));
  } else if (is_in_cell_ && annotation_depth_ == 0) {
    StartText(name, attributes);
  }
}

void OdsCursor::StartText(std::string_view name, const XmlAttributes& attributes) {
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

void OdsCursor::End(std::string_view name) {
  ParsedSheet* const sheet = Here();
  if (name == "table:table") {
    if (sheet != nullptr) sheet->is_complete = true;
    --depth_;
    return;
  }
  if (sheet == nullptr) return;
  if (name == "table:table-row") {
    EndRow(sheet);
  } else if (name == "table:table-cell" || name == "table:covered-table-cell") {
    EndCell();
  } else if (name == "office:annotation") {
    annotation_depth_ -= annotation_depth_ > 0 ? 1 : 0;
  } else if (name == "text:p" && annotation_depth_ == 0 && paragraph_depth_ > 0) {
    --paragraph_depth_;
  }
}

void OdsCursor::Text(std::string_view text) {
  if (is_in_cell_ && annotation_depth_ == 0 && paragraph_depth_ > 0) Append(text);
}

void OdsCursor::Append(std::string_view text) {
  if (row_.is_over_limit) return;
  if (row_.size_bytes + text_.size() + text.size() > row_size_bytes_max_) {
    row_.is_over_limit = true;
    return;
  }
  text_ += text;
}

void OdsCursor::StartRow(const XmlAttributes& attributes) {
  row_ = SheetRow();
  row_.number = row_number_ + 1;
  row_.repeat =
      std::clamp<uint64_t>(NumberOf(attributes["table:number-rows-repeated"], 1), 1, kRepeatMax);
  row_number_ += row_.repeat;
  next_column_ = 0;
}

void OdsCursor::EndRow(ParsedSheet* sheet) {
  is_in_cell_ = false;
  if (!row_.cells.empty() || row_.is_over_limit) sheet->rows.push_back(std::move(row_));
  row_ = SheetRow();
}

void OdsCursor::StartCell(const XmlAttributes& attributes) {
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
bool OdsCursor::ShowsLeadingZeros() const {
  return text_.size() > value_.size() && text_.ends_with(value_) &&
         text_.find_first_not_of('0') >= text_.size() - value_.size();
}

void OdsCursor::EndCell() {
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

}  // namespace sunder::spreadsheet
