// Detector: the matching stages of one thread. ScanText -> RawRun (Hyperscan) -> Candidate
// (confirmed: word boundary, RE2, validator, context words, case).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/status.h"
#include "scanner/match/rule_database.h"
#include "scanner/text/scan_text.h"

namespace sunder::scanner {

// A confirmed match; what the sentence judgement and the column profile see.
struct Candidate {
  RuleIndex rule = 0;
  uint16_t pattern = 0;
  LabelId label = kNoLabel;
  ValueId value = kNoValue;
  LanguageMask languages = 0;   // see Term
  bool is_distinctive = false;  // see Term
  bool validated = false;
  bool has_context = false;  // a context word of the rule stands near
  bool whole_cell = false;
  float confidence_before = 0;
  float confidence = 0;
  uint32_t cell = 0;
  Span value_in_match;  // of a phrase that says which part is the value; empty: all; for Confirmer
  Span folded;          // relative to the cell's folded text
  Span original;        // relative to the cell's own bytes
  std::string_view cue;
};

// Owns scratch; one a thread. REQUIRES: the database outlives it.
class Detector {
 public:
  static Result<std::unique_ptr<Detector>> Create(const RuleDatabase& database);
  ~Detector();

  // Candidates of the views `value` and `words`, ordered by (cell, original, label, rule); of equal
  // spans and labels the best one. Whatever the confidence: judging is the next stage.
  // `cells` are the texts that `text` was made of, in order.
  Status Detect(const ScanText& text, std::span<const JudgedCell> cells,
                std::vector<Candidate>* candidates);

  // Whether earlier scans have shown that Detect has nothing to find in this cell: no literal
  // occurs in its shape. A quick look without scanning; false where it would have to be scanned,
  // and for every cell that MayBeMasked.
  bool IsKnownSilent(std::string_view cell) const;

  // The `field_name` patterns on a header, JSON path or table name ("customerReligion" and
  // "customer_religion" are split into words). Candidate::cell is 0.
  Status DetectFieldName(std::string_view name, std::vector<Candidate>* candidates);

  // Codes: the canonical value that a whole cell stands for in the code systems of `rule`.
  ValueId CodeValue(RuleIndex rule, std::string_view cell) const;

 private:
  struct State;
  explicit Detector(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace sunder::scanner
