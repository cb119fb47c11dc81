// A workbook: its sheets, and rows of them.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/package/package.h"
#include "connectors/spreadsheet/sheet_rows.h"
#include "core/status.h"

namespace sunder::spreadsheet {

struct Sheet {
  std::string name;
  bool is_hidden = false;
};

// Sheets may be opened and read by several threads at once, each by one.
class Workbook {
 public:
  virtual ~Workbook() = default;
  virtual const std::vector<Sheet>& sheets() const = 0;
  // Rows whose texts are larger than `row_size_bytes_max` are over the limit. The rows do not
  // outlive the workbook.
  virtual Result<std::unique_ptr<SheetRows>> OpenRows(size_t sheet,
                                                      uint64_t row_size_bytes_max) = 0;
  const package::Package& package() const { return *package_; }

 protected:
  explicit Workbook(std::unique_ptr<package::Package> package) : package_(std::move(package)) {}
  std::unique_ptr<package::Package> package_;
};

// The workbook of an object while its sheets are read: opened once for all of them, as a directory
// of thousands of sheets takes its time, and let go when each was opened.
class SharedWorkbook : public SharedContent {
 public:
  Result<std::shared_ptr<Workbook>> Open(const SourceObject& object);

 private:
  std::mutex mutex_;
  std::shared_ptr<Workbook> workbook_;
  size_t opened_ = 0;
};

// DataLoss: damaged or encrypted.
Result<std::unique_ptr<Workbook>> OpenWorkbook(const SourceObject& object);

// The same, by format.
Result<std::unique_ptr<Workbook>> OpenXlsx(std::unique_ptr<package::Package> package,
                                           const std::string& name);
Result<std::unique_ptr<Workbook>> OpenOds(std::unique_ptr<package::Package> package,
                                          const std::string& name);

}  // namespace sunder::spreadsheet
