#include "cli/settings.h"

#include <Poco/Util/MapConfiguration.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <sstream>
#include <utility>

namespace sunder::cli {
namespace {

using Kind = SettingKind;

constexpr std::array kSettings = std::to_array<SettingDefinition>({
    {"threads", "--threads", Kind::kNumber, "0", "N", "worker threads; 0: one a core"},
    {"memory", "--memory", Kind::kSize, "512MiB", "SIZE", "bound of memory for data in flight"},
    {"block_size", "--block-size", Kind::kSize, "256KiB", "SIZE", "bytes read and judged at once"},
    {"format", "--format", Kind::kText, "", "text|json|jsonl|html|csv",
     "format of the report; else by the name of the -o file, else text"},
    {"output", "-o,--output", Kind::kText, "", "FILE", "write the report there, not to stdout",
     true},
    {"ignore", "--ignore", Kind::kList, "", "GLOB",
     "leave out files whose name matches; repeatable"},
    {"input_format", "--input-format", Kind::kText, "", "NAME",
     "read every file with this connector (see `sunder connectors`)"},
    {"encoding", "--encoding", Kind::kText, "", "NAME",
     "read files that are not UTF-8 and do not say their encoding as this one (latin1, sjis, ...)"},
    {"write_utf8", "--write-utf8", Kind::kSwitch, "", "",
     "identity stores in UTF-8, whatever the encoding of the source"},
    {"archive_depth", "--archive-depth", Kind::kNumber, "4", "N",
     "unpack archives in archives down to N; 0: unpack none"},
    {"archive_entries", "--archive-entries", Kind::kNumber, "1000000", "N",
     "an archive may have N entries, those of archives in it included"},
    {"unpacked_size", "--unpacked-size", Kind::kSize, "64GiB", "SIZE",
     "an archive may unpack to so much, into a sealed file in $TMPDIR"},
    {"unpacked_ratio", "--unpacked-ratio", Kind::kNumber, "200", "N",
     "compressed data may unpack to N times its size; 0: to any"},
    {"sample", "--sample", Kind::kSwitch, "", "", "a first look: the first 8 MiB of every table"},
    {"max_bytes", "--max-bytes", Kind::kSize, "0", "SIZE",
     "a first look: so many bytes of every table; 0: all"},
    {"ledger", "--ledger", Kind::kText, "", "FILE",
     "write what was read and found there, for a later --since", true},
    {"since", "--since", Kind::kText, "", "FILE",
     "read only what changed since this ledger; the rest is carried over", true},
    {"check_contents", "--check-contents", Kind::kSwitch, "", "",
     "with --since: read every file for its fingerprint, whatever its size and time say"},
    {"fail_on", "--fail-on", Kind::kText, "linked", "linked|linkable|never",
     "exit 1 at an association of this strength"},
    {"strict", "--strict", Kind::kSwitch, "", "",
     "files that no connector reads count as lost data"},
    {"show", "--show", Kind::kNumber, "0", "N",
     "print N values behind each finding, to a terminal only", true},
    {"proxies", "--proxies", Kind::kSwitch, "", "",
     "measure which columns foretell a special category; reads the sources once more"},
    {"patterns", "--patterns", Kind::kList, "", "DIR",
     "further rules beside the shipped ones; repeatable"},
    {"label", "--label", Kind::kList, "", "NAME",
     "also this label, which is off by default (gender_identity, ...); repeatable"},
    {"policy", "--policy", Kind::kText, "", "FILE", "policy instead of patterns/policy.toml"},
    {"min_cohort", "--min-cohort", Kind::kNumber, "0", "N",
     "publish cohorts of at least N persons or records; 0: by policy. A recorded choice"},
    {"all", "--all", Kind::kSwitch, "", "",
     "also take apart special fields that meet no identifier"},
    {"keep_order", "--keep-order", Kind::kSwitch, "", "",
     "identity tables keep the source's order; recorded as weaker"},
    {"recipient", "--recipient", Kind::kList, "", "age1...",
     "public key that quarantine is sealed to; repeatable"},
    {"quarantine_key", "--key", Kind::kList, "", "FILE",
     "key file that opens quarantine, or - for standard input; repeatable"},
    {"plan", "--plan", Kind::kText, "", "FILE", "execute exactly this plan", true},
    {"to", "--to", Kind::kText, "", "DIR", "folder of the stores", true},
    {"identity_to", "--identity-to", Kind::kText, "", "DIR", "put the identity store elsewhere",
     true},
    {"segregated_to", "--segregated-to", Kind::kText, "", "DIR",
     "put the segregated store elsewhere", true},
    {"quarantine_to", "--quarantine-to", Kind::kText, "", "DIR", "put the quarantine elsewhere",
     true},
    {"evidence_to", "--evidence-to", Kind::kText, "", "DIR", "put the evidence elsewhere", true},
    {"in_place", "--in-place", Kind::kSwitch, "", "",
     "rewrite the sources themselves instead of writing an identity store", true},
    {"dry_run", "--dry-run", Kind::kSwitch, "", "", "say what would be done and change nothing",
     true},
    {"segregated_csv", "--segregated-csv", Kind::kSwitch, "", "",
     "the segregated store also as CSV, one file a category"},
    {"replace", "--replace", Kind::kSwitch, "", "", "replace the stores that stand there", true},
    {"identity", "--identity", Kind::kText, "", "URI", "identity store to verify", true},
    {"segregated", "--segregated", Kind::kText, "", "URI", "segregated store to verify", true},
    {"cache_folder", "--cache-folder", Kind::kText, "", "DIR",
     "compiled patterns; empty: the user's cache folder"},
    {"log_level", "--log-level", Kind::kText, "notice", "error|warning|notice|information|debug",
     "what is told on stderr"},
    {"color", "--color", Kind::kText, "auto", "auto|always|never", "colours in text reports"},
});

std::string EnvironmentName(std::string_view key) {
  std::string name = "SUNDER_";
  for (const char c : key) name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

// Lists are kept in one string; a line feed cannot be in a glob, folder or key.
std::string JoinLines(const std::vector<std::string>& values) {
  std::string joined;
  for (const std::string& value : values) {
    if (!joined.empty()) joined += '\n';
    joined += value;
  }
  return joined;
}

Result<std::string> TomlValue(const toml::node& node, std::string_view key) {
  if (const auto text = node.value<std::string>()) return *text;
  if (node.is_boolean()) return std::string(*node.value<bool>() ? "true" : "");
  // Only whole numbers: converting a floating-point number that does not fit is undefined.
  if (node.is_integer()) return std::to_string(*node.value<int64_t>());
  if (const toml::array* array = node.as_array()) {
    std::vector<std::string> values;
    for (const toml::node& element : *array) {
      const auto text = element.value<std::string>();
      if (!text) return Status::Usage("`" + std::string(key) + "` must be a list of texts");
      values.push_back(*text);
    }
    return JoinLines(values);
  }
  return Status::Usage("`" + std::string(key) + "` has a value of the wrong type");
}

Status ReadOverrides(const toml::array& entries, std::vector<scanner::FieldOverride>* overrides) {
  for (const toml::node& node : entries) {
    const toml::table* entry = node.as_table();
    if (entry == nullptr) return Status::Usage("[[field]] must be a table");
    scanner::FieldOverride override;
    for (const auto& [key, value] : *entry) {
      const auto text = value.value<std::string>();
      if (!text) return Status::Usage("[[field]] `" + std::string(key.str()) + "` must be a text");
      if (key.str() == "object")
        override.object_glob = *text;
      else if (key.str() == "table")
        override.table_glob = *text;
      else if (key.str() == "field")
        override.field = *text;
      else if (key.str() == "label")
        override.label = *text;
      else if (key.str() == "reason")
        override.reason = *text;
      else
        return Status::Usage("[[field]] has no key `" + std::string(key.str()) +
                             "`: use object, table, field, label, reason");
    }
    if (override.field.empty() || override.label.empty() || override.reason.empty()) {
      return Status::Usage("[[field]] needs `field`, `label` and `reason`");
    }
    overrides->push_back(std::move(override));
  }
  return Status::Ok();
}

// [[dialect]]: `object` and what is said of how such files are read.
Status ReadDialects(const toml::array& entries, std::vector<SaidDialect>* dialects) {
  for (const toml::node& node : entries) {
    const toml::table* entry = node.as_table();
    if (entry == nullptr) return Status::Usage("[[dialect]] must be a table");
    SaidDialect said;
    for (const auto& [key, value] : *entry) {
      const auto text = value.value<std::string>();
      if (!text)
        return Status::Usage("[[dialect]] `" + std::string(key.str()) + "` must be a text");
      if (key.str() == "object") {
        said.object_glob = *text;
      } else {
        said.dialect[std::string(key.str())] = *text;
      }
    }
    if (said.object_glob.empty() || said.dialect.empty()) {
      return Status::Usage(
          "[[dialect]] needs `object`, and at least one entry of a plan's `dialect`");
    }
    dialects->push_back(std::move(said));
  }
  return Status::Ok();
}

}  // namespace

std::span<const SettingDefinition> SettingDefinitions() { return kSettings; }

const SettingDefinition* FindSetting(std::string_view key) {
  const auto found = std::find_if(kSettings.begin(), kSettings.end(),
                                  [&](const SettingDefinition& s) { return s.key == key; });
  return found == kSettings.end() ? nullptr : &*found;
}

Settings::Settings() : layers_(new Poco::Util::LayeredConfiguration) {}

Result<Settings> Settings::Load(const std::map<std::string, std::vector<std::string>>& flags,
                                const std::string& config_path,
                                const std::map<std::string, std::string>& environment) {
  Settings settings;
  Poco::AutoPtr<Poco::Util::MapConfiguration> built_in(new Poco::Util::MapConfiguration);
  Poco::AutoPtr<Poco::Util::MapConfiguration> variables(new Poco::Util::MapConfiguration);
  Poco::AutoPtr<Poco::Util::MapConfiguration> given(new Poco::Util::MapConfiguration);
  for (const SettingDefinition& definition : kSettings) {
    built_in->setString(definition.key, definition.built_in);
    const auto variable = environment.find(EnvironmentName(definition.key));
    if (variable != environment.end() && !definition.is_flag_only) {
      variables->setString(definition.key, variable->second);
    }
  }
  for (const auto& [key, values] : flags) given->setString(key, JoinLines(values));
  settings.layers_->add(built_in, "built in", 40, false);
  settings.layers_->add(variables, "environment", 20, false);
  settings.layers_->add(given, "flag", 10, false);
  const bool is_named = !config_path.empty();
  SUNDER_RETURN_IF_ERROR(
      settings.LoadProjectFile(is_named ? config_path : "sunder.toml", is_named));
  return settings;
}

Status Settings::LoadProjectFile(const std::string& path, bool is_required) {
  if (!std::filesystem::exists(path)) {
    if (is_required) return Status::Usage("configuration file " + path + " does not exist");
    return Status::Ok();
  }
  Poco::AutoPtr<Poco::Util::MapConfiguration> layer(new Poco::Util::MapConfiguration);
  try {
    const toml::table file = toml::parse_file(path);
    for (const auto& [key, value] : file) {
      const std::string name(key.str());
      if (name == "field") {
        if (!value.is_array()) return Status::Usage(path + ": write [[field]], not [field]");
        SUNDER_RETURN_IF_ERROR(ReadOverrides(*value.as_array(), &overrides_).WithContext(path));
        continue;
      }
      if (name == "dialect") {
        if (!value.is_array()) return Status::Usage(path + ": write [[dialect]], not [dialect]");
        SUNDER_RETURN_IF_ERROR(ReadDialects(*value.as_array(), &dialects_).WithContext(path));
        continue;
      }
      const SettingDefinition* definition = FindSetting(name);
      if (definition == nullptr || definition->is_flag_only) {
        return Status::Usage(path + ": unknown key `" + name +
                             "`; `sunder config show` lists the keys");
      }
      SUNDER_ASSIGN_OR_RETURN(const std::string text, TomlValue(value, name));
      layer->setString(name, text);
    }
  } catch (const toml::parse_error& error) {
    std::ostringstream where;
    where << path << ", line " << error.source().begin.line << ": " << error.description();
    return Status::Usage(where.str());
  }
  project_file_ = path;
  layers_->add(layer, "project file", 30, false);
  return Status::Ok();
}

std::string Settings::Text(std::string_view key) const {
  return layers_->getRawString(std::string(key), "");
}

bool Settings::Switch(std::string_view key) const {
  const std::string text = Text(key);
  return !text.empty() && text != "false" && text != "0" && text != "no";
}

std::vector<std::string> Settings::List(std::string_view key) const {
  std::vector<std::string> values;
  std::istringstream lines(Text(key));
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) values.push_back(line);
  }
  return values;
}

