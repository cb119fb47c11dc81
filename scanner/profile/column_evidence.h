// What the sampled distinct values of one column are, label by label.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/status.h"
#include "scanner/context/canonical_values.h"
#include "scanner/match/detector.h"
#include "scanner/profile/code_systems.h"
#include "scanner/profile/table_profile.h"
#include "scanner/profile/value_facts.h"

namespace sunder::scanner {

// Of one label: numbers of distinct values ("distinct") and of cells behind them ("weight").
struct LabelEvidence {
  uint32_t distinct = 0;  // values that are, as a whole, of this label
  uint64_t weight = 0;
  uint32_t distinctive = 0;  // of these: by a distinctive term
  uint32_t sure = 0;         // by a candidate at or over kReportedConfidence
  uint32_t validated = 0;
  uint32_t partial = 0;    // of the distinct: words of another sense stand beside ("Thai curry")
  uint32_t mentioned = 0;  // any candidate of the label anywhere in the value
  float confidence_before = 0;
  float confidence = 0;                   // the best candidate's
  std::map<RuleIndex, uint32_t> by_rule;  // distinct values
  std::vector<bool> is_match;             // by value of ColumnEvidence::values

  RuleIndex BestRule() const;  // most distinct values, then the smaller index
};

// Of one rule with code systems.
struct CodeEvidence {
  LabelId label = kNoLabel;
  uint32_t distinct = 0;
  uint64_t weight = 0;
  uint32_t telling = 0;         // distinct codes of three characters and more, a letter among them
  bool is_distinctive = false;  // one of its matching code systems fires without a header
  bool is_numeric = true;       // all matching codes are digits only
  std::vector<bool> is_match;
};

// Views what the collector remembers.
struct ColumnValue {
  std::string_view text;
  std::string_view normal;  // NormalizeCell
  // Folded words without those that most distinct values share: "male" of "Male Characters", "hope
  // abbott" of "Hope Abbott (Earth-616)"; the normal form where nothing is left out.
  std::string_view core;
  uint64_t count = 0;
  bool is_negation = false;  // "no", "none": no value of any label but perhaps one of its own
  const ValueFacts* facts = nullptr;
};

// Holds until the collector's next Collect.
struct ColumnEvidence {
  std::vector<ColumnValue> values;  // without missing-value words
  uint64_t weight = 0;              // cells behind them
  std::map<LabelId, LabelEvidence> labels;
  std::map<RuleIndex, CodeEvidence> codes;
  // "atheist", "no religion" among them and beside a religion: schools, saints and monuments have
  // none, persons do.
  bool lists_unbelief = false;
  std::deque<std::string> cores;  // what ColumnValue::core views where it is not the normal form
};

// One a thread: it remembers what values are.
class EvidenceCollector {
 public:
  // REQUIRES: both outlive it.
  EvidenceCollector(const RuleSet& rules, const CanonicalValues& values);
  EvidenceCollector(const EvidenceCollector&) = delete;
  EvidenceCollector& operator=(const EvidenceCollector&) = delete;

  // `path` is the field's path: detection sees it as context.
  Result<ColumnEvidence> Collect(std::string_view path,
                                 const std::vector<DistinctSample::Entry>& entries,
                                 Detector* detector);

 private:
  void CountCandidates(size_t value_index, const std::set<std::string>& constant,
                       ColumnEvidence* evidence) const;
  void CountCodes(ColumnEvidence* evidence) const;
  bool IsUnbelief(const ColumnValue& value) const;
  void AddCode(size_t value_index, const ColumnValue& value, const KnownCode& code,
               size_t value_count, CodeEvidence* counts) const;

  const RuleSet& rules_;
  const CanonicalValues& values_;
  LabelId religion_ = kNoLabel;
  ValueId no_religion_ = kNoValue;
  const CodeSystems systems_;
  ValueFactsMemo facts_;
};

}  // namespace sunder::scanner
