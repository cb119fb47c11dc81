#include "cli/command.h"
#include "cli/planning.h"
#include "cli/report_output.h"
#include "cli/run_context.h"
#include "segregation/constraint.h"

namespace sunder::cli {
namespace {

class PlanCommand : public Command {
 public:
  const char* name() const override { return "plan"; }
  const char* description() const override {
    return "Write what a split would do, as a plan to read, edit and execute";
  }
  std::vector<const char*> settings() const override {
    return {"threads",       "memory",          "block_size",    "output",        "ignore",
            "strict",        "patterns",        "label",         "policy",        "min_cohort",
            "all",           "keep_order",      "cache_folder",  "input_format",  "encoding",
            "archive_depth", "archive_entries", "unpacked_size", "unpacked_ratio"};
  }
  void Declare(CLI::App* app) override {
    app->add_option("source", sources_, "files, folders, sqlite:///x.db, or - for standard input")
        ->type_name("SOURCE");
  }

  Result<int> Run(const Environment& environment) override {
    SUNDER_RETURN_IF_ERROR(CheckSourcesNamed(sources_));
    SUNDER_ASSIGN_OR_RETURN(engine::ScanOptions options, MakeScanOptions(environment));
    options.listing.tells_encodings_by_all = true;
    SUNDER_ASSIGN_OR_RETURN(const LoadedRules loaded, LoadRules(environment));
    SUNDER_ASSIGN_OR_RETURN(const engine::SourceTables tables,
                            engine::OpenSources(sources_, options.listing));
    SUNDER_ASSIGN_OR_RETURN(const Planning planning,
                            MakePlanByScan(environment, sources_, tables, *loaded.database));
    SUNDER_RETURN_IF_ERROR(WriteOutput(environment, segregation::WritePlan(planning.plan)));
    // Written all the same: it is what has to be edited.
    SUNDER_ASSIGN_OR_RETURN(const std::vector<segregation::StrongProxy> proxies,
                            ProxiesOf(environment, planning.plan, tables, loaded.rules->labels));
    SUNDER_RETURN_IF_ERROR(
        segregation::CheckConstraints(planning.plan, loaded.rules->labels, proxies));
    if (planning.plan.NeedsRecipient()) {
      std::fprintf(stderr,
                   "sunder: this plan seals originals in quarantine: the split needs --recipient "
                   "age1... (make a key with `sunder quarantine keygen --out quarantine.key`)\n");
    }
    return planning.has_data_loss ? kExitFailed : kExitDone;
  }

 private:
  std::vector<std::string> sources_;
};

}  // namespace

std::unique_ptr<Command> NewPlanCommand() { return std::make_unique<PlanCommand>(); }

}  // namespace sunder::cli
