#include "engine/in_place_holders.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <memory>
#include <vector>

namespace sunder::engine {
namespace {

constexpr size_t kShownHoldersMax = 3;

struct CloseFolder {
  void operator()(DIR* folder) const { closedir(folder); }
};
using Folder = std::unique_ptr<DIR, CloseFolder>;

bool IsNumber(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
  });
}

std::string ProgramName(const std::string& process) {
  std::ifstream file("/proc/" + process + "/comm");
  std::string name;
  std::getline(file, name);
  return name.empty() ? "unknown program" : name;
}

// The wanted files that a process has open.
std::set<FileIdentity> OpenFiles(const std::string& process, const std::set<FileIdentity>& wanted,
                                 bool* is_complete) {
  std::set<FileIdentity> open_files;
  const std::string path = "/proc/" + process + "/fd";
  const Folder descriptors(opendir(path.c_str()));
  if (descriptors == nullptr) {
    if (errno == EACCES || errno == EPERM) *is_complete = false;
    return open_files;
  }
  while (const dirent* entry = readdir(descriptors.get())) {
    struct stat info {};
    if (stat((path + "/" + entry->d_name).c_str(), &info) != 0) continue;
    const FileIdentity file{info.st_dev, info.st_ino};
    if (wanted.contains(file)) open_files.insert(file);
  }
  return open_files;
}

}  // namespace

FileHolders FindHolders(const std::set<FileIdentity>& files) {
  FileHolders holders;
  const Folder processes(opendir("/proc"));
  if (processes == nullptr) {
    holders.is_complete = false;
    return holders;
  }
  std::map<FileIdentity, size_t> counts;
  const std::string self = std::to_string(getpid());
  while (const dirent* entry = readdir(processes.get())) {
    const std::string process = entry->d_name;
    if (!IsNumber(process) || process == self) continue;
    for (const FileIdentity& file : OpenFiles(process, files, &holders.is_complete)) {
      if (++counts[file] > kShownHoldersMax) continue;
      std::string& text = holders.by_file[file];
      text += (text.empty() ? "process " : ", process ") + process;
      text += " (" + ProgramName(process) + ")";
    }
  }
  return holders;
}

}  // namespace sunder::engine
