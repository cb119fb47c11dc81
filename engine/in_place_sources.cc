#include "engine/in_place_sources.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "engine/in_place_holders.h"
#include "segregation/in_place_swap.h"

namespace sunder::engine {
namespace {

namespace fs = std::filesystem;

// The folder with its links resolved, as renames work in it; the last part as it is.
std::string AbsolutePath(const std::string& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error).lexically_normal();
  const fs::path folder = fs::weakly_canonical(absolute.parent_path(), error);
  return ((error ? absolute.parent_path() : folder) / absolute.filename()).string();
}

std::string ErrorText(int error) { return std::generic_category().message(error); }

Status HeldBy(const std::string& name, const std::string& holders) {
  return Status::Unreadable(name + ": " +
                            (holders.empty() ? std::string("another program") : holders) +
                            " has it open or locked; stop that program, then run again. Nothing "
                            "was changed");
}

Result<struct stat> LookAt(const std::string& path, const std::string& name) {
  struct stat info {};
  if (lstat(path.c_str(), &info) != 0) return Status::Unreadable(name + ": " + ErrorText(errno));
  return info;
}

Status CheckFile(const SourceObject& object, const std::string& path) {
  SUNDER_ASSIGN_OR_RETURN(const struct stat info, LookAt(path, object.name));
  if (S_ISLNK(info.st_mode)) {
    return Status::Refused(object.name +
                           ": a symbolic link is not rewritten in place; name the file that it "
                           "leads to, or leave it out with --ignore");
  }
  if (!S_ISREG(info.st_mode)) {
    return Status::Refused(object.name + ": only regular files can be rewritten in place");
  }
  if (info.st_nlink > 1) {
    return Status::Refused(object.name + ": the file has " + std::to_string(info.st_nlink) +
                           " names (hard links), the others would still hold both; remove them, "
                           "or leave the file out with --ignore");
  }
  const fs::path folder = fs::path(path).parent_path();
  if (access(folder.c_str(), W_OK | X_OK) != 0) {
    return Status::Unreadable(object.name +
                              ": its folder cannot be written to, so the new version "
                              "cannot take its place: " +
                              ErrorText(errno));
  }
  const size_t name_size = fs::path(path).filename().string().size();
  if (name_size + segregation::kStagedPrefix.size() + sizeof(".partial-journal") > NAME_MAX) {
    return Status::Refused(object.name +
                           ": the file's name is too long for the name of its new "
                           "version beside it; rename it first");
  }
  return Status::Ok();
}

// Attachments that nobody looked into would stay in the rewritten file, whatever they hold.
Status CheckAttachments(const SourceObject& object) {
  const auto open = FindConnector(object.connector)->traits().open_attachments;
  if (open == nullptr || object.are_attachments_listed) return Status::Ok();
  std::string name;
  std::string bytes;
  SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<AttachmentReader> attachments, open(object));
  SUNDER_ASSIGN_OR_RETURN(const bool has_any, attachments->Next(&name, &bytes));
  if (!has_any) return Status::Ok();
  return Status::Refused(object.name +
                         ": has attachments, which --archive-depth 0 leaves unread: they would "
                         "stay as they are; raise --archive-depth");
}

Status CheckFiles(const std::vector<SourceObject>& objects, const std::string& target) {
  const std::string root = AbsolutePath(target);
  for (const SourceObject& object : objects) {
    if (object.IsUnpacked()) {
      return Status::Refused(object.name +
                             ": what is in an archive or attached to mail is not rewritten in "
                             "place; unpack it, or leave it out with --ignore");
    }
    if (object.path == "-") {
      return Status::Usage("standard input cannot be rewritten in place; name a file");
    }
    const std::string path = AbsolutePath(object.path);
    if (!target.empty() && path.starts_with(root + "/")) {
      return Status::Usage(object.name +
                           ": lies in the folder of the stores; name another folder with --to");
    }
    SUNDER_RETURN_IF_ERROR(CheckFile(object, path));
    SUNDER_RETURN_IF_ERROR(CheckAttachments(object));
  }
  return Status::Ok();
}

Status CheckHolders(const std::set<FileIdentity>& files,
                    const std::map<FileIdentity, std::string>& names) {
  const FileHolders holders = FindHolders(files);
  if (holders.by_file.empty()) return Status::Ok();
  const auto& [file, who] = *holders.by_file.begin();
  return HeldBy(names.at(file), who);
}

const InPlaceTraits& TraitsOf(const std::string& connector) {
  return FindConnector(connector)->traits().in_place;
}

