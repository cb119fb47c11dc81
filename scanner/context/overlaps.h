// One span, one label: which of overlapping candidates stand.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "scanner/match/detector.h"
#include "scanner/rules/rule_set.h"

namespace sunder::scanner {

// Indices of the candidates of one cell, ordered by span, that are worth judging: identifiers under
// kReportedConfidence are gone, special terms within a longer special term or within an identifier
// ("Christian Black", "white@example.com") are gone. `preferred` is the label that the cell's field
// names, if any: of equal spans it wins.
std::vector<size_t> JudgedCandidates(const RuleSet& rules, std::span<const Candidate> candidates,
                                     LabelId preferred);

// Names that reach over a term which means its category almost wherever it stands, and is no name,
// end before it: "Ayşe Yılmaz Hristiyandır". One within such a term of several words is none
// ("Shiv Sena"): its confidence is 0. The candidates as they are judged, in the same order.
std::vector<Candidate> WithTrimmedNames(const RuleSet& rules, std::string_view text,
                                        std::span<const Candidate> candidates);

// Drops findings until none overlap: validated, personal, longer, surer ones stay. Sorts by span.
void KeepOneLabelPerSpan(std::vector<Finding>* findings);

}  // namespace sunder::scanner
