#include "connectors/sqlite/database_writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "connectors/sqlite/carried_schema.h"
#include "connectors/sqlite/copy_plan.h"
#include "connectors/sqlite/database.h"
#include "connectors/sqlite/schema.h"
#include "connectors/sqlite/value.h"

namespace sunder::sqlite {
namespace {

// What could make two files of the same records differ is fixed. No journal file: the database is
// new, and is removed when it cannot be finished; the one in memory undoes an index that cannot be
// built. Sorting for indexes stays in memory, too, not in files that anybody could read.
constexpr const char* kSettings[] = {
    "PRAGMA page_size=4096",      "PRAGMA encoding='UTF-8'",  "PRAGMA auto_vacuum=NONE",
    "PRAGMA journal_mode=MEMORY", "PRAGMA synchronous=OFF",   "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA temp_store=MEMORY",   "PRAGMA cache_size=-32768", "PRAGMA foreign_keys=OFF",
};

Status FileError(const std::string& path, const char* verb, int error) {
  return Status::StoreFailure(path + ": " + verb +
                              " failed: " + std::generic_category().message(error));
}

Status CreateEmpty(const std::string& path) {
  const int descriptor =
      open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (descriptor < 0) return FileError(path, "creating", errno);
  close(descriptor);
  return Status::Ok();
}

Status Sync(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return FileError(path, "opening", errno);
  const int result = fsync(descriptor);
  const int error = errno;
  close(descriptor);
  return result == 0 ? Status::Ok() : FileError(path, "flushing", error);
}

// What a removed value of a column that stays reads as: NULL, or nothing at all where the column
// refuses NULL. STRICT columns hold their own type only.
Value EmptyValue(const CopiedColumn& column, bool is_strict) {
  Value value;
  if (!column.is_not_null) return value;
  value.type = ValueType::kText;
  if (!is_strict) return value;
  const char* const type = column.type.c_str();
  if (strncasecmp(type, "INT", 3) == 0) value.type = ValueType::kInteger;
  if (strcasecmp(type, "REAL") == 0) value.type = ValueType::kReal;
  if (strcasecmp(type, "BLOB") == 0) value.type = ValueType::kBlob;
  return value;
}

struct CopiedTable {
  std::string name;
  size_t field_count = 0;
  bool is_strict = false;
  CopyPlan plan;
};

class DatabaseWriter : public ObjectWriter {
 public:
  DatabaseWriter(std::string path, std::vector<CopiedTable> tables,
                 std::optional<CarriedSchema> carried)
      : path_(std::move(path)),
        partial_path_(path_ + ".partial"),
        tables_(std::move(tables)),
        carried_(std::move(carried)) {}

  ~DatabaseWriter() override {
    insert_.reset();
    database_.reset();
    if (has_file_) unlink(partial_path_.c_str());
  }

  // Carries over the application's own numbers in the header, which say how to read its tables.
  Status Start(int64_t user_version, int64_t application_id);
  Status Serialize(size_t table, const RecordBlock& block, uint32_t record,
                   std::span<const CellEdit> edits, std::string* bytes) const override;
  Status Write(size_t table, std::string_view record_bytes) override;
  Status Finish() override;
  std::vector<std::string> Notes() const override {
    return carried_ ? carried_->notes : std::vector<std::string>();
  }

 private:
  Status CreateTables();
  Status CreateTable(const CopyPlan& plan);
  Status CarryOver();
  Status CreateIndexes();
  Status Bind(int column, const Value& value);

