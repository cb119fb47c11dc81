#include "connectors/listing/sources.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <map>
#include <set>
#include <span>
#include <system_error>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "connectors/listing/connector_choice.h"
#include "connectors/listing/encoding_choice.h"
#include "connectors/listing/folder_walk.h"
#include "connectors/listing/source_uri.h"
#include "connectors/listing/unpacker.h"

namespace sunder {
namespace {

constexpr const char* kStandardInput = "-";

// Nothing when it is no regular file.
std::optional<FileState> StateOf(const struct stat& status) {
  if (!S_ISREG(status.st_mode)) return std::nullopt;
  return FileState{static_cast<uint64_t>(status.st_size),
                   int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec,
                   status.st_ino};
}

std::filesystem::path AbsolutePath(const std::string& path) {
  std::error_code error;
  std::filesystem::path absolute = std::filesystem::absolute(path, error).lexically_normal();
  if (!absolute.has_filename()) absolute = absolute.parent_path();  // "folder/"
  return absolute;
}

// The last `parts` parts of a path.
std::string Tail(const std::filesystem::path& path, size_t parts) {
  const std::filesystem::path relative = path.relative_path();
  std::vector<std::string> all;
  for (const auto& part : relative) all.push_back(part);
  std::string tail;
  for (size_t i = all.size() - std::min(parts, all.size()); i < all.size(); ++i) {
    if (!tail.empty()) tail += "/";
    tail += all[i];
  }
  return tail;
}

// A shown name for each source: its last part, with as many folders in front as tell it from the
// others. Outputs are named after these, so two sources must never share one.
std::vector<std::string> ShownNames(const std::vector<NamedSource>& sources) {
  std::vector<std::filesystem::path> paths;
  std::vector<size_t> parts(sources.size(), 1);
  size_t depth_max = 1;
  for (const NamedSource& source : sources) {
    paths.push_back(AbsolutePath(source.path));
    depth_max =
        std::max<size_t>(depth_max, std::distance(paths.back().begin(), paths.back().end()));
  }
  std::vector<std::string> names(sources.size());
  for (size_t round = 0; round < depth_max; ++round) {
    std::map<std::string, std::vector<size_t>> by_name;
    for (size_t i = 0; i < sources.size(); ++i) {
      names[i] = sources[i].path == kStandardInput ? "stdin" : Tail(paths[i], parts[i]);
      by_name[names[i]].push_back(i);
    }
    for (const auto& [name, indexes] : by_name) {
      if (indexes.size() < 2) continue;
      for (const size_t index : indexes) ++parts[index];
    }
  }
  return names;
}

// One spelling for a file, so that a file named twice is listed once. Links in the last part stay.
// Remembers the last folder: its files come one after another.
class FileIdentities {
 public:
  std::string Of(const std::string& path) {
    const size_t slash = path.rfind('/');
    const std::string last_part = path.substr(slash + 1);
    // "folder/..", "folder/" and "-" have no last part of their own.
    const bool is_plain = !last_part.empty() && last_part != "." && last_part != "..";
    if (path == kStandardInput || slash == std::string::npos || !is_plain) return Resolve(path);
    std::string folder = path.substr(0, slash + 1);
    if (folder != last_folder_) {
      std::error_code error;
      last_resolved_ = std::filesystem::weakly_canonical(AbsolutePath(folder), error).string();
      if (error) return Resolve(path);
      if (!last_resolved_.ends_with('/')) last_resolved_ += '/';
      last_folder_ = std::move(folder);
    }
    return last_resolved_ + last_part;
  }

 private:
  static std::string Resolve(const std::string& path) {
    if (path == kStandardInput) return path;
    const std::filesystem::path absolute = AbsolutePath(path);
    std::error_code error;
    const auto folder = std::filesystem::weakly_canonical(absolute.parent_path(), error);
    return (error ? absolute : folder / absolute.filename()).string();
  }

