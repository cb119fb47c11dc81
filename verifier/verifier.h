// The auditor's attacks: tries to associate what was taken apart, on the stores alone, and fails or
// says how it did. Links core and the connectors' readers only; shares no code with the
// segregation.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/scan_report.h"
#include "core/segregation_report.h"
#include "core/status.h"
#include "core/verification_report.h"

namespace sunder::verifier {

struct VerificationInput {
  std::string identity;  // a folder, file or URI
  // It is a folder that the split wrote, not sources that were rewritten in place, which have files
  // and attributes of their own.
  bool identity_is_of_split = false;
  std::string
      segregated;  // segregated.sqlite or its folder; empty: attacks that need it are undecided
  std::string quarantine;                   // folder; may be empty
  std::string evidence;                     // folder; may be empty
  std::optional<SegregationReport> claims;  // parsed from the evidence, where there is any
  // The scanner's own opinion of the identity store (not independent, and said so in the report).
  std::function<Result<ScanReport>(const std::string& uri)> rejudge;
  std::string tool_version;
  std::string day;
  std::string encoding = {};  // ListOptions::forced_encoding
};

// An attack that cannot be carried out is undecided, with the reason; a store that cannot be read
// is an error.
Result<VerificationReport> Verify(const VerificationInput& input);

}  // namespace sunder::verifier
