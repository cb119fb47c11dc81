#include "connectors/decode/random_access.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "connectors/decode/sealed_spool.h"

namespace sunder {
namespace {

class FileAccess : public RandomAccess {
 public:
  FileAccess(int descriptor, std::string name, uint64_t size_bytes)
      : descriptor_(descriptor), name_(std::move(name)), size_bytes_(size_bytes) {}
  ~FileAccess() override { ::close(descriptor_); }
  FileAccess(const FileAccess&) = delete;
  FileAccess& operator=(const FileAccess&) = delete;

  Result<size_t> ReadAt(uint64_t offset_bytes, char* buffer, size_t size) override {
    while (true) {
      const ssize_t count = ::pread(descriptor_, buffer, size, static_cast<off_t>(offset_bytes));
      if (count >= 0) return static_cast<size_t>(count);
      if (errno == EINTR) continue;
      return Status::Unreadable(name_ +
                                ": reading failed: " + std::generic_category().message(errno));
    }
  }
  uint64_t size_bytes() const override { return size_bytes_; }

 private:
  int descriptor_;
  std::string name_;
  uint64_t size_bytes_;
};

}  // namespace

Result<std::unique_ptr<RandomAccess>> OpenRandomAccess(const SourceObject& object) {
  if (object.spooled.spool != nullptr) {
    return std::unique_ptr<RandomAccess>(std::make_unique<SpoolReader>(object.spooled));
  }
  if (object.IsStandardInput()) {
    return Status::Unreadable("standard input cannot be read from the middle");
  }
  int descriptor = -1;
  do {
    // Not to wait for the other end of a pipe that took the place of a file.
    descriptor = ::open(object.path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  } while (descriptor < 0 && errno == EINTR);
  if (descriptor < 0) {
    return Status::Unreadable(object.path +
                              ": cannot be opened: " + std::generic_category().message(errno));
  }
  struct stat status {};
  const bool is_file = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  const uint64_t size_bytes = is_file ? static_cast<uint64_t>(status.st_size) : 0;
  auto access = std::make_unique<FileAccess>(descriptor, object.path, size_bytes);
  if (!is_file) return Status::Unreadable(object.path + ": cannot be read from the middle");
  return std::unique_ptr<RandomAccess>(std::move(access));
}

std::optional<uint64_t> CuttableSizeBytes(const SourceObject& object) {
  if (object.codec != Codec::kNone || object.IsStandardInput()) return std::nullopt;
  if (!object.encoding.empty()) return std::nullopt;  // offsets are those of the decoded text
  // A reader of the last partition would not learn that the data is cut off.
  if (!object.spooled.damage.empty()) return std::nullopt;
  if (object.spooled.spool != nullptr) return object.spooled.size_bytes;
  struct stat status {};
  if (::stat(object.path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return static_cast<uint64_t>(status.st_size);
}

}  // namespace sunder
