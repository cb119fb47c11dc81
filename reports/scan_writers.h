// The scan report's formats, one file each.
#pragma once

#include <string>

#include "core/scan_report.h"
#include "reports/report_writers.h"

namespace sunder::reports {

std::string WriteScanText(const ScanReport& report, const TextStyle& style);
std::string WriteScanJson(const ScanReport& report);
// A line each: `report` (the head), then `table`, `field`, `association`, `coverage` and `error`.
std::string WriteScanJsonl(const ScanReport& report);
// A row each: `coverage`, `field` (its label) and `hit` (a rule's findings in a field).
std::string WriteScanCsv(const ScanReport& report);

}  // namespace sunder::reports