struct flock RangeOf(const InPlaceTraits& traits) {
  struct flock range {};
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  range.l_start = static_cast<off_t>(traits.lock_begin_bytes);
  range.l_len = static_cast<off_t>(traits.lock_size_bytes);
  return range;
}

bool IsContended(int error) { return error == EAGAIN || error == EACCES || error == EWOULDBLOCK; }

bool IsSame(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size &&
         a.st_nlink == b.st_nlink && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
         a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

Status CheckNoCompanions(const std::string& path, const std::string& name,
                         const InPlaceTraits& traits) {
  for (const std::string_view suffix : traits.companions) {
    if (access((path + std::string(suffix)).c_str(), F_OK) != 0) continue;
    return Status::Unreadable(name + std::string(suffix) +
                              " stands beside it: another program has the database open; stop it, "
                              "then run again. Nothing was changed");
  }
  return Status::Ok();
}

}  // namespace

Status InPlaceSources::Check(const std::vector<SourceObject>& objects, const std::string& target) {
  SUNDER_RETURN_IF_ERROR(CheckFiles(objects, target));
  std::set<FileIdentity> files;
  std::map<FileIdentity, std::string> names;
  for (const SourceObject& object : objects) {
    SUNDER_ASSIGN_OR_RETURN(const struct stat info, LookAt(object.path, object.name));
    files.emplace(info.st_dev, info.st_ino);
    names[{info.st_dev, info.st_ino}] = object.name;
  }
  return CheckHolders(files, names);
}

Result<std::unique_ptr<InPlaceSources>> InPlaceSources::Lock(const std::string& target,
                                                             std::vector<SourceObject>* objects) {
  SUNDER_RETURN_IF_ERROR(Check(*objects, target));
  std::unique_ptr<InPlaceSources> sources(new InPlaceSources());
  for (SourceObject& object : *objects) {
    SUNDER_RETURN_IF_ERROR(sources->LockOne(object));
    object.is_locked = true;
  }
  SUNDER_RETURN_IF_ERROR(sources->CheckUnchanged());
  return sources;
}

Status InPlaceSources::LockOne(const SourceObject& object) {
  const InPlaceTraits& traits = TraitsOf(object.connector);
  if (traits.settle != nullptr) SUNDER_RETURN_IF_ERROR(traits.settle(object));
  Held held;
  held.path = AbsolutePath(object.path);
  held.name = object.name;
  held.connector = object.connector;
  const int descriptor = open(held.path.c_str(), O_RDWR | O_NOFOLLOW | O_CLOEXEC);
  if (descriptor < 0) {
    return Status::Unreadable(object.name + ": cannot be opened for writing: " + ErrorText(errno));
  }
  held.descriptor = descriptor;
  held_.push_back(held);
  // A file system without locks refuses with another error; then the look at open files and the
  // comparison before the commit must do.
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0 && IsContended(errno)) {
    return HeldBy(object.name, "");
  }
  // Of the open file, not of the process: a connector that opens and closes the file meanwhile does
  // not release it.
  struct flock range = RangeOf(traits);
  if (fcntl(descriptor, F_OFD_SETLK, &range) != 0 && IsContended(errno)) {
    return HeldBy(object.name, "");
  }
  if (fstat(descriptor, &held_.back().state) != 0) {
    return Status::Unreadable(object.name + ": " + ErrorText(errno));
  }
  return Status::Ok();
}

InPlaceSources::~InPlaceSources() {
  for (const Held& held : held_) close(held.descriptor);
}

Status InPlaceSources::CheckUnchanged() const {
  std::set<FileIdentity> files;
  std::map<FileIdentity, std::string> names;
  for (const Held& held : held_) {
    SUNDER_ASSIGN_OR_RETURN(const struct stat now, LookAt(held.path, held.name));
    if (!IsSame(held.state, now)) {
      return Status::Unreadable(held.name +
                                ": another program changed it while it was read; nothing was "
                                "changed by this run: stop that program, then run again");
    }
    SUNDER_RETURN_IF_ERROR(CheckNoCompanions(held.path, held.name, TraitsOf(held.connector)));
    files.emplace(now.st_dev, now.st_ino);
    names[{now.st_dev, now.st_ino}] = held.name;
  }
  return CheckHolders(files, names);
}

std::string InPlaceSources::PathOf(const SourceObject& object) const {
  return AbsolutePath(object.path);
}

std::vector<std::string> InPlaceSources::paths() const {
  std::vector<std::string> paths;
  for (const Held& held : held_) paths.push_back(held.path);
  return paths;
}

}  // namespace sunder::engine
