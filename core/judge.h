// Judge: texts in, findings out. The seam between the scanner and everything that needs its opinion
// (the engine, the segregator that judges cleaned text again, the verifier).
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/status.h"

namespace sunder {

struct JudgedCell {
  std::string_view text;   // decoded UTF-8
  std::string_view field;  // path of the field, context for the judgement; may be empty
};

// Holds scratch memory: one a thread. Findings depend on the cells alone, never on what the judge
// saw before.
class Judge {
 public:
  virtual ~Judge() = default;

  // Appends the findings of all cells at or over kReportedConfidence, ordered by (cell, span,
  // label). `Finding::cell` is the index into `cells`. Invalid UTF-8 is a DataLoss error.
  virtual Status JudgeCells(std::span<const JudgedCell> cells, std::vector<Finding>* findings) = 0;

  // The canonical value that a whole cell of a column labelled `label` states, by terms and by the
  // codes of `rule` where the column's label came from a code system. kNoValue for an empty cell or
  // a missing-value word ("unknown", "n/a", "prefer not to say"); Vocabulary::Other for a stated
  // value that the vocabulary does not know.
  virtual ValueId CanonicalValue(LabelId label, RuleIndex rule, std::string_view cell) = 0;

  // Whether the whole cell is a term, a code of `rule` or a missing-value word: words that occur
  // rightfully anywhere. A cell that only contains one ("Catholic since the flood of 1953") is not.
  virtual bool IsCommonWord(LabelId label, RuleIndex rule, std::string_view cell) = 0;
};

}  // namespace sunder
