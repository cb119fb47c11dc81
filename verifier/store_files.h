// Files of the stores, as an adversary with a file manager sees them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/status.h"

namespace sunder::verifier {

struct StoreFile {
  std::string path;
  std::string name;  // relative to the store
  uint64_t size_bytes = 0;
  int64_t modified_seconds = 0;  // Unix time
  int64_t modified_nanoseconds = 0;
  uint32_t mode = 0;                 // rights alone
  bool is_regular = true;            // else a symbolic link, pipe, ...
  bool has_user_attributes = false;  // extended ones of the space `user.`, which `cp -a` carries on
};

struct StoreFolder {
  std::string name;  // relative to the store; empty: the store itself
  bool is_empty = false;
  uint32_t mode = 0;  // rights alone
  int64_t modified_seconds = 0;
  int64_t modified_nanoseconds = 0;
  bool has_user_attributes = false;
};

// The local path of a path or a file:// or sqlite:// URI; empty for other schemes and "-".
std::string LocalPath(const std::string& uri);

// All files below a folder, or the one file; sorted by name. Links are listed and not followed.
Result<std::vector<StoreFile>> ListStoreFiles(const std::string& path);

// The folder and all below it; none for a file. Links are not followed.
Result<std::vector<StoreFolder>> ListStoreFolders(const std::string& path);

// The first bytes of a file, up to `size_bytes_max`.
Result<std::string> ReadFileHead(const std::string& path, uint64_t size_bytes_max);

}  // namespace sunder::verifier