  std::string last_folder_;
  std::string last_resolved_;
};

// "y.zip!a.csv" and a file "a.csv" in a folder "y.zip" would be written to one place, and an entry
// "b" cannot stand where another one has a folder "b".
void SetUnpackedNamesApart(std::vector<SourceObject>* objects) {
  std::unordered_set<std::string> files;
  std::unordered_set<std::string> folders;
  const auto take = [&](const std::string& name) {
    files.insert(name);
    for (size_t slash = name.find('/'); slash != std::string::npos;
         slash = name.find('/', slash + 1)) {
      folders.insert(name.substr(0, slash));
    }
  };
  for (const SourceObject& object : *objects) {
    if (!object.IsUnpacked()) take(object.name);
  }
  // Where a part of the name ends that cannot stand as it is; npos: all of it can.
  const auto conflict = [&](const std::string& name) {
    for (size_t slash = name.find('/'); slash != std::string::npos;
         slash = name.find('/', slash + 1)) {
      if (files.contains(name.substr(0, slash))) return slash;
    }
    const bool is_taken = files.contains(name) || folders.contains(name);
    return is_taken ? name.size() : std::string::npos;
  };
  for (SourceObject& object : *objects) {
    if (!object.IsUnpacked()) continue;
    std::string name = object.unpacked_name;
    for (size_t end = conflict(name); end != std::string::npos; end = conflict(name)) {
      const size_t part = name.rfind('/', end - 1) + 1;  // 0 for none
      const size_t dot = std::min(name.find('.', part + 1), end);
      const size_t place = end == name.size() ? dot : end;
      std::string numbered;
      std::string suffix;
      uint64_t number = 1;
      do {
        suffix = "#" + std::to_string(++number);
        numbered = name;
        numbered.insert(place, suffix);
      } while (conflict(numbered) == end + suffix.size());
      name = std::move(numbered);
    }
    take(name);
    object.unpacked_name = std::move(name);
  }
}

class Lister {
 public:
  Lister(const ListOptions& options, const Connector* forced)
      : options_(options), forced_(forced), unpacker_(options, &listing_) {}

  void TakeSource(const NamedSource& source, const std::string& shown, bool is_only) {
    const Connector* forced = source.connector != nullptr ? source.connector : forced_;
    if (source.path == kStandardInput) return List({kStandardInput, shown}, forced, true);
    struct stat status {};
    if (::stat(source.path.c_str(), &status) != 0) {
      const bool is_missing = errno == ENOENT || errno == ENOTDIR;
      const std::string reason = std::generic_category().message(errno);
      if (is_missing) {
        return Fail(shown, LossReason::kMissing,
                    Status::NotFound(source.path + ": no such file or folder; check the path"));
      }
      return Fail(shown, LossReason::kUnreadable,
                  Status::Unreadable(source.path + ": cannot be opened: " + reason));
    }
    if (S_ISDIR(status.st_mode)) return TakeFolder(source.path, is_only ? "" : shown + "/", forced);
    if (MatchesGlob(options_.ignore_globs, shown)) {
      return Skip(shown, LossReason::kIgnored, "an ignore pattern matches");
    }
    List({source.path, shown}, forced, true);
  }

  SourceListing Finish() {
    TakeListedFiles();
    const auto by_name = [](const auto& a, const auto& b) { return a.name < b.name; };
    std::stable_sort(listing_.objects.begin(), listing_.objects.end(), by_name);
    RefuseSharedNames();
    SetUnpackedNamesApart(&listing_.objects);
    std::stable_sort(listing_.skipped.begin(), listing_.skipped.end(), by_name);
    for (SourceObject& object : listing_.objects) {
      for (const SaidDialect& said : options_.dialects) {
        if (!said.object_glob.empty() && !MatchesGlob({said.object_glob}, object.name)) continue;
        for (const auto& [key, value] : said.dialect) object.dialect[key] = value;
      }
    }
    return std::move(listing_);
  }

  void SkipRepeated(const std::string& uri) {
    Skip(uri, LossReason::kRepeated, "named twice; it is read once");
  }

 private:
  // A file that a source names or holds. Its content may have other names, later ones too: all are
  // listed before one is opened.
  struct ListedFile {
    WalkedFile file;
    const Connector* forced = nullptr;
    bool is_named = false;
    bool is_link = false;
    dev_t device = 0;
    std::optional<FileState> state = {};  // nothing: no regular file
  };

