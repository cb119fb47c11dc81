#include <optional>

#include "cli/quarantine_action.h"
#include "cli/report_output.h"
#include "segregation/keeper/batch_edit.h"

namespace sunder::cli {
namespace {

using segregation::AgeRecipient;
using segregation::BatchEdit;
using segregation::KeyFile;

class RotateAction : public QuarantineAction {
 public:
  void Declare(CLI::App* quarantine) override {
    app_ = quarantine->add_subcommand("rotate",
                                      "let other keys open quarantine instead of the given ones");
    AddFolder(app_, &folder_);
    AddKeys(app_, &key_paths_);
    AddRepeatable(app_, "--to", "age1...", &recipients_, "public key of a new key; repeatable")
        ->required();
    app_->add_flag("--drop-others", drops_others_,
                   "recipients whose key is not given leave as well");
    app_->add_option("--reason", reason_, "goes into the keeper's ledger")->type_name("TEXT");
  }

  Result<int> Run(const Environment& environment) override {
    std::vector<AgeRecipient> recipients;
    for (const std::string& text : recipients_) {
      SUNDER_ASSIGN_OR_RETURN(const AgeRecipient recipient, segregation::ParseAgeRecipient(text));
      recipients.push_back(recipient);
    }
    SUNDER_ASSIGN_OR_RETURN(const BatchPaths batches, FindBatches(folder_));
    SUNDER_ASSIGN_OR_RETURN(const std::vector<KeyFile> keys,
                            LoadKeys(environment, key_paths_, true));
    SUNDER_ASSIGN_OR_RETURN(BatchEdit edit, BatchEdit::Begin(batches.folder));
    std::vector<bool> is_used(keys.size(), false);
    for (const std::string& path : batches.paths) {
      SUNDER_ASSIGN_OR_RETURN(const segregation::OpenedBatch batch,
                              segregation::OpenBatch(path, keys));
      for (const size_t key : batch.keys) is_used[key] = true;
      // A new header on a damaged batch would hide when it was damaged.
      SUNDER_RETURN_IF_ERROR(batch.file.OpenPayload(batch.header.file_key,
                                                    [](std::string_view) { return Status::Ok(); }));
      SUNDER_RETURN_IF_ERROR(edit.Rotate(batch, drops_others_, recipients));
    }
    if (batches.paths.empty()) {
      return Status::Usage(batches.folder + ": no batches; name the quarantine");
    }
    SUNDER_RETURN_IF_ERROR(Record(environment, {.day = "",
                                                .action = "rotate",
                                                .reason = reason_,
                                                .key = Fingerprints(keys, is_used),
                                                .items = std::nullopt,
                                                .batches = batches.paths.size()}));
    SUNDER_RETURN_IF_ERROR(edit.Commit());
    SUNDER_RETURN_IF_ERROR(PrintOut("Rotated: " + std::to_string(batches.paths.size()) +
                                    " batches. Older copies open with the old key until it is "
                                    "destroyed.\n"));
    return kExitDone;
  }

 private:
  std::string folder_;
  std::vector<std::string> key_paths_;
  std::vector<std::string> recipients_;
  std::string reason_ = "rotation";
  bool drops_others_ = false;
};

}  // namespace

std::unique_ptr<QuarantineAction> NewQuarantineRotate() { return std::make_unique<RotateAction>(); }

}  // namespace sunder::cli
