#include "scanner/rules/rule_files.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <system_error>
#include <utility>

namespace sunder::scanner {
namespace {

namespace fs = std::filesystem;

constexpr size_t kHashSizeBytes = 32;
// Far above any list that fits a database; keeps a wrong folder from being read into memory.
constexpr uintmax_t kFileSizeBytesMax = 16U << 20U;

// By the system's own calls: a rule set has thousands of files, and each start reads them all.
Result<std::string> ReadFile(const fs::path& path) {
  const Status unreadable =
      Status::Unreadable(path.string() + ": cannot be read; check its permissions");
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return unreadable;
  struct stat state {};
  const bool is_known = fstat(file, &state) == 0;
  const auto size = static_cast<size_t>(std::max<off_t>(state.st_size, 0));
  std::string bytes(is_known && size <= kFileSizeBytesMax ? size : 0, '\0');
  size_t read_bytes = 0;
  ssize_t part = 1;
  while (part > 0 && read_bytes < bytes.size()) {
    part = read(file, bytes.data() + read_bytes, bytes.size() - read_bytes);
    if (part > 0) read_bytes += static_cast<size_t>(part);
  }
  close(file);
  if (size > kFileSizeBytesMax) {
    return Status::Usage(path.string() + ": is larger than " +
                         std::to_string(kFileSizeBytesMax >> 20U) +
                         " MiB; is this a folder of rules?");
  }
  if (!is_known || part < 0) return unreadable;
  bytes.resize(read_bytes);
  return bytes;
}

void HashText(crypto_generichash_state* state, std::string_view text) {
  const uint64_t size = text.size();
  unsigned char prefix[sizeof(size)];
  for (size_t at = 0; at < sizeof(size); ++at) {
    prefix[at] = static_cast<unsigned char>(size >> (8 * at));
  }
  crypto_generichash_update(state, prefix, sizeof(prefix));
  crypto_generichash_update(state, reinterpret_cast<const unsigned char*>(text.data()),
                            text.size());
}

}  // namespace

Result<RuleFolder> RuleFolder::Read(const std::string& folder) {
  RuleFolder result;
  result.folder_ = folder;
  while (result.folder_.size() > 1 && result.folder_.back() == '/') result.folder_.pop_back();
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return Status::Usage(folder + ": is not a folder; name a folder in the layout of patterns/");
  }
  auto entry = fs::recursive_directory_iterator(folder, error);
  for (; !error && entry != fs::end(entry); entry.increment(error)) {
    if (!entry->is_regular_file(error)) continue;
    const std::string extension = entry->path().extension().string();
    if (extension != ".toml" && extension != ".txt") continue;
    std::string relative = entry->path().lexically_relative(folder).generic_string();
    if (!IsLoaded(relative)) continue;
    SUNDER_ASSIGN_OR_RETURN(std::string bytes, ReadFile(entry->path()));
    result.files_.emplace(std::move(relative), std::move(bytes));
  }
  if (error) return Status::Unreadable(folder + ": " + error.message());
  return result;
}

const std::string* RuleFolder::Find(const std::string& path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

bool IsLoaded(std::string_view path) { return path != "policy.toml" && path != "persons.toml"; }

Result<std::string> HashFiles(const std::vector<RuleFolder>& folders,
                              const std::set<std::string>& labels_on) {
  if (sodium_init() < 0) return Status::Internal("libsodium does not start");
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, kHashSizeBytes);
  for (const RuleFolder& folder : folders) {
    HashText(&state, std::to_string(folder.files().size()));
    for (const auto& [path, bytes] : folder.files()) {
      HashText(&state, path);
      HashText(&state, bytes);
    }
  }
  unsigned char hash[kHashSizeBytes];
  for (const std::string& label : labels_on) HashText(&state, label);
  crypto_generichash_final(&state, hash, sizeof(hash));
  char hex[2 * kHashSizeBytes + 1];
  sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
  return std::string(hex);
}

}  // namespace sunder::scanner
