#include <algorithm>
#include <filesystem>
#include <optional>

#include "cli/quarantine_action.h"
#include "cli/report_output.h"
#include "segregation/keeper/batch_edit.h"

namespace sunder::cli {
namespace {

using segregation::AgeFile;
using segregation::BatchEdit;
using segregation::KeyFile;

// What becomes of a batch when the expired keys are destroyed.
enum class Fate {
  kOpens,    // with a key that remains
  kGone,     // all keys that it was sealed to are destroyed now
  kUnknown,  // it was sealed to a key that was not given
};

struct Quarantine {
  BatchPaths batches;
  BatchEdit edit;
  std::vector<std::string> removed_names;
  uint64_t unknown = 0;
  uint64_t opens = 0;
};

class ExpireAction : public QuarantineAction {
 public:
  void Declare(CLI::App* quarantine) override {
    app_ = quarantine->add_subcommand(
        "expire", "destroy keys whose time is over, and the batches that no other key opens");
    app_->add_option("folder", folders_, "quarantine, or the folder that `split --to` named")
        ->type_name("DIR");
    AddKeys(app_, &key_paths_);
    AddRepeatable(app_, "--keys", "DIR", &key_folders_, "every key file in this folder");
    app_->add_flag("--unopenable", removes_unknown_,
                   "also remove batches that none of the given keys opens, whoever else may");
    app_->add_flag("--dry-run", is_dry_run_, "only say what would be done");
  }

  Result<int> Run(const Environment& environment) override {
    std::vector<KeyFile> expired;
    std::vector<KeyFile> remaining;
    SUNDER_RETURN_IF_ERROR(ReadKeys(environment, &expired, &remaining));
    std::vector<Quarantine> quarantines;
    for (const std::string& folder : folders_) {
      SUNDER_ASSIGN_OR_RETURN(BatchPaths batches, FindBatches(folder));
      SUNDER_ASSIGN_OR_RETURN(BatchEdit edit, BatchEdit::Begin(batches.folder));
      quarantines.push_back({std::move(batches), std::move(edit), {}, 0, 0});
      SUNDER_RETURN_IF_ERROR(Judge(expired, remaining, &quarantines.back()));
    }
    if (!is_dry_run_) {
      SUNDER_RETURN_IF_ERROR(DestroyKeys(environment, expired));
      SUNDER_RETURN_IF_ERROR(RemoveBatches(environment, &quarantines));
    }
    SUNDER_RETURN_IF_ERROR(PrintOut(Summary(expired, remaining, quarantines)));
    return kExitDone;
  }

 private:
  Status ReadKeys(const Environment& environment, std::vector<KeyFile>* expired,
                  std::vector<KeyFile>* remaining) const {
    std::vector<KeyFile> keys;
    for (const std::string& folder : key_folders_) {
      SUNDER_ASSIGN_OR_RETURN(std::vector<KeyFile> found, segregation::ReadKeyFolder(folder));
      for (KeyFile& key : found) keys.push_back(std::move(key));
    }
    const bool is_by_setting = key_paths_.empty() && key_folders_.empty();
    for (const std::string& path :
         is_by_setting ? environment.settings.List("quarantine_key") : key_paths_) {
      if (path == "-") {
        return Status::Usage("expire destroys files: name the key file instead of `--key -`");
      }
      const bool is_known = std::any_of(keys.begin(), keys.end(), [&path](const KeyFile& key) {
        std::error_code ignored;
        return std::filesystem::equivalent(key.path, path, ignored);
      });
      if (is_known) continue;
      SUNDER_ASSIGN_OR_RETURN(KeyFile key, segregation::ReadKeyFile(path));
      keys.push_back(std::move(key));
    }
    if (keys.empty()) return Status::Usage("no key is given: --key FILE or --keys DIR");
    for (KeyFile& key : keys) {
      (key.IsExpired(environment.day) ? expired : remaining)->push_back(std::move(key));
    }
    return Status::Ok();
  }

