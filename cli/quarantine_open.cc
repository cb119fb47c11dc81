#include <cstdio>
#include <functional>
#include <optional>

#include "cli/quarantine_action.h"
#include "cli/report_output.h"
#include "segregation/keeper/private_file.h"

namespace sunder::cli {
namespace {

using segregation::ItemSelection;
using segregation::KeyFile;
using segregation::PrivateFile;
using segregation::SealedItem;

// A terminal obeys some bytes that JSON lets pass: DEL, and the C1 controls U+0080 to U+009F.
segregation::LockedText ForTerminal(std::string_view json) {
  segregation::LockedText text;
  text.reserve(json.size() + 1);
  for (size_t i = 0; i < json.size(); ++i) {
    const auto byte = static_cast<unsigned char>(json[i]);
    const auto next = i + 1 < json.size() ? static_cast<unsigned char>(json[i + 1]) : 0U;
    const bool is_c1 = byte == 0xC2 && next >= 0x80 && next <= 0x9F;
    if (byte != 0x7F && !is_c1) {
      text.push_back(json[i]);
      continue;
    }
    char escape[8];
    std::snprintf(escape, sizeof escape, "\\u%04x", is_c1 ? next : 0x7FU);
    text.insert(text.end(), escape, escape + 6);
    if (is_c1) ++i;
  }
  text.push_back('\n');
  return text;
}

class OpenAction : public QuarantineAction {
 public:
  void Declare(CLI::App* quarantine) override {
    app_ = quarantine->add_subcommand(
        "open", "print originals as JSON lines: on a terminal, or into the file of -o");
    AddFolder(app_, &folder_);
    AddKeys(app_, &key_paths_);
    AddReason(app_, &reason_);
    selection_flags_.Declare(app_);
    app_->add_option("-o,--output", output_, "a new file (mode 0600), away from all stores")
        ->type_name("FILE");
  }

  // Twice over all batches: nothing is shown of a quarantine that is not whole, and nothing before
  // the ledger says so.
  Result<int> Run(const Environment& environment) override {
    if (output_.empty() && !environment.is_stdout_terminal) {
      return Status::Usage(
          "originals go to a terminal only, or into a file of mode 0600: add -o FILE");
    }
    SUNDER_ASSIGN_OR_RETURN(const BatchPaths batches, FindBatches(folder_));
    SUNDER_ASSIGN_OR_RETURN(const std::vector<KeyFile> keys,
                            LoadKeys(environment, key_paths_, true));
    std::optional<PrivateFile> file;
    if (!output_.empty()) {
      SUNDER_ASSIGN_OR_RETURN(PrivateFile created, PrivateFile::Create(output_));
      file.emplace(std::move(created));
    }
    const ItemSelection selection = selection_flags_.Selection();
    uint64_t items = 0;
    std::vector<bool> is_used(keys.size(), false);
    SUNDER_RETURN_IF_ERROR(Visit(batches, keys, &is_used, [&](const SealedItem& item) {
      items += selection.Matches(item) ? 1 : 0;
      return Status::Ok();
    }));
    if (items == 0) {
      return Status::Usage("no item of " + batches.folder +
                           " is meant by that; `sunder quarantine list` with the key shows the "
                           "fields that have items");
    }
    SUNDER_RETURN_IF_ERROR(Record(environment, {.day = "",
                                                .action = "open",
                                                .reason = reason_,
                                                .key = Fingerprints(keys, is_used),
                                                .items = items,
                                                .batches = std::nullopt}));
    const auto show = [&](const SealedItem& item) -> Status {
      if (!selection.Matches(item)) return Status::Ok();
      if (!file) return PrintOut(ViewOf(ForTerminal(item.json)));
      SUNDER_RETURN_IF_ERROR(file->Write(item.json));
      return file->Write("\n");
    };
    SUNDER_RETURN_IF_ERROR(Visit(batches, keys, &is_used, show));
    if (file) SUNDER_RETURN_IF_ERROR(file->Commit());
    return kExitDone;
  }

 private:
  static Status Visit(const BatchPaths& batches, const std::vector<KeyFile>& keys,
                      std::vector<bool>* is_used, const segregation::VisitItem& visit) {
    for (const std::string& path : batches.paths) {
      SUNDER_ASSIGN_OR_RETURN(const segregation::OpenedBatch batch,
                              segregation::OpenBatch(path, keys));
      (*is_used)[batch.keys.front()] = true;
      SUNDER_RETURN_IF_ERROR(segregation::VisitItems(batch, visit));
    }
    return Status::Ok();
  }

  std::string folder_;
  std::vector<std::string> key_paths_;
  std::string reason_;
  std::string output_;
  SelectionFlags selection_flags_;
};

}  // namespace

std::unique_ptr<QuarantineAction> NewQuarantineOpen() { return std::make_unique<OpenAction>(); }

}  // namespace sunder::cli
