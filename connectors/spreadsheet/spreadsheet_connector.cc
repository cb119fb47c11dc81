#include "connectors/spreadsheet/spreadsheet_connector.h"

#include <set>
#include <utility>

#include "connectors/decode/byte_stream.h"
#include "connectors/decode/file_name.h"
#include "connectors/package/encrypted_package.h"
#include "connectors/package/part_texts.h"
#include "connectors/spreadsheet/ods_texts.h"
#include "connectors/spreadsheet/sheet_layout.h"
#include "connectors/spreadsheet/sheet_reader.h"
#include "connectors/spreadsheet/workbook.h"
#include "connectors/spreadsheet/xlsx_writer.h"

namespace sunder {
namespace {

using package::Package;
using spreadsheet::Sheet;
using spreadsheet::SheetLayout;
using spreadsheet::SheetRows;
using spreadsheet::Workbook;

constexpr size_t kHeadSizeBytes = 64 * 1024;
constexpr uint64_t kRowSizeBytesMax = 64 * 1024 * 1024;
constexpr char kOutsideTable[] = "(outside the cells)";
constexpr char kCutIsReadOnly[] = "the workbook is cut off";
constexpr char kOdsIsReadOnly[] = "ODS workbooks are not rewritten";
constexpr char kMacrosAreReadOnly[] = "workbooks with macros and templates are not rewritten";
constexpr std::string_view kOdsMimetype = "application/vnd.oasis.opendocument.spreadsheet";

bool HasXlsxExtension(std::string_view name) {
  return HasExtension(name, ".xlsx") || HasExtension(name, ".xlsm") || HasExtension(name, ".xltx");
}
bool HasOdsExtension(std::string_view name) {
  return HasExtension(name, ".ods") || HasExtension(name, ".ots");
}

class SpreadsheetConnector : public Connector {
 public:
  SpreadsheetConnector() {
    traits_.name = "spreadsheet";
    traits_.description = "workbooks, a table a sheet; ODS and macros read only";
    traits_.extensions = {".xlsx", ".xlsm", ".xltx", ".ods", ".ots"};
    traits_.is_binary = true;
    traits_.reads_streams = false;
  }

  const ConnectorTraits& traits() const override { return traits_; }

  int Recognise(std::string_view file_name, std::string_view head) const override {
    const bool by_extension = HasXlsxExtension(file_name) || HasOdsExtension(file_name);
    if (package::IsZip(head)) {
      const std::string_view mimetype = package::MimetypeOfHead(head);
      if (mimetype.starts_with(kOdsMimetype)) return 4;
      if (mimetype.empty() && package::HeadNamesPart(head, "xl/workbook.xml")) return 4;
      return by_extension ? 3 : 0;
    }
    // With a password the package lies in a compound file.
    const bool may_be_ours = head.empty() || package::IsCompoundFile(head);
    return by_extension && may_be_ours ? 2 : 0;
  }

  Result<std::vector<TableInfo>> Inspect(const SourceObject& object) const override {
    if (auto encrypted = package::EncryptedTable(object)) {
      return std::vector<TableInfo>{*std::move(encrypted)};
    }
    Result<std::vector<TableInfo>> tables = InspectWorkbook(object);
    if (tables.status().code() != StatusCode::kDataLoss) return tables;
    // Of a file that was cut off, what stands before is read, whatever is missing to make sheets.
    const Result<std::unique_ptr<Package>> opened = Package::Open(object);
    if (!opened.ok() || (*opened)->damage().ok()) return tables;
    TableInfo rest;
    rest.object = object;
    rest.table = kOutsideTable;
    rest.keeps_order = true;
    rest.is_document = true;
    rest.read_only_reason = kCutIsReadOnly;
    return std::vector<TableInfo>{std::move(rest)};
  }

  Result<std::vector<Partition>> Plan(const TableInfo& /*table*/,
                                      uint32_t /*count*/) const override {
    return std::vector<Partition>{Partition{}};
  }

  Result<std::unique_ptr<RecordReader>> Open(const TableInfo& table, const Partition& /*partition*/,
                                             const ReadOptions& options) const override {
    if (package::IsEncryptedTable(table)) return package::NewEncryptedReader();
    if (table.dialect.contains("sheet")) return spreadsheet::OpenSheetReader(table, options);
    SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<Package> opened, Package::Open(table.object));
    std::vector<package::TextPart> parts;
    std::vector<std::string> unread;
    if (opened->Has("content.xml")) {
      parts.push_back({"content.xml", spreadsheet::NewOdsTextHandler});
      if (opened->Has("styles.xml")) {
        parts.push_back({"styles.xml", spreadsheet::NewOdsTextHandler});
      }
    }
    const bool has_sheets = table.shared != nullptr;
    package::AddOtherParts(
        *opened,
        [has_sheets](const std::string& part) {
          return part == "content.xml" || part == "styles.xml" ||
                 (has_sheets && IsReadByCells(part));
        },
        &parts, &unread);
    return package::NewPartTextReader(std::move(opened), std::move(parts), std::move(unread),
                                      options);
  }

