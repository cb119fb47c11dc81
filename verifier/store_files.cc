#include "verifier/store_files.h"

#include <sys/stat.h>
#include <sys/xattr.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace sunder::verifier {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kRights = 07777;

// Of the entry itself, not of what a link points to. File systems without attributes have none.
bool HasUserAttributes(const fs::path& path) {
  const ssize_t size = llistxattr(path.c_str(), nullptr, 0);
  if (size <= 0) return false;
  std::string names(static_cast<size_t>(size), '\0');
  const ssize_t read = llistxattr(path.c_str(), names.data(), names.size());
  // More than there was a moment ago: somebody is writing them.
  if (read < 0) return true;
  names.resize(static_cast<size_t>(read));
  return names.rfind("user.", 0) == 0 || names.find(std::string("\0user.", 6)) != std::string::npos;
}

Result<StoreFile> Describe(const fs::path& path, const std::string& name) {
  struct stat info {};
  if (lstat(path.c_str(), &info) != 0) {
    return Status::Unreadable(path.string() + ": cannot be looked at; check its rights");
  }
  StoreFile file;
  file.path = path.string();
  file.name = name;
  file.size_bytes = static_cast<uint64_t>(info.st_size);
  file.modified_seconds = info.st_mtim.tv_sec;
  file.modified_nanoseconds = info.st_mtim.tv_nsec;
  file.mode = info.st_mode & kRights;
  file.is_regular = S_ISREG(info.st_mode);
  file.has_user_attributes = HasUserAttributes(path);
  return file;
}

StoreFolder DescribeFolder(const fs::path& path, const std::string& name) {
  std::error_code error;
  StoreFolder folder;
  folder.name = name;
  folder.is_empty = fs::is_empty(path, error);
  folder.has_user_attributes = HasUserAttributes(path);
  struct stat info {};
  if (lstat(path.c_str(), &info) != 0) return folder;
  folder.mode = info.st_mode & kRights;
  folder.modified_seconds = info.st_mtim.tv_sec;
  folder.modified_nanoseconds = info.st_mtim.tv_nsec;
  return folder;
}

}  // namespace

std::string LocalPath(const std::string& uri) {
  if (uri == "-") return {};
  for (const std::string scheme : {"file://", "sqlite://"}) {
    if (uri.rfind(scheme, 0) != 0) continue;
    const std::string path = uri.substr(scheme.size());
    // sqlite:///x.db is relative where /x.db does not exist, as sources are named.
    std::error_code error;
    if (scheme == "sqlite://" && !fs::exists(path, error) && path.size() > 1) return path.substr(1);
    return path;
  }
  return uri.find("://") == std::string::npos ? uri : std::string();
}

Result<std::vector<StoreFile>> ListStoreFiles(const std::string& path) {
  std::vector<StoreFile> files;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return Status::NotFound(path + ": there is no such store; name an existing folder or file");
  }
  if (!fs::is_directory(status)) {
    SUNDER_ASSIGN_OR_RETURN(StoreFile file, Describe(path, fs::path(path).filename().string()));
    files.push_back(std::move(file));
    return files;
  }
  fs::recursive_directory_iterator entry(path, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (entry->is_directory(error) && !entry->is_symlink(error)) continue;
    SUNDER_ASSIGN_OR_RETURN(
        StoreFile file, Describe(entry->path(), entry->path().lexically_relative(path).string()));
    files.push_back(std::move(file));
  }
  if (error) return Status::Unreadable(path + ": " + error.message());
  std::sort(files.begin(), files.end(),
            [](const StoreFile& a, const StoreFile& b) { return a.name < b.name; });
  return files;
}

Result<std::vector<StoreFolder>> ListStoreFolders(const std::string& path) {
  std::vector<StoreFolder> folders;
  std::error_code error;
  if (!fs::is_directory(path, error)) return folders;
  folders.push_back(DescribeFolder(path, ""));
  fs::recursive_directory_iterator entry(path, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (!entry->is_directory(error) || entry->is_symlink(error)) continue;
    folders.push_back(
        DescribeFolder(entry->path(), entry->path().lexically_relative(path).string()));
  }
  if (error) return Status::Unreadable(path + ": " + error.message());
  return folders;
}

Result<std::string> ReadFileHead(const std::string& path, uint64_t size_bytes_max) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Status::Unreadable(path + ": cannot be opened; check its rights");
  std::string bytes(size_bytes_max, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(size_bytes_max));
  bytes.resize(static_cast<size_t>(file.gcount()));
  if (file.bad()) return Status::Unreadable(path + ": cannot be read to its end");
  return bytes;
}

}  // namespace sunder::verifier