  std::string path_;
  std::string partial_path_;
  std::vector<CopiedTable> tables_;
  std::optional<CarriedSchema> carried_;  // in place
  bool has_file_ = false;
  std::unique_ptr<Database> database_;
  size_t insert_table_ = 0;
  Statement insert_;
  std::vector<Value> row_;
};

Status DatabaseWriter::Start(int64_t user_version, int64_t application_id) {
  struct stat info {};
  if (lstat(path_.c_str(), &info) == 0) return FileError(path_, "creating", EEXIST);
  SUNDER_RETURN_IF_ERROR(CreateEmpty(partial_path_));
  has_file_ = true;
  SUNDER_ASSIGN_OR_RETURN(database_, Database::OpenNew(partial_path_));
  for (const char* setting : kSettings) SUNDER_RETURN_IF_ERROR(database_->Execute(setting));
  if (carried_) {
    // Over those above, as no page is written yet.
    for (const std::string& setting : {"page_size=" + std::to_string(carried_->page_size_bytes),
                                       "encoding='" + carried_->encoding + "'",
                                       "auto_vacuum=" + std::to_string(carried_->auto_vacuum)}) {
      SUNDER_RETURN_IF_ERROR(database_->Execute("PRAGMA " + setting));
    }
  }
  SUNDER_RETURN_IF_ERROR(database_->Execute("BEGIN IMMEDIATE"));
  SUNDER_RETURN_IF_ERROR(database_->Execute("PRAGMA user_version=" + std::to_string(user_version)));
  SUNDER_RETURN_IF_ERROR(
      database_->Execute("PRAGMA application_id=" + std::to_string(application_id)));
  return CreateTables();
}

Status DatabaseWriter::CreateTables() {
  if (carried_) {
    for (const std::string& sql : carried_->table_sql) {
      SUNDER_RETURN_IF_ERROR(database_->Execute(sql));
    }
    return Status::Ok();
  }
  for (const CopiedTable& table : tables_) SUNDER_RETURN_IF_ERROR(CreateTable(table.plan));
  return Status::Ok();
}

// In place everything comes back or nothing is written.
Status DatabaseWriter::CarryOver() {
  for (const auto& [name, sql] : carried_->statements) {
    if (database_->Execute(sql).ok()) continue;
    return Status::StoreFailure(path_ + ": " + name +
                                " cannot be built over the records as they are after the split; "
                                "drop it first");
  }
  if (carried_->sequences.empty()) return Status::Ok();
  SUNDER_RETURN_IF_ERROR(database_->Execute("DELETE FROM sqlite_sequence"));
  for (const auto& [table, sequence] : carried_->sequences) {
    SUNDER_ASSIGN_OR_RETURN(const Statement insert,
                            database_->Prepare("INSERT INTO sqlite_sequence VALUES(?1, ?2)"));
    sqlite3_bind_text64(insert.get(), 1, table.data(), table.size(), SQLITE_STATIC, SQLITE_UTF8);
    sqlite3_bind_int64(insert.get(), 2, sequence);
    if (sqlite3_step(insert.get()) != SQLITE_DONE) return database_->Error();
  }
  return Status::Ok();
}

Status DatabaseWriter::CreateTable(const CopyPlan& plan) {
  if (database_->Execute(plan.create_sql).ok()) return Status::Ok();
  return database_->Execute(plan.create_sql_without_defaults);
}

Status DatabaseWriter::Serialize(size_t table, const RecordBlock& block, uint32_t record,
                                 std::span<const CellEdit> edits, std::string* bytes) const {
  const CopiedTable& copied = tables_[table];
  // The reader makes one cell a column, so a record's cells are found by number.
  const size_t first_cell = size_t{record} * copied.field_count;
  if (first_cell + copied.field_count > block.cells.size()) {
    return Status::Internal("a record of another table");
  }
  bytes->clear();
  for (const CopiedColumn& column : copied.plan.columns) {
    const size_t cell = first_cell + column.field;
    const auto edit = std::find_if(edits.begin(), edits.end(), [cell](const CellEdit& candidate) {
      return candidate.cell == cell;
    });
    if (edit == edits.end()) {
      SUNDER_ASSIGN_OR_RETURN(const Value value, CellValue(block, block.cells[cell]));
      AppendValue(value, bytes);
    } else if (edit->kind == CellEdit::Kind::kRemove) {
      AppendValue(EmptyValue(column, copied.is_strict), bytes);
    } else {
      Value value;
      const bool is_blob = CellType(block, block.cells[cell]) == ValueType::kTextBlob;
      value.type = is_blob ? ValueType::kBlob : ValueType::kText;
      value.bytes = edit->text;
      AppendValue(value, bytes);
    }
  }
  return Status::Ok();
}

Status DatabaseWriter::Bind(int column, const Value& value) {
  sqlite3_stmt* const statement = insert_.get();
  int code = SQLITE_OK;
  switch (value.type) {
    case ValueType::kInteger:
      code = sqlite3_bind_int64(statement, column, value.integer);
      break;
    case ValueType::kReal:
      code = sqlite3_bind_double(statement, column, value.real);
      break;
    case ValueType::kText:
      code = sqlite3_bind_text64(statement, column, value.bytes.data(), value.bytes.size(),
                                 SQLITE_STATIC, SQLITE_UTF8);
      break;
    case ValueType::kTextBlob:
    case ValueType::kBlob:
      code = sqlite3_bind_blob64(statement, column, value.bytes.data(), value.bytes.size(),
                                 SQLITE_STATIC);
      break;
    case ValueType::kNull:
      code = sqlite3_bind_null(statement, column);
      break;
  }
  return code == SQLITE_OK ? Status::Ok() : database_->Error();
}

Status DatabaseWriter::Write(size_t table, std::string_view record_bytes) {
  const CopiedTable& copied = tables_[table];
  if (insert_ == nullptr || insert_table_ != table) {
    SUNDER_ASSIGN_OR_RETURN(insert_, database_->Prepare(copied.plan.insert_sql));
    insert_table_ = table;
  }
  row_.resize(copied.plan.columns.size());
  for (size_t i = 0; i < row_.size(); ++i) {
    if (!TakeValue(&record_bytes, &row_[i])) return Status::Internal("a damaged record");
    SUNDER_RETURN_IF_ERROR(Bind(static_cast<int>(i) + 1, row_[i]));
  }
  if (!record_bytes.empty()) return Status::Internal("a record of another table");
  const int code = sqlite3_step(insert_.get());
  if (code == SQLITE_DONE) {
    sqlite3_reset(insert_.get());
    return Status::Ok();
  }
  if (code != SQLITE_CONSTRAINT) return database_->Error();
  return Status::StoreFailure(path_ + ": records of table " + std::to_string(table + 1) +
                              " cannot stand in it after the split: they have the same key, or one "
                              "breaks a constraint; remove the whole column instead of part of its "
                              "text");
}

// An index is no data: one that cannot be built (a function that is not there) is left out.
Status DatabaseWriter::CreateIndexes() {
  for (const CopiedTable& table : tables_) {
    for (const CopyPlan::Index& index : table.plan.indexes) {
      if (database_->Execute(index.sql).ok() || index.fallback_sql.empty()) continue;
      (void)database_->Execute(index.fallback_sql).ok();
    }
  }
  return Status::Ok();
}

Status DatabaseWriter::Finish() {
  if (database_ == nullptr) return Status::Internal("the database is finished already");
  insert_.reset();
  SUNDER_RETURN_IF_ERROR(carried_ ? CarryOver() : CreateIndexes());
  SUNDER_RETURN_IF_ERROR(database_->Execute("COMMIT"));
  if (carried_ && carried_->uses_write_ahead_log) {
    SUNDER_RETURN_IF_ERROR(database_->Execute("PRAGMA journal_mode=WAL"));
  }
  database_.reset();
  SUNDER_RETURN_IF_ERROR(Sync(partial_path_));
  if (rename(partial_path_.c_str(), path_.c_str()) != 0) {
    return FileError(path_, "renaming", errno);
  }
  has_file_ = false;
  const std::string folder = std::filesystem::path(path_).parent_path().string();
  return Sync(folder.empty() ? "." : folder);
}

}  // namespace

Result<std::unique_ptr<ObjectWriter>> CreateDatabaseWriter(
    const std::string& path, const std::vector<TableInfo>& tables,
    const std::vector<WriteOptions>& options) {
  std::vector<CopiedTable> copied;
  std::optional<CarriedSchema> carried;
  int64_t user_version = 0;
  int64_t application_id = 0;
  if (!tables.empty()) {
    const SourceObject& object = tables.front().object;
    SUNDER_ASSIGN_OR_RETURN(const auto source, Database::OpenSource(object));
    SUNDER_ASSIGN_OR_RETURN(const std::vector<TableSchema> schema, ReadSchema(*source));
    SUNDER_ASSIGN_OR_RETURN(user_version, source->QueryInteger("PRAGMA main.user_version"));
    SUNDER_ASSIGN_OR_RETURN(application_id, source->QueryInteger("PRAGMA main.application_id"));
    const bool is_in_place = !options.empty() && options.front().is_in_place;
    std::vector<std::vector<std::string>> removed(schema.size());
    for (size_t i = 0; i < tables.size(); ++i) {
      const auto found =
          std::find_if(schema.begin(), schema.end(), [&](const TableSchema& candidate) {
            return candidate.name == tables[i].table &&
                   candidate.columns.size() == tables[i].fields.size();
          });
      if (found == schema.end()) {
        return Status::Unreadable(object.name + ": table " + std::to_string(i + 1) +
                                  " changed while it was read; run again");
      }
      auto& leaves = removed[static_cast<size_t>(found - schema.begin())];
      if (i < options.size()) leaves = options[i].removed_fields;
      if (const ColumnSchema* computed = FindComputedFromRemoved(*found, leaves)) {
        return Status::Refused("column " + Quoted(computed->name) + " of table " +
                               Quoted(found->name) +
                               " is computed from a column that leaves; let it leave, too: a "
                               "[[field]] with the same label in sunder.toml");
      }
      copied.push_back({found->name, found->columns.size(), found->is_strict,
                        is_in_place ? PlanRows(*found, leaves) : PlanCopy(*found, leaves)});
    }
    if (is_in_place) {
      SUNDER_ASSIGN_OR_RETURN(carried, CarrySchema(*source, object.name, schema, removed));
    }
  }
  auto writer = std::make_unique<DatabaseWriter>(path, std::move(copied), std::move(carried));
  SUNDER_RETURN_IF_ERROR(writer->Start(user_version, application_id));
  return std::unique_ptr<ObjectWriter>(std::move(writer));
}

}  // namespace sunder::sqlite
