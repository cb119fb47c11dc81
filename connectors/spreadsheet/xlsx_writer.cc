#include "connectors/spreadsheet/xlsx_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <map>
#include <set>
#include <utility>

#include "connectors/package/package_writer.h"
#include "connectors/package/xml_reader.h"
#include "connectors/spreadsheet/cell_text.h"
#include "connectors/spreadsheet/computed_columns.h"
#include "connectors/spreadsheet/sheet_layout.h"
#include "connectors/spreadsheet/workbook.h"
#include "connectors/spreadsheet/xlsx_parts.h"

namespace sunder::spreadsheet {
namespace {

using package::Package;
using package::PackageWriter;

constexpr char kDeclaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr char kMain[] = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr char kOffice[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr char kPackage[] = "http://schemas.openxmlformats.org/package/2006/";
constexpr char kTypes[] = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
constexpr size_t kCopySizeBytes = 64 * 1024;
// What the cells show apart from their values; a larger one is left out.
constexpr uint64_t kStylesSizeBytesMax = uint64_t{64} << 20;

// Pieces of part names, and what to call them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kLeftOut{{
    {"omments", "comments"},
    {"xl/persons", "comments"},
    {"xl/charts", "charts"},
    {"xl/drawings", "drawings"},
    {"xl/media", "pictures"},
    {"xl/pivot", "pivot tables"},
    {"xl/tables", "table styles"},
    {"xl/externalLinks", "links to other workbooks"},
    {"xl/queryTables", "queries"},
    {"xl/connections", "queries"},
    {"customXml", "custom data"},
    {"xl/embeddings", "embedded files"},
}};

std::string ColumnLetters(uint32_t column) {
  std::string letters;
  for (uint64_t rest = uint64_t{column} + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

// The column of a field that the layout did not know: "column 300", "column 300 (2)".
uint32_t ColumnOfName(std::string_view name) {
  constexpr std::string_view kPrefix = "column ";
  uint32_t number = 0;
  if (!name.starts_with(kPrefix)) return kColumnsMax;
  name.remove_prefix(kPrefix.size());
  std::from_chars(name.data(), name.data() + name.size(), number);
  return number == 0 || number > kColumnsMax ? kColumnsMax : number - 1;
}

struct SheetPlan {
  size_t sheet = 0;  // index in the workbook; SIZE_MAX: the texts outside the cells
  std::map<std::string, uint32_t, std::less<>> columns;  // of fields that are not removed
  std::set<std::string, std::less<>> removed;
  std::set<uint32_t> computed;                           // from what leaves: they leave as well
  std::vector<std::pair<uint32_t, std::string>> header;  // of kept columns
  uint32_t first_column = 0;                             // that is kept
  uint64_t header_row = 0;                               // its number; 0: none
};

uint32_t ColumnOfField(const SheetPlan& plan, std::string_view field) {
  const auto known = plan.columns.find(field);
  return known == plan.columns.end() ? ColumnOfName(field) : known->second;
}

class XlsxWriter : public ObjectWriter {
 public:
  XlsxWriter(std::unique_ptr<PackageWriter> package, XlsxIndex index, std::vector<SheetPlan> plans)
      : package_(std::move(package)), index_(std::move(index)), plans_(std::move(plans)) {}

  std::vector<uint32_t> WithheldCells(size_t table, const RecordBlock& block,
                                      uint32_t record) const override;
  // All parts but the sheets.
  Status WriteFrame(const Package& source);
  Status Serialize(size_t table, const RecordBlock& block, uint32_t record,
                   std::span<const CellEdit> edits, std::string* bytes) const override;
  Status Write(size_t table, std::string_view record_bytes) override;
  Status Finish() override;
  std::vector<std::string> Notes() const override;

 private:
  Status StartSheet(size_t sheet, const SheetPlan* plan);
  Status EndSheet();
  Status WriteRow(std::string_view lines);

  std::unique_ptr<PackageWriter> package_;
  const XlsxIndex index_;
  const std::vector<SheetPlan> plans_;  // by table
  size_t open_table_ = SIZE_MAX;
  uint64_t row_ = 0;
  std::string buffer_;
  std::set<size_t> written_;  // sheets
};

Status WritePart(PackageWriter* package, const std::string& name, const std::string& content) {
  SUNDER_RETURN_IF_ERROR(package->StartPart(name));
  return package->Write(kDeclaration + content);
}

Status CopyPart(const Package& source, const std::string& from, const std::string& to,
                PackageWriter* package) {
  SUNDER_ASSIGN_OR_RETURN(const auto stream, source.OpenPart(from));
  SUNDER_RETURN_IF_ERROR(package->StartPart(to));
  std::string buffer(kCopySizeBytes, '\0');
  uint64_t size_bytes = 0;
  while (true) {
    SUNDER_ASSIGN_OR_RETURN(const size_t count, stream->Read(buffer.data(), buffer.size()));
    if (count == 0) return Status::Ok();
    size_bytes += count;
    if (size_bytes > kStylesSizeBytesMax) {
      return Status::DataLoss("the workbook's styles are too large to be written");
    }
    SUNDER_RETURN_IF_ERROR(package->Write({buffer.data(), count}));
  }
}

Status XlsxWriter::WriteFrame(const Package& source) {
  const bool has_styles = !index_.styles.empty() && source.Has(index_.styles);
  const std::string type = std::string("<Override ContentType=\"") + kTypes;
  std::string types = std::string("<Types xmlns=\"") + kPackage +
                      "content-types\"><Default Extension=\"rels\" ContentType=\"application/"
                      "vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
                      "ContentType=\"application/xml\"/>" +
                      type + "sheet.main+xml\" PartName=\"/xl/workbook.xml\"/>";
  const std::string link = std::string("\" Type=\"") + kOffice;
  const std::string links_head =
      std::string("<Relationships xmlns=\"") + kPackage + "relationships\">";
  std::string links = links_head;
  std::string sheets;
  for (size_t i = 0; i < index_.sheets.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    types += type + "worksheet+xml\" PartName=\"/xl/worksheets/sheet" + number + ".xml\"/>";
    links += "<Relationship Id=\"rId" + number + link + "/worksheet\" Target=\"worksheets/sheet" +
             number + ".xml\"/>";
    sheets += "<sheet name=\"" + EscapeOoxml(index_.sheets[i].name) + "\" sheetId=\"" + number +
              (index_.sheets[i].is_hidden ? "\" state=\"hidden" : "") + "\" r:id=\"rId" + number +
              "\"/>";
  }
  if (has_styles) {
    types += type + "styles+xml\" PartName=\"/xl/styles.xml\"/>";
    links += "<Relationship Id=\"rIdStyles" + link + "/styles\" Target=\"styles.xml\"/>";
  }
  SUNDER_RETURN_IF_ERROR(WritePart(package_.get(), "[Content_Types].xml", types + "</Types>"));
  SUNDER_RETURN_IF_ERROR(WritePart(package_.get(), "_rels/.rels",
                                   links_head + "<Relationship Id=\"rId1" + link +
                                       "/officeDocument\" Target=\"xl/workbook.xml\"/>"
                                       "</Relationships>"));
  SUNDER_RETURN_IF_ERROR(
      WritePart(package_.get(), "xl/workbook.xml",
                std::string("<workbook xmlns=\"") + kMain + "\" xmlns:r=\"" + kOffice + "\">" +
                    (index_.is_epoch_1904 ? "<workbookPr date1904=\"1\"/>" : "") + "<sheets>" +
                    sheets + "</sheets></workbook>"));
  SUNDER_RETURN_IF_ERROR(
      WritePart(package_.get(), "xl/_rels/workbook.xml.rels", links + "</Relationships>"));
  if (!has_styles) return Status::Ok();
  return CopyPart(source, index_.styles, "xl/styles.xml", package_.get());
}

// A line a cell: its column, and what stands in its tag behind the reference and in the element.
void AppendCell(uint32_t column, std::string_view rest, std::string* lines) {
  *lines += ColumnLetters(column);
  *lines += '\t';
  *lines += rest;
  *lines += '\n';
}

std::string TextCell(std::string_view text) {
  return " t=\"inlineStr\"><is><t xml:space=\"preserve\">" + EscapeOoxml(text) + "</t></is></c>";
}

std::string SourceCell(const RecordBlock& block, const CellRef& cell) {
  const std::string_view raw = block.bytes().substr(cell.begin, cell.end - cell.begin);
  if (cell.encoding == CellEncoding::kEscaped) {
    const auto [style, value] = SplitStyledNumber(raw);
    return " s=\"" + std::string(style) + "\"><v>" + EscapeOoxml(value) + "</v></c>";
  }
  if (!cell.is_text && (raw == "true" || raw == "false")) {
    return std::string(" t=\"b\"><v>") + (raw == "true" ? "1" : "0") + "</v></c>";
  }
  return TextCell(raw);
}

Status XlsxWriter::Serialize(size_t table, const RecordBlock& block, uint32_t record,
                             std::span<const CellEdit> edits, std::string* bytes) const {
  bytes->clear();
  const SheetPlan& plan = plans_[table];
  if (plan.sheet == SIZE_MAX) return Status::Ok();
  const auto first =
      std::lower_bound(block.cells.begin(), block.cells.end(), record,
                       [](const CellRef& cell, uint32_t wanted) { return cell.record < wanted; });
  auto edit = edits.begin();
  bool has_kept_cell = false;
  for (auto cell = first; cell != block.cells.end() && cell->record == record; ++cell) {
    const auto index = static_cast<uint32_t>(cell - block.cells.begin());
    while (edit != edits.end() && edit->cell < index) ++edit;
    const std::string& field = block.fields[cell->field];
    if (plan.removed.contains(field)) continue;
    const uint32_t column = ColumnOfField(plan, field);
    if (plan.computed.contains(column)) continue;
    has_kept_cell = true;
    if (column >= kColumnsMax) return Status::Internal("xlsx: a field that no sheet has");
    const bool is_edited = edit != edits.end() && edit->cell == index;
    if (!is_edited) {
      AppendCell(column, SourceCell(block, *cell), bytes);
    } else if (edit->kind == CellEdit::Kind::kReplace && !edit->text.empty()) {
      AppendCell(column, TextCell(edit->text), bytes);
    }
  }
  // A row without a cell would be no record any more. One that never had any but those that leave
  // is none: it would be there for as long as they are filled.
  const bool is_record = has_kept_cell || plan.columns.empty();
  if (bytes->empty() && is_record) AppendCell(plan.first_column, TextCell(" "), bytes);
  return Status::Ok();
}

std::vector<uint32_t> XlsxWriter::WithheldCells(size_t table, const RecordBlock& block,
                                                uint32_t record) const {
  std::vector<uint32_t> cells;
  const SheetPlan& plan = plans_[table];
  if (plan.computed.empty()) return cells;
  auto cell =
      std::lower_bound(block.cells.begin(), block.cells.end(), record,
                       [](const CellRef& one, uint32_t wanted) { return one.record < wanted; });
  for (; cell != block.cells.end() && cell->record == record; ++cell) {
    const std::string& field = block.fields[cell->field];
    const bool is_withheld =
        !plan.removed.contains(field) && plan.computed.contains(ColumnOfField(plan, field));
    if (is_withheld) cells.push_back(static_cast<uint32_t>(cell - block.cells.begin()));
  }
  return cells;
}

std::vector<std::string> XlsxWriter::Notes() const {
  std::vector<std::string> notes = {
      "formulas are values now; the order of the rows, the look of texts, properties of the "
      "file are not kept"};
  for (const SheetPlan& plan : plans_) {
    std::string columns;
    for (const uint32_t column : plan.computed) {
      columns += (columns.empty() ? "" : ", ") + ColumnLetters(column);
    }
    if (columns.empty()) continue;
    notes.push_back("formulas compute column " + columns + " of sheet " +
                    std::to_string(plan.sheet + 1) +
                    " from what leaves, or nobody can say from what: sealed with it");
  }
  return notes;
}

Status XlsxWriter::StartSheet(size_t sheet, const SheetPlan* plan) {
  written_.insert(sheet);
  SUNDER_RETURN_IF_ERROR(
      package_->StartPart("xl/worksheets/sheet" + std::to_string(sheet + 1) + ".xml"));
  row_ = 0;
  buffer_ = std::string(kDeclaration) + "<worksheet xmlns=\"" + kMain + "\">";
  const uint64_t header_row = plan == nullptr ? 0 : plan->header_row;
  // In the row where it was, so that a plan's dialect fits; frozen, it is known without a guess.
  if (header_row > 0) {
    row_ = header_row - 1;
    buffer_ += "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"" +
               std::to_string(header_row) + "\" topLeftCell=\"A" + std::to_string(header_row + 1) +
               "\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>";
  }
  buffer_ += "<sheetData>";
  SUNDER_RETURN_IF_ERROR(package_->Write(buffer_));
  if (header_row == 0) return Status::Ok();
  std::string lines;
  for (const auto& [column, name] : plan->header) AppendCell(column, TextCell(name), &lines);
  return WriteRow(lines);
}

Status XlsxWriter::WriteRow(std::string_view lines) {
  const std::string number = std::to_string(++row_);
  buffer_ = "<row r=\"" + number + "\">";
  while (!lines.empty()) {
    const size_t tab = lines.find('\t');
    const size_t end = lines.find('\n', tab);
    if (tab == std::string_view::npos || end == std::string_view::npos) {
      return Status::Internal("xlsx: a record that no Serialize made");
    }
    buffer_ += "<c r=\"";
    buffer_ += lines.substr(0, tab);
    buffer_ += number + "\"";
    buffer_ += lines.substr(tab + 1, end - tab - 1);
    lines.remove_prefix(end + 1);
  }
  buffer_ += "</row>";
  return package_->Write(buffer_);
}

Status XlsxWriter::EndSheet() {
  if (open_table_ == SIZE_MAX) return Status::Ok();
  open_table_ = SIZE_MAX;
  return package_->Write("</sheetData></worksheet>");
}

Status XlsxWriter::Write(size_t table, std::string_view record_bytes) {
  const SheetPlan& plan = plans_[table];
  if (plan.sheet == SIZE_MAX) return Status::Ok();
  if (table != open_table_) {
    SUNDER_RETURN_IF_ERROR(EndSheet());
    SUNDER_RETURN_IF_ERROR(StartSheet(plan.sheet, &plan));
    open_table_ = table;
  }
  // A record that left as a whole (a request of its person).
  return record_bytes.empty() ? Status::Ok() : WriteRow(record_bytes);
}

Status XlsxWriter::Finish() {
  SUNDER_RETURN_IF_ERROR(EndSheet());
  for (size_t sheet = 0; sheet < index_.sheets.size(); ++sheet) {
    if (written_.contains(sheet)) continue;
    const auto plan =
        std::find_if(plans_.begin(), plans_.end(),
                     [sheet](const SheetPlan& candidate) { return candidate.sheet == sheet; });
    SUNDER_RETURN_IF_ERROR(StartSheet(sheet, plan == plans_.end() ? nullptr : &*plan));
    SUNDER_RETURN_IF_ERROR(package_->Write("</sheetData></worksheet>"));
  }
  return package_->Finish();
}

// The sheet of a table; SIZE_MAX: none.
size_t SheetOf(const TableInfo& table) {
  size_t number = 0;
  const auto place = table.dialect.find("sheet");
  if (place == table.dialect.end()) return SIZE_MAX;
  std::from_chars(place->second.data(), place->second.data() + place->second.size(), number);
  return number - 1;
}

// Columns from which something leaves, of all sheets.
Result<std::set<SheetColumn>> LeavingColumns(const std::vector<TableInfo>& tables,
                                             const std::vector<WriteOptions>& options) {
  std::set<SheetColumn> leaving;
  for (size_t i = 0; i < tables.size(); ++i) {
    const size_t sheet = SheetOf(tables[i]);
    if (sheet == SIZE_MAX) continue;
    SUNDER_ASSIGN_OR_RETURN(
        const SheetLayout layout,
        ReadLayout(tables[i].dialect, tables[i].fields, tables[i].object.name));
    for (const auto* fields : {&options[i].removed_fields, &options[i].edited_fields}) {
      for (const std::string& field : *fields) {
        const auto known = std::find(layout.fields.begin(), layout.fields.end(), field);
        leaving.emplace(sheet, known == layout.fields.end()
                                   ? ColumnOfName(field)
                                   : layout.columns[static_cast<size_t>(
                                         known - layout.fields.begin())]);
      }
    }
  }
  return leaving;
}

// Reads all sheets once more where something leaves one of them.
Result<std::set<SheetColumn>> ColumnsComputedFrom(const std::set<SheetColumn>& leaving,
                                                  const SourceObject& object) {
  constexpr uint64_t kRowSizeBytesMax = uint64_t{1} << 20;  // its texts are not wanted
  if (leaving.empty()) return std::set<SheetColumn>();
  SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<Workbook> workbook, OpenWorkbook(object));
  std::vector<std::string> names;
  for (const Sheet& sheet : workbook->sheets()) names.push_back(sheet.name);
  ComputedColumns computed(std::move(names));
  for (size_t sheet = 0; sheet < workbook->sheets().size(); ++sheet) {
    SUNDER_ASSIGN_OR_RETURN(const auto rows, workbook->OpenRows(sheet, kRowSizeBytesMax));
    computed.BeginSheet(sheet);
    rows->TakeFormulas(&computed);
    SheetRow row;
    for (bool has_row = true; has_row;) {
      SUNDER_ASSIGN_OR_RETURN(has_row, rows->Next(&row));
    }
  }
  if (computed.has_too_many()) {
    return Status::Refused(object.name +
                           ": its formulas fill too many cells to be followed; save it with values "
                           "in their place");
  }
  return computed.From(leaving);
}

Result<SheetPlan> PlanSheet(const TableInfo& table, const WriteOptions& options, size_t sheets,
                            const std::set<SheetColumn>& computed) {
  SheetPlan plan;
  plan.sheet = SheetOf(table);
  if (plan.sheet == SIZE_MAX) return plan;
  if (plan.sheet >= sheets) return Status::Internal("xlsx: a table that is no sheet");
  SUNDER_ASSIGN_OR_RETURN(const SheetLayout layout,
                          ReadLayout(table.dialect, table.fields, table.object.name));
  plan.removed = {options.removed_fields.begin(), options.removed_fields.end()};
  plan.header_row = layout.header_row;
  for (const auto& [sheet, column] : computed) {
    if (sheet == plan.sheet) plan.computed.insert(column);
  }
  bool has_first = false;
  for (size_t i = 0; i < layout.columns.size(); ++i) {
    if (plan.removed.contains(layout.fields[i])) {
      plan.computed.erase(layout.columns[i]);
      continue;
    }
    plan.columns[layout.fields[i]] = layout.columns[i];
    if (plan.computed.contains(layout.columns[i])) continue;
    if (!has_first) plan.first_column = layout.columns[i];
    has_first = true;
    const std::string& name = table.header.empty() ? layout.fields[i] : table.header[i];
    if (!name.empty()) plan.header.emplace_back(layout.columns[i], name);
  }
  return plan;
}

bool IsHex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

// "_x0041_" in a text would be read as "A".
bool LooksEscaped(std::string_view text) {
  return text.size() >= 7 && text[0] == '_' && text[1] == 'x' && text[6] == '_' &&
         std::all_of(text.begin() + 2, text.begin() + 6, IsHex);
}

}  // namespace

std::string EscapeOoxml(std::string_view text) {
  std::string xml;
  xml.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<uint8_t>(c);
    if (c == '&') {
      xml += "&amp;";
    } else if (c == '<') {
      xml += "&lt;";
    } else if (c == '>') {
      xml += "&gt;";
    } else if (c == '"') {
      xml += "&quot;";
    } else if (c == '\n' || c == '\t') {
      xml += c == '\n' ? "&#10;" : "&#9;";
    } else if (byte < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "_x%04X_", byte);
      xml += escape;
    } else if (c == '_' && LooksEscaped(text.substr(i))) {
      xml += "_x005F_";
    } else if (text.substr(i).starts_with("\xEF\xBF\xBE") ||
               text.substr(i).starts_with("\xEF\xBF\xBF")) {
      xml += text[i + 2] == '\xBE' ? "_xFFFE_" : "_xFFFF_";
      i += 2;
    } else {
      xml += c;
    }
  }
  return xml;
}

