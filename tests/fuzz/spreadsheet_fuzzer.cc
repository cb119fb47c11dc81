// The spreadsheet connector: any bytes as a sheet, as shared strings, as an ODS file's content, and
// as the whole file.
#include "connectors/spreadsheet/spreadsheet_connector.h"
#include "tests/fuzz/connector_round_trip.h"
#include "tests/fuzz/package_parts.h"

namespace {

constexpr char kWorkbook[] =
    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
    "<sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>";
constexpr char kLinks[] =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    "<Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>";
constexpr char kSheet[] =
    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
    "<row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>40000</v></c></row>"
    "<row><c t=\"s\"><v>1</v></c><c s=\"0\"><v>1.5</v></c></row></sheetData></worksheet>";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto connector = sunder::MakeSpreadsheetConnector();
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  const auto xlsx = [](std::string_view sheet, std::string_view strings, std::string_view styles) {
    return sunder::fuzz::StoredPackage({{"xl/workbook.xml", kWorkbook},
                                        {"xl/_rels/workbook.xml.rels", kLinks},
                                        {"xl/worksheets/sheet1.xml", sheet},
                                        {"xl/sharedStrings.xml", strings},
                                        {"xl/styles.xml", styles}});
  };
  std::string file(1, static_cast<char>(data[0]));
  const char* name = "a.xlsx";
  switch (data[1] % 5) {
    case 0:
      file += xlsx(bytes, "", "");
      break;
    case 1:
      file += xlsx(kSheet, bytes, "");
      break;
    case 2:
      file += xlsx(kSheet, "", bytes);
      break;
    case 3:
      name = "a.ods";
      file += sunder::fuzz::StoredPackage(
          {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", bytes}});
      break;
    default:
      file += bytes;
  }
  sunder::fuzz::CheckRoundTrip(*connector, {name}, reinterpret_cast<const uint8_t*>(file.data()),
                               file.size());
  return 0;
}
