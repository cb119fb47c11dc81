// A finding: a rule, a label, a place, a confidence, a grade. It never holds the value or a
// snippet.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/label.h"
#include "core/span.h"
#include "core/vocabulary.h"

namespace sunder {

// How a special category was stated. The first four are personal data; the last two are mentions
// without a person, are reported apart and trigger nothing. See docs/labels.md.
enum class EvidenceGrade : uint8_t {
  kNone,  // identifiers, quasi-identifiers and secrets carry no grade
  kDeclaredField,
  kCodedValue,
  kSelfStatement,
  kThirdPartyStatement,
  kGroupMention,
  kTopic,
};

std::string_view EvidenceGradeName(EvidenceGrade grade);  // "declared_field"; "" for kNone
std::optional<EvidenceGrade> ParseEvidenceGrade(std::string_view name);

constexpr bool IsPersonal(EvidenceGrade grade) {
  return grade >= EvidenceGrade::kDeclaredField && grade <= EvidenceGrade::kThirdPartyStatement;
}

// Index into the RuleSet that produced the finding.
using RuleIndex = uint32_t;

struct Finding {
  RuleIndex rule = 0;
  LabelId label = kNoLabel;
  ValueId value = kNoValue;  // special categories: the canonical value; kNoValue otherwise
  EvidenceGrade grade = EvidenceGrade::kNone;
  bool validated = false;       // a checksum or structural validator accepted it
  bool whole_cell = false;      // covers the cell but for white space and punctuation
  float confidence_before = 0;  // the pattern's own confidence
  float confidence = 0;         // after validator and context, in [0, 1]
  uint32_t cell = 0;            // index of the judged cell
  Span span;                    // bytes of the cell's decoded text
  Span sentence;                // the sentence that holds the span; bytes of the decoded text
  // What moved the confidence, as a small closed set of words ("luhn", "context: card",
  // "negation"); never text of the cell. Points at static or rule-set-owned storage.
  std::string_view cue;
};

// Findings under this confidence are candidates only: neither reported nor acted upon.
inline constexpr float kReportedConfidence = 0.5F;

}  // namespace sunder
