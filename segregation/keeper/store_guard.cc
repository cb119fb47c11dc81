#include "segregation/keeper/store_guard.h"

#include <filesystem>
#include <system_error>

namespace sunder::segregation {
namespace {

namespace fs = std::filesystem;

// A folder that `split --to` named holds several of its stores; a store that lies elsewhere is
// known by what is in it.
bool HoldsStores(const fs::path& folder) {
  std::error_code ignored;
  int stores = 0;
  for (const char* name : {"identity", "segregated", "quarantine", "evidence"}) {
    if (fs::is_directory(folder / name, ignored)) ++stores;
  }
  if (stores >= 2) return true;
  for (const char* name : {"batch-000001.age", "segregated.sqlite", "evidence.json"}) {
    if (fs::exists(folder / name, ignored)) return true;
  }
  return false;
}

}  // namespace

Status CheckOutsideStores(const std::string& path) {
  std::error_code error;
  const fs::path parent = fs::path(path).parent_path();
  fs::path folder = fs::canonical(parent.empty() ? fs::path(".") : parent, error);
  if (error) {
    return Status::Usage(path + ": its folder cannot be used (" + error.message() +
                         "); make it first");
  }
  for (;; folder = folder.parent_path()) {
    if (HoldsStores(folder)) {
      return Status::Usage(path + " would lie with the stores in " + folder.string() +
                           "; keep keys and opened originals apart from them: name another folder");
    }
    if (folder == folder.root_path()) return Status::Ok();
  }
}

}  // namespace sunder::segregation
