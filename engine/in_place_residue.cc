#include "engine/in_place_residue.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <system_error>

#include "segregation/residue_carver.h"

namespace sunder::engine {
namespace {

namespace fs = std::filesystem;
using segregation::Encoding;

std::vector<std::string> FilesBelow(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->is_regular_file(error)) files.push_back(entry->path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Whether a file is called after a source: NAME-wal, NAME~, NAME.bak, .NAME.swp, #NAME#, and with
// another extension (customers.bak of customers.csv).
bool IsNamedAfter(const std::string& name, const fs::path& source) {
  return name.find(source.filename().string()) != std::string::npos ||
         name.starts_with(source.stem().string() + ".");
}

std::vector<std::string> FilesBeside(const std::vector<std::string>& paths) {
  std::map<fs::path, std::vector<fs::path>> by_folder;
  for (const fs::path path : paths) by_folder[path.parent_path()].push_back(path.filename());
  std::vector<std::string> beside;
  for (auto& [folder, sources] : by_folder) {
    std::sort(sources.begin(), sources.end());
    std::error_code error;
    fs::directory_iterator entry(folder.empty() ? "." : folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
      const fs::path name = entry->path().filename();
      if (!entry->is_regular_file(error)) continue;
      if (std::binary_search(sources.begin(), sources.end(), name)) continue;
      const bool is_beside =
          std::any_of(sources.begin(), sources.end(),
                      [&](const fs::path& source) { return IsNamedAfter(name.string(), source); });
      if (is_beside) beside.push_back((folder / name).string());
    }
  }
  std::sort(beside.begin(), beside.end());
  return beside;
}

std::string Joined(const std::set<Encoding>& encodings) {
  std::string text;
  for (const Encoding encoding : encodings) {
    text += (text.empty() ? "" : ", ") + std::string(segregation::EncodingName(encoding));
  }
  return text;
}

ResiduePlace Search(const segregation::ResidueCarver& carver, const std::string& path,
                    std::optional<uint32_t> object, const std::string& advice) {
  const Result<std::set<Encoding>> found = carver.Carve(path, object);
  if (!found.ok()) return {path, kUnknown, "cannot be read; look at it as its owner"};
  if (found->empty()) return {path, kCleared, "searched in eleven encodings"};
  return {path, kStillThere, "holds removed values (" + Joined(*found) + "); " + advice};
}

void AppendBeyondReach(std::vector<ResiduePlace>* places) {
  places->push_back({"free blocks of the file system, spare blocks of SSDs", kUnknown,
                     "the old files are unlinked, not overwritten; encrypt the disk and destroy "
                     "its key, or sanitise the device"});
  places->push_back({"backups and snapshots", kUnknown,
                     "those made before this run hold both until they expire"});
  places->push_back(
      {"replicas, synchronised folders and other copies", kUnknown, "split or remove them, too"});
  places->push_back({"swap space and crash dumps of programs that read the source", kUnknown,
                     "encrypt swap; remove dumps"});
}

}  // namespace

std::vector<ResiduePlace> FindResidue(const std::vector<std::string>& paths,
                                      const std::vector<std::string>& store_folders,
                                      const segregation::ResidueProbes& probes) {
  const segregation::ResidueCarver carver(probes);
  std::vector<ResiduePlace> places;
  for (size_t i = 0; i < paths.size(); ++i) {
    places.push_back(Search(carver, paths[i], static_cast<uint32_t>(i),
                            "another field repeats them: route it in a plan and split again"));
  }
  for (const std::string& path : FilesBeside(paths)) {
    places.push_back(Search(carver, path, std::nullopt, "remove it, or split it, too"));
  }
  for (const std::string& folder : store_folders) {
    for (const std::string& path : FilesBelow(folder)) {
      ResiduePlace place = Search(carver, path, std::nullopt, "report this as a defect");
      if (place.state != kCleared) places.push_back(std::move(place));
    }
  }
  AppendBeyondReach(&places);
  return places;
}

std::vector<ResiduePlace> ExpectResidue(const std::vector<std::string>& paths) {
  std::vector<ResiduePlace> places;
  for (const std::string& path : FilesBeside(paths)) {
    places.push_back({path, kUnknown, "not rewritten; will be searched after the split"});
  }
  AppendBeyondReach(&places);
  return places;
}

bool HasResidue(const std::vector<ResiduePlace>& places) {
  return std::any_of(places.begin(), places.end(),
                     [](const ResiduePlace& place) { return place.state == kStillThere; });
}

}  // namespace sunder::engine
