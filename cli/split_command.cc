#include <cstdio>
#include <filesystem>

#include "cli/command.h"
#include "cli/planning.h"
#include "cli/progress_display.h"
#include "cli/report_output.h"
#include "cli/run_context.h"
#include "engine/run_record.h"
#include "engine/split_run.h"

namespace sunder::cli {
namespace {

using segregation::SegregationPlan;
using segregation::StoreTargets;
using segregation::TargetState;

StoreTargets TargetsOf(const Settings& settings) {
  StoreTargets targets;
  targets.root = settings.Text("to");
  const auto place = [&](const char* key, const char* name) {
    const std::string elsewhere = settings.Text(key);
    return elsewhere.empty() ? targets.root + "/" + name : elsewhere;
  };
  targets.identity = place("identity_to", "identity");
  targets.segregated = place("segregated_to", "segregated");
  targets.quarantine = place("quarantine_to", "quarantine");
  targets.evidence = place("evidence_to", "evidence");
  return targets;
}

class SplitCommand : public Command {
 public:
  const char* name() const override { return "split"; }
  const char* description() const override {
    return "Take identities and special-category data apart, for good";
  }
  std::vector<const char*> settings() const override {
    return {"to",          "plan",       "recipient",    "replace",       "min_cohort",
            "all",         "keep_order", "identity_to",  "segregated_to", "quarantine_to",
            "evidence_to", "policy",     "threads",      "memory",        "block_size",
            "format",      "output",     "ignore",       "strict",        "patterns",
            "label",       "color",      "cache_folder", "input_format"};
  }
  void Declare(CLI::App* app) override {
    app->add_option("source", sources_, "files, folders, sqlite:///x.db, or - for standard input")
        ->type_name("SOURCE");
  }

  Result<int> Run(const Environment& environment) override {
    SUNDER_RETURN_IF_ERROR(CheckSourcesNamed(sources_));
    const Settings& settings = environment.settings;
    if (settings.Text("to").empty()) {
      return Status::Usage("say where the stores go: --to DIR");
    }
    engine::SplitOptions options;
    SUNDER_RETURN_IF_ERROR(FillOptions(environment, &options));
    SUNDER_ASSIGN_OR_RETURN(const reports::Format format, FormatOf(environment));
    SUNDER_ASSIGN_OR_RETURN(const TargetState state, segregation::InspectTargets(options.targets));
    SUNDER_ASSIGN_OR_RETURN(const LoadedRules loaded, LoadRules(environment));
    SUNDER_ASSIGN_OR_RETURN(const engine::SourceTables tables,
                            engine::OpenSources(sources_, options.scan.listing));
    SUNDER_ASSIGN_OR_RETURN(const engine::RunRequest request,
                            RequestOf(environment, *loaded.rules));
    if (state == TargetState::kFinished && !options.is_replacing) {
      if (engine::WasFinishedBefore(environment.state_folder, request, tables)) {
        SUNDER_RETURN_IF_ERROR(PrintOut("Nothing to do: " + options.targets.root +
                                        " holds the stores of this plan and source.\n"));
        return kExitDone;
      }
      return Status::Usage(options.targets.root +
                           " holds the stores of another run; add --replace, or name another "
                           "folder with --to");
    }
    if (state == TargetState::kOccupied && !options.is_replacing) {
      return Status::Usage(options.targets.root +
                           " holds something that is no store; name an empty folder with --to");
    }
    SUNDER_ASSIGN_OR_RETURN(const SegregationPlan plan,
                            PlanOf(environment, tables, *loaded.database));
    engine::Progress progress;
    Result<engine::SplitResult> result = Status::Internal("not run");
    {
      const ProgressDisplay display(progress, "split", environment.is_stderr_terminal);
      result = engine::RunSplit(tables, plan, *loaded.database, options, &progress);
    }
    SUNDER_RETURN_IF_ERROR(result.status());
    SUNDER_RETURN_IF_ERROR(Report(environment, format, *result, options.targets));
    if (Status remembered = engine::RememberFinished(environment.state_folder, request, tables);
        !remembered.ok()) {
      std::fprintf(stderr, "sunder: the run is finished, but not remembered: %s\n",
                   remembered.message().c_str());
    }
    return kExitDone;
  }

