// The file in which a compiled Hyperscan database waits for the next start. Private to this folder.
#pragma once

#include <string>
#include <vector>

struct hs_database;

namespace sunder::scanner {

// Named by a hash of the expressions and Hyperscan's version and platform; holds a hash of its
// bytes, so that a damaged file is found out and compiled anew.
class DatabaseCache {
 public:
  // An empty folder: nothing is loaded or stored.
  DatabaseCache(const std::string& folder, const std::vector<std::string>& expressions);

  // The caller owns the database; nullptr: none, or not whole.
  hs_database* Load() const;
  // Through a temporary file and a rename. Failures leave no file and are not reported: the next
  // start compiles again.
  void Store(const hs_database* database) const;

 private:
  std::string path_;
};

}  // namespace sunder::scanner