  void List(WalkedFile file, const Connector* forced, bool is_named) {
    ListedFile listed{std::move(file), forced, is_named};
    struct stat status {};
    const char* path = listed.file.path.c_str();
    if (listed.file.path != kStandardInput && ::lstat(path, &status) == 0) {
      listed.is_link = S_ISLNK(status.st_mode);
      const bool is_there = !listed.is_link || ::stat(path, &status) == 0;
      if (is_there) listed.state = StateOf(status);
      listed.device = status.st_dev;
    }
    files_.push_back(std::move(listed));
  }

  // Of several names of one file (links, hard links, sources in sources) one is read: rather one
  // that tells its type, rather no link, else the first.
  void TakeListedFiles() {
    // File systems that make up their inodes may give two files the same one.
    const auto place = [](const ListedFile& file) {
      return std::tuple(file.device, file.state->inode, file.state->size_bytes,
                        file.state->modified_nanoseconds);
    };
    std::vector<size_t> order;
    for (size_t i = 0; i < files_.size(); ++i) {
      if (files_[i].state) order.push_back(i);
    }
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      const auto place_a = place(files_[a]);
      const auto place_b = place(files_[b]);
      return place_a == place_b ? a < b : place_a < place_b;
    });
    std::vector<bool> are_repeated(files_.size());
    for (size_t begin = 0, end = 0; begin < order.size(); begin = end) {
      while (end < order.size() && place(files_[order[end]]) == place(files_[order[begin]])) ++end;
      if (end - begin > 1) SkipOtherNames({&order[begin], end - begin}, &are_repeated);
    }
    for (size_t i = 0; i < files_.size(); ++i) {
      if (!are_repeated[i]) TakeFile(files_[i].file, files_[i].forced, files_[i].is_named);
    }
    files_ = {};
  }

  void SkipOtherNames(std::span<const size_t> names, std::vector<bool>* are_repeated) {
    const auto rank = [&](size_t i) {
      const bool is_typed = TellsType(BuiltinConnectors(), files_[i].file.name);
      return std::tuple(!is_typed, files_[i].is_link, i);
    };
    const size_t read = *std::min_element(names.begin(), names.end(),
                                          [&](size_t a, size_t b) { return rank(a) < rank(b); });
    for (const size_t i : names) {
      if (i == read) continue;
      files_[read].is_named = files_[read].is_named || files_[i].is_named;
      (*are_repeated)[i] = true;
      Skip(files_[i].file.name, LossReason::kRepeated,
           "another name of " + files_[read].file.name + "; it is read once");
    }
  }

  // Reports and outputs are named after objects. Sources whose names were made longer can, in rare
  // nestings, meet the name of a file in a folder.
  void RefuseSharedNames() {
    std::vector<SourceObject> kept;
    for (SourceObject& object : listing_.objects) {
      if (kept.empty() || object.name != kept.back().name) {
        kept.push_back(std::move(object));
        continue;
      }
      Fail(object.path, LossReason::kRepeated,
           Status::Unreadable(object.path + ": would be shown by the same name as " +
                              kept.back().path + "; name them in runs of their own"));
    }
    listing_.objects = std::move(kept);
  }

  void Skip(std::string name, LossReason reason, std::string detail) {
    listing_.skipped.push_back({std::move(name), reason, std::move(detail)});
  }

  void Fail(std::string name, LossReason reason, Status error) {
    Skip(std::move(name), reason, error.message());
    listing_.errors.push_back(std::move(error));
  }

  // Why a file that was listed could not be looked into.
  static LossReason ReasonOf(const Status& error, const SourceObject& object, bool is_named) {
    switch (error.code()) {
      case StatusCode::kNotFound:
        return is_named ? LossReason::kMissing : LossReason::kVanished;
      case StatusCode::kDataLoss:
        return object.codec == Codec::kNone ? LossReason::kMalformed : LossReason::kTruncated;
      case StatusCode::kRefused:
        return LossReason::kRatioLimit;
      default:
        return LossReason::kUnreadable;
    }
  }

