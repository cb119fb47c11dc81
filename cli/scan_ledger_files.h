// The files that `scan --since` reads and `scan --ledger` writes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "core/scan_report.h"
#include "core/status.h"
#include "engine/incremental_scan.h"
#include "engine/scan_run.h"
#include "scanner/rules/rule_set.h"

namespace sunder::cli {

// Nothing when neither is asked for. With --since it takes the unchanged objects out of `listing`.
Result<std::optional<engine::IncrementalScan>> StartLedger(const Environment& environment,
                                                           const engine::ScanOptions& options,
                                                           const scanner::RuleSet& rules,
                                                           const std::vector<std::string>& sources,
                                                           SourceListing* listing);

// Writes the file of --ledger, whole or not at all.
Status FinishLedger(const Environment& environment,
                    const std::optional<engine::IncrementalScan>& incremental,
                    const SourceListing& listing, const ScanReport& report);

}  // namespace sunder::cli
