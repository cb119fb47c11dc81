#include "segregation/staging_commit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "core/planted_leak.h"
#include "segregation/durable_file.h"

namespace sunder::segregation {
namespace {

std::string ParentOf(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

Status SetTime(const std::string& path, int64_t day_seconds) {
  const timespec day{static_cast<time_t>(day_seconds), 0};
  const timespec times[2] = {day, day};
  if (utimensat(AT_FDCWD, path.c_str(), times, AT_SYMLINK_NOFOLLOW) == 0) return Status::Ok();
  return StoreError(path, "setting the time", errno);
}

// Files first, then their folders, as making and syncing files touches the folders.
Status SealTree(const std::string& folder, int64_t day_seconds) {
  std::vector<std::string> folders = {folder};
  std::error_code error;
  std::filesystem::recursive_directory_iterator entries(folder, error);
  for (; !error && entries != std::filesystem::recursive_directory_iterator();
       entries.increment(error)) {
    const std::filesystem::file_status status = entries->symlink_status(error);
    if (error) break;
    const std::string path = entries->path().string();
    if (std::filesystem::is_directory(status)) {
      folders.push_back(path);
      continue;
    }
    SUNDER_RETURN_IF_ERROR(SetTime(path, day_seconds));
    if (std::filesystem::is_regular_file(status)) SUNDER_RETURN_IF_ERROR(SyncPath(path));
  }
  if (error) return Status::StoreFailure(folder + ": " + error.message());
  for (auto path = folders.rbegin(); path != folders.rend(); ++path) {
    SUNDER_RETURN_IF_ERROR(SetTime(*path, day_seconds));
    SUNDER_RETURN_IF_ERROR(SyncPath(*path));
  }
  return Status::Ok();
}

// Never onto something that stands there: another program may have made it meanwhile.
int RenameNoReplace(const std::string& from, const std::string& to) {
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  // A file system without the flag: look, then rename.
  struct stat info {};
  if (lstat(to.c_str(), &info) == 0) return EEXIST;
  return rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

Status Rename(const std::string& from, const std::string& to) {
  const int error = RenameNoReplace(from, to);
  if (error != 0) return StoreError(to, "renaming a store into place", error);
  SUNDER_RETURN_IF_ERROR(SyncPath(ParentOf(from)));
  return ParentOf(from) == ParentOf(to) ? Status::Ok() : SyncPath(ParentOf(to));
}

Status RemoveTree(const std::string& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (error) return Status::StoreFailure(path + ": removing failed: " + error.message());
  return Status::Ok();
}

Status WriteMarker(const StagingLayout& layout) {
  SUNDER_RETURN_IF_ERROR(WriteNewFile(layout.marker, layout.MarkerText()));
  return SyncPath(layout.run_folder);
}

Status RemoveMarker(const StagingLayout& layout) {
  if (unlink(layout.marker.c_str()) != 0) return StoreError(layout.marker, "removing", errno);
  return SyncPath(layout.run_folder);
}

std::string ReadBytes(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// Paths of a list that was cut off had nothing beside them yet; whole ones among them do no harm.
std::vector<SourceSwap> ReadSourceList(const StagingLayout& layout) {
  std::vector<SourceSwap> swaps;
  const std::string list = ReadBytes(layout.source_list);
  size_t begin = 0;
  for (size_t end = list.find('\0'); end != std::string::npos; end = list.find('\0', begin)) {
    swaps.push_back(SwapOf(list.substr(begin, end - begin)));
    begin = end + 1;
  }
  return swaps;
}

// The staged folder left its area only by the rename into place: what stands there then is new.
Status TakeBackNew(const StoreLayout& store) {
  SUNDER_ASSIGN_OR_RETURN(const PathKind staged, KindOf(store.staged));
  SUNDER_ASSIGN_OR_RETURN(const PathKind target, KindOf(store.target));
  if (staged != PathKind::kMissing || target != PathKind::kFolder) return Status::Ok();
  return Rename(store.target, store.staged);
}

Status RestoreOld(const StoreLayout& store) {
  SUNDER_ASSIGN_OR_RETURN(const PathKind replaced, KindOf(store.replaced));
  if (replaced == PathKind::kMissing) return Status::Ok();
  return Rename(store.replaced, store.target);
}

Status UndoRenames(const StagingLayout& layout, const std::vector<SourceSwap>& swaps) {
  for (const SourceSwap& swap : swaps) SUNDER_RETURN_IF_ERROR(CheckUndoable(swap));
  // Evidence leaves first and comes back last: a mixture never looks whole.
  for (auto store = layout.stores.rbegin(); store != layout.stores.rend(); ++store) {
    SUNDER_RETURN_IF_ERROR(TakeBackNew(*store));
  }
  for (const SourceSwap& swap : swaps) SUNDER_RETURN_IF_ERROR(UndoSwap(swap));
  for (const StoreLayout& store : layout.stores) SUNDER_RETURN_IF_ERROR(RestoreOld(store));
  return Status::Ok();
}

}  // namespace

Result<std::vector<CommitStep>> PlanCommit(const StagingLayout& layout,
                                           const std::vector<SourceSwap>& swaps, bool replace) {
  using Kind = CommitStep::Kind;
  std::vector<CommitStep> steps;
  std::vector<CommitStep> removals = {{Kind::kRemove, layout.temporary, ""}};
  std::vector<CommitStep> stamps;
  for (const StoreLayout& store : layout.stores) steps.push_back({Kind::kSeal, store.staged, ""});
  for (const SourceSwap& swap : swaps) steps.push_back({Kind::kSealSource, swap.path, ""});
  steps.push_back({Kind::kWriteMarker, layout.marker, ""});
  for (const SourceSwap& swap : swaps) steps.push_back({Kind::kKeepOld, swap.path, ""});
  for (const SourceSwap& swap : swaps) steps.push_back({Kind::kSwapIn, swap.path, ""});
  // The old evidence goes first: without it what stands there does not look whole.
  for (auto store = layout.stores.rbegin(); store != layout.stores.rend(); ++store) {
    SUNDER_ASSIGN_OR_RETURN(const PathKind target, KindOf(store->target));
    if (target == PathKind::kMissing || !replace) continue;
    steps.push_back({Kind::kRename, store->target, store->replaced});
    removals.push_back({Kind::kRemove, store->replaced, ""});
  }
  for (const StoreLayout& store : layout.stores) {
    steps.push_back({Kind::kRename, store.staged, store.target});
    stamps.push_back({Kind::kStamp, store.target, ""});
  }
  // Once the marker is gone nothing is repeated: what must be right is so before.
  steps.insert(steps.end(), stamps.begin(), stamps.end());
  steps.push_back({Kind::kRemoveMarker, layout.marker, ""});
  for (const SourceSwap& swap : swaps) steps.push_back({Kind::kRemoveOld, swap.path, ""});
  for (const CommitStep& removal : removals) steps.push_back(removal);
  const std::vector<std::string> areas = layout.Areas();
  // The run folder last: while it stands the targets do not look finished.
  for (auto area = areas.rbegin(); area != areas.rend(); ++area) {
    steps.push_back({Kind::kRemove, *area, ""});
  }
  steps.push_back({Kind::kStamp, layout.root, ""});
  return steps;
}

Status RunCommitStep(const CommitStep& step, const StagingLayout& layout, int64_t day_seconds) {
  switch (step.kind) {
    case CommitStep::Kind::kSeal:
      return SealTree(step.from, day_seconds);
    case CommitStep::Kind::kSealSource:
      return SealStaged(SwapOf(step.from), day_seconds);
    case CommitStep::Kind::kKeepOld:
      return KeepOld(SwapOf(step.from));
    case CommitStep::Kind::kSwapIn:
      return SwapIn(SwapOf(step.from));
    case CommitStep::Kind::kRemoveOld:
      return RemoveLeftovers(SwapOf(step.from));
    case CommitStep::Kind::kWriteMarker:
      return WriteMarker(layout);
    case CommitStep::Kind::kRename:
      return Rename(step.from, step.to);
    case CommitStep::Kind::kRemove:
      return RemoveTree(step.from);
    case CommitStep::Kind::kRemoveMarker:
      return RemoveMarker(layout);
    case CommitStep::Kind::kStamp:
      SUNDER_RETURN_IF_ERROR(SetTime(step.from, day_seconds));
      return SyncPath(step.from);
  }
  return Status::Internal("unknown commit step");
}

Status RollBack(const StagingLayout& layout) {
  SUNDER_PLANT("no_rollback", return Status::Ok());
  SUNDER_ASSIGN_OR_RETURN(const PathKind marker, KindOf(layout.marker));
  const std::vector<SourceSwap> swaps = ReadSourceList(layout);
  if (marker != PathKind::kMissing) {
    const std::string text = ReadBytes(layout.marker);
    // A marker that was itself cut off: nothing had been renamed yet.
    const bool is_whole = text.ends_with("\n\n");
    if (is_whole && text != layout.MarkerText()) {
      return Status::Usage(layout.run_folder +
                           ": an earlier run was cut off while it put its stores into other "
                           "folders than these; run it once more with the same folders and the "
                           "same --in-place, then this one");
    }
    if (is_whole) SUNDER_RETURN_IF_ERROR(UndoRenames(layout, swaps));
    SUNDER_RETURN_IF_ERROR(RemoveMarker(layout));
  }
  for (const SourceSwap& swap : swaps) SUNDER_RETURN_IF_ERROR(RemoveLeftovers(swap));
  return Status::Ok();
}

Status RemoveAreas(const StagingLayout& layout) {
  for (const std::string& area : layout.Areas()) SUNDER_RETURN_IF_ERROR(RemoveTree(area));
  return Status::Ok();
}

}  // namespace sunder::segregation
