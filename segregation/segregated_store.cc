#include "segregation/segregated_store.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <tuple>
#include <utility>

#include "core/planted_leak.h"
#include "segregation/durable_file.h"

namespace sunder::segregation {
namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

// Everything that could make two files of the same cells differ is fixed; no journal, since the
// file is new and is removed when it cannot be finished.
constexpr char kSettings[] =
    "PRAGMA page_size=4096; PRAGMA encoding='UTF-8'; PRAGMA auto_vacuum=NONE;"
    "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;"
    "PRAGMA temp_store=MEMORY;";
// Version of the file's layout, in its header: docs/segregated-store.md.
constexpr char kLayoutVersion[] = "PRAGMA user_version=1;";

Status DatabaseError(sqlite3* database, const std::string& path) {
  return Status::StoreFailure(path + ": " + sqlite3_errstr(sqlite3_extended_errcode(database)) +
                              "; check the free space and the rights of the folder");
}

Status Execute(sqlite3* database, const std::string& path, const std::string& sql) {
  if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) {
    return Status::Ok();
  }
  return DatabaseError(database, path);
}

Result<Database> OpenDatabase(const std::string& path, int flags) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
  Database database(opened);
  if (code != SQLITE_OK) return Status::StoreFailure(path + ": " + sqlite3_errstr(code));
  return database;
}

Result<Statement> Prepare(sqlite3* database, const std::string& path, const std::string& sql) {
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(database, sql.c_str(), -1, &prepared, nullptr) != SQLITE_OK) {
    return DatabaseError(database, path);
  }
  return Statement(prepared);
}

std::string Quoted(const std::string& name) {
  std::string quoted = "\"";
  for (const char c : name) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

// Categories of one label are one table.
std::vector<StoredTable> TablesOf(const std::vector<PublishedCategory>& categories) {
  std::vector<StoredTable> tables;
  for (const PublishedCategory& category : categories) {
    if (tables.empty() || tables.back().label != category.label) {
      tables.push_back({category.label, false, {}});
    }
    StoredTable& table = tables.back();
    table.has_context = table.has_context || !category.context.empty();
    for (const PublishedCell& cell : category.cells) {
      table.cells.push_back({category.context, cell.parent, cell.value, cell.count});
    }
  }
  return tables;
}

std::vector<PublishedCategory> Sorted(std::vector<PublishedCategory> categories) {
  for (PublishedCategory& category : categories) {
    if (category.is_suppressed) category.cells.clear();
    std::sort(category.cells.begin(), category.cells.end(),
              [](const PublishedCell& a, const PublishedCell& b) {
                return std::tie(a.parent, a.value, a.count) < std::tie(b.parent, b.value, b.count);
              });
  }
  std::sort(categories.begin(), categories.end(),
            [](const PublishedCategory& a, const PublishedCategory& b) {
              return std::tie(a.label, a.context) < std::tie(b.label, b.context);
            });
  return categories;
}

void BindText(const Statement& statement, int index, const std::string& text) {
  sqlite3_bind_text64(statement.get(), index, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

Status WriteTable(sqlite3* database, const std::string& path, const StoredTable& stored) {
  const std::string table = Quoted(stored.label);
  const std::string context = stored.has_context ? "context TEXT NOT NULL, " : "";
  const std::string key = stored.has_context ? "context, parent, value" : "parent, value";
  std::string schema = "CREATE TABLE " + table + "(" + context +
                       "parent TEXT NOT NULL, value TEXT NOT NULL, count INTEGER NOT NULL, "
                       "PRIMARY KEY(" +
                       key + ")) WITHOUT ROWID";
  SUNDER_PLANT("*", planted::AlterSchema(&schema));
  SUNDER_RETURN_IF_ERROR(Execute(database, path, schema));
  const std::string places = stored.has_context ? "?,?,?,?" : "?,?,?";
  SUNDER_ASSIGN_OR_RETURN(
      const Statement insert,
      Prepare(database, path, "INSERT INTO " + table + " VALUES(" + places + ")"));
  for (const StoredCell& cell : stored.cells) {
    int index = 0;
    if (stored.has_context) BindText(insert, ++index, cell.context);
    BindText(insert, ++index, cell.parent);
    BindText(insert, ++index, cell.value);
    sqlite3_bind_int64(insert.get(), ++index, static_cast<sqlite3_int64>(cell.count));
    if (sqlite3_step(insert.get()) != SQLITE_DONE) return DatabaseError(database, path);
    sqlite3_reset(insert.get());
  }
  return Status::Ok();
}

Status WriteAll(const std::string& path, const std::vector<PublishedCategory>& categories) {
  SUNDER_ASSIGN_OR_RETURN(const Database database, OpenDatabase(path, SQLITE_OPEN_READWRITE));
  SUNDER_RETURN_IF_ERROR(Execute(database.get(), path, kSettings));
  // One transaction: the header counts the commits of a file.
  SUNDER_RETURN_IF_ERROR(Execute(database.get(), path, "BEGIN IMMEDIATE"));
  SUNDER_RETURN_IF_ERROR(Execute(database.get(), path, kLayoutVersion));
  for (const StoredTable& table : TablesOf(categories)) {
    SUNDER_RETURN_IF_ERROR(WriteTable(database.get(), path, table));
  }
  SUNDER_PLANT("*", SUNDER_RETURN_IF_ERROR(Execute(database.get(), path, planted::MoreSql())));
  return Execute(database.get(), path, "COMMIT");
}

std::string Column(const Statement& statement, int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), column));
  return text == nullptr
             ? std::string()
             : std::string(text,
                           static_cast<size_t>(sqlite3_column_bytes(statement.get(), column)));
}

