#include "connectors/sqlite/database.h"

#include <errno.h>

#include <fstream>
#include <system_error>
#include <utility>

namespace sunder::sqlite {
namespace {

constexpr int kBusyTimeoutMilliseconds = 2000;
// Connections and their statements stay with one thread at a time: without it, SQLite would lock
// and unlock a mutex four times a cell.
constexpr int kOneThread = SQLITE_OPEN_NOMUTEX;
// Offset and value of the header's read version that says "write-ahead log" (SQLite file
// format 1.3).
constexpr size_t kReadVersionOffset = 19;
constexpr char kWriteAheadLog = 2;

// RFC 3986 path characters stay; "?" and "#" would end the path of a URI.
std::string UriOf(const std::string& path, const char* parameters) {
  constexpr char kHex[] = "0123456789ABCDEF";
  // An absolute path gets an empty authority, so that one with several leading slashes stays a
  // path.
  std::string uri = path.starts_with('/') ? "file://" : "file:";
  for (const char c : path) {
    const auto byte = static_cast<uint8_t>(c);
    if (byte > 0x20 && byte < 0x7F && c != '%' && c != '?' && c != '#') {
      uri += c;
    } else {
      uri += '%';
      uri += kHex[byte >> 4];
      uri += kHex[byte & 15];
    }
  }
  return uri + "?" + parameters;
}

bool HeaderSaysLog(const std::string& path) {
  char header[kReadVersionOffset + 1] = {};
  std::ifstream stream(path, std::ios::binary);
  return stream.read(header, sizeof header) && header[kReadVersionOffset] == kWriteAheadLog;
}

// A path that SQLite would not take for an option or a name in the current folder's URI scheme.
std::string PlainPath(const std::string& path) {
  return path.empty() || path.front() == '/' ? path : "./" + path;
}

bool IsSame(const struct stat& a, const struct stat& b) {
  return a.st_ino == b.st_ino && a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
         a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

std::string_view AdviceOn(int code) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "; another program holds it locked: close that program, or scan a copy made with "
             "`sqlite3 FILE '.backup COPY'`";
    case SQLITE_NOTADB:
      return "; it is encrypted, damaged or of another format";
    case SQLITE_CORRUPT:
      return "; `sqlite3 FILE .recover` may save what is left";
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      return "; its write-ahead log or journal needs a program that may write: open it once with "
             "the program it belongs to, or scan a copy made with `sqlite3 FILE '.backup COPY'`";
    default:
      return "";
  }
}

}  // namespace

std::string Quoted(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string ColumnText(const Statement& statement, int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), column));
  if (text == nullptr) return {};
  return {text, static_cast<size_t>(sqlite3_column_bytes(statement.get(), column))};
}

Database::Database(sqlite3* handle, std::string path, std::string name, bool is_source)
    : handle_(handle), path_(std::move(path)), name_(std::move(name)), is_source_(is_source) {}

Database::~Database() { sqlite3_close(handle_); }

Result<std::unique_ptr<Database>> Database::OpenSource(const SourceObject& object) {
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<Database> database,
                          object.IsUnpacked() ? OpenUnpacked(object) : OpenFile(object));
  SUNDER_RETURN_IF_ERROR(database->PrepareSource());
  return database;
}

Result<std::unique_ptr<Database>> Database::OpenUnpacked(const SourceObject& object) {
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<SpoolVfs> spool, SpoolVfs::Register(object));
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2("database", &handle, SQLITE_OPEN_READONLY | kOneThread, spool->name());
  std::unique_ptr<Database> database(new Database(handle, "", object.name, true));
  database->spool_ = std::move(spool);
  if (code != SQLITE_OK) return database->ErrorOf(code);
  // What SQLite sorts would else go to a file in the clear.
  SUNDER_RETURN_IF_ERROR(database->Execute("PRAGMA temp_store = MEMORY"));
  return database;
}

