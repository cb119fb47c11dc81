#include "scanner/match/database_cache.h"

#include <hs.h>
#include <sodium.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string_view>
#include <system_error>

namespace sunder::scanner {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "sunder-hsdb-1\n";
constexpr size_t kHashSizeBytes = 32;

std::string Hash(std::string_view bytes) {
  std::string hash(kHashSizeBytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr,
                     0);
  return hash;
}

std::string Hex(std::string_view bytes) {
  std::string hex(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                 bytes.size());
  hex.pop_back();
  return hex;
}

bool WriteAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

// What the machine can run: a database compiled for AVX-512 does not load elsewhere.
std::string Platform() {
  hs_platform_info_t platform = {};
  if (hs_populate_platform(&platform) != HS_SUCCESS) return {};
  return std::to_string(platform.tune) + ":" + std::to_string(platform.cpu_features);
}

}  // namespace

DatabaseCache::DatabaseCache(const std::string& folder,
                             const std::vector<std::string>& expressions) {
  if (folder.empty() || sodium_init() < 0) return;
  std::string content = std::string(hs_version()) + '\n' + Platform() + '\n';
  for (const std::string& expression : expressions) content += expression + '\n';
  path_ = folder + "/rules-" + Hex(Hash(content)) + ".hsdb";
}

hs_database* DatabaseCache::Load() const {
  if (path_.empty()) return nullptr;
  std::ifstream stream(path_, std::ios::binary);
  if (!stream.is_open()) return nullptr;
  const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (bytes.size() < kMagic.size() + kHashSizeBytes) return nullptr;
  const std::string_view view = bytes;
  if (view.substr(0, kMagic.size()) != kMagic) return nullptr;
  const std::string_view database_bytes = view.substr(kMagic.size() + kHashSizeBytes);
  if (Hash(database_bytes) != view.substr(kMagic.size(), kHashSizeBytes)) return nullptr;
  hs_database_t* database = nullptr;
  if (hs_deserialize_database(database_bytes.data(), database_bytes.size(), &database) !=
      HS_SUCCESS) {
    return nullptr;
  }
  return database;
}

void DatabaseCache::Store(const hs_database* database) const {
  if (path_.empty()) return;
  std::error_code error;
  fs::create_directories(fs::path(path_).parent_path(), error);
  char* serialized = nullptr;
  size_t size = 0;
  if (hs_serialize_database(database, &serialized, &size) != HS_SUCCESS) return;
  const std::unique_ptr<char, decltype(&std::free)> owner(serialized, &std::free);
  const std::string_view bytes(serialized, size);
  std::string temporary = path_ + ".XXXXXX";
  const int file = mkstemp(temporary.data());
  if (file < 0) return;
  const bool is_written =
      WriteAll(file, kMagic) && WriteAll(file, Hash(bytes)) && WriteAll(file, bytes);
  const bool is_closed = close(file) == 0;
  if (is_written && is_closed) fs::rename(temporary, path_, error);
  if (!is_written || !is_closed || error) fs::remove(temporary, error);
}

}  // namespace sunder::scanner
