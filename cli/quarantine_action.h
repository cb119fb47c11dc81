// What the sub-commands of `sunder quarantine` share. One file each.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "core/status.h"
#include "segregation/keeper/keeper_ledger.h"
#include "segregation/keeper/key_file.h"
#include "segregation/keeper/sealed_batches.h"

namespace sunder::cli {

class QuarantineAction {
 public:
  virtual ~QuarantineAction() = default;
  virtual void Declare(CLI::App* quarantine) = 0;
  virtual Result<int> Run(const Environment& environment) = 0;
  bool is_chosen() const { return app_ != nullptr && app_->parsed(); }

 protected:
  CLI::App* app_ = nullptr;
};

std::unique_ptr<QuarantineAction> NewQuarantineKeygen();
std::unique_ptr<QuarantineAction> NewQuarantineList();
std::unique_ptr<QuarantineAction> NewQuarantineOpen();
std::unique_ptr<QuarantineAction> NewQuarantineDiscard();
std::unique_ptr<QuarantineAction> NewQuarantineExpire();
std::unique_ptr<QuarantineAction> NewQuarantineRotate();

// A flag that takes one value each time it is given.
CLI::Option* AddRepeatable(CLI::App* app, const std::string& flag, const char* value_name,
                           std::vector<std::string>* values, const std::string& help);
void AddFolder(CLI::App* app, std::string* folder);
void AddKeys(CLI::App* app, std::vector<std::string>* paths);
void AddReason(CLI::App* app, std::string* reason);

// --object, --table, --field, --record.
class SelectionFlags {
 public:
  void Declare(CLI::App* app);
  segregation::ItemSelection Selection() const;

 private:
  std::string object_;
  std::string table_;
  std::string field_;
  uint64_t record_ = 0;
  CLI::Option* object_flag_ = nullptr;
  CLI::Option* table_flag_ = nullptr;
  CLI::Option* field_flag_ = nullptr;
  CLI::Option* record_flag_ = nullptr;
};

// The keys of --key, else of the setting `quarantine_key`. None is a usage error if they are
// needed; so is one whose time is over: it is to be destroyed, not used.
Result<std::vector<segregation::KeyFile>> LoadKeys(const Environment& environment,
                                                   const std::vector<std::string>& paths,
                                                   bool is_required);

// Paths of the batches in the quarantine that `folder` names.
struct BatchPaths {
  std::string folder;
  std::vector<std::string> paths;
};
Result<BatchPaths> FindBatches(const std::string& folder);

// Writes into the keeper's ledger, in the state folder. The day is that of the run.
Status Record(const Environment& environment, segregation::KeeperEntry entry);
// Fingerprints of the keys that are used, with a blank between them.
std::string Fingerprints(const std::vector<segregation::KeyFile>& keys,
                         const std::vector<bool>& is_used);

}  // namespace sunder::cli
