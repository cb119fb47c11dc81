// All that `sunder eval` measured, and its two forms. Both are pure: the same report, the same
// bytes.
#pragma once

#include <optional>
#include <string>

#include "evaluation/association_evaluation.h"
#include "evaluation/clean_files.h"
#include "evaluation/column_evaluation.h"
#include "evaluation/evasion_evaluation.h"
#include "evaluation/text_evaluation.h"

namespace sunder::evaluation {

struct EvaluationReport {
  std::string part;
  std::string language;  // empty: all
  std::string rules_hash;
  std::optional<TextEvaluation> texts;
  std::optional<OddEvaluation> odd;
  std::optional<ColumnEvaluation> columns;
  std::vector<EvasionRow> evasions;
  std::optional<AssociationEvaluation> associations;
  std::optional<CleanEvaluation> clean;
};

std::string WriteEvaluationText(const EvaluationReport& report);
// Figures are named by their path: texts.spans.overlap.religion.recall.
std::string WriteEvaluationJson(const EvaluationReport& report);

}  // namespace sunder::evaluation
