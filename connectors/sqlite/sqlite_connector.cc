#include "connectors/sqlite/sqlite_connector.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>

#include "connectors/sqlite/database.h"
#include "connectors/sqlite/database_writer.h"
#include "connectors/sqlite/schema.h"
#include "connectors/sqlite/settle.h"
#include "connectors/sqlite/shared_database.h"
#include "connectors/sqlite/table_reader.h"

namespace sunder {
namespace {

constexpr std::string_view kMagic("SQLite format 3\0", 16);
// Below this a range of row ids is not worth a connection of its own.
constexpr uint64_t kRowidsPerPartitionMin = 256;
// Fewer have connections of their own: their schema is read in no time.
constexpr size_t kTablesToShareMin = 16;

// Without the bytes that encryption, and pages of a database, are full of.
bool LooksLikeText(std::string_view head) {
  return std::none_of(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f') ||
           byte == 0x7F;
  });
}

class SqliteConnector : public Connector {
 public:
  const ConnectorTraits& traits() const override { return traits_; }
  int Recognise(std::string_view file_name, std::string_view head) const override;
  Result<std::vector<TableInfo>> Inspect(const SourceObject& object) const override;
  Result<std::vector<Partition>> Plan(const TableInfo& table, uint32_t count) const override;
  Result<std::unique_ptr<RecordReader>> Open(const TableInfo& table, const Partition& partition,
                                             const ReadOptions& options) const override {
    return sqlite::OpenTableReader(table, partition, options);
  }
  Result<std::unique_ptr<ObjectWriter>> Create(
      const std::string& path, const std::vector<TableInfo>& tables,
      const std::vector<WriteOptions>& options) const override {
    return sqlite::CreateDatabaseWriter(path, tables, options);
  }

 private:
  ConnectorTraits traits_{.name = "sqlite",
                          .description = "SQLite database files, every table",
                          .extensions = {".db", ".sqlite", ".sqlite3"},
                          .schemes = {"sqlite"},
                          .is_database = true,
                          .is_binary = true,
                          .reads_streams = false,
                          .in_place = {.companions = {"-wal", "-shm", "-journal"},
                                       .lock_begin_bytes = sqlite::kLockBeginBytes,
                                       .lock_size_bytes = sqlite::kLockSizeBytes,
                                       .settle = sqlite::SettleDatabase}};
};

int SqliteConnector::Recognise(std::string_view file_name, std::string_view head) const {
  std::string extension = std::filesystem::path(file_name).extension().string();
  for (char& c : extension) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  const bool has_extension = std::find(traits_.extensions.begin(), traits_.extensions.end(),
                                       extension) != traits_.extensions.end();
  if (head.substr(0, kMagic.size()) == kMagic) return 4;
  // An empty file is an empty database. Many programs call their files .db; those of other formats
  // are not ours. The other names mean SQLite, perhaps encrypted: to be said, not passed over; but
  // text is text, whatever its name says.
  const bool may_be_encrypted = extension != ".db" && !LooksLikeText(head);
  return has_extension && (head.empty() || may_be_encrypted) ? 2 : 0;
}

Result<std::vector<TableInfo>> SqliteConnector::Inspect(const SourceObject& object) const {
  if (object.IsStandardInput() || object.codec != Codec::kNone) {
    return Status::Usage(
        object.name + ": a database is read from a file that is not compressed; unpack it first");
  }
  SUNDER_ASSIGN_OR_RETURN(const auto database, sqlite::Database::OpenSource(object));
  SUNDER_ASSIGN_OR_RETURN(const std::vector<sqlite::TableSchema> schema,
                          sqlite::ReadSchema(*database));
  std::shared_ptr<sqlite::SharedDatabase> shared;
  if (schema.size() >= kTablesToShareMin) {
    shared = std::make_shared<sqlite::SharedDatabase>(schema.size());
  }
  std::vector<TableInfo> tables;
  for (const sqlite::TableSchema& table : schema) {
    TableInfo info;
    info.object = object;
    info.shared = shared;
    info.table = table.name;
    info.fields_known = true;
    for (const sqlite::ColumnSchema& column : table.columns) info.fields.push_back(column.name);
    if (!table.rowid_name.empty()) info.dialect["row id"] = table.rowid_name;
    info.notes = table.notes;
    tables.push_back(std::move(info));
  }
  return tables;
}

Result<std::vector<Partition>> SqliteConnector::Plan(const TableInfo& table, uint32_t count) const {
  const auto rowid = table.dialect.find("row id");
  if (count <= 1 || rowid == table.dialect.end()) return std::vector<Partition>{{0, 0}};
  SUNDER_ASSIGN_OR_RETURN(auto database,
                          sqlite::SharedDatabase::Open(table.shared, table.object, ""));
  const std::string from = rowid->second + ") FROM main." + sqlite::Quoted(table.table);
  SUNDER_ASSIGN_OR_RETURN(const int64_t smallest, database->QueryInteger("SELECT min(" + from));
  SUNDER_ASSIGN_OR_RETURN(const int64_t largest, database->QueryInteger("SELECT max(" + from));
  sqlite::SharedDatabase::GiveBack(table.shared, std::move(database));
  const uint64_t begin = sqlite::PartitionBound(smallest);
  const uint64_t span = sqlite::PartitionBound(largest) - begin;
  const uint64_t parts = std::min<uint64_t>(count, span / kRowidsPerPartitionMin + 1);
  const uint64_t width = span / parts + 1;
  // The first and the last part have no outer bound: rows that are added meanwhile belong to one.
  std::vector<Partition> partitions;
  uint64_t bound = 0;
  for (uint64_t part = 1; part < parts; ++part) {
    const uint64_t next = begin + part * width;
    partitions.push_back({bound, next});
    bound = next;
  }
  partitions.push_back({bound, 0});
  return partitions;
}

}  // namespace

std::unique_ptr<Connector> MakeSqliteConnector() { return std::make_unique<SqliteConnector>(); }

}  // namespace sunder
