// What the judgement of sentences and headers compiles from the rules.
#pragma once

#include "scanner/context/canonical_values.h"
#include "scanner/context/context_model.h"
#include "scanner/context/cue_index.h"
#include "scanner/context/field_names.h"
#include "scanner/rules/rule_set.h"

namespace sunder::scanner {

// Immutable. Takes tens of milliseconds to make: RuleDatabase::Companion keeps one for all threads.
struct ContextRules {
  explicit ContextRules(const RuleSet& rules)
      : cues(rules), names(rules), model(rules), values(rules) {}
  CueIndex cues;
  FieldNames names;
  ContextModel model;
  CanonicalValues values;
};

}  // namespace sunder::scanner