  static Result<Fate> FateOf(const std::string& path, const std::vector<KeyFile>& expired,
                             const std::vector<KeyFile>& remaining) {
    SUNDER_ASSIGN_OR_RETURN(const AgeFile file, AgeFile::Open(path));
    for (const KeyFile& key : remaining) {
      SUNDER_ASSIGN_OR_RETURN(const auto header, file.OpenHeader(key.identity));
      if (header) return Fate::kOpens;
    }
    std::vector<bool> is_lost(file.stanzas().size(), false);
    for (const KeyFile& key : expired) {
      SUNDER_ASSIGN_OR_RETURN(const auto header, file.OpenHeader(key.identity));
      for (size_t i = 0; header && i < is_lost.size(); ++i) {
        if (header->is_opened[i]) is_lost[i] = true;
      }
    }
    const bool is_gone =
        std::all_of(is_lost.begin(), is_lost.end(), [](bool is_one_lost) { return is_one_lost; });
    return is_gone ? Fate::kGone : Fate::kUnknown;
  }

  Status Judge(const std::vector<KeyFile>& expired, const std::vector<KeyFile>& remaining,
               Quarantine* quarantine) const {
    for (const std::string& path : quarantine->batches.paths) {
      SUNDER_ASSIGN_OR_RETURN(const Fate fate, FateOf(path, expired, remaining));
      if (fate == Fate::kGone || (fate == Fate::kUnknown && removes_unknown_)) {
        quarantine->removed_names.push_back(std::filesystem::path(path).filename().string());
      } else {
        ++(fate == Fate::kOpens ? quarantine->opens : quarantine->unknown);
      }
    }
    return Status::Ok();
  }

  static Status DestroyKeys(const Environment& environment, const std::vector<KeyFile>& expired) {
    for (const KeyFile& key : expired) {
      SUNDER_RETURN_IF_ERROR(
          Record(environment, {.day = "",
                               .action = "destroy key",
                               .reason = "expired on " + key.expires,
                               .key = segregation::AgeFingerprint(key.identity.recipient),
                               .items = std::nullopt,
                               .batches = std::nullopt}));
      SUNDER_RETURN_IF_ERROR(segregation::DestroyKeyFile(key.path));
    }
    return Status::Ok();
  }

  static Status RemoveBatches(const Environment& environment,
                              std::vector<Quarantine>* quarantines) {
    for (Quarantine& quarantine : *quarantines) {
      if (quarantine.removed_names.empty()) continue;
      SUNDER_RETURN_IF_ERROR(Record(environment, {.day = "",
                                                  .action = "remove batches",
                                                  .reason = "no key opens them any more",
                                                  .key = "",
                                                  .items = std::nullopt,
                                                  .batches = quarantine.removed_names.size()}));
      for (const std::string& name : quarantine.removed_names) {
        SUNDER_RETURN_IF_ERROR(quarantine.edit.Remove(name));
      }
    }
    return Status::Ok();
  }

  std::string Summary(const std::vector<KeyFile>& expired, const std::vector<KeyFile>& remaining,
                      const std::vector<Quarantine>& quarantines) const {
    const std::string would = is_dry_run_ ? "would be " : "";
    std::string text;
    for (const KeyFile& key : expired) {
      text += key.path + ": expired on " + key.expires + ", " + would + "destroyed\n";
    }
    for (const KeyFile& key : remaining) {
      text += key.path + ": " +
              (key.expires.empty() ? "never expires" : "expires on " + key.expires) + ", kept\n";
    }
    for (const Quarantine& quarantine : quarantines) {
      text += quarantine.batches.folder + ": " + std::to_string(quarantine.removed_names.size()) +
              " batches " + would + "removed, " + std::to_string(quarantine.opens) +
              " open with a kept key\n";
      if (quarantine.unknown == 0) continue;
      text += "  " + std::to_string(quarantine.unknown) +
              " batches were sealed to a key that is not given, and stay: give it with --key, or "
              "add --unopenable to remove them\n";
    }
    return text;
  }

  std::vector<std::string> folders_;
  std::vector<std::string> key_paths_;
  std::vector<std::string> key_folders_;
  bool removes_unknown_ = false;
  bool is_dry_run_ = false;
};

}  // namespace

std::unique_ptr<QuarantineAction> NewQuarantineExpire() { return std::make_unique<ExpireAction>(); }

}  // namespace sunder::cli
