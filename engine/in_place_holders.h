// Who has a file open. A program that goes on with the old version of a swapped file would lose
// what it writes, so it has to stop first.
#pragma once

#include <sys/types.h>

#include <map>
#include <set>
#include <string>
#include <utility>

namespace sunder::engine {

using FileIdentity = std::pair<dev_t, ino_t>;

struct FileHolders {
  // For each file that somebody else has open: "process 4711 (python3)", up to three, joined.
  std::map<FileIdentity, std::string> by_file;
  bool is_complete = true;  // false: some processes of other users could not be looked at
};

// Looks through /proc; this process is left out.
FileHolders FindHolders(const std::set<FileIdentity>& files);

}  // namespace sunder::engine
