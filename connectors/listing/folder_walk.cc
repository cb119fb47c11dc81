#include "connectors/listing/folder_walk.h"

#include <dirent.h>
#include <fnmatch.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <memory>
#include <set>
#include <system_error>
#include <utility>

namespace sunder {
namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

struct PendingFolder {
  std::string path;
  std::string name;  // relative; empty for the root
};

class Walker {
 public:
  Walker(const std::string& name_prefix, const std::vector<std::string>& ignore_globs)
      : name_prefix_(name_prefix), ignore_globs_(ignore_globs) {}

  FolderWalk Walk(const std::string& root) {
    pending_.push_back({root, ""});
    while (true) {
      // Real folders first, so that a link never hides the place it points at.
      while (!pending_.empty()) {
        const PendingFolder folder = std::move(pending_.back());
        pending_.pop_back();
        Enter(folder, false);
      }
      if (links_.empty()) return std::move(walk_);
      const PendingFolder link{links_.begin()->second, links_.begin()->first};
      links_.erase(links_.begin());
      Enter(link, true);
    }
  }

 private:
  static std::string Slash(const std::string& path) {
    return path.ends_with('/') ? path : path + "/";
  }

  void Skip(const std::string& name, LossReason reason, std::string detail) {
    walk_.skipped.push_back({name, reason, std::move(detail)});
  }

  void Fail(const PendingFolder& place, int error) {
    std::string message = place.path + ": cannot be read: ";
    message += std::generic_category().message(error);
    Skip(place.name, error == ENOENT ? LossReason::kVanished : LossReason::kUnreadable, message);
    walk_.errors.push_back(Status::Unreadable(std::move(message)));
  }

  void Enter(const PendingFolder& folder, bool is_link) {
    struct stat status {};
    if (::stat(folder.path.c_str(), &status) != 0) return Fail(folder, errno);
    if (!seen_.insert({status.st_dev, status.st_ino}).second) {
      const char* detail = is_link ? "a symbolic link to a folder that is listed already"
                                   : "a folder that is listed already";
      return Skip(folder.name, LossReason::kRepeated, detail);
    }
    const std::unique_ptr<DIR, CloseFolder> stream(::opendir(folder.path.c_str()));
    if (stream == nullptr) return Fail(folder, errno);
    errno = 0;
    while (const dirent* entry = ::readdir(stream.get())) {
      const std::string last_part = entry->d_name;
      if (last_part != "." && last_part != "..") Take(folder, last_part);
      errno = 0;
    }
    if (errno != 0) Fail(folder, errno);
  }

  void Take(const PendingFolder& folder, const std::string& last_part) {
    const std::string path = Slash(folder.path) + last_part;
    const std::string name = folder.name.empty() ? last_part : folder.name + "/" + last_part;
    if (last_part == ".git" || last_part == ".sunder-run") {
      return Skip(name, LossReason::kIgnored, "never scanned: holds no data of its own");
    }
    if (last_part.starts_with(".sunder-new.") || last_part.starts_with(".sunder-old.")) {
      return Skip(name, LossReason::kIgnored,
                  "left by a split in place that was cut off; run that split again");
    }
    if (MatchesGlob(ignore_globs_, name_prefix_ + name)) {
      return Skip(name, LossReason::kIgnored, "an ignore pattern matches");
    }
    struct stat target {};
    if (::lstat(path.c_str(), &target) != 0) return Fail({path, name}, errno);
    const bool is_link = S_ISLNK(target.st_mode);
    if (is_link && ::stat(path.c_str(), &target) != 0) {
      const bool leads_nowhere = errno == ENOENT || errno == ENOTDIR || errno == ELOOP;
      if (!leads_nowhere) return Fail({path, name}, errno);
      return Skip(name, LossReason::kBrokenLink, "a symbolic link that leads nowhere");
    }
    if (S_ISDIR(target.st_mode)) {
      if (is_link) {
        links_.emplace(name, path);
      } else {
        pending_.push_back({path, name});
      }
      return;
    }
    if (!S_ISREG(target.st_mode)) {
      return Skip(name, LossReason::kNotAFile, "no regular file (pipe, socket or device)");
    }
    walk_.files.push_back({path, name});
  }

  const std::string& name_prefix_;
  const std::vector<std::string>& ignore_globs_;
  FolderWalk walk_;
  std::vector<PendingFolder> pending_;
  std::map<std::string, std::string> links_;  // name -> path; the first by name is next
  std::set<std::pair<dev_t, ino_t>> seen_;
};

}  // namespace

bool MatchesGlob(const std::vector<std::string>& globs, const std::string& name) {
  const std::string last_part = name.substr(name.rfind('/') + 1);
  return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
    return ::fnmatch(glob.c_str(), name.c_str(), 0) == 0 ||
           ::fnmatch(glob.c_str(), last_part.c_str(), 0) == 0;
  });
}

FolderWalk WalkFolder(const std::string& folder, const std::string& name_prefix,
                      const std::vector<std::string>& ignore_globs) {
  return Walker(name_prefix, ignore_globs).Walk(folder);
}

}  // namespace sunder
