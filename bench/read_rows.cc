// Reads every cell of a SQLite table and does nothing: what a scan of the table is measured beside.
// usage: read_rows FILE TABLE
#include <sqlite3.h>

#include <cstdint>
#include <cstdio>
#include <string>

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: read_rows FILE TABLE\n");
    return 2;
  }
  sqlite3* database = nullptr;
  sqlite3_stmt* rows = nullptr;
  const std::string query = std::string("SELECT * FROM \"") + argv[2] + "\"";
  if (sqlite3_open_v2(argv[1], &database, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK ||
      sqlite3_prepare_v2(database, query.c_str(), -1, &rows, nullptr) != SQLITE_OK) {
    std::fprintf(stderr, "%s\n", sqlite3_errmsg(database));
    return 2;
  }
  uint64_t size_bytes = 0;
  while (sqlite3_step(rows) == SQLITE_ROW) {
    for (int column = 0; column < sqlite3_column_count(rows); ++column) {
      sqlite3_column_text(rows, column);
      size_bytes += static_cast<uint64_t>(sqlite3_column_bytes(rows, column));
    }
  }
  sqlite3_finalize(rows);
  sqlite3_close(database);
  std::printf("%llu bytes\n", static_cast<unsigned long long>(size_bytes));
  return 0;
}
