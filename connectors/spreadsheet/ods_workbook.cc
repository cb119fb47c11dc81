// ODS: all sheets lie in one part, one behind the other.
#include <deque>
#include <mutex>
#include <unordered_set>
#include <utility>

#include "connectors/package/xml_reader.h"
#include "connectors/spreadsheet/ods_cursor.h"
#include "connectors/spreadsheet/workbook.h"

namespace sunder::spreadsheet {
namespace {

using package::Package;
using package::XmlAttributes;
using package::XmlHandler;

constexpr size_t kSheetsMax = 4096;
// Cursors that wait for a later sheet: more than threads that read one workbook at once.
constexpr size_t kCursorsMax = 64;

class SheetsHandler : public XmlHandler {
 public:
  void Start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "style:style") style_ = attributes["style:name"];
    if (name == "style:table-properties" && attributes["table:display"] == "false") {
      hidden_styles_.insert(style_);
    }
    if (name != "table:table") return;
    // Tables in drawings stand within others and are no sheets.
    if (depth_++ > 0) return;
    has_too_many = has_too_many || sheets.size() >= kSheetsMax;
    if (has_too_many) return;
    const bool is_hidden = hidden_styles_.contains(std::string(attributes["table:style-name"]));
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
  std::unordered_set<std::string> hidden_styles_;
  uint32_t depth_ = 0;
};

// Cursors that stand behind the sheets that were read. A sheet goes on with one of them, so that
// reading all sheets in turn takes as many passes as threads do it, and not one a sheet.
class OdsCursors {
 public:
  // The furthest that has not passed `sheet`; none: a new one.
  Result<std::unique_ptr<OdsCursor>> Take(const Package& package, size_t sheet,
                                          uint64_t row_size_bytes_max) {
    {
      const std::lock_guard lock(mutex_);
      auto best = waiting_.end();
      for (auto cursor = waiting_.begin(); cursor != waiting_.end(); ++cursor) {
        const bool fits = (*cursor)->next_sheet() <= sheet &&
                          (*cursor)->row_size_bytes_max() == row_size_bytes_max;
        const bool is_better =
            best == waiting_.end() || (*cursor)->next_sheet() > (*best)->next_sheet();
        if (fits && is_better) best = cursor;
      }
      if (best != waiting_.end()) {
        std::unique_ptr<OdsCursor> cursor = std::move(*best);
        waiting_.erase(best);
        return cursor;
      }
    }
    return OdsCursor::Open(package, row_size_bytes_max);
  }

  void GiveBack(std::unique_ptr<OdsCursor> cursor) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(cursor));
    if (waiting_.size() > kCursorsMax) waiting_.pop_front();
  }

 private:
  std::mutex mutex_;
  std::deque<std::unique_ptr<OdsCursor>> waiting_;
};

class OdsRows : public SheetRows {
 public:
  OdsRows(std::unique_ptr<OdsCursor> cursor, size_t sheet, std::shared_ptr<OdsCursors> cursors)
      : cursor_(std::move(cursor)), cursors_(std::move(cursors)) {
    cursor_->GoTo(sheet);
  }
  ~OdsRows() override {
    if (!cursor_->has_failed()) cursors_->GiveBack(std::move(cursor_));
  }

  Result<bool> Next(SheetRow* row) override { return cursor_->Next(row); }
  uint64_t bytes_read() const override { return cursor_->bytes_read(); }
  uint32_t hidden_columns() const override { return cursor_->hidden_columns(); }

 private:
  std::unique_ptr<OdsCursor> cursor_;
  const std::shared_ptr<OdsCursors> cursors_;
};

class OdsWorkbook : public Workbook {
 public:
  OdsWorkbook(std::unique_ptr<Package> package, std::vector<Sheet> sheets)
      : Workbook(std::move(package)), sheets_(std::move(sheets)) {}

  const std::vector<Sheet>& sheets() const override { return sheets_; }

  Result<std::unique_ptr<SheetRows>> OpenRows(size_t sheet, uint64_t row_size_bytes_max) override {
    SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<OdsCursor> cursor,
                            cursors_->Take(*package_, sheet, row_size_bytes_max));
    return std::unique_ptr<SheetRows>(
        std::make_unique<OdsRows>(std::move(cursor), sheet, cursors_));
  }

 private:
  const std::vector<Sheet> sheets_;
  const std::shared_ptr<OdsCursors> cursors_ = std::make_shared<OdsCursors>();
};

}  // namespace

Result<std::unique_ptr<Workbook>> OpenOds(std::unique_ptr<Package> package,
                                          const std::string& name) {
  SheetsHandler handler;
  const Status status = ReadXml(*package, kOdsContent, &handler);
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
