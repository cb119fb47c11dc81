#include <optional>

#include "cli/quarantine_action.h"
#include "cli/report_output.h"
#include "segregation/keeper/batch_edit.h"

namespace sunder::cli {
namespace {

using segregation::BatchEdit;
using segregation::ItemSelection;
using segregation::KeyFile;
using segregation::SealedItem;

class DiscardAction : public QuarantineAction {
 public:
  void Declare(CLI::App* quarantine) override {
    app_ = quarantine->add_subcommand(
        "discard", "take items out of quarantine for good; dummies stand in their place");
    AddFolder(app_, &folder_);
    AddKeys(app_, &key_paths_);
    AddReason(app_, &reason_);
    selection_flags_.Declare(app_);
    app_->add_flag("--all", is_all_, "every item");
  }

  // Every batch is sealed anew, so that nothing tells which of them held the items.
  Result<int> Run(const Environment& environment) override {
    const ItemSelection selection = selection_flags_.Selection();
    if (selection.IsAll() != is_all_) {
      return Status::Usage("say which items: --object, --table, --field, --record, or --all alone");
    }
    SUNDER_ASSIGN_OR_RETURN(const BatchPaths batches, FindBatches(folder_));
    SUNDER_ASSIGN_OR_RETURN(const std::vector<KeyFile> keys,
                            LoadKeys(environment, key_paths_, true));
    SUNDER_ASSIGN_OR_RETURN(BatchEdit edit, BatchEdit::Begin(batches.folder));
    uint64_t items = 0;
    const auto count = [&](const SealedItem& item) {
      items += selection.Matches(item) ? 1 : 0;
      return Status::Ok();
    };
    std::vector<bool> is_used(keys.size(), false);
    for (const std::string& path : batches.paths) {
      SUNDER_ASSIGN_OR_RETURN(const segregation::OpenedBatch batch,
                              segregation::OpenBatch(path, keys));
      is_used[batch.keys.front()] = true;
      SUNDER_RETURN_IF_ERROR(segregation::VisitItems(batch, count));
      SUNDER_RETURN_IF_ERROR(edit.Discard(batch, selection));
    }
    if (items == 0) {
      return Status::Usage("no item of " + batches.folder +
                           " is meant by that; `sunder quarantine list` with the key shows the "
                           "fields that have items");
    }
    SUNDER_RETURN_IF_ERROR(Record(environment, {.day = "",
                                                .action = "discard",
                                                .reason = reason_,
                                                .key = Fingerprints(keys, is_used),
                                                .items = items,
                                                .batches = std::nullopt}));
    SUNDER_RETURN_IF_ERROR(edit.Commit());
    SUNDER_RETURN_IF_ERROR(PrintOut("Discarded: " + segregation::CountBand(items) +
                                    " items. Older copies of the batches stay readable until the "
                                    "key is destroyed.\n"));
    return kExitDone;
  }

 private:
  std::string folder_;
  std::vector<std::string> key_paths_;
  std::string reason_;
  bool is_all_ = false;
  SelectionFlags selection_flags_;
};

}  // namespace

std::unique_ptr<QuarantineAction> NewQuarantineDiscard() {
  return std::make_unique<DiscardAction>();
}

}  // namespace sunder::cli
