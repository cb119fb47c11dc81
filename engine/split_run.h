// A split: executes a plan. Sources -> identity, segregated and quarantine stores and the evidence,
// staged, judged again, balanced, and only then made visible.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/second_look.h"
#include "core/segregation_report.h"
#include "core/status.h"
#include "engine/in_place_sources.h"
#include "engine/pipeline.h"
#include "engine/scan_run.h"
#include "scanner/match/rule_database.h"
#include "segregation/age.h"
#include "segregation/constraint.h"
#include "segregation/plan.h"
#include "segregation/segregator.h"
#include "segregation/staging.h"

namespace sunder::engine {

struct SplitOptions {
  PipelineOptions pipeline;
  ScanOptions scan;  // how the identity store is judged again
  segregation::StoreTargets targets;
  std::vector<segregation::AgeRecipient> recipients;
  // An opinion on texts beside the judge's; nullptr: none.
  const SecondLook* second_look = nullptr;
  // Measured where a constraint asks for it.
  std::vector<segregation::StrongProxy> proxies;
  bool is_replacing = false;
  bool has_csv_copy = false;  // the segregated store also as CSV
  bool writes_utf8 = false;   // identity stores, whatever the encoding of the source
  // The sources are rewritten: held by the caller from before they were read. nullptr: stores only.
  const InPlaceSources* in_place = nullptr;
  std::string tool_version;
  std::string day;
  int64_t day_seconds = 0;  // Unix time of that day's midnight, UTC
  // Serialises the evidence; given by the caller so that this folder knows no report format.
  std::function<std::string(const SegregationReport&)> write_evidence;
  // Called when all stores are in place, before the commit is final (Staging::Commit).
  std::function<void()> remember;
  // Reads it back: that of a publication which is to be replaced.
  std::function<Result<SegregationReport>(std::string_view)> parse_evidence;
};

struct SplitResult {
  SegregationReport report;         // for evidence and stdout
  segregation::SplitCounts counts;  // balanced; for nobody's eyes but the ledger's
  // Categories that stay as they were published before; for the operator only.
  std::vector<std::string> held;
  std::vector<std::string> held_for_context;
};

// What RunSplit would do, from the plan and the schemas alone; nothing is written. `is_in_place`:
// also what of each object would be carried over. Errors as RunSplit's that are known beforehand.
Result<SegregationReport> DescribeSplit(const SourceTables& sources,
                                        const segregation::SegregationPlan& plan,
                                        const scanner::RuleDatabase& database,
                                        const SplitOptions& options, bool is_in_place);

// Refused: a cohort below the plan's margin, a field that the plan does not know. Usage: targets in
// use, no recipient though the plan seals. DataLoss/Unreadable: a source was not read whole;
// nothing is committed. StoreFailure: a store could not be written, or judged again still holds an
// association.
Result<SplitResult> RunSplit(const SourceTables& sources, const segregation::SegregationPlan& plan,
                             const scanner::RuleDatabase& database, const SplitOptions& options,
                             Progress* progress);

}  // namespace sunder::engine
