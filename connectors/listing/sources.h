// From what a user names (files, folders, URIs, "-") to the objects that connectors read.
#pragma once

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/listing/unpack_limits.h"
#include "core/status.h"

namespace sunder {

struct SkippedObject {
  std::string name;
  LossReason reason = LossReason::kUnsupported;
  std::string detail;
  // Some of it was read: an archive that ends early or is over a limit, with entries that are
  // objects. Its state is PARTIAL.
  bool is_partial = false;
  // Of the file that holds it, where `is_partial`.
  std::string path = {};
};

struct SourceListing {
  std::vector<SourceObject> objects;   // sorted by name
  std::vector<SkippedObject> skipped;  // sorted by name: whatever is no object, and why
  // Named sources that could not be opened or that no connector reads; files in a folder that could
  // not be opened, or whose extension promises text that is not UTF-8. Each is in `skipped`, too.
  std::vector<Status> errors;
};

struct ListOptions {
  std::vector<std::string> ignore_globs;  // fnmatch patterns on the shown name or its last part
  std::string forced_connector;           // --input-format: take this connector for all files
  // --encoding: of files that are not UTF-8 and do not say it themselves.
  std::string forced_encoding = {};
  // Shown names of files whose encoding a plan has; "" is UTF-8.
  std::map<std::string, std::string> planned_encodings = {};
  // Encodings are told from all of each object instead of its first bytes, whatever the order of
  // its words, and none is guessed of standard input: where values are published, a value must not
  // decide how others are read.
  bool tells_encodings_by_all = false;
  UnpackLimits limits = {};
  // Where archives are unpacked to (sealed): the first that takes a file. Empty: the system's.
  std::vector<std::string> spool_folders = {};
  const std::atomic<bool>* cancel = nullptr;  // set by another thread: ends unpacking
  std::vector<SaidDialect> dialects = {};     // a later one wins
};

// Nothing when there is no regular file.
std::optional<FileState> StateOfFile(const std::string& path);

// `-`, a path, `file:///path`, `sqlite:///path`. A missing source is an error entry (kNotFound); a
// source of an unknown scheme is a Usage error. Archives are unpacked; their entries are objects
// and named "x.zip!a/b.csv". Folders are walked in byte order, symbolic links to folders that were
// seen before are skipped and listed; names are relative to the named folder, with the folder's own
// name in front when several sources are named.
Result<SourceListing> ListSources(const std::vector<std::string>& uris, const ListOptions& options);

}  // namespace sunder
