#include "connectors/decode/file_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <system_error>
#include <utility>

namespace sunder {
namespace {

std::string SystemMessage(int error) { return std::generic_category().message(error); }

Status OpenError(const std::string& path, int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return Status::NotFound(path + ": no such file; check the path");
    case EACCES:
    case EPERM:
      return Status::Unreadable(path + ": permission denied; run as a user who may read it");
    case EMFILE:
    case ENFILE:
      return Status::Unreadable(path + ": too many open files; raise the limit (ulimit -n)");
    default:
      return Status::Unreadable(path + ": cannot be opened: " + SystemMessage(error));
  }
}

class FileStream : public ByteStream {
 public:
  FileStream(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  ~FileStream() override { ::close(descriptor_); }
  FileStream(const FileStream&) = delete;
  FileStream& operator=(const FileStream&) = delete;

  Result<size_t> Read(char* buffer, size_t size) override {
    return ReadDescriptor(descriptor_, path_, buffer, size);
  }

 private:
  int descriptor_;
  std::string path_;
};

// The first bytes of standard input, kept while it is sniffed. There is one standard input a
// process, so there is one of these.
class StandardInput {
 public:
  static StandardInput& Instance() {
    static StandardInput instance;
    return instance;
  }

  // Copies kept bytes from `offset` on; reads and keeps more when there are none.
  Result<size_t> Peek(size_t offset, char* buffer, size_t size) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (is_opened_) return AlreadyRead();
    if (offset == kept_.size()) {
      kept_.resize(offset + size);
      Result<size_t> count = ReadDescriptor(STDIN_FILENO, kName, kept_.data() + offset, size);
      kept_.resize(offset + (count.ok() ? *count : 0));
      if (!count.ok()) return count;
    }
    const size_t count = std::min(size, kept_.size() - offset);
    std::memcpy(buffer, kept_.data() + offset, count);
    return count;
  }

  Status CheckUnopened() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return is_opened_ ? AlreadyRead() : Status::Ok();
  }

  // The kept bytes, for the one stream that reads on behind them.
  Result<std::string> Take() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (is_opened_) return AlreadyRead();
    is_opened_ = true;
    return std::move(kept_);
  }

  static constexpr const char* kName = "standard input";

 private:
  static Status AlreadyRead() {
    return Status::Unreadable(
        "standard input: can be read only once; put the data in a file and name that");
  }

  std::mutex mutex_;
  std::string kept_;
  bool is_opened_ = false;
};

class PeekStream : public ByteStream {
 public:
  Result<size_t> Read(char* buffer, size_t size) override {
    Result<size_t> count = StandardInput::Instance().Peek(offset_, buffer, size);
    if (count.ok()) offset_ += *count;
    return count;
  }

 private:
  size_t offset_ = 0;
};

class StandardInputStream : public ByteStream {
 public:
  explicit StandardInputStream(std::string kept) : kept_(std::move(kept)) {}

  Result<size_t> Read(char* buffer, size_t size) override {
    if (offset_ == kept_.size()) {
      return ReadDescriptor(STDIN_FILENO, StandardInput::kName, buffer, size);
    }
    const size_t count = std::min(size, kept_.size() - offset_);
    std::memcpy(buffer, kept_.data() + offset_, count);
    offset_ += count;
    return count;
  }

 private:
  std::string kept_;
  size_t offset_ = 0;
};

}  // namespace

Result<size_t> ReadDescriptor(int descriptor, const std::string& name, char* buffer, size_t size) {
  while (true) {
    const ssize_t count = ::read(descriptor, buffer, size);
    if (count >= 0) return static_cast<size_t>(count);
    if (errno == EINTR) continue;
    const int error = errno;
    return Status::Unreadable(name + ": reading failed: " + SystemMessage(error));
  }
}

Result<std::unique_ptr<ByteStream>> OpenFileStream(const std::string& path, uint64_t offset_bytes) {
  int descriptor = -1;
  do {
    // Not to wait for the other end of a pipe that took the place of a file.
    descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  } while (descriptor < 0 && errno == EINTR);
  if (descriptor < 0) return OpenError(path, errno);
  auto stream = std::make_unique<FileStream>(descriptor, path);
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return OpenError(path, errno);
  if (S_ISDIR(status.st_mode)) {
    return Status::Unreadable(path + ": is a folder, not a file");
  }
  if (!S_ISREG(status.st_mode)) {
    return Status::Unreadable(path +
                              ": is no regular file (pipe, socket or device); give its data to "
                              "standard input and name that: -");
  }
  if (offset_bytes > 0 && ::lseek(descriptor, static_cast<off_t>(offset_bytes), SEEK_SET) < 0) {
    return Status::Unreadable(path + ": cannot be read from the middle: " + SystemMessage(errno));
  }
  // Only advice: read-ahead is worth having, its failure is not worth reporting.
  (void)::posix_fadvise(descriptor, static_cast<off_t>(offset_bytes), 0, POSIX_FADV_SEQUENTIAL);
  return std::unique_ptr<ByteStream>(std::move(stream));
}

Result<std::unique_ptr<ByteStream>> PeekStandardInput() {
  SUNDER_RETURN_IF_ERROR(StandardInput::Instance().CheckUnopened());
  return std::unique_ptr<ByteStream>(std::make_unique<PeekStream>());
}

Result<std::unique_ptr<ByteStream>> OpenStandardInput() {
  SUNDER_ASSIGN_OR_RETURN(std::string kept, StandardInput::Instance().Take());
  return std::unique_ptr<ByteStream>(std::make_unique<StandardInputStream>(std::move(kept)));
}

}  // namespace sunder
