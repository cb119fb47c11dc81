// All that `sunder eval` measured, and its two forms. Both are pure: the same report, the same
// bytes.
#pragma once

#include <optional>
#include <string>

#include "evaluation/text_evaluation.h"

namespace sunder::evaluation {

struct EvaluationReport {
  std::string part;
  std::string language;  // empty: all
  std::string rules_hash;
  std::optional<TextEvaluation> texts;
  std::optional<OddEvaluation> odd;
};

std::string WriteEvaluationText(const EvaluationReport& report);
// Figures are named by their path: texts.spans.overlap.religion.recall.
std::string WriteEvaluationJson(const EvaluationReport& report);

// The parts of the two, a section each.
std::string TextsAsText(const TextEvaluation& texts);
std::string OddAsText(const OddEvaluation& odd);

}  // namespace sunder::evaluation
