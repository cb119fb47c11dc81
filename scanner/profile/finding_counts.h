// The findings of a field's cells, counted by what they say. Private to this folder.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "scanner/profile/table_profile.h"

namespace sunder::scanner {

class FindingCounts {
 public:
  // The findings of one cell, for `cells` cells alike.
  void Add(std::span<const Finding> findings, uint64_t cells, FieldProfile* field);
  // Hands over what was counted.
  void Flush(FieldProfile* field);

 private:
  // Findings of one label, grade, rule and cue.
  struct Count {
    LabelId label = kNoLabel;
    EvidenceGrade grade = EvidenceGrade::kNone;
    RuleIndex rule = 0;
    std::string_view cue;
    uint64_t cells = 0;
    uint64_t count = 0;
    float confidence_max = 0;

    bool Counts(const Finding& finding) const;
  };
  void AddOne(const Finding& finding, bool is_first_of_cell, uint64_t cells);

  std::vector<Count> counts_;
};

bool HasPersonal(std::span<const Finding> findings);

}  // namespace sunder::scanner
