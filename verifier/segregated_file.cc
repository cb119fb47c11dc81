#include "verifier/segregated_file.h"

#include <sqlite3.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <memory>
#include <utility>

#include "verifier/store_files.h"

namespace sunder::verifier {
namespace {

constexpr uint64_t kFileSizeBytesMax = 64ULL << 20;
constexpr char kFileName[] = "segregated.sqlite";

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
struct FreeBytes {
  void operator()(unsigned char* bytes) const { sqlite3_free(bytes); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

Status DatabaseError(sqlite3* database, const std::string& path) {
  return Status::Unreadable(
      path + ": SQLite cannot read it: " + sqlite3_errstr(sqlite3_extended_errcode(database)));
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

std::string TextOf(sqlite3_stmt* statement, int column) {
  const void* bytes = sqlite3_column_blob(statement, column);
  const auto size = static_cast<size_t>(sqlite3_column_bytes(statement, column));
  return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

std::string Cased(std::string text, int (*change)(int)) {
  for (char& c : text) c = static_cast<char>(change(static_cast<unsigned char>(c)));
  return text;
}

SegregatedCell CellOf(sqlite3_stmt* statement, int column) {
  SegregatedCell cell;
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      cell.kind = SegregatedCellKind::kInteger;
      cell.integer = sqlite3_column_int64(statement, column);
      break;
    case SQLITE_FLOAT:
      cell.kind = SegregatedCellKind::kReal;
      cell.bytes = TextOf(statement, column);
      break;
    case SQLITE_TEXT:
      cell.kind = SegregatedCellKind::kText;
      cell.bytes = TextOf(statement, column);
      break;
    case SQLITE_BLOB:
      cell.kind = SegregatedCellKind::kBlob;
      cell.bytes = TextOf(statement, column);
      break;
    default:
      break;
  }
  return cell;
}

Status ReadColumns(sqlite3* database, const std::string& path, SegregatedTable* table) {
  // table_xinfo lists generated and hidden columns as well.
  SUNDER_ASSIGN_OR_RETURN(
      const Statement info,
      Prepare(database, path, "PRAGMA table_xinfo(" + Quoted(table->name) + ")"));
  while (sqlite3_step(info.get()) == SQLITE_ROW) {
    SegregatedColumn column;
    column.name = Cased(TextOf(info.get(), 1), std::tolower);
    column.type = Cased(TextOf(info.get(), 2), std::toupper);
    column.is_key = sqlite3_column_int(info.get(), 5) > 0;
    table->columns.push_back(std::move(column));
  }
  return Status::Ok();
}

Status ReadRows(sqlite3* database, const std::string& path, SegregatedTable* table) {
  SUNDER_ASSIGN_OR_RETURN(const Statement select,
                          Prepare(database, path, "SELECT * FROM " + Quoted(table->name)));
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(select.get())) == SQLITE_ROW) {
    if (table->rows.size() == kRowsMax) {
      table->has_more_rows = true;
      return Status::Ok();
    }
    std::vector<SegregatedCell> row;
    for (int i = 0; i < sqlite3_column_count(select.get()); ++i) {
      row.push_back(CellOf(select.get(), i));
    }
    table->rows.push_back(std::move(row));
  }
  return code == SQLITE_DONE ? Status::Ok() : DatabaseError(database, path);
}

Status ReadSchema(sqlite3* database, const std::string& path, SegregatedFile* file) {
  SUNDER_ASSIGN_OR_RETURN(
      const Statement schema,
      Prepare(database, path, "SELECT type, name, sql FROM sqlite_schema ORDER BY rowid"));
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(schema.get())) == SQLITE_ROW) {
    const std::string type = TextOf(schema.get(), 0);
    if (type != "table") {
      file->other_objects.push_back(type);
      continue;
    }
    SegregatedTable table;
    table.name = TextOf(schema.get(), 1);
    table.sql = TextOf(schema.get(), 2);
    SUNDER_RETURN_IF_ERROR(ReadColumns(database, path, &table));
    SUNDER_RETURN_IF_ERROR(ReadRows(database, path, &table));
    file->tables.push_back(std::move(table));
  }
  return code == SQLITE_DONE ? Status::Ok() : DatabaseError(database, path);
}

Status Execute(sqlite3* database, const std::string& path, const std::string& sql) {
  if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) {
    return Status::Ok();
  }
  return DatabaseError(database, path);
}

