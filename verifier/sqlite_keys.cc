#include "verifier/sqlite_keys.h"

#include <sqlite3.h>

#include <string>

namespace sunder::verifier {

bool IsOrderedByKey(const TableInfo& table) {
  if (table.object.connector != "sqlite" || table.table.empty()) return false;
  sqlite3* database = nullptr;
  bool is_ordered = false;
  if (sqlite3_open_v2(table.object.path.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) ==
      SQLITE_OK) {
    sqlite3_stmt* statement = nullptr;
    // `wr`: WITHOUT ROWID. A row id has an alias when the only key column is of the type INTEGER.
    constexpr char kSql[] =
        "SELECT (SELECT max(wr) FROM pragma_table_list WHERE schema='main' AND name=?1),"
        " (SELECT count(*) FROM pragma_table_info(?1) WHERE pk>0),"
        " (SELECT count(*) FROM pragma_table_info(?1) WHERE pk>0 AND upper(type)='INTEGER')";
    if (sqlite3_prepare_v2(database, kSql, -1, &statement, nullptr) == SQLITE_OK) {
      sqlite3_bind_text(statement, 1, table.table.c_str(), -1, SQLITE_STATIC);
      if (sqlite3_step(statement) == SQLITE_ROW) {
        const bool has_no_row_id = sqlite3_column_int(statement, 0) > 0;
        const bool has_alias =
            sqlite3_column_int(statement, 1) == 1 && sqlite3_column_int(statement, 2) == 1;
        is_ordered = has_no_row_id || has_alias;
      }
    }
    sqlite3_finalize(statement);
  }
  sqlite3_close(database);
  return is_ordered;
}

}  // namespace sunder::verifier
