// Small hand-made reports for the tests: invented tables, nothing of anybody.
#pragma once

#include "core/scan_report.h"
#include "core/segregation_report.h"
#include "core/verification_report.h"

namespace sunder::reports {

// Three associations in two of four tables, free text, mentions, a hostile name, all coverage
// states.
ScanReport SampleScan();
SegregationReport SampleSegregation();
// One attack of each verdict.
VerificationReport SampleVerification();

}  // namespace sunder::reports
