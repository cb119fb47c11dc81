#include "cli/run_context.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "cli/allowance_output.h"
#include "connectors/charset/encoding.h"
#include "scanner/second_look/second_look.h"

namespace sunder::cli {
namespace {

// A first look: enough for the column profiles of most tables, read in well under a second.
constexpr uint64_t kSampleSizeBytes = 8ULL << 20;
// Every level holds an archive open.
constexpr uint64_t kArchiveDepthMax = 64;

std::vector<std::string> RuleFolders(const Environment& environment) {
  std::vector<std::string> folders = {environment.patterns_folder};
  for (const std::string& folder : environment.settings.List("patterns")) folders.push_back(folder);
  return folders;
}

Result<UnpackLimits> UnpackLimitsOf(const Settings& settings) {
  UnpackLimits limits;
  SUNDER_ASSIGN_OR_RETURN(const uint64_t ratio, settings.Number("unpacked_ratio"));
  SUNDER_ASSIGN_OR_RETURN(const uint64_t depth, settings.Number("archive_depth"));
  if (depth > kArchiveDepthMax) {
    return Status::Usage("`archive_depth` may be at most " + std::to_string(kArchiveDepthMax));
  }
  limits.depth_max = static_cast<uint32_t>(depth);
  SUNDER_ASSIGN_OR_RETURN(limits.entries_max, settings.Number("archive_entries"));
  SUNDER_ASSIGN_OR_RETURN(limits.size_bytes_max, settings.SizeBytes("unpacked_size"));
  limits.ratio_max = static_cast<uint32_t>(std::min<uint64_t>(ratio, UINT32_MAX));
  return limits;
}

}  // namespace

Result<LoadedRules> LoadRules(const Environment& environment, bool turns_all_on) {
  if (environment.patterns_folder.empty()) {
    return Status::Usage(
        "the shipped rules (share/sunder/patterns) are not where the program stands; set "
        "SUNDER_PATTERNS_ROOT to their folder");
  }
  const std::vector<std::string> folders = RuleFolders(environment);
  LoadedRules loaded;
  std::vector<std::string> labels_on = environment.settings.List("label");
  SUNDER_ASSIGN_OR_RETURN(loaded.rules, scanner::LoadRuleSet(folders, labels_on, environment.day,
                                                             environment.cache_folder));
  if (turns_all_on) {
    const LabelCatalog& labels = loaded.rules->labels;
    for (LabelId id = 1; id < labels.size(); ++id) {
      if (!labels.info(id).on_by_default) labels_on.push_back(labels.name(id));
    }
    SUNDER_ASSIGN_OR_RETURN(loaded.rules, scanner::LoadRuleSet(folders, labels_on, environment.day,
                                                               environment.cache_folder));
  } else {
    LogAllowances(*loaded.rules);
  }
  SUNDER_ASSIGN_OR_RETURN(loaded.database,
                          scanner::RuleDatabase::Create(*loaded.rules, environment.cache_folder));
  return loaded;
}

Result<engine::ScanOptions> MakeScanOptions(const Environment& environment) {
  const Settings& settings = environment.settings;
  engine::ScanOptions options;
  SUNDER_ASSIGN_OR_RETURN(const uint64_t threads, settings.Number("threads"));
  if (threads > 1024) return Status::Usage("`threads` may be at most 1024");
  options.pipeline.threads =
      threads > 0 ? static_cast<uint32_t>(threads)
                  : std::max(1U, static_cast<uint32_t>(std::thread::hardware_concurrency()));
  SUNDER_ASSIGN_OR_RETURN(const uint64_t block_size, settings.SizeBytes("block_size"));
  if (block_size < 1 || block_size > (64ULL << 20)) {
    return Status::Usage("`block_size` must be between 1 byte and 64MiB");
  }
  options.pipeline.block_size_bytes = static_cast<uint32_t>(block_size);
  SUNDER_ASSIGN_OR_RETURN(options.pipeline.memory_bytes_max, settings.SizeBytes("memory"));
  if (options.pipeline.memory_bytes_max < (16ULL << 20)) {
    return Status::Usage("`memory` must be at least 16MiB");
  }
  SUNDER_ASSIGN_OR_RETURN(options.pipeline.table_bytes_max, settings.SizeBytes("max_bytes"));
  if (settings.Switch("sample") && options.pipeline.table_bytes_max == 0) {
    options.pipeline.table_bytes_max = kSampleSizeBytes;
  }
  options.pipeline.cancel = environment.cancel;
  options.listing.ignore_globs = settings.List("ignore");
  options.listing.forced_connector = settings.Text("input_format");
  if (const std::string named = settings.Text("encoding"); !named.empty()) {
    SUNDER_ASSIGN_OR_RETURN(const std::string known, charset::EncodingNamed(named));
    options.listing.forced_encoding = known.empty() ? "UTF-8" : known;
  }
  SUNDER_ASSIGN_OR_RETURN(options.listing.limits, UnpackLimitsOf(settings));
  std::error_code ignored;
  options.listing.spool_folders = {std::filesystem::temp_directory_path(ignored).string(),
                                   environment.cache_folder};
  options.listing.cancel = environment.cancel;
  options.listing.dialects = settings.dialects();
  options.is_strict = settings.Switch("strict");
  options.overrides = settings.overrides();
  options.tool_version = environment.tool_version;
  options.day = environment.day;
  return options;
}

Result<segregation::Policy> LoadPolicy(const Environment& environment) {
  std::string path = environment.settings.Text("policy");
  if (path.empty()) path = environment.patterns_folder + "/policy.toml";
  SUNDER_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(path));
  return segregation::ParsePolicy(text, path);
}

Result<std::unique_ptr<const SecondLook>> MakeSecondLook(const Environment& environment,
                                                         const scanner::RuleSet& rules) {
  SUNDER_ASSIGN_OR_RETURN(const std::vector<scanner::ProxyPhrase> proxies,
                          scanner::LoadProxyPhrases(RuleFolders(environment), rules.labels));
  return scanner::NewSecondLook(rules, proxies);
}

Result<segregation::PersonWords> LoadPersonWords(const Environment& environment) {
  const std::string path = environment.patterns_folder + "/persons.toml";
  SUNDER_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(path));
  return segregation::ParsePersonWords(text, path);
}

Result<std::string> ReadWholeFile(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return Status::Usage(path + " does not exist");
  if (std::filesystem::is_directory(path, error)) return Status::Usage(path + " is a folder");
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file) return Status::Unreadable(path + " cannot be read; check its permissions");
  return text;
}

Status CheckSourcesNamed(const std::vector<std::string>& sources) {
  if (!sources.empty()) return Status::Ok();
  return Status::Usage(
      "no source is named: give files, folders, sqlite:///x.db, or - for standard input");
}

}  // namespace sunder::cli
