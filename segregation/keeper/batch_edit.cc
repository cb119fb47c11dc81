#include "segregation/keeper/batch_edit.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <utility>

#include "segregation/durable_file.h"
#include "segregation/quarantine_line.h"

namespace sunder::segregation {
namespace {

namespace fs = std::filesystem;

// Both count as leftovers to `sunder verify`.
constexpr std::string_view kStagedSuffix = ".part";
constexpr char kMarkerName[] = "commit.part";

// The files of a change that wait to be put into place.
Result<std::vector<std::string>> StagedNames(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.rfind("batch-", 0) == 0 && name.ends_with(kStagedSuffix)) names.push_back(name);
  }
  if (error) return Status::Unreadable(folder + ": " + error.message());
  return names;
}

// The plaintext of `batch` without the selected items.
Result<LockedText> WithoutItems(const OpenedBatch& batch, const ItemSelection& selection) {
  LockedText text;
  uint64_t size_bytes = 0;
  uint64_t slots = 0;
  const auto measure = [&](std::string_view piece) {
    size_bytes += piece.size();
    for (const char c : piece) slots += c == '\n' ? 1 : 0;
    return Status::Ok();
  };
  SUNDER_RETURN_IF_ERROR(batch.file.OpenPayload(batch.header.file_key, measure));
  text.reserve(size_bytes);
  const auto append = [&text](std::string_view line) {
    const uint64_t padded = LineSizeClass(line.size() + 1);
    text.insert(text.end(), line.begin(), line.end());
    text.insert(text.end(), padded - line.size() - 1, ' ');
    text.push_back('\n');
  };
  uint64_t kept = 0;
  SUNDER_RETURN_IF_ERROR(VisitItems(batch, [&](const SealedItem& item) {
    if (!selection.Matches(item)) {
      append(item.json);
      ++kept;
    }
    return Status::Ok();
  }));
  for (; kept < slots; ++kept) append("{}");
  if (text.size() > size_bytes || text.empty()) {
    return Status::DataLoss(batch.file.path() + ": its lines are not padded as a split pads them");
  }
  // As the writer of quarantine does it: what is missing to the size class stands behind the last
  // line, before its line feed.
  text.insert(text.end() - 1, size_bytes - text.size(), ' ');
  return text;
}

}  // namespace

Result<BatchEdit> BatchEdit::Begin(const std::string& folder) {
  BatchEdit edit;
  edit.folder_ = folder;
  edit.lock_ = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (edit.lock_ < 0) return StoreError(folder, "opening", errno);
  if (flock(edit.lock_, LOCK_EX | LOCK_NB) != 0) {
    return Status::Usage(folder + ": another command is changing this quarantine; wait for it");
  }
  SUNDER_RETURN_IF_ERROR(edit.Recover());
  return edit;
}

BatchEdit::BatchEdit(BatchEdit&& other) noexcept
    : folder_(std::move(other.folder_)), lock_(std::exchange(other.lock_, -1)) {}

BatchEdit::~BatchEdit() {
  if (lock_ < 0) return;
  RemoveStaged();
  close(lock_);
}

// Staged files without a marker belong to a change that never was.
void BatchEdit::RemoveStaged() {
  std::error_code ignored;
  if (fs::exists(folder_ + "/" + kMarkerName, ignored)) return;
  const Result<std::vector<std::string>> names = StagedNames(folder_);
  if (!names.ok()) return;
  for (const std::string& name : *names) fs::remove(folder_ + "/" + name, ignored);
}

Status BatchEdit::Recover() {
  std::error_code ignored;
  if (fs::exists(folder_ + "/" + kMarkerName, ignored)) return Publish();
  RemoveStaged();
  return Status::Ok();
}

Status BatchEdit::Publish() {
  SUNDER_ASSIGN_OR_RETURN(const std::vector<std::string> names, StagedNames(folder_));
  for (const std::string& name : names) {
    const std::string staged = folder_ + "/" + name;
    const std::string target = staged.substr(0, staged.size() - kStagedSuffix.size());
    if (std::rename(staged.c_str(), target.c_str()) != 0) {
      return StoreError(target, "renaming into place", errno);
    }
  }
  SUNDER_RETURN_IF_ERROR(SyncPath(folder_));
  return Remove(kMarkerName);
}

Status BatchEdit::Stage(const AgeFile& original, const std::string& content) {
  const std::string staged = original.path() + std::string(kStagedSuffix);
  struct stat info {};
  if (stat(original.path().c_str(), &info) != 0) {
    return StoreError(original.path(), "looking at it", errno);
  }
  SUNDER_RETURN_IF_ERROR(WriteNewFile(staged, content));
  // A time of its own would tell when somebody was looked at.
  const timespec times[2] = {info.st_mtim, info.st_mtim};
  if (utimensat(AT_FDCWD, staged.c_str(), times, AT_SYMLINK_NOFOLLOW) != 0) {
    return StoreError(staged, "setting its time", errno);
  }
  return Status::Ok();
}

Status BatchEdit::Discard(const OpenedBatch& batch, const ItemSelection& selection) {
  SUNDER_ASSIGN_OR_RETURN(const LockedText text, WithoutItems(batch, selection));
  std::string stanzas;
  for (const AgeStanza& stanza : batch.file.stanzas()) stanzas += stanza.text;
  std::string content = AgeHeader(batch.header.file_key, stanzas);
  AppendAgePayload(ViewOf(text), batch.header.file_key, &content);
  return Stage(batch.file, content);
}

Status BatchEdit::Rotate(const OpenedBatch& batch, bool drop_others,
                         const std::vector<AgeRecipient>& recipients) {
  std::string stanzas;
  for (size_t i = 0; i < batch.file.stanzas().size(); ++i) {
    if (!batch.header.is_opened[i] && !drop_others) stanzas += batch.file.stanzas()[i].text;
  }
  for (const AgeRecipient& recipient : recipients) {
    SUNDER_ASSIGN_OR_RETURN(const std::string stanza,
                            WrapAgeFileKey(batch.header.file_key, recipient));
    stanzas += stanza;
  }
  SUNDER_ASSIGN_OR_RETURN(const std::string payload, batch.file.ReadSealedPayload());
  return Stage(batch.file, AgeHeader(batch.header.file_key, stanzas) + payload);
}

Status BatchEdit::Remove(const std::string& batch_name) {
  const std::string path = folder_ + "/" + batch_name;
  if (unlink(path.c_str()) != 0) return StoreError(path, "removing", errno);
  return SyncPath(folder_);
}

Status BatchEdit::Commit() {
  SUNDER_RETURN_IF_ERROR(SyncPath(folder_));
  SUNDER_RETURN_IF_ERROR(WriteNewFile(folder_ + "/" + kMarkerName, ""));
  SUNDER_RETURN_IF_ERROR(SyncPath(folder_));
  return Publish();
}

}  // namespace sunder::segregation
