// The canonical value that a cell of a special column states.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "scanner/match/detector.h"
#include "scanner/rules/rule_set.h"
#include "scanner/text/archive.h"
#include "scanner/text/text_table.h"

namespace sunder::scanner {

// Exact terms and missing-value words. Immutable.
class CanonicalValues {
 public:
  explicit CanonicalValues(const RuleSet& rules);
  // One that was written.
  CanonicalValues(const RuleSet& rules, ArchiveReader* reader);
  template <class Archive>
  void Fields(Archive& archive) {
    archive(exact_);
  }

  // Whether the folded cell says that there is no value: empty, marks only, "unknown", "n/a", "no".
  bool IsMissing(std::string_view folded_cell) const;
  // The value of a term that the whole folded cell is; kNoValue for none.
  ValueId Exact(LabelId label, std::string_view folded_cell) const;
  // Of terms found inside a cell, longest first; kNoValue for none. The candidates are of one cell.
  ValueId FromCandidates(LabelId label, std::vector<Candidate> candidates) const;

 private:
  void AddMissing();

  const RuleSet& rules_;
  std::unordered_set<std::string> missing_;
  std::vector<TextTable> exact_;  // by label
};

// Lower case in ASCII, white space at the ends cut, inner runs made one space, final dots cut.
// Applied to text that Fold has folded.
std::string NormalizeCell(std::string_view folded);

}  // namespace sunder::scanner
