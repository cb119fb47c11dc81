#include "segregation/keeper/keeper_ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "segregation/durable_file.h"
#include "segregation/quarantine_line.h"

namespace sunder::segregation {
namespace {

constexpr uint64_t kSmallCount = 11;

std::string Sha256(std::string_view text) {
  std::array<uint8_t, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const uint8_t*>(text.data()), text.size());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
  return sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
}

// What stands before the first line.
std::string ChainStart() { return std::string(2 * crypto_hash_sha256_BYTES, '0'); }

std::string Line(const KeeperEntry& entry, const std::string& previous) {
  std::string line = "{\"previous\":";
  const auto member = [&line](std::string_view name, std::string_view value) {
    line += ",\"" + std::string(name) + "\":";
    AppendJsonString(value, &line);
  };
  AppendJsonString(previous, &line);
  member("day", entry.day);
  member("action", entry.action);
  member("key", entry.key);
  if (entry.items) member("items", CountBand(*entry.items));
  if (entry.batches) line += ",\"batches\":" + std::to_string(*entry.batches);
  member("reason", entry.reason);
  return line + "}\n";
}

Result<std::string> ReadAll(int descriptor, const std::string& path) {
  std::string text;
  std::array<char, 16 * 1024> buffer{};
  while (true) {
    const ssize_t got = read(descriptor, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return StoreError(path, "reading", errno);
    if (got == 0) return text;
    text.append(buffer.data(), static_cast<size_t>(got));
  }
}

// The hash that the next line holds.
Result<std::string> CheckChain(std::string_view text, const std::string& path) {
  std::string previous = ChainStart();
  for (size_t number = 1; !text.empty(); ++number) {
    const size_t end = text.find('\n');
    const std::string start = "{\"previous\":\"" + previous + "\",";
    const std::string_view line = text.substr(0, end);
    const bool is_one_line = std::all_of(line.begin(), line.end(),
                                         [](char c) { return static_cast<uint8_t>(c) > 0x1F; });
    if (end == std::string_view::npos || !is_one_line || line.substr(0, start.size()) != start) {
      return Status::DataLoss(path + ": line " + std::to_string(number) +
                              " does not follow from the lines before it: the ledger was changed "
                              "or cut. Find out why, keep it as it is under another name, and a "
                              "new one is begun; nothing was done");
    }
    previous = Sha256(line);
    text.remove_prefix(end + 1);
  }
  return previous;
}

Status AppendTo(int descriptor, const std::string& path, const KeeperEntry& entry) {
  if (flock(descriptor, LOCK_EX) != 0) return StoreError(path, "locking", errno);
  SUNDER_ASSIGN_OR_RETURN(const std::string text, ReadAll(descriptor, path));
  SUNDER_ASSIGN_OR_RETURN(const std::string previous, CheckChain(text, path));
  const std::string line = Line(entry, previous);
  const ssize_t written = write(descriptor, line.data(), line.size());
  if (written != static_cast<ssize_t>(line.size())) {
    const int error = written < 0 ? errno : ENOSPC;
    // Half a line would break the chain for good.
    if (ftruncate(descriptor, static_cast<off_t>(text.size())) != 0) {
      return StoreError(path, "taking back half a line", errno);
    }
    return StoreError(path, "writing", error);
  }
  return fsync(descriptor) == 0 ? Status::Ok() : StoreError(path, "flushing", errno);
}

}  // namespace

std::string CountBand(uint64_t count) {
  if (count < kSmallCount) return "<" + std::to_string(kSmallCount);
  uint64_t low = kSmallCount;
  uint64_t high = 100;
  while (count >= high && high <= UINT64_MAX / 10) {
    low = high;
    high *= 10;
  }
  return std::to_string(low) + "-" + std::to_string(high - 1);
}

Status AppendKeeperEntry(const std::string& path, const KeeperEntry& entry) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code error;
  if (!std::filesystem::exists(folder, error)) {
    std::filesystem::create_directories(folder, error);
    if (error) return Status::StoreFailure(folder.string() + ": " + error.message());
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  }
  const int descriptor =
      open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (descriptor < 0) return StoreError(path, "opening", errno);
  Status status = AppendTo(descriptor, path, entry);
  if (close(descriptor) != 0 && status.ok()) status = StoreError(path, "closing", errno);
  SUNDER_RETURN_IF_ERROR(status);
  return SyncPath(folder.string());
}

}  // namespace sunder::segregation
