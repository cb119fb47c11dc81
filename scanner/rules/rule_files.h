// The files of the folders that rules are loaded from. Private to this folder.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace sunder::scanner {

// One folder in the layout of patterns/, read whole: *.toml and *.txt, links not followed.
class RuleFolder {
 public:
  static Result<RuleFolder> Read(const std::string& folder);

  // By path relative to the folder, with '/', in byte order.
  const std::map<std::string, std::string>& files() const { return files_; }
  const std::string* Find(const std::string& path) const;
  // How messages name the file.
  std::string Shown(std::string_view path) const { return folder_ + "/" + std::string(path); }

 private:
  std::string folder_;
  std::map<std::string, std::string> files_;
};

// Hex BLAKE2b-256 of paths and bytes of all files, each with its length before it.
Result<std::string> HashFiles(const std::vector<RuleFolder>& folders,
                              const std::set<std::string>& labels_on);

// Whether the loader reads the file: all but what segregation reads itself, its policy and the
// headers of persons.
bool IsLoaded(std::string_view path);

}  // namespace sunder::scanner
