#include <cstdio>
#include <optional>
#include <utility>

#include "cli/command.h"
#include "cli/progress_display.h"
#include "cli/report_output.h"
#include "cli/run_context.h"
#include "cli/scan_ledger_files.h"
#include "engine/proxy_columns.h"
#include "engine/said_dialects.h"
#include "engine/value_samples.h"

namespace sunder::cli {
namespace {

// Control characters of a scanned value must not reach the terminal.
std::string Printable(std::string_view value) {
  std::string text;
  for (const char c : value) text += static_cast<unsigned char>(c) < ' ' || c == 0x7F ? ' ' : c;
  return text;
}

class ScanCommand : public Command {
 public:
  const char* name() const override { return "scan"; }
  const char* description() const override {
    return "Find special-category data and identities, and where they meet";
  }
  std::vector<const char*> settings() const override {
    return {
        "threads",        "memory",        "block_size",      "format",        "output",
        "ignore",         "sample",        "max_bytes",       "fail_on",       "strict",
        "show",           "proxies",       "patterns",        "label",         "color",
        "cache_folder",   "input_format",  "encoding",        "ledger",        "since",
        "check_contents", "archive_depth", "archive_entries", "unpacked_size", "unpacked_ratio"};
  }
  void Declare(CLI::App* app) override {
    app->add_option("source", sources_, "files, folders, sqlite:///x.db, or - for standard input")
        ->type_name("SOURCE");
  }

  Result<int> Run(const Environment& environment) override {
    SUNDER_RETURN_IF_ERROR(CheckSourcesNamed(sources_));
    SUNDER_ASSIGN_OR_RETURN(const uint64_t show, environment.settings.Number("show"));
    SUNDER_RETURN_IF_ERROR(CheckShow(environment, show));
    const std::string fail_on = environment.settings.Text("fail_on");
    if (fail_on != "linked" && fail_on != "linkable" && fail_on != "never") {
      return Status::Usage("`fail_on` must be linked, linkable or never");
    }
    SUNDER_ASSIGN_OR_RETURN(const reports::Format format, FormatOf(environment));
    SUNDER_ASSIGN_OR_RETURN(const engine::ScanOptions options, MakeScanOptions(environment));
    SUNDER_ASSIGN_OR_RETURN(const LoadedRules loaded, LoadRules(environment));
    SUNDER_ASSIGN_OR_RETURN(SourceListing listing, ListSources(sources_, options.listing));
    SUNDER_ASSIGN_OR_RETURN(std::optional<engine::IncrementalScan> incremental,
                            StartLedger(environment, options, *loaded.rules, sources_, &listing));
    SUNDER_ASSIGN_OR_RETURN(const engine::SourceTables tables,
                            engine::InspectObjects(std::move(listing)));
    SUNDER_RETURN_IF_ERROR(engine::CheckSaidDialects(tables));
    engine::Progress progress;
    ScanReport report;
    {
      const ProgressDisplay display(progress, "scan", environment.is_stderr_terminal);
      SUNDER_ASSIGN_OR_RETURN(
          report, engine::RunScan(tables, sources_, *loaded.database, options, &progress));
    }
    SUNDER_ASSIGN_OR_RETURN(const std::vector<engine::ProxyAnswer> proxies,
                            ProxiesOf(environment, tables, options, report));
    Explain(proxies, &report);
    if (incremental) incremental->AddUnchanged(&report);
    std::string text = reports::WriteScanReport(report, format, StyleOf(environment));
    if (format == reports::Format::kText && environment.settings.Switch("proxies")) {
      text += ProxyText(proxies);
    }
    SUNDER_RETURN_IF_ERROR(WriteOutput(environment, text));
    if (show > 0) {
      SUNDER_RETURN_IF_ERROR(Show(tables, report, *loaded.database, options, show));
    }
    SUNDER_RETURN_IF_ERROR(FinishLedger(environment, incremental, tables.listing, report));
    for (const std::string& error : report.errors) {
      std::fprintf(stderr, "sunder: %s\n", error.c_str());
    }
    if (engine::HasDataLoss(report, options.is_strict)) return kExitFailed;
    if (fail_on == "never") return kExitDone;
    const Strength at_least = fail_on == "linked" ? Strength::kLinked : Strength::kLinkable;
    return engine::HasAssociation(report, at_least) ? kExitFound : kExitDone;
  }

 private:
  Status CheckShow(const Environment& environment, uint64_t show) const {
    if (show == 0) return Status::Ok();
    if (!environment.is_stdout_terminal || !environment.settings.Text("output").empty()) {
      return Status::Usage("--show prints scanned values and so goes to a terminal only");
    }
    for (const std::string& source : sources_) {
      if (source == "-")
        return Status::Usage("--show reads the source twice; standard input cannot");
    }
    return Status::Ok();
  }

  // Operator output: a band tells what values stand together. A plan never holds it.
  static Result<std::vector<engine::ProxyAnswer>> ProxiesOf(const Environment& environment,
                                                            const engine::SourceTables& tables,
                                                            const engine::ScanOptions& options,
                                                            const ScanReport& report) {
    if (!environment.settings.Switch("proxies")) return std::vector<engine::ProxyAnswer>();
    SUNDER_ASSIGN_OR_RETURN(const segregation::Policy policy, LoadPolicy(environment));
    return engine::MeasureProxies(tables, engine::ProxyQuestionsOf(report), options.pipeline,
                                  policy.min_cohort_persons * policy.record_cohort_factor);
  }

  // As steps of the fields' explanations.
  static void Explain(const std::vector<engine::ProxyAnswer>& answers, ScanReport* report) {
    for (const engine::ProxyAnswer& answer : answers) {
      for (TableReport& table : report->tables) {
        if (table.object != answer.object || table.table != answer.table) continue;
        for (FieldReport& field : table.fields) {
          if (field.path != answer.field) continue;
          field.explanation.push_back("foretells " + answer.label + ": " +
                                      std::string(segregation::ProxyBandName(answer.band)));
        }
      }
    }
  }

  static std::string ProxyText(const std::vector<engine::ProxyAnswer>& answers) {
    std::string text;
    for (const engine::ProxyAnswer& answer : answers) {
      if (answer.band == segregation::ProxyBand::kNone) continue;
      text += "  " + answer.object + (answer.table.empty() ? "" : "/" + answer.table) + "  " +
              Printable(answer.display) + "  foretells " + answer.label + ": " +
              std::string(segregation::ProxyBandName(answer.band)) + "\n";
    }
    return "\nPROXIES  columns that foretell a special category (holds findings)\n" +
           (text.empty() ? "  none\n" : text);
  }

  static Status Show(const engine::SourceTables& tables, const ScanReport& report,
                     const scanner::RuleDatabase& database, const engine::ScanOptions& options,
                     size_t count) {
    SUNDER_ASSIGN_OR_RETURN(const std::vector<engine::ValueSample> samples,
                            engine::CollectSamples(tables, report, database, options, count));
    std::string text = "\nSample values (on this terminal only)\n";
    for (const engine::ValueSample& sample : samples) {
      text += "  " + sample.object + (sample.table.empty() ? "" : "/" + sample.table) + "  " +
              sample.field + "  " + sample.label + "\n";
      for (const std::string& value : sample.values) text += "      " + Printable(value) + "\n";
    }
    return PrintOut(text);
  }

  std::vector<std::string> sources_;
};

}  // namespace

std::unique_ptr<Command> NewScanCommand() { return std::make_unique<ScanCommand>(); }

}  // namespace sunder::cli
