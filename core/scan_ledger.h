// ScanLedger: the operator's memory of a scan, for a later one that reads only what changed. Names
// files and holds findings, never a value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/scan_report.h"

namespace sunder {

struct LedgerObject {
  std::string object;  // shown name, as in the report
  std::string place;   // keyed fingerprint of the absolute path
  uint64_t size_bytes = 0;
  int64_t modified_nanoseconds = 0;  // Unix time
  std::string fingerprint;           // keyed, of the content
  std::string judged_day;            // when it was read; carried over as long as it is unchanged
};

struct ScanLedger {
  std::string settings;  // fingerprint of all that decides what a scan finds, the bytes apart
  // Sorted by object. Where one was read whole, it need not be read again.
  std::vector<LedgerObject> objects;
  ScanReport report;
};

}  // namespace sunder
