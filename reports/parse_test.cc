#include <catch2/catch.hpp>
#include <limits>
#include <string>

#include "reports/report_writers.h"
#include "reports/sample_reports.h"

namespace sunder::reports {
namespace {

constexpr uint64_t kHuge = std::numeric_limits<uint64_t>::max();

// Model types have no operator==, and hidden counts are gone for good: what was read must be
// written as the same bytes, and the members that writing cannot tell apart are compared below.
template <class Report, class Write, class Parse>
void CheckRoundTrip(const Report& report, Write write, Parse parse) {
  const std::string json = write(report, Format::kJson, TextStyle{});
  const Result<Report> read = parse(json);
  REQUIRE(read.ok());
  CHECK(write(*read, Format::kJson, TextStyle{}) == json);
  CHECK(write(*read, Format::kJsonl, TextStyle{}) == write(report, Format::kJsonl, TextStyle{}));
  CHECK(write(*read, Format::kText, TextStyle{}) == write(report, Format::kText, TextStyle{}));
  CHECK(write(*read, Format::kHtml, TextStyle{}) == write(report, Format::kHtml, TextStyle{}));
  CHECK(write(*read, Format::kCsv, TextStyle{}) == write(report, Format::kCsv, TextStyle{}));
}

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("what is written reads back the same") {
  CheckRoundTrip(SampleScan(), WriteScanReport, ParseScanReport);
  CheckRoundTrip(SampleSegregation(), WriteSegregationReport, ParseSegregationReport);
  CheckRoundTrip(SampleVerification(), WriteVerificationReport, ParseVerificationReport);
}

TEST_CASE("empty reports read back the same") {
  CheckRoundTrip(ScanReport{}, WriteScanReport, ParseScanReport);
  CheckRoundTrip(SegregationReport{}, WriteSegregationReport, ParseSegregationReport);
  CheckRoundTrip(VerificationReport{}, WriteVerificationReport, ParseVerificationReport);
}

TEST_CASE("members read back with their values") {
  const ScanReport scan = SampleScan();
  const Result<ScanReport> read = ParseScanReport(WriteScanReport(scan, Format::kJson, {}));
  REQUIRE(read.ok());
  REQUIRE(read->tables.size() == scan.tables.size());
  const FieldReport& faith = read->tables[0].fields[3];
  CHECK(faith.path == "faith");
  CHECK(faith.position == 4);
  CHECK(faith.filled == 8211);
  CHECK(faith.kind == LabelKind::kSpecial);
  CHECK(faith.grade == EvidenceGrade::kDeclaredField);
  CHECK(faith.confidence == 0.97F);
  CHECK(faith.hits[0].cue == "term list");
  CHECK(read->tables[2].associations[0].strength == Strength::kLinkable);
  CHECK(read->coverage[3].state == CoverageState::kPartial);
  CHECK(read->coverage[3].ledger.losses[0].reason == LossReason::kMalformed);
  CHECK(read->coverage[3].ledger.Balances());
}

TEST_CASE("a sensitive name leaves no trace and a hidden count stays hidden") {
  const std::string json = WriteScanReport(SampleScan(), Format::kJson, {});
  CHECK(json.find("jane.doe") == std::string::npos);
  const Result<ScanReport> read = ParseScanReport(json);
  REQUIRE(read.ok());
  const FieldReport& named = read->tables[3].fields[1];
  CHECK(named.name_is_sensitive);
  CHECK(named.path.empty());
  CHECK(named.display == "column 2");
  CHECK(read->tables[0].associations[1].records > 0);
  CHECK(read->tables[0].associations[1].records < 11);
}

TEST_CASE("huge numbers survive") {
  ScanReport scan = SampleScan();
  scan.bytes = kHuge;
  scan.records = kHuge;
  scan.tables[0].associations[0].records = kHuge;
  scan.coverage[0].ledger.bytes_in = kHuge;
  CheckRoundTrip(scan, WriteScanReport, ParseScanReport);
  const Result<ScanReport> read = ParseScanReport(WriteScanReport(scan, Format::kJson, {}));
  CHECK(read->bytes == kHuge);
  CHECK(read->tables[0].associations[0].records == kHuge);
}

TEST_CASE("hostile names survive") {
  ScanReport scan = SampleScan();
  scan.tables[0].fields[0].display = "a\"b\\c\n\t\x1b\u202e\u2028</script>";
  scan.tables[0].fields[0].path = scan.tables[0].fields[0].display;
  CheckRoundTrip(scan, WriteScanReport, ParseScanReport);
  const Result<ScanReport> read = ParseScanReport(WriteScanReport(scan, Format::kJson, {}));
  CHECK(read->tables[0].fields[0].path == scan.tables[0].fields[0].path);
}

TEST_CASE("another format number is refused and named") {
  const std::string json = WriteScanReport(SampleScan(), Format::kJson, {});
  for (const char* number : {"0", "2", "18446744073709551615"}) {
    const Result<ScanReport> read =
        ParseScanReport(Replaced(json, "\"format\": 1", std::string("\"format\": ") + number));
    REQUIRE_FALSE(read.ok());
    CHECK(read.status().code() == StatusCode::kUnreadable);
    CHECK(read.status().message().find(number) != std::string::npos);
  }
  CHECK_FALSE(ParseScanReport(Replaced(json, "\"format\": 1", "\"format\": \"1\"")).ok());
  CHECK_FALSE(ParseScanReport(Replaced(json, "\"format\": 1,", "")).ok());
}

TEST_CASE("another kind of report is refused") {
  const std::string json = WriteSegregationReport(SampleSegregation(), Format::kJson, {});
  CHECK_FALSE(ParseScanReport(json).ok());
  CHECK_FALSE(ParseVerificationReport(json).ok());
  CHECK(ParseSegregationReport(json).ok());
}

TEST_CASE("missing, unknown and mistyped keys are refused with their place") {
  const std::string json = WriteScanReport(SampleScan(), Format::kJson, {});
  const Result<ScanReport> missing = ParseScanReport(Replaced(json, "\"cue\"", "\"clue\""));
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.status().message().find(".fields[1].hits[0].cue") != std::string::npos);
  CHECK_FALSE(ParseScanReport(Replaced(json, "\"day\"", "\"extra\": 1, \"day\"")).ok());
  CHECK_FALSE(ParseScanReport(Replaced(json, "\"is_document\": false", "\"is_document\": 0")).ok());
  CHECK_FALSE(ParseScanReport(Replaced(json, "\"bytes\": 13842000", "\"bytes\": -1")).ok());
  CHECK_FALSE(ParseScanReport(Replaced(json, "\"kind\": \"direct\"", "\"kind\": \"odd\"")).ok());
  CHECK_FALSE(ParseScanReport(Replaced(json, "_under\": 11", "_under\": 12")).ok());
  CHECK_FALSE(ParseScanReport(Replaced(json, "\"position\": 1", "\"position\": 4294967296")).ok());
}

TEST_CASE("what is no report is refused without repeating it") {
  for (const char* text : {"", "{", "[]", "null", "\"jane\"", "{\"report\":\"jane\"}", "\xff",
                           "{\"report\":7}", "{\"report\":\"scan\",\"format\":1}"}) {
    const Result<ScanReport> read = ParseScanReport(text);
    REQUIRE_FALSE(read.ok());
    CHECK(read.status().message().find("jane") == std::string::npos);
    CHECK_FALSE(ParseSegregationReport(text).ok());
    CHECK_FALSE(ParseVerificationReport(text).ok());
  }
}

TEST_CASE("formats by name") {
  CHECK(*ParseFormat("jsonl") == Format::kJsonl);
  CHECK(*ParseFormat("html") == Format::kHtml);
  CHECK(ParseFormat("JSON").status().code() == StatusCode::kUsage);
  CHECK_FALSE(ParseFormat("").ok());
}

}  // namespace sunder::reports
