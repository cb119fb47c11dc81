#include "connectors/pdf/pdf_connector.h"

#include <catch2/catch.hpp>
#include <string>

#include "connectors/conformance/conformance.h"
#include "connectors/pdf/pdf_document.h"
#include "connectors/pdf/test_pdf.h"

namespace sunder::pdf {
namespace {

using std::string;

std::vector<string> Records(const ReadTable& table) {
  std::vector<string> records;
  for (const ReadRecord& record : table.records) {
    string text;
    for (const ReadCell& cell : record) text += cell.field + "=" + cell.text + "|";
    records.push_back(text);
  }
  return records;
}

ReadTable ReadFile(const string& path) {
  const auto connector = MakePdfConnector();
  const auto tables = connector->Inspect(TestObject(*connector, path));
  INFO((tables.ok() ? "" : tables.status().message()));
  REQUIRE(tables.ok());
  return ReadWholeTable(*connector, tables->at(0));
}

}  // namespace

TEST_CASE("PDF conforms") {
  std::vector<std::vector<string>> pages;
  for (int i = 0; i < 150; ++i) pages.push_back({"Page " + std::to_string(i) + " tells a tale."});
  ConformanceCase sample;
  sample.name = "pdf";
  sample.file_name = "letter.pdf";
  sample.make_file = [&](const string& path) {
    FILE* file = std::fopen(path.c_str(), "wb");
    REQUIRE(file != nullptr);
    const string bytes = TestPdf(pages);
    std::fwrite(bytes.data(), 1, bytes.size(), file);
    std::fclose(file);
  };
  sample.records = {151};
  sample.fields = {{"property.Title", "text"}};
  sample.runs_empty = false;
  RunConformance(*MakePdfConnector(), sample);
}

TEST_CASE("Paragraphs, properties and pages without text") {
  const TestFolder folder;
  const ReadTable read = ReadFile(
      folder.Write("a.pdf", TestPdf({{"Ada writes a let-", "ter to Bo.", "", "", "", "Yours"}, {}},
                                    "/Author (Ada Muster) /CreationDate (D:20200101000000Z)")));
  CHECK(Records(read) == std::vector<string>{"property.Author=Ada Muster|",
                                             "text=Ada writes a letter to Bo.|", "text=Yours|"});
  REQUIRE(read.ledger.losses.size() == 1);
  CHECK(read.ledger.losses[0].reason == LossReason::kNoText);
  CHECK(read.ledger.losses[0].detail.find("1 of 2 pages") != string::npos);
  CHECK_FALSE(read.ledger.HasLoss());
}

TEST_CASE("Form fields, comments and links are read") {
  const TestFolder folder;
  const string rectangle = " /Rect [72 600 300 620] ";
  const ReadTable read = ReadFile(folder.Write(
      "a.pdf",
      TestPdf(
          {{"A form"}}, "/Title (f)",
          {"<< /Type /Annot /Subtype /Widget /FT /Tx /T (Faith) /V (Quaker)" + rectangle + ">>",
           "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Name) /V (Ada Muster)" + rectangle + ">>",
           "<< /Type /Annot /Subtype /Text /T (Bo) /Contents (a remark)" + rectangle + ">>",
           "<< /Type /Annot /Subtype /Link /A << /S /URI /URI (mailto:ada@example.com) >>" +
               rectangle + ">>"})));
  CHECK(Records(read) == std::vector<string>{"property.Title=f|",
                                             "form.Name=Ada Muster|form.Faith=Quaker|",
                                             "comment.author=Bo|comment=a remark|",
                                             "link=mailto:ada@example.com|", "text=A form|"});
  CHECK(read.ledger.losses.empty());
}

TEST_CASE("Paragraphs of a page") {
  CHECK(ParagraphsOf("one\n two \n\n \nthree-\nFour\nfi-\nve\f") ==
        std::vector<string>{"one\ntwo", "three-\nFour\nfive"});
  CHECK(ParagraphsOf("").empty());
}

TEST_CASE("Damaged PDFs are losses") {
  const TestFolder folder;
  const auto connector = MakePdfConnector();
  const auto inspect = [&](const string& name, const string& content) {
    const string path = folder.Write(name, content);
    return connector->Inspect(TestObject(*connector, path)).status();
  };
  CHECK(inspect("a.pdf", "").code() == StatusCode::kDataLoss);
  CHECK(inspect("b.pdf", "%PDF-1.7\nnothing").code() == StatusCode::kDataLoss);
  CHECK(connector->Recognise("a.dat", "%PDF-1.7\n") == 4);
  CHECK(connector->Recognise("a.pdf", "no PDF") == 0);
  CHECK(connector->Recognise("A.PDF", "") == 2);
}

}  // namespace sunder::pdf
