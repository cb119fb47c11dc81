// How SQLite reads a database that lies in an archive: straight out of the sealed spool, nothing is
// written anywhere.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>

#include "connectors/api/connector.h"
#include "core/status.h"

namespace sunder::sqlite {

// A file system of SQLite's that holds one database and cannot be written to. It outlives every
// connection that is opened with its name.
class SpoolVfs {
 public:
  static Result<std::unique_ptr<SpoolVfs>> Register(const SourceObject& object);
  ~SpoolVfs();
  SpoolVfs(const SpoolVfs&) = delete;
  SpoolVfs& operator=(const SpoolVfs&) = delete;
  const char* name() const { return name_.c_str(); }

 private:
  explicit SpoolVfs(const SourceObject& object) : object_(object) {}
  static int Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags,
                  int* out_flags);

  SourceObject object_;
  std::string name_;
  sqlite3_vfs vfs_{};
};

}  // namespace sunder::sqlite