uint32_t HeaderWord(const std::string& bytes, size_t offset, size_t size) {
  uint32_t word = 0;
  for (size_t i = 0; i < size; ++i) {
    word = word << 8 | static_cast<unsigned char>(bytes[offset + i]);
  }
  return word;
}

void BindCell(sqlite3_stmt* statement, int index, const SegregatedCell& cell) {
  const auto* data = cell.bytes.data();
  const auto size = static_cast<sqlite3_uint64>(cell.bytes.size());
  switch (cell.kind) {
    case SegregatedCellKind::kInteger:
      sqlite3_bind_int64(statement, index, cell.integer);
      break;
    case SegregatedCellKind::kBlob:
      sqlite3_bind_blob64(statement, index, data, size, SQLITE_STATIC);
      break;
    case SegregatedCellKind::kNull:
      sqlite3_bind_null(statement, index);
      break;
    default:
      sqlite3_bind_text64(statement, index, data, size, SQLITE_STATIC, SQLITE_UTF8);
  }
}

Status CopyTable(sqlite3* database, const SegregatedFile& file, const SegregatedTable& table) {
  SUNDER_RETURN_IF_ERROR(Execute(database, file.path, table.sql));
  std::string sql = "INSERT INTO " + Quoted(table.name) + " VALUES(";
  for (size_t i = 0; i < table.columns.size(); ++i) sql += i == 0 ? "?" : ",?";
  SUNDER_ASSIGN_OR_RETURN(const Statement insert, Prepare(database, file.path, sql + ")"));
  for (const std::vector<SegregatedCell>& row : table.rows) {
    for (size_t i = 0; i < row.size(); ++i) BindCell(insert.get(), static_cast<int>(i) + 1, row[i]);
    if (sqlite3_step(insert.get()) != SQLITE_DONE) return DatabaseError(database, file.path);
    sqlite3_reset(insert.get());
  }
  return Status::Ok();
}

}  // namespace

int SegregatedTable::Column(const std::string& column_name) const {
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == column_name) return static_cast<int>(i);
  }
  return -1;
}

bool SegregatedTable::IsCategory() const {
  const size_t expected = Column("context") >= 0 ? 4 : 3;
  return columns.size() == expected && Column("parent") >= 0 && Column("value") >= 0 &&
         Column("count") >= 0;
}

Result<SegregatedFile> ReadSegregatedFile(const std::string& path) {
  SegregatedFile file;
  std::error_code error;
  file.path = std::filesystem::is_directory(path, error) ? path + "/" + kFileName : path;
  SUNDER_ASSIGN_OR_RETURN(file.bytes, ReadFileHead(file.path, kFileSizeBytesMax));
  // Opened as immutable, so that nothing is written beside it: no journal, no shared memory.
  std::string uri = "file:";
  for (const char c : file.path) {
    uri += c == '?' ? "%3f" : c == '#' ? "%23" : c == '%' ? "%25" : std::string(1, c);
  }
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2((uri + "?immutable=1").c_str(), &opened,
                                   SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
  const Database database(opened);
  if (code != SQLITE_OK) return DatabaseError(opened, file.path);
  SUNDER_RETURN_IF_ERROR(ReadSchema(database.get(), file.path, &file));
  return file;
}

Result<std::string> RebuildSegregatedFile(const SegregatedFile& file) {
  if (file.bytes.size() < 100) return std::string();
  sqlite3* opened = nullptr;
  const int code = sqlite3_open(":memory:", &opened);
  const Database database(opened);
  if (code != SQLITE_OK) return DatabaseError(opened, file.path);
  // The header's page size; 1 stands for 65536.
  const uint32_t page_size = HeaderWord(file.bytes, 16, 2);
  SUNDER_RETURN_IF_ERROR(
      Execute(opened, file.path,
              "PRAGMA page_size=" + std::to_string(page_size == 1 ? 65536 : page_size) +
                  ";PRAGMA encoding='UTF-8';BEGIN;PRAGMA user_version=" +
                  std::to_string(HeaderWord(file.bytes, 60, 4))));
  for (const SegregatedTable& table : file.tables) {
    SUNDER_RETURN_IF_ERROR(CopyTable(opened, file, table));
  }
  SUNDER_RETURN_IF_ERROR(Execute(opened, file.path, "COMMIT"));
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, FreeBytes> bytes(
      sqlite3_serialize(opened, "main", &size, 0));
  if (bytes == nullptr) return Status::Internal("no memory to rebuild the segregated store");
  return std::string(reinterpret_cast<const char*>(bytes.get()), static_cast<size_t>(size));
}

}  // namespace sunder::verifier
