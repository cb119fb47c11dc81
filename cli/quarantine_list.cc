#include <map>
#include <set>
#include <tuple>

#include "cli/quarantine_action.h"
#include "cli/report_output.h"
#include "reports/unicode_text.h"

namespace sunder::cli {
namespace {

using segregation::AgeFile;
using segregation::KeyFile;
using segregation::SealedItem;

constexpr uint64_t kSlotsPerBatch = 64;  // docs/quarantine.md
constexpr uint64_t kSmallCount = 11;

// Object, table, field -> items.
using ItemCounts = std::map<std::tuple<std::string, std::string, std::string>, uint64_t>;

class ListAction : public QuarantineAction {
 public:
  void Declare(CLI::App* quarantine) override {
    app_ = quarantine->add_subcommand(
        "list", "batches and their sizes; with a key how many items each field has, never texts");
    AddFolder(app_, &folder_);
    AddKeys(app_, &key_paths_);
  }

  Result<int> Run(const Environment& environment) override {
    SUNDER_ASSIGN_OR_RETURN(const BatchPaths batches, FindBatches(folder_));
    SUNDER_ASSIGN_OR_RETURN(const std::vector<KeyFile> keys,
                            LoadKeys(environment, key_paths_, false));
    std::map<uint64_t, uint64_t> sizes;
    std::set<size_t> recipients;
    for (const std::string& path : batches.paths) {
      SUNDER_ASSIGN_OR_RETURN(const AgeFile file, AgeFile::Open(path));
      SUNDER_ASSIGN_OR_RETURN(const uint64_t size_bytes, file.PlaintextSizeBytes());
      ++sizes[size_bytes];
      recipients.insert(file.stanzas().size());
    }
    std::string text = batches.folder + ": " + std::to_string(batches.paths.size()) +
                       (batches.paths.size() == 1 ? " batch, " : " batches, ") +
                       std::to_string(batches.paths.size() * kSlotsPerBatch) +
                       " item slots (dummies included)\n";
    for (const auto& [size_bytes, count] : sizes) {
      text += "  " + std::to_string(count) + " of " + std::to_string(size_bytes / 1024) + " KiB\n";
    }
    for (const size_t count : recipients) {
      text += "  sealed to " + std::to_string(count) + (count == 1 ? " key\n" : " keys\n");
    }
    if (!keys.empty()) SUNDER_RETURN_IF_ERROR(AppendItems(batches, keys, &text));
    SUNDER_RETURN_IF_ERROR(PrintOut(text));
    return kExitDone;
  }

 private:
  static Status AppendItems(const BatchPaths& batches, const std::vector<KeyFile>& keys,
                            std::string* text) {
    ItemCounts counts;
    for (const std::string& path : batches.paths) {
      SUNDER_ASSIGN_OR_RETURN(const segregation::OpenedBatch batch,
                              segregation::OpenBatch(path, keys));
      SUNDER_RETURN_IF_ERROR(segregation::VisitItems(batch, [&counts](const SealedItem& item) {
        ++counts[{item.object, item.table, item.field}];
        return Status::Ok();
      }));
    }
    for (const auto& [place, count] : counts) {
      const auto& [object, table, field] = place;
      std::string number =
          count < kSmallCount ? "<" + std::to_string(kSmallCount) : std::to_string(count);
      number.insert(0, number.size() < 8 ? 8 - number.size() : 0, ' ');
      *text +=
          number + "  " + reports::ShownText(object) +
          (table.empty() ? "" : ", table " + reports::ShownText(table)) +
          (field.empty() ? ", pieces of the whole file" : ", field " + reports::ShownText(field)) +
          "\n";
    }
    if (counts.empty()) *text += "  no items\n";
    return Status::Ok();
  }

  std::string folder_;
  std::vector<std::string> key_paths_;
};

}  // namespace

std::unique_ptr<QuarantineAction> NewQuarantineList() { return std::make_unique<ListAction>(); }

}  // namespace sunder::cli
