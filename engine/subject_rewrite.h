// Erases or corrects a person's own records: each object that holds any is rewritten beside itself,
// read again and swapped. Repeatable: a run that was cut off is simply started again.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/status.h"
#include "engine/pipeline.h"
#include "engine/scan_run.h"
#include "engine/subject_match.h"
#include "engine/subject_search.h"

namespace sunder::engine {

struct SubjectRewrite {
  std::string object;
  uint64_t records = 0;  // erased or corrected
  uint64_t cells = 0;    // corrected
};

// `corrections` empty: the person's records are left out; else fields of these names (case and
// separators do not count) get the new text. Objects without records of the person are not touched.
// Refused and Unreadable as for a split in place (links, other programs, locks); then, and after
// any other error, the object at hand is as it was. Those before it are done.
Result<std::vector<SubjectRewrite>> RewriteSubject(
    const SourceTables& sources, const SubjectSearch& search, const SubjectMatcher& matcher,
    const std::map<std::string, std::string>& corrections, const PipelineOptions& options);

}  // namespace sunder::engine
