// Reports that are read back: any JSON is read or refused, and what was read and written once does
// not change when it is read and written again.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "reports/report_writers.h"
#include "tests/fuzz/require.h"

namespace sunder::fuzz {
namespace {

using reports::Format;

template <class Report>
void CheckReport(std::string_view json, Result<Report> (*parse)(std::string_view),
                 std::string (*write)(const Report&, Format, const reports::TextStyle&)) {
  const Result<Report> report = parse(json);
  if (!report.ok()) return;
  for (const Format format : {Format::kText, Format::kJsonl, Format::kCsv, Format::kHtml}) {
    (void)write(*report, format, {});
  }
  const std::string once = write(*report, Format::kJson, {});
  const Report read_again = Must(parse(once));
  Require(write(read_again, Format::kJson, {}) == once, "a report reads back as it was written");
}

}  // namespace
}  // namespace sunder::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sunder;        // NOLINT(google-build-using-namespace)
  using namespace sunder::fuzz;  // NOLINT(google-build-using-namespace)
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  CheckReport<ScanReport>(json, reports::ParseScanReport, reports::WriteScanReport);
  CheckReport<SegregationReport>(json, reports::ParseSegregationReport,
                                 reports::WriteSegregationReport);
  CheckReport<VerificationReport>(json, reports::ParseVerificationReport,
                                  reports::WriteVerificationReport);
  return 0;
}