Result<uint64_t> Settings::Number(std::string_view key) const {
  const std::string text = Text(key);
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    return Status::Usage("`" + std::string(key) + "` (" + Origin(key) + ") must be a whole number");
  }
  return number;
}

Result<uint64_t> Settings::SizeBytes(std::string_view key) const {
  Result<uint64_t> size_bytes = ParseSizeBytes(Text(key));
  if (!size_bytes.ok()) {
    return size_bytes.status().WithContext("`" + std::string(key) + "` (" + Origin(key) + ")");
  }
  return size_bytes;
}

std::string Settings::Origin(std::string_view key) const {
  for (const char* label : {"flag", "environment", "project file", "built in"}) {
    const auto layer = layers_->find(label);
    if (layer.isNull() || !layer->hasProperty(std::string(key))) continue;
    return std::string_view(label) == "project file" ? project_file_ : label;
  }
  return "built in";
}

Result<uint64_t> ParseSizeBytes(std::string_view text) {
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  std::string unit(end, text.data() + text.size());
  std::transform(unit.begin(), unit.end(), unit.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  static const std::map<std::string, int> kShifts = {
      {"", 0},     {"b", 0},  {"k", 10},  {"kb", 10},  {"kib", 10}, {"m", 20},  {"mb", 20},
      {"mib", 20}, {"g", 30}, {"gb", 30}, {"gib", 30}, {"t", 40},   {"tb", 40}, {"tib", 40}};
  const auto shift = kShifts.find(unit);
  if (error != std::errc() || shift == kShifts.end() || number > (UINT64_MAX >> shift->second)) {
    return Status::Usage("not a size; write for example 64KiB, 512MiB or 2GiB");
  }
  return number << shift->second;
}

}  // namespace sunder::cli
