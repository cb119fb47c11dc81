#include "segregation/in_place_swap.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <optional>
#include <vector>

#include "segregation/durable_file.h"

namespace sunder::segregation {
namespace {

constexpr int64_t kDaySeconds = 86'400;

// What writers of connectors call a file until it is whole, and the files that a database has
// beside it.
constexpr std::array<const char*, 5> kStagedSuffixes = {"", ".partial", ".partial-journal",
                                                        ".partial-wal", ".partial-shm"};

std::string FolderOf(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

Result<std::optional<struct stat>> StatOf(const std::string& path) {
  struct stat info {};
  if (lstat(path.c_str(), &info) == 0) return std::optional(info);
  if (errno == ENOENT) return std::optional<struct stat>();
  return StoreError(path, "looking at the file", errno);
}

bool IsSameFile(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

Status Unlink(const std::string& path, bool* is_removed) {
  if (unlink(path.c_str()) == 0) {
    *is_removed = true;
    return Status::Ok();
  }
  return errno == ENOENT ? Status::Ok() : StoreError(path, "removing", errno);
}

// Labels of security modules and the like are the system's own; it gives new ones to new files.
bool IsOurs(std::string_view attribute) {
  return attribute.starts_with("user.") || attribute.starts_with("system.posix_acl");
}

Status CopyAttribute(const SourceSwap& swap, const char* name) {
  const ssize_t size = lgetxattr(swap.path.c_str(), name, nullptr, 0);
  if (size < 0) return StoreError(swap.path, "reading an extended attribute", errno);
  std::vector<char> value(static_cast<size_t>(size));
  const ssize_t read = lgetxattr(swap.path.c_str(), name, value.data(), value.size());
  if (read < 0) return StoreError(swap.path, "reading an extended attribute", errno);
  if (lsetxattr(swap.staged.c_str(), name, value.data(), static_cast<size_t>(read), 0) == 0) {
    return Status::Ok();
  }
  return StoreError(swap.staged, "keeping an extended attribute of the source", errno);
}

Status CopyAttributes(const SourceSwap& swap) {
  const ssize_t size = llistxattr(swap.path.c_str(), nullptr, 0);
  if (size <= 0) return Status::Ok();  // none, or a file system without them
  std::vector<char> names(static_cast<size_t>(size));
  const ssize_t read = llistxattr(swap.path.c_str(), names.data(), names.size());
  if (read < 0) return StoreError(swap.path, "reading the extended attributes", errno);
  const std::string_view all(names.data(), static_cast<size_t>(read));
  for (size_t begin = 0; begin < all.size();) {
    const std::string name(all.substr(begin, all.find('\0', begin) - begin));
    begin += name.size() + 1;
    if (IsOurs(name)) SUNDER_RETURN_IF_ERROR(CopyAttribute(swap, name.c_str()));
  }
  return Status::Ok();
}

}  // namespace

SourceSwap SwapOf(const std::string& absolute_path) {
  const std::filesystem::path path(absolute_path);
  const std::string folder = path.parent_path() == "/" ? "/" : path.parent_path().string() + "/";
  const std::string name = path.filename().string();
  return {absolute_path, folder + std::string(kStagedPrefix) + name,
          folder + std::string(kOldPrefix) + name};
}

Status SealStaged(const SourceSwap& swap, int64_t day_seconds) {
  struct stat source {};
  if (lstat(swap.path.c_str(), &source) != 0) return StoreError(swap.path, "looking at", errno);
  struct stat staged {};
  if (lstat(swap.staged.c_str(), &staged) != 0) {
    return StoreError(swap.staged, "looking at", errno);
  }
  const bool is_same_owner = staged.st_uid == source.st_uid && staged.st_gid == source.st_gid;
  if (!is_same_owner && lchown(swap.staged.c_str(), source.st_uid, source.st_gid) != 0) {
    return Status::StoreFailure(swap.path +
                                ": its owner and group cannot be kept; run as its owner or root");
  }
  SUNDER_RETURN_IF_ERROR(CopyAttributes(swap));
  // Last: a change of owner takes set-id bits away, an access list changes the mode.
  if (chmod(swap.staged.c_str(), source.st_mode & 07777) != 0) {
    return StoreError(swap.staged, "keeping the permissions of the source", errno);
  }
  const timespec day{static_cast<time_t>(day_seconds), 0};
  const timespec times[2] = {day, day};
  if (utimensat(AT_FDCWD, swap.staged.c_str(), times, AT_SYMLINK_NOFOLLOW) != 0) {
    return StoreError(swap.staged, "setting the time", errno);
  }
  return SyncPath(swap.staged);
}

Status KeepOld(const SourceSwap& swap) {
  if (link(swap.path.c_str(), swap.old.c_str()) != 0) {
    return StoreError(swap.old, "keeping the old version until the commit", errno);
  }
  return SyncPath(FolderOf(swap.path));
}

Status SwapIn(const SourceSwap& swap) {
  if (rename(swap.staged.c_str(), swap.path.c_str()) != 0) {
    return StoreError(swap.path, "swapping in the new version", errno);
  }
  return SyncPath(FolderOf(swap.path));
}

Status CheckUndoable(const SourceSwap& swap) {
  SUNDER_ASSIGN_OR_RETURN(const auto old, StatOf(swap.old));
  SUNDER_ASSIGN_OR_RETURN(const auto now, StatOf(swap.path));
  if (!old || !now || IsSameFile(*old, *now)) return Status::Ok();
  // The new version left our hands with the time of a day's begin; whoever wrote to it moved that.
  SUNDER_ASSIGN_OR_RETURN(const auto log, StatOf(swap.path + "-wal"));
  const bool is_touched = now->st_mtim.tv_nsec != 0 || now->st_mtim.tv_sec % kDaySeconds != 0;
  if (!is_touched && (!log || log->st_size == 0)) return Status::Ok();
  return Status::StoreFailure(
      swap.path +
      ": the split that rewrote it was cut off before its commit, and the file has been changed "
      "since; its version before the split is " +
      swap.old +
      ": bring the changes over to that one, move it back to its name, and run the split again");
}

Status UndoSwap(const SourceSwap& swap) {
  SUNDER_ASSIGN_OR_RETURN(const auto old, StatOf(swap.old));
  if (!old) return Status::Ok();
  SUNDER_ASSIGN_OR_RETURN(const auto now, StatOf(swap.path));
  // rename() does nothing at all where both names lead to one file.
  const bool is_swapped = !now || !IsSameFile(*old, *now);
  const int result =
      is_swapped ? rename(swap.old.c_str(), swap.path.c_str()) : unlink(swap.old.c_str());
  if (result != 0) return StoreError(swap.path, "bringing back the old version", errno);
  return SyncPath(FolderOf(swap.path));
}

Status RemoveLeftovers(const SourceSwap& swap) {
  SUNDER_ASSIGN_OR_RETURN(const auto now, StatOf(swap.path));
  bool is_removed = false;
  // Never the last copy: without a file under the source's name somebody else was at work.
  if (now) SUNDER_RETURN_IF_ERROR(Unlink(swap.old, &is_removed));
  for (const char* suffix : kStagedSuffixes) {
    SUNDER_RETURN_IF_ERROR(Unlink(swap.staged + suffix, &is_removed));
  }
  return is_removed ? SyncPath(FolderOf(swap.path)) : Status::Ok();
}

}  // namespace sunder::segregation
