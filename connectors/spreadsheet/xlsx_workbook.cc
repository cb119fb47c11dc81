// XLSX: sheets of a package as rows.
#include <charconv>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

#include "connectors/package/xml_reader.h"
#include "connectors/spreadsheet/workbook.h"
#include "connectors/spreadsheet/xlsx_parts.h"

namespace sunder::spreadsheet {
namespace {

using package::Package;
using package::XmlAttributes;
using package::XmlHandler;
using package::XmlReader;

// What the cells of all sheets refer to; read when the first of them does.
class XlsxContext {
 public:
  XlsxContext(const Package& package, XlsxIndex index)
      : package_(package), index_(std::move(index)) {}

  const XlsxIndex& index() const { return index_; }

  Status Load() {
    const std::lock_guard lock(mutex_);
    if (is_loaded_) return status_;
    is_loaded_ = true;
    status_ = LoadParts();
    return status_;
  }

  std::string_view SharedText(std::string_view number) const {
    uint64_t index = UINT64_MAX;
    std::from_chars(number.data(), number.data() + number.size(), index);
    return strings_.at(index);
  }

  const std::shared_ptr<const NumberStyles>& styles() const { return styles_; }

 private:
  Status LoadParts() {
    auto styles = std::make_shared<NumberStyles>();
    styles->is_epoch_1904 = index_.is_epoch_1904;
    if (!index_.styles.empty() && package_.Has(index_.styles)) {
      SUNDER_ASSIGN_OR_RETURN(styles->formats, ReadXlsxStyles(package_, index_.styles));
    }
    styles_ = std::move(styles);
    if (!index_.shared_strings.empty() && package_.Has(index_.shared_strings)) {
      SUNDER_ASSIGN_OR_RETURN(strings_, ReadSharedStrings(package_, index_.shared_strings));
    }
    return Status::Ok();
  }

  const Package& package_;
  const XlsxIndex index_;
  std::mutex mutex_;
  bool is_loaded_ = false;
  Status status_;
  std::shared_ptr<const NumberStyles> styles_;
  SharedStrings strings_;
};

class XlsxRows : public SheetRows, private XmlHandler {
 public:
  XlsxRows(const XlsxContext& context, uint64_t row_size_bytes_max)
      : context_(context), row_size_bytes_max_(row_size_bytes_max) {}

  Status Open(const Package& package, const std::string& part) {
    SUNDER_ASSIGN_OR_RETURN(auto stream, package.OpenPart(part));
    reader_.emplace(std::move(stream), "part " + part, static_cast<XmlHandler*>(this));
    return Status::Ok();
  }

  Result<bool> Next(SheetRow* row) override {
    while (rows_.empty()) {
      if (!failure_.ok()) return std::exchange(failure_, Status::Ok());
      if (is_done_) return false;
      const Result<bool> has_more = reader_->Step();
      is_done_ = !has_more.ok() || !*has_more;
      if (!has_more.ok()) failure_ = has_more.status();
    }
    *row = std::move(rows_.front());
    rows_.pop_front();
    return true;
  }

  void TakeFormulas(FormulaSink* sink) override { formulas_ = sink; }
  uint64_t bytes_read() const override { return reader_->bytes_read(); }
  uint32_t hidden_columns() const override { return hidden_columns_; }
  uint64_t frozen_rows() const override { return frozen_rows_; }
  std::shared_ptr<const NumberStyles> styles() const override { return context_.styles(); }
  bool has_page_texts() const override { return has_page_texts_; }

 private:
  void Start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "c") {
      StartCell(attributes);
    } else if (name == "v") {
      part_ = Part::kValue;
    } else if (name == "f" && formulas_ != nullptr) {
      StartFormula(attributes);
    } else if (name == "t" && is_inline_ && phonetic_depth_ == 0) {
      part_ = Part::kValue;
    } else if (IsPageText(name)) {
      part_ = Part::kPageText;
      value_.clear();
    } else if (name == "rPh") {
      ++phonetic_depth_;
    } else if (name == "pane" && attributes["state"].starts_with("frozen")) {
      frozen_rows_ = NumberOf(attributes["ySplit"], 0);
    } else if (name == "row") {
      StartRow(attributes);
    } else if (name == "col" && IsTrue(attributes["hidden"])) {
      const uint64_t first = NumberOf(attributes["min"], 1);
      const uint64_t last = std::min<uint64_t>(NumberOf(attributes["max"], first), kColumnsMax);
      if (last >= first) hidden_columns_ += static_cast<uint32_t>(last - first + 1);
    }
  }

