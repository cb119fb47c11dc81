// The file of a ScanLedger: one line of JSON with the objects, and the scan report as JSON.
#pragma once

#include <string>
#include <string_view>

#include "core/scan_ledger.h"
#include "core/status.h"

namespace sunder::reports {

std::string WriteScanLedger(const ScanLedger& ledger);
// As ParseScanReport; another version of the file is an Unreadable error.
Result<ScanLedger> ParseScanLedger(std::string_view text);

}  // namespace sunder::reports
