// Pages: one self-contained file, without script and without anything fetched.
#pragma once

#include <string>

#include "core/scan_report.h"
#include "core/segregation_report.h"
#include "core/verification_report.h"

namespace sunder::reports {

// Sections of the page; they escape what they show. What to do next is said of a scan only where no
// later part says what was done.
std::string ScanSections(const ScanReport& report, bool is_last_part);
std::string SegregationSections(const SegregationReport& report);
std::string VerificationSections(const VerificationReport& report);

// Parts of ScanSections.
std::string HeatMapSection(const ScanReport& report);
std::string AssociationSection(const ScanReport& report);
std::string FieldSection(const ScanReport& report);
std::string CoverageSection(const ScanReport& report);

}  // namespace sunder::reports
