// `scan --show N`: a few values behind each finding, so that a person can judge a false positive.
// The only place that takes scanned values out of a run; for a terminal only.
#pragma once

#include <string>
#include <vector>

#include "core/scan_report.h"
#include "core/status.h"
#include "engine/pipeline.h"
#include "engine/scan_run.h"
#include "scanner/match/rule_database.h"

namespace sunder::engine {

struct ValueSample {
  std::string object;
  std::string table;
  std::string field;  // display name
  std::string label;
  std::vector<std::string> values;  // the found spans, or whole cells of a labelled column
};

// Reads the sources a second time. The samples are those with the smallest hashes, so that the same
// source shows the same values.
Result<std::vector<ValueSample>> CollectSamples(const SourceTables& sources,
                                                const ScanReport& report,
                                                const scanner::RuleDatabase& database,
                                                const ScanOptions& options, size_t count);

}  // namespace sunder::engine
