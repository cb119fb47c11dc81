// VerificationReport: what the auditor's attacks found on the stores alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sunder {

enum class AttackVerdict : uint8_t { kPassed, kFailed, kUndecided };
std::string_view AttackVerdictName(AttackVerdict verdict);  // "passed"

struct AttackResult {
  std::string name;      // `row_order`: stable
  std::string title;     // "Row order"
  std::string question;  // what an adversary would try
  AttackVerdict verdict = AttackVerdict::kPassed;
  std::string measure;  // what was measured, with figures: "0 of 3 tables out of order"
  std::string advice;   // when failed or undecided: what to do
};

struct VerificationReport {
  std::string tool_version;
  std::string day;
  std::vector<AttackResult> attacks;               // in a fixed order
  std::vector<std::string> limits;                 // what this verification cannot see
  AttackVerdict verdict = AttackVerdict::kPassed;  // failed over undecided over passed
};

}  // namespace sunder
