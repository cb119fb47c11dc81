#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>
#include <string>

#include "reports/report_writers.h"
#include "reports/sample_reports.h"
#include "reports/unicode_text.h"

namespace sunder::reports {
namespace {

std::string ScanText(const ScanReport& report) {
  return WriteScanReport(report, Format::kText, {});
}

std::string FirstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

ScanReport CleanScan() {
  ScanReport report = SampleScan();
  report.errors.clear();
  report.tables.resize(2);
  report.coverage.resize(2);
  for (TableReport& table : report.tables) table.associations.clear();
  return report;
}

}  // namespace

TEST_CASE("the first line is the verdict") {
  CHECK(FirstLine(ScanText(SampleScan())) ==
        "3 associations: special-category data stands next to identities in 2 of 4 tables and "
        "documents");
  ScanReport one = CleanScan();
  one.tables.resize(1);
  one.tables[0].associations = {SampleScan().tables[0].associations[0]};
  CHECK(FirstLine(ScanText(one)) ==
        "1 association: special-category data stands next to identities in 1 of 1 table");
}

TEST_CASE("nothing found is never said without coverage") {
  ScanReport report = CleanScan();
  CHECK(FirstLine(ScanText(report)) ==
        "No association found in 2 tables and documents; all 2 sources were read completely");
  report.coverage[1].state = CoverageState::kPartial;
  CHECK(Has(FirstLine(ScanText(report)), "of 2 sources 1 was not read completely"));
  report.coverage[1].state = CoverageState::kComplete;
  report.is_sampled = true;
  CHECK(Has(FirstLine(ScanText(report)), "only a sample was read"));
  report.is_sampled = false;
  report.errors = {"x.csv: permission denied"};
  CHECK(Has(FirstLine(ScanText(report)), "1 source could not be read"));
  CHECK(FirstLine(ScanText(ScanReport{})) == "Nothing was judged: no source could be read");
}

TEST_CASE("the next step fits what was found") {
  CHECK(Has(ScanText(SampleScan()), "  sunder split crm sqlite:///shop.db --to separated\n"));
  ScanReport clean = CleanScan();
  CHECK(Has(ScanText(clean), "--format html -o scan.html"));
  clean.sources = {"it's here.csv", "-x; rm"};
  CHECK(Has(ScanText(clean), "sunder scan 'it'\\''s here.csv' '-x; rm'"));
  ScanReport sampled = SampleScan();
  sampled.is_sampled = true;
  CHECK(Has(ScanText(sampled), "  sunder scan crm sqlite:///shop.db\n"));
}

TEST_CASE("small counts are hidden in text and a sensitive name is not shown") {
  const std::string text = ScanText(SampleScan());
  CHECK(Has(text, "<11 records, coded value"));
  CHECK_FALSE(Has(text, " 7 "));
  CHECK_FALSE(Has(text, "jane.doe"));
}

TEST_CASE("an apart field is not listed among associations") {
  ScanReport report = CleanScan();
  const std::string text = ScanText(report);
  CHECK_FALSE(Has(text, "ASSOCIATIONS"));
  CHECK(Has(text, "ALREADY APART"));
  CHECK(Has(text, "faith"));
  report = SampleScan();
  const std::string found = ScanText(report);
  CHECK_FALSE(Has(found.substr(found.find("ALREADY APART")), "faith"));
}

TEST_CASE("colour only where asked for, and names cannot bring their own") {
  ScanReport report = SampleScan();
  report.tables[0].object = "evil\x1b[2J.csv";
  CHECK_FALSE(Has(ScanText(report), "\x1b"));
  CHECK(Has(ScanText(report), "evil\\x1B[2J.csv"));
  const std::string colored = WriteScanReport(report, Format::kText, {true, 100});
  CHECK(Has(colored, "\x1b[1;31m"));
  CHECK_FALSE(Has(colored, "\x1b[2J"));
}

TEST_CASE("lines keep to the width") {
  ScanReport report = SampleScan();
  report.tables[0].fields[3].display = "宗教宗教宗教宗教宗教宗教宗教宗教宗教宗教";
  report.tables[0].associations.clear();
  for (const uint32_t width : {60U, 80U, 100U, 200U}) {
    std::istringstream lines(WriteScanReport(report, Format::kText, {false, width}));
    for (std::string line; std::getline(lines, line);) {
      INFO(line);
      CHECK(DisplayWidth(line) <= width);
    }
  }
}

TEST_CASE("segregation text says what was done and what remains") {
  const std::string text = WriteSegregationReport(SampleSegregation(), Format::kText, {});
  CHECK(FirstLine(text) ==
        "2 fields taken apart, 1 text cleaned, 1 field sealed; 1 of 2 categories published as "
        "counts");
  CHECK(Has(text, "Christian (the rest)"));
  CHECK(Has(text, "nothing is published"));
  CHECK(Has(text, "The source still holds both: crm/customers.csv"));
  CHECK(Has(text, "(lowered)"));
  CHECK(FirstLine(WriteSegregationReport({}, Format::kText, {})) ==
        "Nothing was taken apart: every field was kept");
}

TEST_CASE("a folder of messages is summarised") {
  SegregationReport report;
  for (int i = 0; i < 30; ++i) {
    const std::string object = "m" + std::to_string(10 + i) + ".eml";
    report.fields.push_back({object, "", "body", "", "drop_sentences", "texts"});
    report.fields.push_back({object, "", "x", i == 7 ? "religion" : "", "segregate", "column"});
    report.identity.push_back({object, "", 1, "source"});
    report.remains.push_back(object + ": sizes");
  }
  const std::string text = WriteSegregationReport(report, Format::kText, {});
  CHECK(text.find("  m10.eml and 28 others alike\n") != std::string::npos);
  CHECK(text.find("  m17.eml\n") != std::string::npos);
  CHECK(text.find("m10.eml and 29 others alike: sizes") != std::string::npos);
  CHECK(std::count(text.begin(), text.end(), '\n') < 40);
}

TEST_CASE("verification text has a line an attack") {
  VerificationReport report = SampleVerification();
  const std::string failed = WriteVerificationReport(report, Format::kText, {});
  CHECK(FirstLine(failed) == "NOT VERIFIED: 1 of 3 attacks succeeded");
  CHECK(Has(failed, "what to do: split again with the present rules"));
  CHECK(Has(failed, "Backups of the source were not seen."));
  report.attacks.resize(1);
  report.verdict = AttackVerdict::kPassed;
  CHECK(FirstLine(WriteVerificationReport(report, Format::kText, {})) ==
        "VERIFIED: none of 1 attack brought the stores together again");
  CHECK(FirstLine(WriteVerificationReport({}, Format::kText, {})) ==
        "UNDECIDED: no attack was made");
}

}  // namespace sunder::reports
