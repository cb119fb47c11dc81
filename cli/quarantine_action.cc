#include "cli/quarantine_action.h"

#include <algorithm>
#include <utility>

#include "cli/keeper_record.h"

namespace sunder::cli {

using segregation::ItemSelection;
using segregation::KeyFile;

CLI::Option* AddRepeatable(CLI::App* app, const std::string& flag, const char* value_name,
                           std::vector<std::string>* values, const std::string& help) {
  CLI::Option* option = app->add_option(flag, *values, help);
  option->type_name(value_name)->type_size(1)->take_all()->expected(1)->allow_extra_args(false);
  return option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void AddFolder(CLI::App* app, std::string* folder) {
  app->add_option("folder", *folder, "quarantine, or the folder that `split --to` named")
      ->type_name("DIR")
      ->required();
}

void AddKeys(CLI::App* app, std::vector<std::string>* paths) {
  const SettingDefinition* setting = FindSetting("quarantine_key");
  AddRepeatable(app, setting->flag, setting->value_name, paths, setting->help);
}

void AddReason(CLI::App* app, std::string* reason) {
  app->add_option("--reason", *reason, "why; goes into the keeper's ledger, so name no person")
      ->type_name("TEXT")
      ->required();
}

void SelectionFlags::Declare(CLI::App* app) {
  object_flag_ = app->add_option("--object", object_, "items of this file or database");
  table_flag_ = app->add_option("--table", table_, "items of this table");
  field_flag_ = app->add_option("--field", field_, "items of this field");
  for (CLI::Option* flag : {object_flag_, table_flag_, field_flag_}) flag->type_name("NAME");
  record_flag_ = app->add_option("--record", record_, "items of this record of the source");
  record_flag_->type_name("N");
}

ItemSelection SelectionFlags::Selection() const {
  ItemSelection selection;
  if (object_flag_->count() > 0) selection.object = object_;
  if (table_flag_->count() > 0) selection.table = table_;
  if (field_flag_->count() > 0) selection.field = field_;
  if (record_flag_->count() > 0) selection.record = record_;
  return selection;
}

Result<std::vector<KeyFile>> LoadKeys(const Environment& environment,
                                      const std::vector<std::string>& paths, bool is_required) {
  const std::vector<std::string> named =
      paths.empty() ? environment.settings.List("quarantine_key") : paths;
  if (named.empty() && is_required) {
    return Status::Usage("no key is given: --key FILE, or - to read it from standard input");
  }
  if (std::count(named.begin(), named.end(), "-") > 1) {
    return Status::Usage("standard input holds one key: give `--key -` once");
  }
  std::vector<KeyFile> keys;
  for (const std::string& path : named) {
    SUNDER_ASSIGN_OR_RETURN(KeyFile key, segregation::ReadKeyFile(path));
    if (key.IsExpired(environment.day)) {
      return Status::Usage(key.path + ": this key expired on " + key.expires +
                           " and is not used any more; run: sunder quarantine expire --key " +
                           key.path);
    }
    keys.push_back(std::move(key));
  }
  return keys;
}

Result<BatchPaths> FindBatches(const std::string& folder) {
  BatchPaths batches;
  SUNDER_ASSIGN_OR_RETURN(batches.folder, segregation::QuarantineFolder(folder));
  SUNDER_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                          segregation::BatchNames(batches.folder));
  for (const std::string& name : names) batches.paths.push_back(batches.folder + "/" + name);
  return batches;
}

Status Record(const Environment& environment, segregation::KeeperEntry entry) {
  if (entry.reason.find_first_not_of(" \t\r\n") == std::string::npos) {
    return Status::Usage("--reason is empty; say why in a few words");
  }
  return AppendRecord(environment, "quarantine-ledger.jsonl", std::move(entry));
}

std::string Fingerprints(const std::vector<KeyFile>& keys, const std::vector<bool>& is_used) {
  std::string text;
  for (size_t i = 0; i < keys.size(); ++i) {
    if (!is_used[i]) continue;
    text += (text.empty() ? "" : " ") + segregation::AgeFingerprint(keys[i].identity.recipient);
  }
  return text;
}

}  // namespace sunder::cli
