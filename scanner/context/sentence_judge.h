// From candidates to findings: is a word of a special category said of a particular person?
// Subject cues, copula and identity verbs, negation, label words, original case, exclusions.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/judge.h"
#include "scanner/context/allowances.h"
#include "scanner/context/context_rules.h"
#include "scanner/context/sentence_grading.h"
#include "scanner/context/term_features.h"
#include "scanner/match/detector.h"
#include "scanner/rules/rule_set.h"
#include "scanner/text/scan_text.h"

namespace sunder::scanner {

// A term of a special category with all that is known of its use: what training needs.
struct ObservedTerm {
  Span original;
  LabelId label = kNoLabel;
  Grading by_rules;
  float doubt = 0;  // the model's probability under which it is no statement
  std::vector<FeatureId> features;
};

// Immutable; safe to use from any thread.
class SentenceJudge {
 public:
  // Shares the database's ContextRules, made with the first term of a special category.
  // REQUIRES: the database outlives it.
  explicit SentenceJudge(const RuleDatabase& database);
  // With ContextRules of its own. REQUIRES: the rules outlive it.
  explicit SentenceJudge(const RuleSet& rules);

  // Judges the candidates of one cell (ordered as Detect gives them), resolves overlaps (one span,
  // one label), grades special categories and appends the findings, those under kReportedConfidence
  // and those that the user allows left out. Finding::cell = `cell_index`. With `memo`, which is
  // the thread's, words met before are not looked up again.
  void Judge(const JudgedCell& cell, uint32_t cell_index, std::string_view folded,
             std::span<const Candidate> candidates, std::vector<Finding>* findings,
             CueMemo* memo = nullptr) const;

  // The terms in sentences of one cell, those that an exclusion covers left out.
  std::vector<ObservedTerm> Observe(const JudgedCell& cell,
                                    std::span<const Candidate> candidates) const;

 private:
  const ContextRules& context() const;

  const RuleSet& rules_;
  const Allowances allowances_;
  const RuleDatabase* database_ = nullptr;
  std::unique_ptr<const ContextRules> own_context_;
};

// core/judge.h over Detector and SentenceJudge. REQUIRES: the database outlives it.
Result<std::unique_ptr<Judge>> NewJudge(const RuleDatabase& database);

}  // namespace sunder::scanner