  void End(std::string_view name) override {
    if (name == "c") {
      EndCell();
    } else if (IsPageText(name)) {
      part_ = Part::kNone;
      has_page_texts_ = has_page_texts_ || SaysMoreThanCodes(value_);
    } else if (name == "v" || name == "t" || name == "f") {
      part_ = Part::kNone;
    } else if (name == "rPh") {
      phonetic_depth_ -= phonetic_depth_ > 0 ? 1 : 0;
    } else if (name == "row") {
      if (!row_.cells.empty() || row_.is_over_limit) rows_.push_back(std::move(row_));
      row_ = SheetRow();
    }
  }

  void Text(std::string_view text) override {
    if (part_ == Part::kPageText && value_.size() < kPageTextSizeBytesMax) value_ += text;
    if (part_ == Part::kFormula) TakeFormulaText(text);
    if (part_ != Part::kValue || row_.is_over_limit) return;
    if (row_.size_bytes + value_.size() + text.size() > row_size_bytes_max_) {
      row_.is_over_limit = true;
      return;
    }
    value_ += text;
  }

  static bool IsPageText(std::string_view name) {
    return name.size() > 5 && (name.ends_with("Header") || name.ends_with("Footer")) &&
           (name.starts_with("odd") || name.starts_with("even") || name.starts_with("first"));
  }

  // Codes are `&P` (the page), `&P+1`, `&12` (a size), `&"Arial,Bold"` (a font), `&KFF0000` and
  // `&K01+025` (a colour) and the like.
  static bool SaysMoreThanCodes(std::string_view text) {
    constexpr size_t kColourSize = 6;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_letter = [](char c) {
      return static_cast<unsigned char>((c | 0x20) - 'a') < 26 ||
             static_cast<unsigned char>(c) >= 0x80;
    };
    const auto skip_digits = [&](size_t at) {
      while (at < text.size() && is_digit(text[at])) ++at;
      return at;
    };
    for (size_t at = 0; at < text.size();) {
      const char c = text[at++];
      if (is_digit(c) || is_letter(c)) return true;
      if (c != '&' || at == text.size()) continue;
      const char code = text[at++];
      if (code == '"') at = std::min(text.find('"', at), text.size() - 1) + 1;
      if (is_digit(code)) at = skip_digits(at);
      if (code == 'K') at = std::min(at + kColourSize, text.size());
      const bool is_sum = (code == 'P' || code == 'N') && at + 1 < text.size() &&
                          (text[at] == '+' || text[at] == '-') && is_digit(text[at + 1]);
      if (is_sum) at = skip_digits(at + 1);
    }
    return false;
  }

  void StartRow(const XmlAttributes& attributes) {
    row_ = SheetRow();
    row_number_ = NumberOf(attributes["r"], row_number_ + 1);
    row_.number = row_number_;
    next_column_ = 0;
  }

  void StartCell(const XmlAttributes& attributes) {
    const auto reference = attributes.Find("r");
    column_ = reference ? ColumnOfReference(*reference) : next_column_;
    next_column_ = column_ + 1;
    const std::string_view type = attributes["t"];
    is_shared_ = type == "s";
    is_inline_ = type == "inlineStr";
    is_boolean_ = type == "b";
    is_number_ = type.empty() || type == "n";
    if (is_number_) style_ = attributes["s"];
    value_.clear();
  }

  void StartFormula(const XmlAttributes& attributes) {
    part_ = Part::kFormula;
    const std::string_view type = attributes["t"];
    has_formula_ = true;
    formula_ = SheetFormula();
    formula_.kind = type.empty() || type == "normal" ? SheetFormula::Kind::kPlain
                    : type == "shared"               ? SheetFormula::Kind::kShared
                    : type == "array"                ? SheetFormula::Kind::kArray
                                                     : SheetFormula::Kind::kOther;
    formula_.reach = attributes["ref"];
    formula_.group = attributes["si"];
  }

  void TakeFormulaText(std::string_view text) {
    formula_.text += text;
    if (formula_.text.size() <= kFormulaSizeBytesMax) return;
    formula_.text.resize(1);
    formula_.kind = SheetFormula::Kind::kOther;
  }

