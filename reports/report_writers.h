// Reports: one model (core/*_report.h), one file a writer. Every function is pure: report in, text
// out; the same report gives the same bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/scan_report.h"
#include "core/segregation_report.h"
#include "core/status.h"
#include "core/verification_report.h"

namespace sunder::reports {

enum class Format { kText, kJson, kJsonl, kCsv, kHtml };
Result<Format> ParseFormat(std::string_view name);

struct TextStyle {
  bool is_colored = false;  // ANSI colours, for terminals only
  uint32_t width_columns = 100;
};

// Counts under 11 are shown as "<11" in every format (JSON: null beside "count_under": 11), so that
// a report never singles out. Names that hold a finding are shown as "column 3".
std::string WriteScanReport(const ScanReport& report, Format format, const TextStyle& style);
std::string WriteSegregationReport(const SegregationReport& report, Format format,
                                   const TextStyle& style);
std::string WriteVerificationReport(const VerificationReport& report, Format format,
                                    const TextStyle& style);
// Scan, segregation and verification of one run on one page; absent parts are left out (nullptr).
std::string WriteCombinedHtml(const ScanReport* scan, const SegregationReport* segregation,
                              const VerificationReport* verification);

// The other direction, for `sunder report` and `sunder verify`: what WriteXReport(kJson) wrote. A
// count that was hidden comes back as 1 and means "1 to 10": compare it as that. Derived members,
// paths of sensitive names and FieldReport::rule_index are not read back. Another format number, a
// missing, unknown or mistyped key is an Unreadable error that names the place, never a value.
Result<ScanReport> ParseScanReport(std::string_view json);
Result<SegregationReport> ParseSegregationReport(std::string_view json);
Result<VerificationReport> ParseVerificationReport(std::string_view json);

}  // namespace sunder::reports
