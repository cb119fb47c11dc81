// The file in which a compiled Hyperscan database waits for the next start. Private to this folder.
#pragma once

#include <string>
#include <vector>

struct hs_database;

namespace sunder::scanner {

// Hyperscan's version and what this machine can run: a database for AVX-512 does not load
// elsewhere.
std::string EngineName();

// A compiled database in a file of the cache folder (rules/cache_file.h).
class DatabaseCache {
 public:
  // The name of what is compiled of the expressions: a hash of them and of EngineName().
  static std::string NameOf(const std::vector<std::string>& expressions);
  // An empty folder: nothing is loaded or stored.
  DatabaseCache(const std::string& folder, const std::string& name);

  // The caller owns the database; nullptr: none, or not whole.
  hs_database* Load() const;
  // Failures leave no file and are not reported: the next start compiles again.
  void Store(const hs_database* database) const;

 private:
  std::string path_;
};

}  // namespace sunder::scanner
