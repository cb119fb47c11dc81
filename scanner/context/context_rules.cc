#include "scanner/context/context_rules.h"

#include <utility>

namespace sunder::scanner {

ContextRules::ContextRules(const RuleSet& rules, std::unique_ptr<const CacheFile> cached,
                           ArchiveReader* reader)
    : cues(rules, reader),
      names(reader),
      model(rules),
      values(rules, reader),
      file_(std::move(cached)) {}

std::shared_ptr<const ContextRules> ContextRules::Make(const RuleSet& rules,
                                                       const std::string& cache_folder) {
  const std::string build = cache_folder.empty() ? std::string() : BuildName();
  if (build.empty()) return std::make_shared<const ContextRules>(rules);
  const std::string path = CacheFile::PathOf(cache_folder, "context", build + rules.hash);
  if (std::unique_ptr<const CacheFile> cached = CacheFile::Open(path); cached != nullptr) {
    ArchiveReader reader(cached->bytes());
    const std::shared_ptr<const ContextRules> read(
        new ContextRules(rules, std::move(cached), &reader));
    if (reader.is_whole()) return read;
  }
  const auto made = std::make_shared<ContextRules>(rules);
  ArchiveWriter writer;
  writer(made->cues, made->names, made->values);
  CacheFile::Store(path, writer.bytes());
  return made;
}

}  // namespace sunder::scanner
