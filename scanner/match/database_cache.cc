#include "scanner/match/database_cache.h"

#include <hs.h>
#include <sodium.h>

#include <cstdlib>
#include <memory>
#include <string_view>

#include "scanner/rules/cache_file.h"

namespace sunder::scanner {
namespace {

constexpr size_t kHashSizeBytes = 32;

}  // namespace

std::string EngineName() {
  hs_platform_info_t platform = {};
  std::string name = hs_version();
  if (hs_populate_platform(&platform) != HS_SUCCESS) return name;
  return name + ':' + std::to_string(platform.tune) + ':' + std::to_string(platform.cpu_features);
}

std::string DatabaseCache::NameOf(const std::vector<std::string>& expressions) {
  if (sodium_init() < 0) return {};
  std::string content = EngineName() + '\n';
  for (const std::string& expression : expressions) content += expression + '\n';
  std::string hash(kHashSizeBytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(content.data()), content.size(),
                     nullptr, 0);
  return hash;
}

DatabaseCache::DatabaseCache(const std::string& folder, const std::string& name) {
  if (!name.empty()) path_ = CacheFile::PathOf(folder, "hsdb", name);
}

hs_database* DatabaseCache::Load() const {
  const std::unique_ptr<const CacheFile> file = CacheFile::Open(path_);
  if (file == nullptr) return nullptr;
  hs_database_t* database = nullptr;
  const std::string_view bytes = file->bytes();
  return hs_deserialize_database(bytes.data(), bytes.size(), &database) == HS_SUCCESS ? database
                                                                                      : nullptr;
}

void DatabaseCache::Store(const hs_database* database) const {
  if (path_.empty()) return;
  char* serialized = nullptr;
  size_t size = 0;
  if (hs_serialize_database(database, &serialized, &size) != HS_SUCCESS) return;
  const std::unique_ptr<char, decltype(&std::free)> owner(serialized, &std::free);
  CacheFile::Store(path_, std::string_view(serialized, size));
}

}  // namespace sunder::scanner