  void TakeFolder(const std::string& path, const std::string& prefix, const Connector* forced) {
    FolderWalk walk = WalkFolder(path, prefix, options_.ignore_globs);
    for (SkippedObject& skipped : walk.skipped) {
      Skip(prefix + skipped.name, skipped.reason, std::move(skipped.detail));
    }
    for (Status& error : walk.errors) listing_.errors.push_back(std::move(error));
    std::sort(walk.files.begin(), walk.files.end(),
              [](const WalkedFile& a, const WalkedFile& b) { return a.name < b.name; });
    for (const WalkedFile& file : walk.files) {
      List({file.path, prefix + file.name}, forced, false);
    }
  }

  void TakeFile(const WalkedFile& file, const Connector* forced, bool is_named) {
    const bool is_stdin = file.path == kStandardInput;
    SourceObject object;
    object.path = file.path;
    object.name = file.name;
    if (!is_stdin) object.state = StateOfFile(file.path);
    if (object.state) object.size_bytes = object.state->size_bytes;
    object.unpacked_ratio_max = options_.limits.ratio_max;
    SayEncoding(options_, &object);
    const Result<ConnectorChoice> choice = ChooseConnector(
        BuiltinConnectors(), forced, is_named, options_.tells_encodings_by_all, &object);
    if (!choice.ok()) {
      Fail(file.name, ReasonOf(choice.status(), object, is_named), choice.status());
    } else if (choice->container != ContainerForm::kNone) {
      const Status unpacked = unpacker_.Unpack(object, choice->container, forced);
      if (!unpacked.ok()) Fail(file.name, LossReason::kReadError, unpacked.WithContext(file.name));
    } else if (choice->connector == nullptr && IsLoss(choice->skip_reason)) {
      Fail(file.name, choice->skip_reason,
           Status::Unreadable(file.path + ": " + choice->skip_detail));
    } else if (choice->connector == nullptr) {
      Skip(file.name, choice->skip_reason, choice->skip_detail);
    } else {
      const Status unpacked = unpacker_.UnpackAttachments(*choice->connector, &object);
      if (!unpacked.ok()) Fail(file.name, LossReason::kReadError, unpacked.WithContext(file.name));
      listing_.objects.push_back(std::move(object));
    }
  }

  const ListOptions& options_;
  const Connector* forced_;
  SourceListing listing_;
  Unpacker unpacker_;
  std::vector<ListedFile> files_;  // by source, then by name
};

Result<const Connector*> FindForced(const std::string& name) {
  if (name.empty()) return static_cast<const Connector*>(nullptr);
  if (const Connector* connector = FindConnector(name)) return connector;
  std::string message = "no connector is named \"" + name + "\"; there are";
  const char* separator = " ";
  for (const auto& connector : BuiltinConnectors()) {
    message += separator + std::string(connector->traits().name);
    separator = ", ";
  }
  return Status::Usage(std::move(message));
}

}  // namespace

std::optional<FileState> StateOfFile(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return StateOf(status);
}

Result<SourceListing> ListSources(const std::vector<std::string>& uris,
                                  const ListOptions& options) {
  SUNDER_ASSIGN_OR_RETURN(const Connector* forced, FindForced(options.forced_connector));
  if (uris.empty()) {
    return Status::Usage("no source was named; give a path, a URI, or \"-\" for standard input");
  }
  Lister lister(options, forced);
  std::vector<NamedSource> sources;
  FileIdentities identities;
  std::set<std::string> named;
  for (const std::string& uri : uris) {
    SUNDER_ASSIGN_OR_RETURN(NamedSource source, ParseSource(uri, BuiltinConnectors()));
    if (named.insert(identities.Of(source.path)).second) {
      sources.push_back(std::move(source));
    } else {
      lister.SkipRepeated(uri);
    }
  }
  const std::vector<std::string> shown = ShownNames(sources);
  for (size_t i = 0; i < sources.size(); ++i) {
    lister.TakeSource(sources[i], shown[i], sources.size() == 1);
  }
  return lister.Finish();
}

}  // namespace sunder
