#include "segregation/durable_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <system_error>

#include "core/planted_leak.h"

namespace sunder::segregation {
namespace {

Status WriteAll(int descriptor, const std::string& path, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = write(descriptor, content.data(), content.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return StoreError(path, "writing", errno);
    }
    content.remove_prefix(static_cast<size_t>(written));
  }
  if (fsync(descriptor) != 0) return StoreError(path, "flushing", errno);
  return Status::Ok();
}

}  // namespace

Status StoreError(const std::string& path, std::string_view verb, int error) {
  std::string message =
      path + ": " + std::string(verb) + " failed: " + std::generic_category().message(error);
  if (error == ENOSPC || error == EDQUOT) {
    message += "; free some space or write to another folder";
  }
  return Status::StoreFailure(std::move(message));
}

Status WriteNewFile(const std::string& path, std::string_view content) {
  const int descriptor =
      open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (descriptor < 0) return StoreError(path, "creating", errno);
  Status status = WriteAll(descriptor, path, content);
  if (close(descriptor) != 0 && status.ok()) status = StoreError(path, "closing", errno);
  if (!status.ok()) unlink(path.c_str());
  return status;
}

Status SyncPath(const std::string& path) {
  SUNDER_PLANT("no_sync", return Status::Ok());
  const int descriptor = open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (descriptor < 0) return StoreError(path, "opening", errno);
  const int result = fsync(descriptor);
  const int error = errno;
  close(descriptor);
  return result == 0 ? Status::Ok() : StoreError(path, "flushing", error);
}

}  // namespace sunder::segregation
