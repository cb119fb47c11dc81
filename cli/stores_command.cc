#include "cli/command.h"
#include "cli/report_output.h"
#include "cli/run_context.h"
#include "segregation/retention.h"

namespace sunder::cli {
namespace {

class StoresCommand : public Command {
 public:
  const char* name() const override { return "stores"; }
  const char* description() const override { return "Remove stores that are over their retention"; }
  std::vector<const char*> settings() const override { return {}; }
  void Declare(CLI::App* app) override {
    CLI::App* expire = app->add_subcommand(
        "expire", "remove each store of DIR that the policy's [retention] has ended for, whole");
    expire->add_option("folder", folder_, "folder of the stores")->type_name("DIR")->required();
    expire->add_flag("--dry-run", is_dry_run_, "only say what would be removed");
    expire->add_flag("--yes", is_confirmed_, "remove it");
    app->require_subcommand(1);
  }

  Result<int> Run(const Environment& environment) override {
    SUNDER_ASSIGN_OR_RETURN(const std::string text,
                            ReadWholeFile(folder_ + "/evidence/evidence.json"));
    SUNDER_ASSIGN_OR_RETURN(const SegregationReport evidence,
                            reports::ParseSegregationReport(text));
    SUNDER_ASSIGN_OR_RETURN(const std::vector<segregation::ExpiredStore> expired,
                            segregation::FindExpiredStores(evidence, folder_, environment.day));
    if (expired.empty()) {
      SUNDER_RETURN_IF_ERROR(PrintOut("Nothing to remove: no store is over its retention.\n"));
      return kExitDone;
    }
    const bool removes = is_confirmed_ && !is_dry_run_;
    for (const segregation::ExpiredStore& store : expired) {
      if (removes) SUNDER_RETURN_IF_ERROR(segregation::RemoveExpiredStore(folder_, store));
      SUNDER_RETURN_IF_ERROR(PrintOut(std::string(removes ? "Removed " : "Over its retention: ") +
                                      store.folder + ": " + std::to_string(store.age_days) +
                                      " days old, kept for " +
                                      std::to_string(store.retention_days) + "\n"));
    }
    if (removes || is_dry_run_) return kExitDone;
    return Status::Usage("nothing was removed: add --yes to remove these stores");
  }

 private:
  std::string folder_;
  bool is_dry_run_ = false;
  bool is_confirmed_ = false;
};

}  // namespace

std::unique_ptr<Command> NewStoresCommand() { return std::make_unique<StoresCommand>(); }

}  // namespace sunder::cli