  // Where EndCell puts the cell at hand: one that comes twice or out of turn hides nothing, it gets
  // a place behind the others.
  uint32_t PlaceOfCell() const {
    const bool is_in_order = row_.cells.empty() || row_.cells.back().column < column_;
    return is_in_order ? column_ : std::max(row_.cells.back().column + 1, column_);
  }

  void EndCell() {
    part_ = Part::kNone;
    if (std::exchange(has_formula_, false)) {
      formula_.column = PlaceOfCell();
      formulas_->Take(formula_);
    }
    if (value_.empty() || row_.is_over_limit) return;
    SheetCell cell;
    if (is_shared_) {
      cell.shared = context_.SharedText(value_);
    } else if (is_number_) {
      const NumberFormat& format = context_.styles()->FormatOf(style_);
      cell.own = NumberText(value_, format, context_.styles()->is_epoch_1904);
      cell.is_text = format.kind == NumberKind::kDate || format.digits_min > 0;
      cell.styled_number = StyledNumber(style_, value_);
    } else if (is_boolean_) {
      cell.own = IsTrue(value_) ? "true" : "false";
      cell.is_text = false;
    } else {
      cell.own = UnescapeOoxml(value_);
    }
    if (cell.text().empty()) return;
    row_.size_bytes += cell.text().size();
    cell.column = PlaceOfCell();
    if (cell.column >= kColumnsMax || row_.size_bytes > row_size_bytes_max_) {
      row_.is_over_limit = true;
      return;
    }
    next_column_ = cell.column + 1;
    row_.cells.push_back(std::move(cell));
  }

  static uint64_t NumberOf(std::string_view text, uint64_t otherwise) {
    uint64_t number = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }
  static bool IsTrue(std::string_view text) { return text == "1" || text == "true"; }

  enum class Part : uint8_t { kNone, kValue, kFormula, kPageText };
  static constexpr size_t kPageTextSizeBytesMax = 64 * 1024;
  static constexpr size_t kFormulaSizeBytesMax = 64 * 1024;  // programs allow 8,192 characters

  const XlsxContext& context_;
  const uint64_t row_size_bytes_max_;
  std::optional<XmlReader> reader_;
  std::deque<SheetRow> rows_;
  SheetRow row_;
  uint64_t row_number_ = 0;
  uint32_t column_ = 0;
  uint32_t next_column_ = 0;
  std::string value_;
  Part part_ = Part::kNone;
  bool is_shared_ = false;
  bool is_inline_ = false;
  bool is_boolean_ = false;
  bool is_number_ = false;
  std::string style_;
  uint32_t phonetic_depth_ = 0;
  uint32_t hidden_columns_ = 0;
  uint64_t frozen_rows_ = 0;
  bool has_page_texts_ = false;
  FormulaSink* formulas_ = nullptr;
  SheetFormula formula_;  // of the cell at hand
  bool has_formula_ = false;
  bool is_done_ = false;
  Status failure_;
};

class XlsxWorkbook : public Workbook {
 public:
  XlsxWorkbook(std::unique_ptr<Package> package, XlsxIndex index)
      : Workbook(std::move(package)), context_(*package_, std::move(index)) {}

  const std::vector<Sheet>& sheets() const override { return context_.index().sheets; }

  Result<std::unique_ptr<SheetRows>> OpenRows(size_t sheet, uint64_t row_size_bytes_max) override {
    SUNDER_RETURN_IF_ERROR(context_.Load());
    auto rows = std::make_unique<XlsxRows>(context_, row_size_bytes_max);
    SUNDER_RETURN_IF_ERROR(rows->Open(*package_, context_.index().parts[sheet]));
    return std::unique_ptr<SheetRows>(std::move(rows));
  }

 private:
  XlsxContext context_;
};

}  // namespace

Result<std::unique_ptr<Workbook>> OpenXlsx(std::unique_ptr<Package> package,
                                           const std::string& name) {
  SUNDER_ASSIGN_OR_RETURN(XlsxIndex index, ReadXlsxIndex(*package, name));
  return std::unique_ptr<Workbook>(
      std::make_unique<XlsxWorkbook>(std::move(package), std::move(index)));
}

}  // namespace sunder::spreadsheet
