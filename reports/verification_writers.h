// The verification report's formats, one file each.
#pragma once

#include <string>

#include "core/verification_report.h"
#include "reports/report_writers.h"

namespace sunder::reports {

std::string WriteVerificationText(const VerificationReport& report, const TextStyle& style);
std::string WriteVerificationJson(const VerificationReport& report);
std::string WriteVerificationJsonl(const VerificationReport& report);
std::string WriteVerificationCsv(const VerificationReport& report);

// One sentence, beginning with VERIFIED, NOT VERIFIED or UNDECIDED.
std::string VerificationVerdict(const VerificationReport& report);

}  // namespace sunder::reports
