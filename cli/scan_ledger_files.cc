#include "cli/scan_ledger_files.h"

#include <cstdio>
#include <filesystem>
#include <utility>

#include "cli/report_output.h"
#include "cli/run_context.h"
#include "reports/scan_ledger.h"

namespace sunder::cli {
namespace {

namespace fs = std::filesystem;

// All that decides what a scan finds in the same bytes.
std::string SettingsText(const Environment& environment, const engine::ScanOptions& options,
                         const scanner::RuleSet& rules, const std::vector<std::string>& sources) {
  std::string text = environment.tool_version + '\0' + rules.hash;
  for (const std::string& source : sources) {
    const bool is_uri = source.find("://") != std::string::npos;
    text += '\0' + (is_uri ? source : fs::absolute(source).lexically_normal().string());
  }
  for (const char* key : {"label", "patterns", "input_format", "encoding", "ignore",
                          "archive_depth", "archive_entries", "unpacked_size", "unpacked_ratio"}) {
    text += '\0' + environment.settings.Text(key);
  }
  for (const scanner::FieldOverride& field : options.overrides) {
    text += '\0' + field.object_glob + '\0' + field.table_glob + '\0' + field.field + '\0' +
            field.label + '\0' + field.reason;
  }
  for (const SaidDialect& said : environment.settings.dialects()) {
    text += '\0' + said.object_glob;
    for (const auto& [key, value] : said.dialect) text += '\0' + key + '=' + value;
  }
  return text;
}

}  // namespace

Result<std::optional<engine::IncrementalScan>> StartLedger(const Environment& environment,
                                                           const engine::ScanOptions& options,
                                                           const scanner::RuleSet& rules,
                                                           const std::vector<std::string>& sources,
                                                           SourceListing* listing) {
  const std::string since = environment.settings.Text("since");
  const std::string target = environment.settings.Text("ledger");
  if (since.empty() && target.empty()) return std::optional<engine::IncrementalScan>();
  if (options.pipeline.table_bytes_max > 0) {
    return Status::Usage("a sample has no ledger: leave out --sample and --max-bytes");
  }
  SUNDER_ASSIGN_OR_RETURN(
      engine::IncrementalScan incremental,
      engine::IncrementalScan::Create(environment.state_folder,
                                      SettingsText(environment, options, rules, sources),
                                      environment.settings.Switch("check_contents")));
  std::error_code ignored;
  if (since.empty() || (since == target && !fs::exists(since, ignored))) {
    return std::optional<engine::IncrementalScan>(std::move(incremental));
  }
  if (!fs::is_regular_file(since, ignored)) {
    return Status::NotFound(since + ": no such ledger; write one with --ledger first");
  }
  SUNDER_ASSIGN_OR_RETURN(const std::string sealed, ReadWholeFile(since));
  const Result<std::string> opened = incremental.Opened(sealed);
  if (!opened.ok()) return opened.status().WithContext(since);
  Result<ScanLedger> ledger = reports::ParseScanLedger(*opened);
  if (!ledger.ok()) return ledger.status().WithContext(since);
  SUNDER_RETURN_IF_ERROR(incremental.TakeUnchanged(std::move(*ledger), listing));
  if (!incremental.WasComparable()) {
    std::fprintf(stderr,
                 "sunder: %s is of other sources, rules, settings or another version: everything "
                 "is read\n",
                 since.c_str());
  }
  return std::optional<engine::IncrementalScan>(std::move(incremental));
}

Status FinishLedger(const Environment& environment,
                    const std::optional<engine::IncrementalScan>& incremental,
                    const SourceListing& listing, const ScanReport& report) {
  const std::string target = environment.settings.Text("ledger");
  if (!incremental || target.empty()) return Status::Ok();
  SUNDER_ASSIGN_OR_RETURN(const ScanLedger ledger, incremental->MakeLedger(listing, report));
  SUNDER_ASSIGN_OR_RETURN(const std::string sealed,
                          incremental->Sealed(reports::WriteScanLedger(ledger)));
  return WriteFileWhole(target, sealed);
}

}  // namespace sunder::cli