std::vector<std::string> PartsLeftOut(const Package& package) {
  std::set<std::string> names;
  for (const std::string& part : package.parts()) {
    if (part.ends_with(".rels")) continue;
    for (const auto& [piece, name] : kLeftOut) {
      if (part.find(piece) == std::string::npos) continue;
      names.emplace(name);
      break;
    }
  }
  return {names.begin(), names.end()};
}

Result<std::unique_ptr<ObjectWriter>> NewXlsxWriter(const std::string& path,
                                                    const std::vector<TableInfo>& tables,
                                                    const std::vector<WriteOptions>& options) {
  if (tables.empty() || tables.size() != options.size()) {
    return Status::Internal(path + ": a workbook without tables");
  }
  const SourceObject& object = tables.front().object;
  SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<Package> source, Package::Open(object));
  std::string left_out;
  for (const std::string& name : PartsLeftOut(*source)) {
    left_out += (left_out.empty() ? "" : ", ") + name;
  }
  if (options.front().is_in_place && !left_out.empty()) {
    return Status::Refused(object.name + ": holds " + left_out +
                           ", which cannot be carried over in place; split it into stores, "
                           "without --in-place, or leave it out with --ignore");
  }
  SUNDER_ASSIGN_OR_RETURN(XlsxIndex index, ReadXlsxIndex(*source, object.name));
  SUNDER_ASSIGN_OR_RETURN(const std::set<SheetColumn> leaving, LeavingColumns(tables, options));
  SUNDER_ASSIGN_OR_RETURN(const std::set<SheetColumn> computed,
                          ColumnsComputedFrom(leaving, object));
  std::vector<SheetPlan> plans;
  for (size_t i = 0; i < tables.size(); ++i) {
    SUNDER_ASSIGN_OR_RETURN(SheetPlan plan,
                            PlanSheet(tables[i], options[i], index.sheets.size(), computed));
    plans.push_back(std::move(plan));
  }
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<PackageWriter> package, PackageWriter::Create(path));
  auto writer =
      std::make_unique<XlsxWriter>(std::move(package), std::move(index), std::move(plans));
  SUNDER_RETURN_IF_ERROR(writer->WriteFrame(*source));
  return std::unique_ptr<ObjectWriter>(std::move(writer));
}

}  // namespace sunder::spreadsheet
