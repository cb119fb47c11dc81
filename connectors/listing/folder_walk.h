// All files below a folder.
#pragma once

#include <string>
#include <vector>

#include "connectors/listing/sources.h"
#include "core/status.h"

namespace sunder {

struct WalkedFile {
  std::string path;  // to open
  std::string name;  // relative to the folder, '/' between parts
};

struct FolderWalk {
  std::vector<WalkedFile> files;
  std::vector<SkippedObject> skipped;  // names relative to the folder
  std::vector<Status> errors;
};

// Whether a glob matches the name or its last part (fnmatch).
bool MatchesGlob(const std::vector<std::string>& globs, const std::string& name);

// Follows symbolic links. A folder is entered once, by its real place where there is one below
// `folder`; links to it are listed as skipped. `.git` and `.sunder-run` are not entered; nor are
// folders that an ignore glob matches. `name_prefix` stands in front of names for the globs.
FolderWalk WalkFolder(const std::string& folder, const std::string& name_prefix,
                      const std::vector<std::string>& ignore_globs);

}  // namespace sunder
