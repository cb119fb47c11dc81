// What evasions cost: recall of the rewritten spans beside that of the same spans as written.
#pragma once

#include <string>
#include <vector>

#include "core/judge.h"
#include "evaluation/evasions.h"
#include "evaluation/span_matching.h"

namespace sunder::evaluation {

struct EvasionRow {
  std::string name;
  bool is_whole = false;  // the whole document was rewritten, not only the spans
  uint64_t documents = 0;
  uint64_t spans = 0;        // rewritten annotations
  uint64_t plain_found = 0;  // of these, found as written
  uint64_t evaded_found = 0;
  Rate plain;
  Rate evaded;
};

// A span counts as found when a claim of its label overlaps it (race and ethnicity may stand for
// each other). Odd texts are left out; words are rewritten in documents written by hand only.
Result<std::vector<EvasionRow>> EvaluateEvasions(const ScoringRules& rules, Judge& judge,
                                                 const std::vector<LabelledDocument>& documents);

}  // namespace sunder::evaluation
