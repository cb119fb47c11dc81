#include "segregation/keeper/key_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <system_error>

#include "segregation/durable_file.h"
#include "segregation/keeper/store_guard.h"

namespace sunder::segregation {
namespace {

constexpr size_t kKeyFileSizeBytesMax = 64 * 1024;
constexpr std::string_view kCreated = "# created: ";
constexpr std::string_view kExpires = "# expires: ";
constexpr std::string_view kPublicKey = "# public key: ";
constexpr std::string_view kNever = "never";

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ > STDERR_FILENO) close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

Status Unreadable(const std::string& path, int error) {
  return Status::Unreadable(path + ": " + std::generic_category().message(error));
}

// Nothing of a key file passes through memory that is not locked.
Result<LockedText> ReadAll(int descriptor, const std::string& path) {
  LockedText text(kKeyFileSizeBytesMax + 1);
  size_t size = 0;
  while (size < text.size()) {
    const ssize_t got = read(descriptor, text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Unreadable(path, errno);
    if (got == 0) break;
    size += static_cast<size_t>(got);
  }
  if (size == text.size()) return Status::Usage(path + ": too large for a key file");
  text.resize(size);
  return text;
}

bool HoldsKey(std::string_view text) {
  return text.rfind(kAgeSecretKeyPrefix, 0) == 0 ||
         text.find("\n" + std::string(kAgeSecretKeyPrefix)) != std::string_view::npos;
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
  return text;
}

Result<KeyFile> ParseKeyFile(std::string_view text, const std::string& path) {
  KeyFile key;
  key.path = path;
  size_t keys = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = Trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.rfind(kCreated, 0) == 0) key.created = std::string(line.substr(kCreated.size()));
    if (line.rfind(kExpires, 0) == 0) {
      const std::string_view day = line.substr(kExpires.size());
      if (day != kNever && !IsDay(day)) {
        return Status::Usage(path + ": its line \"# expires:\" must hold YYYY-MM-DD or never");
      }
      key.expires = day == kNever ? "" : std::string(day);
    }
    if (line.empty() || line.front() == '#') continue;
    Result<AgeIdentity> identity = ParseAgeIdentity(line);
    if (!identity.ok()) return identity.status().WithContext(path);
    key.identity = std::move(*identity);
    ++keys;
  }
  if (keys == 1) return key;
  return Status::Usage(path + (keys == 0 ? ": no key file: no line begins with AGE-SECRET-KEY-1"
                                         : ": holds " + std::to_string(keys) +
                                               " keys; keep one key a file, since "
                                               "each has its own expiry"));
}

}  // namespace

bool IsDay(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [text](size_t begin, size_t size) {
    int value = -1;
    const char* end = text.data() + begin + size;
    const auto parsed = std::from_chars(text.data() + begin, end, value);
    return parsed.ec == std::errc() && parsed.ptr == end ? value : -1;
  };
  if (number(0, 4) < 0 || number(5, 2) < 0 || number(8, 2) < 0) return false;
  return std::chrono::year_month_day(std::chrono::year(number(0, 4)),
                                     std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                     std::chrono::day(static_cast<unsigned>(number(8, 2))))
      .ok();
}

Result<KeyFile> CreateKeyFile(const std::string& path, const std::string& created,
                              const std::string& expires) {
  SUNDER_RETURN_IF_ERROR(CheckOutsideStores(path));
  std::error_code error;
  if (std::filesystem::exists(std::filesystem::symlink_status(path, error))) {
    return Status::Usage(path + " exists; a key is never overwritten: name another file");
  }
  KeyFile key{path, created, expires, MakeAgeIdentity()};
  const std::string facts = std::string(kCreated) + created + "\n" + std::string(kExpires) +
                            (expires.empty() ? std::string(kNever) : expires) + "\n" +
                            std::string(kPublicKey) + AgeRecipientText(key.identity.recipient) +
                            "\n";
  const LockedText secret = AgeIdentityText(key.identity);
  LockedText text;
  text.reserve(facts.size() + secret.size() + 1);
  text.insert(text.end(), facts.begin(), facts.end());
  text.insert(text.end(), secret.begin(), secret.end());
  text.push_back('\n');
  SUNDER_RETURN_IF_ERROR(WriteNewFile(path, ViewOf(text)));
  const std::string folder = std::filesystem::path(path).parent_path().string();
  SUNDER_RETURN_IF_ERROR(SyncPath(folder.empty() ? "." : folder));
  return key;
}

Result<KeyFile> ReadKeyFile(const std::string& path) {
  if (path == "-") {
    SUNDER_ASSIGN_OR_RETURN(const LockedText text, ReadAll(STDIN_FILENO, "standard input"));
    return ParseKeyFile(ViewOf(text), "standard input");
  }
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.number() < 0) return Unreadable(path, errno);
  struct stat info {};
  if (fstat(file.number(), &info) != 0) return Unreadable(path, errno);
  if (!S_ISREG(info.st_mode)) return Status::Usage(path + ": not a regular file");
  SUNDER_ASSIGN_OR_RETURN(const LockedText text, ReadAll(file.number(), path));
  Result<KeyFile> key = ParseKeyFile(ViewOf(text), path);
  if (key.ok() && (info.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return Status::Usage(path + ": others than its owner have rights to this key; run: chmod 600 " +
                         path);
  }
  return key;
}

Result<std::vector<KeyFile>> ReadKeyFolder(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code ignored;
    if (entry->is_regular_file(ignored)) paths.push_back(entry->path().string());
  }
  if (error) return Status::Unreadable(folder + ": " + error.message());
  std::sort(paths.begin(), paths.end());
  std::vector<KeyFile> keys;
  for (const std::string& path : paths) {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.number() < 0) return Unreadable(path, errno);
    const Result<LockedText> text = ReadAll(file.number(), path);
    if (!text.ok() && text.status().code() == StatusCode::kUsage) continue;  // too large for a key
    SUNDER_RETURN_IF_ERROR(text.status());
    if (!HoldsKey(ViewOf(*text))) continue;
    SUNDER_ASSIGN_OR_RETURN(KeyFile key, ReadKeyFile(path));
    keys.push_back(std::move(key));
  }
  return keys;
}

Status DestroyKeyFile(const std::string& path) {
  {
    const Descriptor file(open(path.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (file.number() < 0) return StoreError(path, "opening for destruction", errno);
    struct stat info {};
    if (fstat(file.number(), &info) != 0) return StoreError(path, "looking at it", errno);
    if (!S_ISREG(info.st_mode)) return Status::StoreFailure(path + ": not a regular file");
    std::string noise(static_cast<size_t>(info.st_size), '\0');
    randombytes_buf(noise.data(), noise.size());
    for (size_t done = 0; done < noise.size();) {
      const ssize_t written =
          pwrite(file.number(), noise.data() + done, noise.size() - done, static_cast<off_t>(done));
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return StoreError(path, "overwriting", errno);
      done += static_cast<size_t>(written);
    }
    if (fsync(file.number()) != 0) return StoreError(path, "flushing", errno);
  }
  if (unlink(path.c_str()) != 0) return StoreError(path, "removing", errno);
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return SyncPath(folder.empty() ? "." : folder);
}

}  // namespace sunder::segregation
