#include "core/finding.h"

#include <array>

namespace sunder {
namespace {

constexpr std::array<std::string_view, 7> kGradeNames = {"",
                                                         "declared_field",
                                                         "coded_value",
                                                         "self_statement",
                                                         "third_party_statement",
                                                         "group_mention",
                                                         "topic"};

}  // namespace

std::string_view EvidenceGradeName(EvidenceGrade grade) {
  return kGradeNames[static_cast<size_t>(grade)];
}

std::optional<EvidenceGrade> ParseEvidenceGrade(std::string_view name) {
  for (size_t i = 0; i < kGradeNames.size(); ++i) {
    if (kGradeNames[i] == name) return static_cast<EvidenceGrade>(i);
  }
  return std::nullopt;
}

}  // namespace sunder
