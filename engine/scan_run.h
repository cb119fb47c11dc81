// A scan: sources in, ScanReport out. Also the first half of plan and split, and the judgement of
// an identity store.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connectors/listing/sources.h"
#include "core/scan_report.h"
#include "core/status.h"
#include "engine/pipeline.h"
#include "scanner/match/rule_database.h"
#include "scanner/profile/table_profile.h"

namespace sunder::engine {

struct ScanOptions {
  PipelineOptions pipeline;
  ListOptions listing;
  bool is_strict = false;  // types that no connector reads are losses
  std::vector<scanner::FieldOverride> overrides;
  std::string tool_version;
  std::string day;  // UTC, YYYY-MM-DD
};

// What a run reads: every table of every object that a connector was found for.
struct SourceTables {
  SourceListing listing;
  std::vector<PipelineTable> tables;   // by object, then as the connector gives them
  std::vector<ObjectCoverage> failed;  // objects whose tables could not be listed
};

// The tables of what was listed.
Result<SourceTables> InspectObjects(SourceListing listing);

// Compares a file that was read to its end with what it was when it was listed: kGrew, kChanged, or
// nothing. Databases read a state of their own, whatever else is written.
std::optional<Loss> ChangeWhileRead(const Connector& connector, const SourceObject& object);

// Lists and inspects. Only an unusable argument is an error; what cannot be read is in the result.
Result<SourceTables> OpenSources(const std::vector<std::string>& uris, const ListOptions& options);

// Of connector, dialect and the fields known beforehand; hex. Fields that are met only while
// reading (JSON) are not in it: a split checks them block by block against its plan.
std::string SchemaHash(const TableInfo& info);

// Scans what OpenSources found. Data that cannot be read is in coverage and errors.
Result<ScanReport> RunScan(const SourceTables& sources, const std::vector<std::string>& uris,
                           const scanner::RuleDatabase& database, const ScanOptions& options,
                           Progress* progress);

// Whether data was lost or a named source could not be read (exit code 3). Sampling and skipped
// types are no loss.
bool HasDataLoss(const ScanReport& report, bool is_strict);

// The strongest association of a report, for --fail-on.
bool HasAssociation(const ScanReport& report, Strength at_least);

}  // namespace sunder::engine