Result<std::unique_ptr<Database>> Database::OpenFile(const SourceObject& object) {
  const std::string& path = object.path;
  const std::string& name = object.name;
  const bool is_locked = object.is_locked;
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) {
    const std::string message = name + ": " + std::generic_category().message(errno);
    return errno == ENOENT ? Status::NotFound(message) : Status::Unreadable(message);
  }
  struct stat log {};
  const bool has_log = stat((path + "-wal").c_str(), &log) == 0;
  // Opening a database in WAL mode would make its -wal and -shm files, and needs a folder that can
  // be written. Without a -wal nobody has it open and all is in the main file: it is read as it is,
  // and CheckUnchanged tells if somebody came meanwhile.
  const bool is_unlocked = is_locked || (HeaderSaysLog(path) && !has_log);
  const std::string uri = UriOf(PlainPath(path), is_unlocked ? "mode=ro&immutable=1" : "mode=ro");
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(uri.c_str(), &handle,
                                   SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | kOneThread, nullptr);
  std::unique_ptr<Database> database(new Database(handle, path, name, true));
  if (code != SQLITE_OK) return database->ErrorOf(code);
  if (is_unlocked) database->unlocked_ = info;
  sqlite3_busy_timeout(handle, kBusyTimeoutMilliseconds);
  return database;
}

Status Database::PrepareSource() {
  // The schema is foreign: no functions with side effects from it, and no column that is missing is
  // taken for a string.
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  return QueryInteger("SELECT count(*) FROM sqlite_schema").status();
}

Result<std::unique_ptr<Database>> Database::OpenForUpdate(const std::string& path,
                                                          const std::string& name) {
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(PlainPath(path).c_str(), &handle, SQLITE_OPEN_READWRITE, nullptr);
  std::unique_ptr<Database> database(new Database(handle, path, name, true));
  if (code != SQLITE_OK) return database->ErrorOf(code);
  sqlite3_busy_timeout(handle, kBusyTimeoutMilliseconds);
  return database;
}

Result<std::unique_ptr<Database>> Database::OpenScratch(const std::string& name) {
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(":memory:", &handle,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY, nullptr);
  std::unique_ptr<Database> database(new Database(handle, "", name, true));
  if (code != SQLITE_OK) return database->ErrorOf(code);
  return database;
}

bool Database::UsesWriteAheadLog() const { return HeaderSaysLog(path_); }

Result<std::unique_ptr<Database>> Database::OpenNew(const std::string& path) {
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(PlainPath(path).c_str(), &handle, SQLITE_OPEN_READWRITE, nullptr);
  std::unique_ptr<Database> database(new Database(handle, path, path, false));
  if (code != SQLITE_OK) return database->ErrorOf(code);
  return database;
}

Status Database::ErrorOf(int code) const {
  const std::string message = name_ + ": " + sqlite3_errstr(code);
  if (!is_source_) {
    return Status::StoreFailure(message + "; check the free space and the rights of the folder");
  }
  return Status::Unreadable(message + std::string(AdviceOn(code)));
}

Status Database::Error() const { return ErrorOf(sqlite3_extended_errcode(handle_)); }

Status Database::CheckUnchanged() const {
  if (!unlocked_) return Status::Ok();
  struct stat now {};
  if (stat(path_.c_str(), &now) == 0 && IsSame(*unlocked_, now)) return Status::Ok();
  return Status::Unreadable(name_ +
                            ": another program changed the database while it was read; "
                            "run again");
}

Result<Statement> Database::Prepare(const std::string& sql) const {
  sqlite3_stmt* prepared = nullptr;
  const int code =
      sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &prepared, nullptr);
  if (code != SQLITE_OK) return Error();
  return Statement(prepared);
}

Status Database::Execute(const std::string& sql) const {
  SUNDER_ASSIGN_OR_RETURN(const Statement statement, Prepare(sql));
  int code = SQLITE_ROW;
  while (code == SQLITE_ROW) code = sqlite3_step(statement.get());
  return code == SQLITE_DONE ? Status::Ok() : Error();
}

Result<int64_t> Database::QueryInteger(const std::string& sql) const {
  SUNDER_ASSIGN_OR_RETURN(const Statement statement, Prepare(sql));
  const int code = sqlite3_step(statement.get());
  if (code == SQLITE_ROW) return int64_t{sqlite3_column_int64(statement.get(), 0)};
  if (code != SQLITE_DONE) return Error();
  return int64_t{0};
}

}  // namespace sunder::sqlite
