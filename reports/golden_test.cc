// The sample reports in every format against files that a person has looked at. After a wanted
// change: run reports_test with SUNDER_WRITE_GOLDEN=1 and read the difference.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "reports/report_writers.h"
#include "reports/sample_reports.h"

namespace sunder::reports {
namespace {

void CheckGolden(const std::string& name, const std::string& written) {
  const std::string path = std::string(SUNDER_SOURCE_DIR) + "/reports/testdata/" + name;
  if (std::getenv("SUNDER_WRITE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << written;
  }
  std::ifstream file(path, std::ios::binary);
  std::stringstream golden;
  golden << file.rdbuf();
  INFO(path);
  CHECK(golden.str() == written);
}

}  // namespace

TEST_CASE("scan report: golden files") {
  const ScanReport report = SampleScan();
  CheckGolden("scan.txt", WriteScanReport(report, Format::kText, {}));
  CheckGolden("scan_narrow.txt", WriteScanReport(report, Format::kText, {false, 50}));
  CheckGolden("scan.json", WriteScanReport(report, Format::kJson, {}));
  CheckGolden("scan.jsonl", WriteScanReport(report, Format::kJsonl, {}));
  CheckGolden("scan.csv", WriteScanReport(report, Format::kCsv, {}));
  CheckGolden("scan_empty.json", WriteScanReport({}, Format::kJson, {}));
}

TEST_CASE("segregation report: golden files") {
  const SegregationReport report = SampleSegregation();
  CheckGolden("segregation.txt", WriteSegregationReport(report, Format::kText, {}));
  CheckGolden("segregation.json", WriteSegregationReport(report, Format::kJson, {}));
  CheckGolden("segregation.jsonl", WriteSegregationReport(report, Format::kJsonl, {}));
  CheckGolden("segregation.csv", WriteSegregationReport(report, Format::kCsv, {}));
  CheckGolden("segregation_empty.json", WriteSegregationReport({}, Format::kJson, {}));
}

TEST_CASE("verification report: golden files") {
  const VerificationReport report = SampleVerification();
  CheckGolden("verification.txt", WriteVerificationReport(report, Format::kText, {}));
  CheckGolden("verification.json", WriteVerificationReport(report, Format::kJson, {}));
  CheckGolden("verification.jsonl", WriteVerificationReport(report, Format::kJsonl, {}));
  CheckGolden("verification.csv", WriteVerificationReport(report, Format::kCsv, {}));
  CheckGolden("verification_empty.json", WriteVerificationReport({}, Format::kJson, {}));
}

}  // namespace sunder::reports
