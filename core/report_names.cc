// Names of the enumerations that reports show.
#include "core/scan_report.h"
#include "core/verification_report.h"

namespace sunder {

std::string_view StrengthName(Strength strength) {
  return strength == Strength::kLinked ? "linked" : "linkable";
}

std::string_view CarrierName(Carrier carrier) {
  switch (carrier) {
    case Carrier::kValue:
      return "value";
    case Carrier::kRecord:
      return "record";
    case Carrier::kVisit:
      return "visit";
    case Carrier::kDocument:
      return "document";
    case Carrier::kTable:
      return "table";
  }
  return "";
}

std::string_view CoverageStateName(CoverageState state) {
  switch (state) {
    case CoverageState::kComplete:
      return "COMPLETE";
    case CoverageState::kPartial:
      return "PARTIAL";
    case CoverageState::kSkipped:
      return "SKIPPED";
  }
  return "";
}

std::string_view AttackVerdictName(AttackVerdict verdict) {
  switch (verdict) {
    case AttackVerdict::kPassed:
      return "passed";
    case AttackVerdict::kFailed:
      return "failed";
    case AttackVerdict::kUndecided:
      return "undecided";
  }
  return "";
}

}  // namespace sunder
