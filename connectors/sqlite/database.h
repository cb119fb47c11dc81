// A database handle and its statements, closed by their owners. Errors name the file and what to
// do.
#pragma once

#include <sqlite3.h>
#include <sys/stat.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/api/connector.h"
#include "connectors/sqlite/spool_vfs.h"
#include "core/status.h"

namespace sunder::sqlite {

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

// One connection. One thread at a time.
class Database {
 public:
  // Opens without ever writing: no lock file, no journal, no -wal or -shm is made beside a database
  // that nobody has open.
  static Result<std::unique_ptr<Database>> OpenSource(const SourceObject& object);
  // A source, to be written to.
  static Result<std::unique_ptr<Database>> OpenForUpdate(const std::string& path,
                                                         const std::string& name);
  // An empty database in memory.
  static Result<std::unique_ptr<Database>> OpenScratch(const std::string& name);
  // An empty file that exists, to be written whole in one transaction.
  static Result<std::unique_ptr<Database>> OpenNew(const std::string& path);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // The first statement of `sql`.
  Result<Statement> Prepare(const std::string& sql) const;
  // Runs the first statement of `sql` to its end.
  Status Execute(const std::string& sql) const;
  // The first column of the first row, 0 if there is none.
  Result<int64_t> QueryInteger(const std::string& sql) const;
  // SQLite's own words on the last error. They may hold parts of the statement and, where there are
  // rows, of values: only for statements on a schema without rows.
  std::string Message() const { return sqlite3_errmsg(handle_); }
  // Whether the file's header says so.
  bool UsesWriteAheadLog() const;
  // The error of the last call, without the statement or any value.
  Status Error() const;
  // Whether the file is as it was when it was opened. Always true of a database that is read under
  // locks; one that nobody had open is read without (see OpenSource).
  Status CheckUnchanged() const;

 private:
  Database(sqlite3* handle, std::string path, std::string name, bool is_source);
  Status ErrorOf(int code) const;
  static Result<std::unique_ptr<Database>> OpenUnpacked(const SourceObject& object);
  static Result<std::unique_ptr<Database>> OpenFile(const SourceObject& object);
  Status PrepareSource();

  std::unique_ptr<SpoolVfs> spool_;  // of a database in an archive
  sqlite3* handle_;
  std::string path_;
  std::string name_;
  bool is_source_;
  std::optional<struct stat> unlocked_;  // state of a file that is read without locks
};

// "name" as an SQL identifier.
std::string Quoted(std::string_view name);
std::string ColumnText(const Statement& statement, int column);

}  // namespace sunder::sqlite
