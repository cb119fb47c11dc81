#include "connectors/decode/file_sink.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace sunder {
namespace {

constexpr size_t kBufferSizeBytes = 256 * 1024;

Status WriteError(const std::string& path, int error) {
  std::string message = path + ": writing failed: " + std::generic_category().message(error);
  if (error == ENOSPC || error == EDQUOT) message += "; free some space and run again";
  return Status::StoreFailure(std::move(message));
}

}  // namespace

Result<std::unique_ptr<FileSink>> FileSink::Create(const std::string& path) {
  // O_EXCL: two outputs of one name are a defect that must not overwrite in silence.
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0 && errno == EEXIST) {
    return Status::StoreFailure(path + ": exists already; name a folder that is empty");
  }
  if (descriptor < 0) {
    return Status::StoreFailure(path +
                                ": cannot be created: " + std::generic_category().message(errno));
  }
  std::unique_ptr<FileSink> file(new FileSink(descriptor, path));
  // Whatever the umask is.
  if (::fchmod(descriptor, 0600) != 0) return WriteError(path, errno);
  return file;
}

FileSink::~FileSink() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!is_finished_) ::unlink(path_.c_str());
}

Status FileSink::Write(std::string_view bytes) {
  if (!failure_.ok()) return failure_;
  if (buffer_.size() + bytes.size() < kBufferSizeBytes) {
    buffer_.append(bytes);
    return Status::Ok();
  }
  SUNDER_RETURN_IF_ERROR(Flush());
  if (bytes.size() >= kBufferSizeBytes) return WriteThrough(bytes);
  buffer_.append(bytes);
  return Status::Ok();
}

Status FileSink::Finish() {
  SUNDER_RETURN_IF_ERROR(Flush());
  if (::fsync(descriptor_) != 0) return failure_ = WriteError(path_, errno);
  const int descriptor = std::exchange(descriptor_, -1);
  if (::close(descriptor) != 0) return failure_ = WriteError(path_, errno);
  is_finished_ = true;
  return Status::Ok();
}

Status FileSink::Flush() {
  if (!failure_.ok()) return failure_;
  const Status status = WriteThrough(buffer_);
  buffer_.clear();
  return status;
}

Status FileSink::WriteThrough(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure_ = WriteError(path_, errno);
    bytes.remove_prefix(static_cast<size_t>(count));
  }
  return Status::Ok();
}

}  // namespace sunder
