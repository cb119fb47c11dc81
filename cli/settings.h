// Settings in layers: built in < project file < environment < flag. One table defines every
// setting; flags, environment names, help, man page, completions and `config show` come from it.
#pragma once

#include <Poco/Util/LayeredConfiguration.h>

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/api/connector.h"
#include "core/status.h"
#include "scanner/profile/table_profile.h"

namespace sunder::cli {

enum class SettingKind { kText, kNumber, kSize, kSwitch, kList };

struct SettingDefinition {
  const char* key;   // in the project file: `min_cohort`; SUNDER_MIN_COHORT in the environment
  const char* flag;  // "--min-cohort", or "-o,--output"
  SettingKind kind;
  const char* built_in;       // default
  const char* value_name;     // "N", "SIZE"; "" for switches
  const char* help;           // one line
  bool is_flag_only = false;  // makes no sense in a file or the environment
};

std::span<const SettingDefinition> SettingDefinitions();
const SettingDefinition* FindSetting(std::string_view key);

class Settings {
 public:
  // `flags` holds what was given on the command line, by key. `config_path` may be empty: then
  // ./sunder.toml is read if it is there. `environment` is by variable name.
  static Result<Settings> Load(const std::map<std::string, std::vector<std::string>>& flags,
                               const std::string& config_path,
                               const std::map<std::string, std::string>& environment);

  std::string Text(std::string_view key) const;
  bool Switch(std::string_view key) const;
  std::vector<std::string> List(std::string_view key) const;
  Result<uint64_t> Number(std::string_view key) const;
  Result<uint64_t> SizeBytes(std::string_view key) const;
  // "built in", "sunder.toml", "environment" or "flag".
  std::string Origin(std::string_view key) const;
  const std::vector<scanner::FieldOverride>& overrides() const { return overrides_; }
  const std::vector<SaidDialect>& dialects() const { return dialects_; }

 private:
  Settings();
  Status LoadProjectFile(const std::string& path, bool is_required);

  Poco::AutoPtr<Poco::Util::LayeredConfiguration> layers_;
  std::string project_file_;
  std::vector<scanner::FieldOverride> overrides_;
  std::vector<SaidDialect> dialects_;
};

// "512MiB", "2G", "1048576": binary units.
Result<uint64_t> ParseSizeBytes(std::string_view text);

}  // namespace sunder::cli
