#include <cstdio>
#include <filesystem>
#include <optional>

#include "cli/command.h"
#include "cli/planning.h"
#include "cli/progress_display.h"
#include "cli/report_output.h"
#include "cli/run_context.h"
#include "engine/in_place_residue.h"
#include "engine/run_record.h"
#include "engine/said_dialects.h"
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
  if (!settings.Switch("in_place")) targets.identity = place("identity_to", "identity");
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
  bool is_hardened() const override { return true; }
  std::vector<const char*> settings() const override {
    return {"to",
            "plan",
            "recipient",
            "replace",
            "min_cohort",
            "segregated_csv",
            "all",
            "keep_order",
            "identity_to",
            "segregated_to",
            "quarantine_to",
            "evidence_to",
            "policy",
            "threads",
            "memory",
            "block_size",
            "format",
            "output",
            "ignore",
            "strict",
            "patterns",
            "label",
            "color",
            "in_place",
            "dry_run",
            "cache_folder",
            "input_format",
            "encoding",
            "write_utf8",
            "archive_depth",
            "archive_entries",
            "unpacked_size",
            "unpacked_ratio"};
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
    SUNDER_RETURN_IF_ERROR(CheckInPlace(settings));
    SUNDER_ASSIGN_OR_RETURN(const reports::Format format, FormatOf(environment));
    const bool is_dry_run = settings.Switch("dry_run");
    // Before the sources are read: a run that was cut off may have swapped some of them.
    if (!is_dry_run) SUNDER_RETURN_IF_ERROR(segregation::Staging::Recover(options.targets));
    SUNDER_ASSIGN_OR_RETURN(const TargetState state, segregation::InspectTargets(options.targets));
    if (is_dry_run && state == TargetState::kUnfinished) {
      return Status::Unreadable(options.targets.root +
                                " holds an unfinished run; run that split again first");
    }
    SUNDER_ASSIGN_OR_RETURN(const LoadedRules loaded, LoadRules(environment));
    SUNDER_ASSIGN_OR_RETURN(Opened opened, Open(settings, options));
    options.in_place = opened.in_place.get();
    const engine::SourceTables& tables = opened.tables;
    SUNDER_ASSIGN_OR_RETURN(const engine::RunRequest request,
                            RequestOf(environment, *loaded.rules));
    if (state == TargetState::kFinished && !options.is_replacing &&
        engine::WasFinishedBefore(environment.state_folder, request, tables)) {
      SUNDER_RETURN_IF_ERROR(PrintOut("Nothing to do: " + options.targets.root +
                                      " holds the stores of this plan and source.\n"));
      return kExitDone;
    }
    // What was rewritten before has nothing left to split; that is no conflict with its stores.
    const bool is_free = options.is_replacing ||
                         (state != TargetState::kFinished && state != TargetState::kOccupied);
    if (!is_free && !settings.Switch("in_place")) return Occupied(options.targets, state);
    SUNDER_ASSIGN_OR_RETURN(const SegregationPlan plan,
                            PlanOf(environment, opened, *loaded.database));
    if (settings.Switch("in_place") && !plan.HasWork()) {
      SUNDER_RETURN_IF_ERROR(
          PrintOut("Nothing to split: no special category meets an identifier. Nothing was "
                   "changed.\n"));
      return kExitDone;
    }
    if (!is_free) return Occupied(options.targets, state);
    std::unique_ptr<const SecondLook> second_look;
    SUNDER_RETURN_IF_ERROR(Ask(environment, plan, tables, *loaded.rules, &second_look, &options));
    if (is_dry_run) return DryRun(environment, format, tables, plan, *loaded.database, options);
    options.remember = [&environment, &request, &tables] {
      const Status remembered = engine::RememberFinished(environment.state_folder, request, tables);
      if (remembered.ok()) return;
      std::fprintf(stderr, "sunder: the run will be finished, but not remembered: %s\n",
                   remembered.message().c_str());
    };
    engine::Progress progress;
    Result<engine::SplitResult> result = Status::Internal("not run");
    {
      const ProgressDisplay display(progress, "split", environment.is_stderr_terminal);
      result = engine::RunSplit(tables, plan, *loaded.database, options, &progress);
    }
    SUNDER_RETURN_IF_ERROR(result.status());
    SUNDER_RETURN_IF_ERROR(Report(
        environment, format, result->report,
        Closing(options.targets, options.in_place != nullptr, *result, tables.listing.skipped)));
    if (engine::HasResidue(result->report.residue)) {
      return Status::StoreFailure(
          "the split is done, but files still hold what it took away; the report names them under "
          "Residue");
    }
    return kExitDone;
  }

 private:
  struct Opened {
    engine::SourceTables tables;
    std::optional<SegregationPlan> plan;               // of --plan
    std::unique_ptr<engine::InPlaceSources> in_place;  // holds the sources
  };

  static Status CheckInPlace(const Settings& settings) {
    if (!settings.Switch("in_place")) return Status::Ok();
    if (!settings.Text("identity_to").empty()) {
      return Status::Usage(
          "--in-place writes no identity store, the sources take its place: leave --identity-to "
          "out");
    }
    if (settings.Switch("replace")) {
      return Status::Usage(
          "after a split in place its stores are the only copy of what was taken out; --replace "
          "would destroy it: name another folder with --to");
    }
    return Status::Ok();
  }

  // A plan is executed on what it was made of: each file in the encoding and dialect that it was
  // read in.
  Result<Opened> Open(const Settings& settings, const engine::SplitOptions& options) const {
    Opened opened;
    ListOptions list_options = options.scan.listing;
    list_options.tells_encodings_by_all = true;
    if (const std::string path = settings.Text("plan"); !path.empty()) {
      SUNDER_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(path));
      SUNDER_ASSIGN_OR_RETURN(opened.plan, segregation::ParsePlan(text, path));
      for (const segregation::PlannedTable& table : opened.plan->tables) {
        list_options.planned_encodings[table.object] = table.encoding;
      }
    }
    SUNDER_ASSIGN_OR_RETURN(SourceListing listing, ListSources(sources_, list_options));
    if (opened.plan) engine::SayDialects(*opened.plan, &listing);
    if (settings.Switch("in_place")) {
      const std::string& root = options.targets.root;
      if (settings.Switch("dry_run")) {
        SUNDER_RETURN_IF_ERROR(engine::InPlaceSources::Check(listing.objects, root));
      } else {
        SUNDER_ASSIGN_OR_RETURN(opened.in_place,
                                engine::InPlaceSources::Lock(root, &listing.objects));
      }
    }
    SUNDER_ASSIGN_OR_RETURN(opened.tables, engine::InspectObjects(std::move(listing)));
    SUNDER_RETURN_IF_ERROR(engine::CheckSaidDialects(opened.tables));
    return opened;
  }

  static Status Occupied(const StoreTargets& targets, TargetState state) {
    if (state == TargetState::kFinished) {
      return Status::Usage(targets.root +
                           " holds the stores of another run; add --replace, or name another "
                           "folder with --to");
    }
    return Status::Usage(targets.root +
                         " holds something that is no store; name an empty folder with --to");
  }

  Result<int> DryRun(const Environment& environment, reports::Format format,
                     const engine::SourceTables& tables, const SegregationPlan& plan,
                     const scanner::RuleDatabase& database,
                     const engine::SplitOptions& options) const {
    const bool is_in_place = environment.settings.Switch("in_place");
    SUNDER_ASSIGN_OR_RETURN(const SegregationReport report,
                            engine::DescribeSplit(tables, plan, database, options, is_in_place));
    std::string closing;
    for (const SourceObject& object : tables.listing.objects) {
      closing += (is_in_place ? "Would be rewritten: " : "Would be split: ") + object.path + "\n";
    }
    for (const SkippedObject& skipped : tables.listing.skipped) {
      closing += "Would stay as it is: " + skipped.name + " (" + skipped.detail + ")\n";
    }
    SUNDER_RETURN_IF_ERROR(
        Report(environment, format, report, closing + "Dry run: nothing was changed.\n"));
    return kExitDone;
  }

  std::string Closing(const StoreTargets& targets, bool is_in_place,
                      const engine::SplitResult& result,
                      const std::vector<SkippedObject>& skipped) const {
    std::string closing = "Stores: " + targets.root + "\n";
    for (const SkippedObject& left : skipped) {
      closing += "Not split, and in no store: " + left.name + " (" +
                 std::string(LossReasonName(left.reason)) + ": " + left.detail + ")\n";
    }
    for (const std::string& source : sources_) {
      closing +=
          (is_in_place ? "Rewritten in place: " : "The source still holds both: ") + source + "\n";
    }
    for (const std::string& name : result.held) {
      closing += "Held as published before, for fewer persons than K are between: " + name + "\n";
    }
    for (const std::string& name : result.held_for_context) {
      closing +=
          "Held as published before, for the plan counts by other contexts than that publication; "
          "the two together could single persons out: " +
          name + "\n";
    }
    return closing + "Next: sunder verify " + targets.root +
           (is_in_place ? " --identity " + sources_.front() : "") + "\n";
  }

  // What the run needs to know besides plan and rules.
  static Status Ask(const Environment& environment, const SegregationPlan& plan,
                    const engine::SourceTables& tables, const scanner::RuleSet& rules,
                    std::unique_ptr<const SecondLook>* second_look, engine::SplitOptions* options) {
    SUNDER_ASSIGN_OR_RETURN(options->proxies, ProxiesOf(environment, plan, tables, rules.labels));
    if (!plan.HasTexts()) return Status::Ok();
    SUNDER_ASSIGN_OR_RETURN(*second_look, MakeSecondLook(environment, rules));
    options->second_look = second_look->get();
    return Status::Ok();
  }

  Status FillOptions(const Environment& environment, engine::SplitOptions* options) const {
    SUNDER_ASSIGN_OR_RETURN(options->scan, MakeScanOptions(environment));
    options->scan.pipeline.table_bytes_max = 0;
    options->pipeline = options->scan.pipeline;
    options->targets = TargetsOf(environment.settings);
    options->writes_utf8 = environment.settings.Switch("write_utf8");
    options->is_replacing = environment.settings.Switch("replace");
    options->has_csv_copy = environment.settings.Switch("segregated_csv");
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
    options->parse_evidence = reports::ParseSegregationReport;
    return Status::Ok();
  }

  // All that decides what the stores will hold, the sources' bytes apart.
  Result<engine::RunRequest> RequestOf(const Environment& environment,
                                       const scanner::RuleSet& rules) const {
    const Settings& settings = environment.settings;
    engine::RunRequest request;
    request.target = settings.Text("to");
    request.evidence = TargetsOf(settings).evidence + "/evidence.json";
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
         {"min_cohort", "segregated_csv", "all", "keep_order", "recipient", "ignore",
          "input_format", "encoding", "write_utf8", "in_place", "archive_depth", "archive_entries",
          "unpacked_size", "unpacked_ratio"}) {
      request.settings += '\0' + settings.Text(key);
    }
    for (const scanner::FieldOverride& field : settings.overrides()) {
      request.settings += '\0' + field.object_glob + '\0' + field.table_glob + '\0' + field.field +
                          '\0' + field.label;
    }
    for (const SaidDialect& said : settings.dialects()) {
      request.settings += '\0' + said.object_glob;
      for (const auto& [key, value] : said.dialect) request.settings += '\0' + key + '=' + value;
    }
    return request;
  }

  Result<SegregationPlan> PlanOf(const Environment& environment, const Opened& opened,
                                 const scanner::RuleDatabase& database) const {
    if (opened.plan) return *opened.plan;
    for (const std::string& source : sources_) {
      if (source == "-") {
        return Status::Usage(
            "a split without --plan reads its source twice, standard input comes once: make the "
            "plan from a file with `sunder plan`, or save the input first");
      }
    }
    SUNDER_ASSIGN_OR_RETURN(Planning planning,
                            MakePlanByScan(environment, sources_, opened.tables, database));
    if (planning.has_data_loss) {
      return Status::DataLoss(
          "a source was not read whole; nothing was committed: mend it, or leave it out with "
          "--ignore");
    }
    return std::move(planning.plan);
  }

  static Status Report(const Environment& environment, reports::Format format,
                       const SegregationReport& report, const std::string& closing) {
    const std::string text = reports::WriteSegregationReport(report, format, StyleOf(environment));
    SUNDER_RETURN_IF_ERROR(WriteOutput(environment, text));
    const bool is_machine_on_stdout =
        format != reports::Format::kText && environment.settings.Text("output").empty();
    if (!is_machine_on_stdout) return PrintOut(closing);
    std::fputs(closing.c_str(), stderr);
    return Status::Ok();
  }

  std::vector<std::string> sources_;
};

}  // namespace

std::unique_ptr<Command> NewSplitCommand() { return std::make_unique<SplitCommand>(); }

}  // namespace sunder::cli
