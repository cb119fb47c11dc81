#include "connectors/document/document_connector.h"

#include <catch2/catch.hpp>
#include <string>

#include "connectors/conformance/conformance.h"
#include "connectors/package/test_package.h"

namespace sunder::document {
namespace {

using package::TestParts;
using package::WriteTestPackage;
using std::string;

const string kWord =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"";
const string kOasis = "urn:oasis:names:tc:opendocument:xmlns:";

TestParts DocxParts(const string& body, const TestParts& more = {}) {
  TestParts parts = {
      {"[Content_Types].xml", "<Types/>"},
      {"word/document.xml", "<w:document " + kWord + "><w:body>" + body + "</w:body></w:document>"},
      {"word/styles.xml", "<w:styles " + kWord + "/>"}};
  parts.insert(parts.end(), more.begin(), more.end());
  return parts;
}

TestParts OdtParts(const string& body, const string& styles = "") {
  const string names = "xmlns:office=\"" + kOasis + "office:1.0\" xmlns:text=\"" + kOasis +
                       "text:1.0\" xmlns:table=\"" + kOasis + "table:1.0\" xmlns:style=\"" +
                       kOasis + "style:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" " +
                       "xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
  return {{"mimetype", "application/vnd.oasis.opendocument.text"},
          {"content.xml", "<office:document-content " + names + "><office:body><office:text>" +
                              body + "</office:text></office:body></office:document-content>"},
          {"styles.xml",
           "<office:document-styles " + names + ">" + styles + "</office:document-styles>"}};
}

string P(const string& text) { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>"; }
string Tr(const std::vector<string>& cells) {
  string row = "<w:tr>";
  for (const string& cell : cells) row += "<w:tc>" + P(cell) + "</w:tc>";
  return row + "</w:tr>";
}

struct Read {
  std::vector<string> records;
  ReadLedger ledger;
};

Read ReadParts(const TestFolder& folder, const string& name, const TestParts& parts) {
  const string path = folder.path() + "/" + name;
  WriteTestPackage(path, parts);
  const auto connector = MakeDocumentConnector();
  const auto tables = connector->Inspect(TestObject(*connector, path));
  INFO((tables.ok() ? "" : tables.status().message()));
  REQUIRE(tables.ok());
  const ReadTable table = ReadWholeTable(*connector, tables->at(0));
  Read read{{}, table.ledger};
  for (const ReadRecord& record : table.records) {
    string text;
    for (const ReadCell& cell : record) text += cell.field + "=" + cell.text + "|";
    read.records.push_back(text);
  }
  return read;
}

}  // namespace

TEST_CASE("DOCX and ODT conform") {
  ConformanceCase sample;
  sample.name = "docx";
  sample.file_name = "letter.docx";
  sample.make_file = [](const string& path) {
    string body;
    for (int i = 0; i < 300; ++i) body += P("Paragraph " + std::to_string(i) + " is here.");
    WriteTestPackage(path, DocxParts(body));
  };
  sample.records = {300};
  sample.fields = {{"text"}};
  sample.runs_empty = false;
  RunConformance(*MakeDocumentConnector(), sample);
  sample.name = "odt";
  sample.file_name = "letter.odt";
  sample.make_file = [](const string& path) {
    string body;
    for (int i = 0; i < 300; ++i) body += "<text:p>Paragraph " + std::to_string(i) + "</text:p>";
    WriteTestPackage(path, OdtParts(body));
  };
  RunConformance(*MakeDocumentConnector(), sample);
}

TEST_CASE("DOCX: runs are joined, deleted text, comments, notes and codes are read") {
  const TestFolder folder;
  const Read read = ReadParts(
      folder, "a.docx",
      DocxParts(
          "<w:p><w:r><w:t>Ada </w:t></w:r><w:del w:author=\"Bo\"><w:r><w:delText>was </w:delText>"
          "</w:r><w:r><w:delText>ill</w:delText></w:r></w:del><w:ins w:author=\"Bo\"><w:r>"
          "<w:t>is</w:t><w:tab/><w:t>well</w:t></w:r></w:ins></w:p>"
          "<w:p><w:r><w:instrText>HYPERLINK \"mailto:ada@example.com\"</w:instrText></w:r>"
          "<w:r><w:t>write</w:t></w:r><w:r><wp:docPr id=\"1\" descr=\"a tree\"/></w:r></w:p>",
          {{"word/comments.xml", "<w:comments " + kWord + "><w:comment w:author=\"Cy\">" +
                                     P("a remark") + P("more") + "</w:comment></w:comments>"},
           {"word/header1.xml", "<w:hdr " + kWord + ">" + P("top") + "</w:hdr>"},
           {"word/footnotes.xml",
            "<w:footnotes " + kWord + "><w:footnote>" + P("note") + "</w:footnote></w:footnotes>"},
           {"word/embeddings/a.xlsx", "x"},
           {"docProps/custom.xml",
            "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
            "custom-properties\" xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/"
            "2006/docPropsVTypes\"><property name=\"Client\"><vt:lpwstr>Dee</vt:lpwstr>"
            "</property></Properties>"}}));
  CHECK(read.records ==
        std::vector<string>{"change.author=Bo|", "deleted_text=was ill|", "text=Ada is\twell|",
                            "field_code=HYPERLINK \"mailto:ada@example.com\"|", "alt_text=a tree|",
                            "text=write|", "comment.author=Cy|comment=a remark\nmore|",
                            "header=top|", "footnote=note|", "property.Client=Dee|"});
  REQUIRE(read.ledger.losses.size() == 1);
  CHECK(read.ledger.losses[0].reason == LossReason::kUnsupported);
}

TEST_CASE("Rows of a table are records; a header names their fields") {
  const TestFolder folder;
  const string named = "<w:tbl>" + Tr({"Name", "Born"}) + Tr({"Ada", "1990-01-02"}) +
                       Tr({"Bo", "1991-02-03"}) + "</w:tbl>";
  const string pairs =
      "<w:tbl>" + Tr({"Name", "Ada Muster"}) + Tr({"Born", "1990-01-02"}) + "</w:tbl>";
  const string marked = "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>" + P("City") +
                        "</w:tc></w:tr>" + Tr({"Ulm"}) + "</w:tbl>";
  const Read read = ReadParts(folder, "a.docx", DocxParts(named + pairs + marked + P("end")));
  CHECK(read.records == std::vector<string>{"table.column 1=Name|table.column 2=Born|",
                                            "Name=Ada|Born=1990-01-02|", "Name=Bo|Born=1991-02-03|",
                                            "table.column 1=Name|table.column 2=Ada Muster|",
                                            "table.column 1=Born|table.column 2=1990-01-02|",
                                            "table.column 1=City|", "City=Ulm|", "text=end|"});
}

TEST_CASE("ODT: notes, annotations, changes, headers, tables") {
  const TestFolder folder;
  const Read read = ReadParts(
      folder, "a.odt",
      OdtParts(
          "<text:tracked-changes><text:changed-region><text:deletion><office:change-info>"
          "<dc:creator>Bo</dc:creator></office:change-info><text:p>gone</text:p></text:deletion>"
          "</text:changed-region></text:tracked-changes>"
          "<text:h>Title</text:h><text:p>Ada<text:s text:c=\"2\"/>is<text:note><text:note-body>"
          "<text:p>a note</text:p></text:note-body></text:note> here<office:annotation>"
          "<dc:creator>Cy</dc:creator><text:p>a remark</text:p></office:annotation>.</text:p>"
          "<text:p><text:a xlink:href=\"mailto:ada@example.com\">write</text:a></text:p>"
          "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>City"
          "</text:p></table:table-cell></table:table-row></table:table-header-rows>"
          "<table:table-row><table:table-cell><text:p>Ulm</text:p><text:p>Graz</text:p>"
          "</table:table-cell></table:table-row></table:table>",
          "<style:header-style/><style:header><text:p>top</text:p></style:header>"));
  CHECK(read.records ==
        std::vector<string>{"change.author=Bo|", "deleted_text=gone|", "text=Title|",
                            "footnote=a note|", "comment.author=Cy|comment=a remark|",
                            "text=Ada  is here.|", "link=mailto:ada@example.com|", "text=write|",
                            "table.column 1=City|", "City=Ulm\nGraz|", "header=top|"});
}

TEST_CASE("Damaged and encrypted documents are losses") {
  const TestFolder folder;
  const auto connector = MakeDocumentConnector();
  const auto inspect = [&](const string& path) {
    return connector->Inspect(TestObject(*connector, path)).status();
  };
  CHECK(inspect(folder.Write("a.docx", "")).code() == StatusCode::kDataLoss);
  CHECK(inspect(folder.Write("b.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
            .message()
            .find("before 2007") != string::npos);
  WriteTestPackage(folder.path() + "/c.docx", {{"a.txt", "x"}});
  CHECK(inspect(folder.path() + "/c.docx").code() == StatusCode::kDataLoss);
  const Read broken =
      ReadParts(folder, "d.docx", DocxParts(P("one") + "<w:p>", {{"word/header1.xml", "<x>"}}));
  CHECK(broken.records == std::vector<string>{"text=one|"});
  CHECK(broken.ledger.losses.size() >= 1);
  CHECK(broken.ledger.HasLoss());
  CHECK(broken.ledger.Balances());
  // What a damaged part left open ends with it and takes nothing of the next one.
  const Read open =
      ReadParts(folder, "g.docx",
                DocxParts("<w:tbl>" + Tr({"Ada", "Ulm"}) + "<w:tr><w:tc>",
                          {{"word/header1.xml", "<w:hdr " + kWord + ">" + P("top") + "</w:hdr>"}}));
  CHECK(open.records ==
        std::vector<string>{"table.column 1=Ada|table.column 2=Ulm|", "header=top|"});
  CHECK(open.ledger.HasLoss());
  // Cut off: what is whole before is read, and the loss is told.
  string body;
  for (int i = 0; i < 20000; ++i) body += P("Paragraph " + std::to_string(i * 7919));
  WriteTestPackage(folder.path() + "/e.docx", DocxParts(body));
  const string whole = ReadTestFile(folder.path() + "/e.docx");
  const string cut = folder.Write("f.docx", whole.substr(0, whole.size() / 2));
  const auto tables = connector->Inspect(TestObject(*connector, cut));
  REQUIRE(tables.ok());
  const ReadTable read = ReadWholeTable(*connector, tables->at(0));
  CHECK(read.records.size() > 1000);
  CHECK(read.ledger.HasLoss());
}

}  // namespace sunder::document
