// The detector's slow and obvious twin: no Hyperscan, no windows. Every term is searched for in
// every cell, every regex tried at every position; then the same confirmation. For tests and `rules
// check`.
#pragma once

#include <span>
#include <vector>

#include "core/judge.h"
#include "core/status.h"
#include "scanner/match/detector.h"
#include "scanner/match/rule_database.h"
#include "scanner/text/scan_text.h"

namespace sunder::scanner {

// As Detector::Detect.
Status DetectSlowly(const RuleDatabase& database, const ScanText& text,
                    std::span<const JudgedCell> cells, std::vector<Candidate>* candidates);

// Whether two lists of candidates say the same.
bool SameCandidates(std::span<const Candidate> a, std::span<const Candidate> b);

}  // namespace sunder::scanner
