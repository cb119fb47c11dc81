// Where a run works and where its stores go. Private to staging.
#pragma once

#include <string>
#include <vector>

#include "core/status.h"
#include "segregation/staging.h"

namespace sunder::segregation {

inline constexpr char kRunFolderName[] = ".sunder-run";
inline constexpr char kMarkerName[] = "committing";
inline constexpr char kSourceListName[] = "sources";

// One store. Its area is a folder on the same file system as the target, so that rename works.
struct StoreLayout {
  std::string name;  // "identity"
  std::string target;
  std::string area;      // root/.sunder-run, or TARGET.sunder-run for a target elsewhere
  std::string staged;    // area/NAME
  std::string replaced;  // area/replaced-NAME: an old store on its way out
  bool is_in_root = false;
};

struct StagingLayout {
  std::string root;
  std::string run_folder;
  std::string marker;  // stands while a commit renames; holds the targets, one a line
  // Of a split in place, from before anything is written beside a source until all is tidy: the
  // sources' absolute paths, each ended by a NUL.
  std::string source_list;
  std::string temporary;
  // In the order of the commit: evidence last, it marks completeness. A split in place has no
  // identity store.
  std::vector<StoreLayout> stores;

  // Ends with an empty line, so that one that was cut off is known.
  std::string MarkerText() const;
  std::vector<std::string> Areas() const;  // without doubles, the run folder first
};

// Refused (kUsage): targets that are equal or lie within each other.
Result<StagingLayout> LayOut(const StoreTargets& targets);

enum class PathKind { kMissing, kFolder, kOther };  // kOther: a file, a symbolic link, ...
Result<PathKind> KindOf(const std::string& path);

}  // namespace sunder::segregation