Status ReadCells(sqlite3* database, const std::string& path, StoredTable* table) {
  const std::string name = Quoted(table->label);
  SUNDER_ASSIGN_OR_RETURN(
      const Statement columns,
      Prepare(database, path, "SELECT count(*) FROM pragma_table_info(?) WHERE name = 'context'"));
  BindText(columns, 1, table->label);
  if (sqlite3_step(columns.get()) != SQLITE_ROW) return DatabaseError(database, path);
  table->has_context = sqlite3_column_int(columns.get(), 0) > 0;
  const std::string context = table->has_context ? "context" : "''";
  SUNDER_ASSIGN_OR_RETURN(const Statement select,
                          Prepare(database, path,
                                  "SELECT " + context + " AS c, parent, value, count FROM " + name +
                                      " ORDER BY c, parent, value"));
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(select.get())) == SQLITE_ROW) {
    table->cells.push_back({Column(select, 0), Column(select, 1), Column(select, 2),
                            static_cast<uint64_t>(sqlite3_column_int64(select.get(), 3))});
  }
  return code == SQLITE_DONE ? Status::Ok() : DatabaseError(database, path);
}

Status ReadBackAndCompare(const std::string& path,
                          const std::vector<PublishedCategory>& categories) {
  SUNDER_PLANT("*", return Status::Ok());
  SUNDER_ASSIGN_OR_RETURN(const std::vector<StoredTable> stored, ReadSegregatedStore(path));
  if (stored == TablesOf(categories)) return Status::Ok();
  return Status::StoreFailure(path + ": what was read back differs from what was written");
}

}  // namespace

Status WriteSegregatedStore(const std::string& path,
                            const std::vector<PublishedCategory>& categories) {
  std::vector<PublishedCategory> sorted = Sorted(categories);
  SUNDER_PLANT("*", planted::AlterCells(&sorted));
  // SQLite would make the file with the rights of the umask.
  SUNDER_RETURN_IF_ERROR(WriteNewFile(path, ""));
  Status status = WriteAll(path, sorted);
  if (status.ok()) status = SyncPath(path);
  if (status.ok()) status = ReadBackAndCompare(path, sorted);
  if (!status.ok()) unlink(path.c_str());
  return status;
}

Result<std::vector<StoredTable>> ReadSegregatedStore(const std::string& path) {
  SUNDER_ASSIGN_OR_RETURN(const Database database, OpenDatabase(path, SQLITE_OPEN_READONLY));
  SUNDER_ASSIGN_OR_RETURN(
      const Statement schema,
      Prepare(database.get(), path, "SELECT name FROM sqlite_schema ORDER BY name"));
  std::vector<StoredTable> tables;
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(schema.get())) == SQLITE_ROW) {
    tables.push_back({Column(schema, 0), false, {}});
    SUNDER_RETURN_IF_ERROR(ReadCells(database.get(), path, &tables.back()));
  }
  if (code != SQLITE_DONE) return DatabaseError(database.get(), path);
  return tables;
}

}  // namespace sunder::segregation
