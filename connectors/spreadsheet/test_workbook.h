// For tests only: workbooks as their parts.
#pragma once

#include <string>
#include <vector>

#include "connectors/package/test_package.h"

namespace sunder::spreadsheet {

struct TestSheet {
  std::string name;
  std::string rows;  // XML within sheetData
  std::string state = "visible";
};

inline constexpr char kSheetMlAttributes[] =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
inline constexpr char kRelationshipsAttributes[] =
    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";

// `shared` are the shared strings, `more` further parts. Styles: 0 plain, 1 date, 2 "00000",
// 3 a format code of its own for dates and times.
inline package::TestParts XlsxParts(const std::vector<TestSheet>& sheets,
                                    const std::vector<std::string>& shared = {},
                                    const package::TestParts& more = {}) {
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  std::string workbook = "<workbook " + std::string(kSheetMlAttributes) + "><sheets>";
  std::string links = "<Relationships " + std::string(kRelationshipsAttributes) + ">";
  package::TestParts parts = {
      {"[Content_Types].xml",
       "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"},
      {"_rels/.rels", "<Relationships " + std::string(kRelationshipsAttributes) +
                          "><Relationship Id=\"rId1\" Type=\"" + office +
                          "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"}};
  package::TestParts bodies;
  for (size_t i = 0; i < sheets.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    workbook += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + number + "\" state=\"" +
                sheets[i].state + "\" r:id=\"rId" + number + "\"/>";
    links += "<Relationship Id=\"rId" + number + "\" Type=\"" + office +
             "worksheet\" Target=\"worksheets/sheet" + number + ".xml\"/>";
    bodies.push_back({"xl/worksheets/sheet" + number + ".xml",
                      "<worksheet " + std::string(kSheetMlAttributes) + "><sheetData>" +
                          sheets[i].rows + "</sheetData></worksheet>"});
  }
  links += "<Relationship Id=\"rIdS\" Type=\"" + office +
           "sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rIdT\" Type=\"" +
           office + "styles\" Target=\"/xl/styles.xml\"/></Relationships>";
  parts.push_back({"xl/workbook.xml", workbook + "</sheets></workbook>"});
  parts.push_back({"xl/_rels/workbook.xml.rels", links});
  parts.insert(parts.end(), bodies.begin(), bodies.end());
  parts.push_back(
      {"xl/styles.xml", "<styleSheet " + std::string(kSheetMlAttributes) +
                            "><numFmts><numFmt numFmtId=\"165\" formatCode=\"00000\"/>"
                            "<numFmt numFmtId=\"166\" formatCode=\"[$-407]dd.mm.yyyy\\ hh:mm\"/>"
                            "</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
                            "<xf numFmtId=\"165\"/><xf numFmtId=\"166\"/></cellXfs></styleSheet>"});
  std::string strings = "<sst " + std::string(kSheetMlAttributes) + ">";
  for (const std::string& text : shared) strings += "<si><t>" + text + "</t></si>";
  parts.push_back({"xl/sharedStrings.xml", strings + "</sst>"});
  parts.insert(parts.end(), more.begin(), more.end());
  return parts;
}

inline std::string Inline(const std::string& reference, const std::string& text) {
  return "<c r=\"" + reference + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

inline std::string Row(int number, const std::string& cells) {
  return "<row r=\"" + std::to_string(number) + "\">" + cells + "</row>";
}

inline package::TestParts OdsParts(const std::string& tables) {
  const std::string office = "urn:oasis:names:tc:opendocument:xmlns:";
  return {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
          {"content.xml",
           "<o:document-content xmlns:o=\"" + office + "office:1.0\" xmlns:table=\"" + office +
               "table:1.0\" xmlns:text=\"" + office +
               "text:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><o:body><o:spreadsheet>" +
               tables + "</o:spreadsheet></o:body></o:document-content>"},
          {"styles.xml", "<x/>"}};
}

}  // namespace sunder::spreadsheet
