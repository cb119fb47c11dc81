// Ordinary files about nobody: every finding in them is false.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/judge.h"
#include "evaluation/span_matching.h"

namespace sunder::evaluation {

// A finding's place. Never its text: these files are not invented.
struct CleanFinding {
  std::string file;
  uint64_t line = 0;  // where the span begins
  std::string label;
  std::string grade;
  std::string rule;
  bool is_special = false;
};

struct CleanEvaluation {
  uint64_t files = 0;
  uint64_t skipped = 0;  // no UTF-8 text
  uint64_t bytes = 0;
  uint64_t paragraphs = 0;
  uint64_t five = 0;         // personal findings of the five categories
  uint64_t mentions = 0;     // group mentions and topics: no false finding
  uint64_t identifiers = 0;  // everything else
  std::map<std::string, uint64_t> by_label;
  std::map<std::string, uint64_t> by_rule;
  std::vector<CleanFinding> worst;

  double PerMegabyte(uint64_t count) const {
    return bytes == 0 ? 0 : static_cast<double>(count) * 1e6 / static_cast<double>(bytes);
  }
};

// Files and folders (read whole, sorted); each paragraph is a document of its own, cut at line ends
// where it is over 64 KiB. `worst_count`: how many findings to keep, special categories first.
Result<CleanEvaluation> EvaluateCleanFiles(const ScoringRules& rules,
                                           const scanner::RuleSet& rule_set, Judge& judge,
                                           const std::vector<std::string>& paths,
                                           size_t worst_count);

// Byte ranges of the paragraphs of a text: parted by blank lines.
std::vector<Span> Paragraphs(std::string_view text);

}  // namespace sunder::evaluation
