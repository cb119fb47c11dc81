#include "segregation/staging_layout.h"

#include <errno.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

namespace sunder::segregation {
namespace {

Result<std::string> Normalised(const std::string& path) {
  if (path.empty()) return Status::Usage("the folder for the stores has no name");
  std::error_code error;
  const std::filesystem::path absolute = std::filesystem::absolute(path, error);
  if (error) return Status::StoreFailure(path + ": " + error.message());
  std::string text = absolute.lexically_normal().string();
  while (text.size() > 1 && text.back() == '/') text.pop_back();
  return text;
}

bool IsWithin(const std::string& path, const std::string& folder) {
  return path == folder || path.rfind(folder + "/", 0) == 0;
}

Status CheckApart(const StagingLayout& layout) {
  for (size_t i = 0; i < layout.stores.size(); ++i) {
    const StoreLayout& store = layout.stores[i];
    if (IsWithin(layout.root, store.target) || IsWithin(store.target, layout.run_folder)) {
      return Status::Usage(store.target + ": this folder cannot hold the " + store.name +
                           " store beside the others; name another one");
    }
    for (size_t j = 0; j < layout.stores.size(); ++j) {
      if (i == j || !IsWithin(store.target, layout.stores[j].target)) continue;
      return Status::Usage(store.target + ": the stores " + store.name + " and " +
                           layout.stores[j].name + " need folders of their own, neither within " +
                           "the other");
    }
  }
  return Status::Ok();
}

}  // namespace

std::string StagingLayout::MarkerText() const {
  std::string text;
  for (const StoreLayout& store : stores) text += store.target + "\n";
  return text + "\n";
}

std::vector<std::string> StagingLayout::Areas() const {
  std::vector<std::string> areas = {run_folder};
  for (const StoreLayout& store : stores) {
    if (!store.is_in_root) areas.push_back(store.area);
  }
  return areas;
}

Result<StagingLayout> LayOut(const StoreTargets& targets) {
  StagingLayout layout;
  SUNDER_ASSIGN_OR_RETURN(layout.root, Normalised(targets.root));
  const std::string prefix = layout.root == "/" ? "/" : layout.root + "/";
  layout.run_folder = prefix + kRunFolderName;
  layout.marker = layout.run_folder + "/" + kMarkerName;
  layout.source_list = layout.run_folder + "/" + kSourceListName;
  layout.temporary = layout.run_folder + "/temporary";
  const std::array<std::pair<const char*, const std::string*>, 4> named = {{
      {"segregated", &targets.segregated},
      {"quarantine", &targets.quarantine},
      {"identity", &targets.identity},
      {"evidence", &targets.evidence},
  }};
  for (const auto& [name, target] : named) {
    if (target == &targets.identity && target->empty()) continue;
    StoreLayout& store = layout.stores.emplace_back();
    store.name = name;
    SUNDER_ASSIGN_OR_RETURN(store.target, Normalised(*target));
    store.is_in_root = std::filesystem::path(store.target).parent_path() == layout.root;
    store.area = store.is_in_root ? layout.run_folder : store.target + kRunFolderName;
    store.staged = store.area + "/" + store.name;
    store.replaced = store.area + "/replaced-" + store.name;
  }
  SUNDER_RETURN_IF_ERROR(CheckApart(layout));
  return layout;
}

Result<PathKind> KindOf(const std::string& path) {
  struct stat info {};
  if (lstat(path.c_str(), &info) == 0) {
    return S_ISDIR(info.st_mode) ? PathKind::kFolder : PathKind::kOther;
  }
  if (errno == ENOENT || errno == ENOTDIR) return PathKind::kMissing;
  return Status::StoreFailure(path + ": " + std::generic_category().message(errno));
}

}  // namespace sunder::segregation
