// Key files of a keeper: age identity files, which Debian's `age -i` reads. Facts stand in comment
// lines:
//   # created: 2026-01-01
//   # expires: 2026-04-01          (or: never; the last day on which the key is used)
//   # public key: age1...
//   AGE-SECRET-KEY-1...
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "segregation/keeper/age_identity.h"

namespace sunder::segregation {

struct KeyFile {
  std::string path;
  std::string created;  // YYYY-MM-DD, or what the file says
  std::string expires;  // YYYY-MM-DD; empty: never
  AgeIdentity identity;
  // Whether the key's time is over on `day` (YYYY-MM-DD).
  bool IsExpired(std::string_view day) const { return !expires.empty() && expires < day; }
};

// A new key in a new file (0600). Refused (kUsage): the file exists, or lies where stores are.
Result<KeyFile> CreateKeyFile(const std::string& path, const std::string& created,
                              const std::string& expires);

// "-": standard input. kUsage: a file that others may read, that holds no or several keys, or whose
// expiry cannot be read. No error repeats anything of the file.
Result<KeyFile> ReadKeyFile(const std::string& path);

// Every key file directly in `folder`, by name; other files are passed over.
Result<std::vector<KeyFile>> ReadKeyFolder(const std::string& folder);

// Overwrites with random bytes, flushes, removes, flushes the folder. What a journal, a snapshot or
// a flash disk keeps of the old bytes is out of its reach.
Status DestroyKeyFile(const std::string& path);

// "2026-04-01" -> true; a day that does not exist -> false.
bool IsDay(std::string_view text);

}  // namespace sunder::segregation