 private:
  Status FillOptions(const Environment& environment, engine::SplitOptions* options) const {
    SUNDER_ASSIGN_OR_RETURN(options->scan, MakeScanOptions(environment));
    options->scan.pipeline.table_bytes_max = 0;
    options->pipeline = options->scan.pipeline;
    options->targets = TargetsOf(environment.settings);
    options->is_replacing = environment.settings.Switch("replace");
    options->tool_version = environment.tool_version;
    options->day = environment.day;
    options->day_seconds = environment.day_seconds;
    for (const std::string& recipient : environment.settings.List("recipient")) {
      SUNDER_ASSIGN_OR_RETURN(const segregation::AgeRecipient parsed,
                              segregation::ParseAgeRecipient(recipient));
      options->recipients.push_back(parsed);
    }
    options->write_evidence = [](const SegregationReport& report) {
      return reports::WriteSegregationReport(report, reports::Format::kJson, {});
    };
    return Status::Ok();
  }

  // All that decides what the stores will hold, the sources' bytes apart.
  Result<engine::RunRequest> RequestOf(const Environment& environment,
                                       const scanner::RuleSet& rules) const {
    const Settings& settings = environment.settings;
    engine::RunRequest request;
    request.target = settings.Text("to");
    request.settings = environment.tool_version + '\0' + rules.hash;
    const std::string plan_path = settings.Text("plan");
    if (!plan_path.empty()) {
      SUNDER_ASSIGN_OR_RETURN(const std::string plan, ReadWholeFile(plan_path));
      request.settings += '\0' + plan;
    } else if (!settings.Text("policy").empty()) {
      SUNDER_ASSIGN_OR_RETURN(const std::string policy, ReadWholeFile(settings.Text("policy")));
      request.settings += '\0' + policy;
    }
    for (const char* key :
         {"min_cohort", "all", "keep_order", "recipient", "ignore", "input_format"}) {
      request.settings += '\0' + settings.Text(key);
    }
    for (const scanner::FieldOverride& field : settings.overrides()) {
      request.settings += '\0' + field.object_glob + '\0' + field.table_glob + '\0' + field.field +
                          '\0' + field.label;
    }
    return request;
  }

  Result<SegregationPlan> PlanOf(const Environment& environment, const engine::SourceTables& tables,
                                 const scanner::RuleDatabase& database) const {
    const std::string path = environment.settings.Text("plan");
    if (!path.empty()) {
      SUNDER_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(path));
      return segregation::ParsePlan(text, path);
    }
    for (const std::string& source : sources_) {
      if (source == "-") {
        return Status::Usage(
            "a split without --plan reads its source twice, standard input comes once: make the "
            "plan from a file with `sunder plan`, or save the input first");
      }
    }
    SUNDER_ASSIGN_OR_RETURN(Planning planning,
                            MakePlanByScan(environment, sources_, tables, database));
    if (planning.has_data_loss) {
      return Status::DataLoss(
          "a source was not read whole; nothing was committed: mend it, or leave it out with "
          "--ignore");
    }
    return std::move(planning.plan);
  }

  Status Report(const Environment& environment, reports::Format format,
                const engine::SplitResult& result, const StoreTargets& targets) const {
    std::string text = reports::WriteSegregationReport(result.report, format, StyleOf(environment));
    SUNDER_RETURN_IF_ERROR(WriteOutput(environment, text));
    const bool is_machine_on_stdout =
        format != reports::Format::kText && environment.settings.Text("output").empty();
    std::string closing = "Stores: " + targets.root + "\n";
    for (const std::string& source : sources_) {
      closing += "The source still holds both: " + source + "\n";
    }
    closing += "Next: sunder verify " + targets.root + "\n";
    if (is_machine_on_stdout) {
      std::fputs(closing.c_str(), stderr);
      return Status::Ok();
    }
    return PrintOut(closing);
  }

  std::vector<std::string> sources_;
};

}  // namespace

std::unique_ptr<Command> NewSplitCommand() { return std::make_unique<SplitCommand>(); }

}  // namespace sunder::cli
