#include <filesystem>

#include "cli/command.h"
#include "cli/report_output.h"
#include "cli/run_context.h"
#include "verifier/verifier.h"

namespace sunder::cli {
namespace {

namespace fs = std::filesystem;

std::string ExistingFolder(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error) ? path.string() : "";
}

class VerifyCommand : public Command {
 public:
  const char* name() const override { return "verify"; }
  const char* description() const override {
    return "Attack the stores of a split: try to associate what was taken apart";
  }
  std::vector<const char*> settings() const override {
    return {"identity", "segregated", "format", "output",       "threads", "memory",
            "patterns", "label",      "color",  "cache_folder", "encoding"};
  }
  void Declare(CLI::App* app) override {
    app->add_option("folder", folder_, "folder that `sunder split --to` wrote")->type_name("DIR");
  }

  Result<int> Run(const Environment& environment) override {
    SUNDER_ASSIGN_OR_RETURN(verifier::VerificationInput input, InputOf(environment));
    SUNDER_ASSIGN_OR_RETURN(const reports::Format format, FormatOf(environment));
    SUNDER_ASSIGN_OR_RETURN(const engine::ScanOptions options, MakeScanOptions(environment));
    SUNDER_ASSIGN_OR_RETURN(const LoadedRules loaded, LoadRules(environment));
    input.encoding = options.listing.forced_encoding;
    input.rejudge = [&](const std::string& uri) -> Result<ScanReport> {
      SUNDER_ASSIGN_OR_RETURN(const engine::SourceTables tables,
                              engine::OpenSources({uri}, options.listing));
      return engine::RunScan(tables, {uri}, *loaded.database, options, nullptr);
    };
    SUNDER_ASSIGN_OR_RETURN(const VerificationReport report, verifier::Verify(input));
    SUNDER_RETURN_IF_ERROR(WriteOutput(
        environment, reports::WriteVerificationReport(report, format, StyleOf(environment))));
    switch (report.verdict) {
      case AttackVerdict::kPassed:
        return kExitDone;
      case AttackVerdict::kFailed:
        return kExitFound;
      case AttackVerdict::kUndecided:
        return kExitUndecided;
    }
    return Status::Internal("no verdict");
  }

 private:
  Result<verifier::VerificationInput> InputOf(const Environment& environment) const {
    verifier::VerificationInput input;
    input.tool_version = environment.tool_version;
    input.day = environment.day;
    input.identity = environment.settings.Text("identity");
    input.segregated = environment.settings.Text("segregated");
    if (folder_.empty() && input.identity.empty()) {
      return Status::Usage("name the folder of a split, or the identity store with --identity");
    }
    if (folder_.empty()) return input;
    std::error_code error;
    if (!fs::is_directory(folder_, error)) {
      return Status::NotFound(folder_ + " is not a folder; name the --to folder of a split");
    }
    if (fs::exists(fs::path(folder_) / ".sunder-run", error)) {
      return Status::Unreadable(folder_ +
                                " holds an unfinished run; run the split again, then verify");
    }
    // After a split in place, or with --identity-to, it stands elsewhere.
    if (input.identity.empty()) {
      input.identity = ExistingFolder(fs::path(folder_) / "identity");
      input.identity_is_of_split = true;
    }
    if (input.identity.empty()) {
      return Status::NotFound(folder_ +
                              " has no identity store; after a split in place name the rewritten "
                              "source with --identity");
    }
    if (input.segregated.empty()) {
      input.segregated = ExistingFolder(fs::path(folder_) / "segregated");
    }
    input.quarantine = ExistingFolder(fs::path(folder_) / "quarantine");
    input.evidence = ExistingFolder(fs::path(folder_) / "evidence");
    const std::string claims = input.evidence + "/evidence.json";
    if (!input.evidence.empty() && fs::exists(claims, error)) {
      SUNDER_ASSIGN_OR_RETURN(const std::string json, ReadWholeFile(claims));
      SUNDER_ASSIGN_OR_RETURN(input.claims, reports::ParseSegregationReport(json));
    }
    return input;
  }

  std::string folder_;
};

}  // namespace

std::unique_ptr<Command> NewVerifyCommand() { return std::make_unique<VerifyCommand>(); }

}  // namespace sunder::cli