  Result<std::unique_ptr<ObjectWriter>> Create(
      const std::string& path, const std::vector<TableInfo>& tables,
      const std::vector<WriteOptions>& options) const override {
    if (tables.empty() || !tables.front().read_only_reason.empty()) {
      return Status::Refused(path + ": the workbook is read only");
    }
    return spreadsheet::NewXlsxWriter(path, tables, options);
  }

 private:
  static Result<std::vector<TableInfo>> InspectWorkbook(const SourceObject& object) {
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<Workbook> workbook,
                            spreadsheet::OpenWorkbook(object));
    const auto shared = std::make_shared<spreadsheet::SharedWorkbook>();
    const std::string read_only_reason = WhyReadOnly(object, workbook->package());
    std::vector<TableInfo> tables;
    std::set<std::string> names;  // a damaged file may repeat them
    for (size_t i = 0; i < workbook->sheets().size(); ++i) {
      SUNDER_ASSIGN_OR_RETURN(TableInfo table, InspectSheet(object, workbook.get(), i));
      table.table = Unique(table.table, &names);
      table.shared = shared;
      table.read_only_reason = read_only_reason;
      tables.push_back(std::move(table));
    }
    TableInfo outside;
    outside.object = object;
    outside.shared = shared;
    outside.table = Unique(kOutsideTable, &names);
    outside.keeps_order = true;
    outside.is_document = true;
    outside.read_only_reason = read_only_reason;
    if (read_only_reason.empty()) outside.notes = NotesOf(workbook->package());
    tables.push_back(std::move(outside));
    return tables;
  }

  static std::string WhyReadOnly(const SourceObject& object, const Package& package) {
    if (package.Has("content.xml")) return kOdsIsReadOnly;
    for (const std::string& part : package.parts()) {
      if (part.find("vbaProject") != std::string::npos) return kMacrosAreReadOnly;
    }
    const bool is_workbook =
        !HasExtension(object.name, ".xltx") && !HasExtension(object.name, ".xlsm");
    return is_workbook ? "" : kMacrosAreReadOnly;
  }

  static std::vector<std::string> NotesOf(const Package& package) {
    std::string names;
    for (const std::string& name : spreadsheet::PartsLeftOut(package)) names += name + ", ";
    return {"not carried over: " + names +
            "properties of the file, the look of texts, merged cells and the rows' order; formulas "
            "are values now"};
  }

  static std::string Unique(const std::string& name, std::set<std::string>* taken) {
    std::string unique = name;
    for (size_t i = 2; !taken->insert(unique).second; ++i) {
      unique = name + " (" + std::to_string(i) + ")";
    }
    return unique;
  }

  static bool IsReadByCells(const std::string& part) {
    return part == "content.xml" || part == "styles.xml" || part == "settings.xml" ||
           part.starts_with("xl/worksheets/sheet") || part == "xl/sharedStrings.xml";
  }

  static Result<TableInfo> InspectSheet(const SourceObject& object, Workbook* workbook,
                                        size_t index) {
    const Sheet& sheet = workbook->sheets()[index];
    TableInfo table;
    table.object = object;
    table.table = sheet.name;
    table.fields_known = true;
    table.dialect["sheet"] = std::to_string(index + 1);
    if (sheet.is_hidden) table.dialect["hidden"] = "sheet";
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<SheetRows> rows,
                            workbook->OpenRows(index, kRowSizeBytesMax));
    SUNDER_ASSIGN_OR_RETURN(const SheetLayout layout, spreadsheet::FindLayout(rows.get()));
    table.fields = layout.fields;
    if (layout.header != layout.fields) table.header = layout.header;
    spreadsheet::WriteLayout(layout, &table.dialect);
    if (rows->hidden_columns() > 0) {
      table.dialect["hidden_columns"] = std::to_string(rows->hidden_columns());
    }
    return table;
  }

  ConnectorTraits traits_;
};

}  // namespace

namespace spreadsheet {

Result<std::shared_ptr<Workbook>> SharedWorkbook::Open(const SourceObject& object) {
  const std::lock_guard lock(mutex_);
  if (workbook_ == nullptr) {
    SUNDER_ASSIGN_OR_RETURN(workbook_, OpenWorkbook(object));
    opened_ = 0;
  }
  std::shared_ptr<Workbook> workbook = workbook_;
  if (++opened_ >= workbook->sheets().size()) workbook_.reset();
  return workbook;
}

Result<std::unique_ptr<Workbook>> OpenWorkbook(const SourceObject& object) {
  SUNDER_ASSIGN_OR_RETURN(const std::string head, ReadHead(object, kHeadSizeBytes));
  if (package::IsCompoundFile(head)) {
    return Status::DataLoss(object.name +
                            ": is of the format before 2007, or no workbook; save it as XLSX");
  }
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<Package> opened, Package::Open(object));
  if (opened->Has("content.xml")) return OpenOds(std::move(opened), object.name);
  return OpenXlsx(std::move(opened), object.name);
}

}  // namespace spreadsheet

std::unique_ptr<Connector> MakeSpreadsheetConnector() {
  return std::make_unique<SpreadsheetConnector>();
}

}  // namespace sunder
