// What a user has the rules leave out (allow.toml, thresholds.toml), compiled for judging.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/finding.h"
#include "core/judge.h"
#include "scanner/rules/rule_set.h"

namespace sunder::scanner {

// Entries out of force are left out. Immutable; safe to use from any thread.
class Allowances {
 public:
  // REQUIRES: the rules outlive it.
  explicit Allowances(const RuleSet& rules);

  bool is_empty() const { return by_field_.empty() && values_.empty() && thresholds_.empty(); }
  // Drops of `findings`, all of `cell`, those from `first` on that an entry allows or a threshold
  // leaves out.
  void Apply(const JudgedCell& cell, size_t first, std::vector<Finding>* findings) const;
  // The entry in force that allows `label` in a field, by the words of its name as a whole:
  // "termGlossary" is "term_glossary". nullptr: none.
  const Allowance* OfField(std::string_view field, LabelId label) const;

 private:
  using LabelSet = std::set<LabelId>;  // kNoLabel in it: all

  bool IsAllowedValue(std::string_view text, const Finding& finding) const;
  bool IsUnderThreshold(const Finding& finding) const;

  std::unordered_map<std::string, std::vector<const Allowance*>> by_field_;  // joined words
  std::unordered_map<std::string, LabelSet> values_;                         // folded phrases
  std::unordered_map<std::string, LabelSet> phrases_;  // those that are words, as KeyOf has them
  std::set<size_t> word_counts_;                       // of phrases_
  std::vector<Threshold> thresholds_;
};

}  // namespace sunder::scanner
