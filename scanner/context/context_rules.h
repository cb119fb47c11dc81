// What the judgement of sentences and headers compiles from the rules.
#pragma once

#include <memory>
#include <string>

#include "scanner/context/canonical_values.h"
#include "scanner/context/context_model.h"
#include "scanner/context/cue_index.h"
#include "scanner/context/field_names.h"
#include "scanner/rules/cache_file.h"
#include "scanner/rules/rule_set.h"
#include "scanner/text/archive.h"

namespace sunder::scanner {

// Immutable. Takes a tenth of a second to make: RuleDatabase::Companion keeps one for all threads,
// the cache one for the next start.
struct ContextRules {
  explicit ContextRules(const RuleSet& rules)
      : cues(rules), names(rules), model(rules), values(rules) {}
  // From `cache_folder` (empty: none) if it is there, else made and left there. REQUIRES: `rules`
  // outlive it.
  static std::shared_ptr<const ContextRules> Make(const RuleSet& rules,
                                                  const std::string& cache_folder);

  CueIndex cues;
  FieldNames names;
  ContextModel model;
  CanonicalValues values;

 private:
  // Reads them all.
  ContextRules(const RuleSet& rules, std::unique_ptr<const CacheFile> cached,
               ArchiveReader* reader);

  std::unique_ptr<const CacheFile> file_;  // that the others view; may be nullptr
};

}  // namespace sunder::scanner
