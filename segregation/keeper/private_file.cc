#include "segregation/keeper/private_file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <utility>

#include "segregation/durable_file.h"
#include "segregation/keeper/store_guard.h"

namespace sunder::segregation {

Result<PrivateFile> PrivateFile::Create(const std::string& path) {
  SUNDER_RETURN_IF_ERROR(CheckOutsideStores(path));
  std::error_code error;
  if (std::filesystem::exists(std::filesystem::symlink_status(path, error))) {
    return Status::Usage(path + " exists; name another file");
  }
  PrivateFile file;
  file.path_ = path;
  // What a killed run left is of no use to anybody.
  std::filesystem::remove(file.Unfinished(), error);
  file.descriptor_ =
      open(file.Unfinished().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file.descriptor_ < 0) return StoreError(file.Unfinished(), "creating", errno);
  return file;
}

PrivateFile::PrivateFile(PrivateFile&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

PrivateFile::~PrivateFile() {
  if (descriptor_ < 0) return;
  close(descriptor_);
  unlink(Unfinished().c_str());
}

Status PrivateFile::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return StoreError(path_, "writing", errno);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return Status::Ok();
}

Status PrivateFile::Commit() {
  if (fsync(descriptor_) != 0) return StoreError(path_, "flushing", errno);
  if (std::rename(Unfinished().c_str(), path_.c_str()) != 0) {
    return StoreError(path_, "renaming into place", errno);
  }
  close(std::exchange(descriptor_, -1));
  const std::string folder = std::filesystem::path(path_).parent_path().string();
  return SyncPath(folder.empty() ? "." : folder);
}

}  // namespace sunder::segregation
