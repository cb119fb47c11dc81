#include "connectors/sqlite/table_reader.h"

#include <algorithm>
#include <utility>

#include "connectors/decode/bounded_loss.h"
#include "connectors/decode/byte_stream.h"
#include "connectors/sqlite/schema.h"
#include "connectors/sqlite/shared_database.h"
#include "connectors/sqlite/value.h"

namespace sunder::sqlite {
namespace {

// Offsets of a block have 32 bits, and a blob takes two bytes for one.
constexpr uint64_t kRecordSizeBytesMax = uint64_t{1} << 30;

// The reader has made all cells already.
class RowIndexer : public CellIndexer {
 public:
  Status Index(RecordBlock*) const override { return Status::Ok(); }
  std::string Decode(std::string_view raw) const override { return std::string(raw); }
};

class TableReader : public RecordReader {
 public:
  TableReader(const TableInfo& table, const ReadOptions& options,
              std::unique_ptr<Database> database, Statement rows)
      : fields_(table.fields),
        options_(options),
        record_size_max_(std::min<uint64_t>(options.record_size_bytes_max, kRecordSizeBytesMax)),
        shared_(table.shared),
        database_(std::move(database)),
        rows_(std::move(rows)),
        indexer_(std::make_shared<RowIndexer>()) {}
  ~TableReader() override {
    rows_.reset();
    if (failure_.ok()) SharedDatabase::GiveBack(shared_, std::move(database_));
  }
  TableReader(const TableReader&) = delete;
  TableReader& operator=(const TableReader&) = delete;

  Result<bool> Next(RecordBlock* block) override;
  const ReadLedger& ledger() const override { return ledger_; }

 private:
  Status Step(RecordBlock* block);
  void TakeRow(RecordBlock* block);
  bool AppendColumn(size_t column, RecordBlock* block, uint64_t* size_bytes);
  uint64_t LookAtColumns();
  void Lose(LossReason reason, uint64_t size_bytes, std::string detail);

  std::vector<std::string> fields_;
  ReadOptions options_;
  uint64_t record_size_max_;
  std::shared_ptr<SharedContent> shared_;
  // The statement goes before the connection.
  std::unique_ptr<Database> database_;
  Statement rows_;
  std::shared_ptr<const CellIndexer> indexer_;
  struct Column {
    int type = SQLITE_NULL;
    std::string_view bytes;  // of texts and blobs, SQLite's own
  };
  std::vector<Column> columns_;  // of the row: each is asked for once
  ReadLedger ledger_;
  uint64_t sequence_ = 0;
  bool is_done_ = false;
  Status failure_;  // given after the rows before it
};

// Size of what may be large, before it is copied.
uint64_t TableReader::LookAtColumns() {
  columns_.resize(fields_.size());
  uint64_t size = 0;
  for (int number = 0; number < static_cast<int>(columns_.size()); ++number) {
    Column& column = columns_[static_cast<size_t>(number)];
    column.type = sqlite3_column_type(rows_.get(), number);
    column.bytes = {};
    if (column.type != SQLITE_TEXT && column.type != SQLITE_BLOB) continue;
    // In this order: column_text may convert, column_bytes tells the size of the result.
    const void* bytes = column.type == SQLITE_BLOB ? sqlite3_column_blob(rows_.get(), number)
                                                   : sqlite3_column_text(rows_.get(), number);
    if (bytes == nullptr) continue;
    column.bytes = {static_cast<const char*>(bytes),
                    static_cast<size_t>(sqlite3_column_bytes(rows_.get(), number))};
    size += column.bytes.size();
  }
  return size;
}

// False: text that is not UTF-8.
bool TableReader::AppendColumn(size_t column, RecordBlock* block, uint64_t* size_bytes) {
  std::string number;
  std::string_view bytes = columns_[column].bytes;
  ValueType type = ValueType::kNull;
  switch (columns_[column].type) {
    case SQLITE_INTEGER:
      type = ValueType::kInteger;
      bytes = number = IntegerText(sqlite3_column_int64(rows_.get(), static_cast<int>(column)));
      break;
    case SQLITE_FLOAT:
      type = ValueType::kReal;
      bytes = number = RealText(sqlite3_column_double(rows_.get(), static_cast<int>(column)));
      break;
    case SQLITE_TEXT:
      type = ValueType::kText;
      if (ValidUtf8Prefix(bytes) != bytes.size()) return false;
      break;
    case SQLITE_BLOB: {
      const bool is_text =
          bytes.find('\0') == std::string_view::npos && ValidUtf8Prefix(bytes) == bytes.size();
      type = is_text ? ValueType::kTextBlob : ValueType::kBlob;
      break;
    }
    default:
      break;
  }
  AppendCell(type, bytes, block->record_count, static_cast<uint32_t>(column), block);
  *size_bytes += bytes.size();
  return true;
}

void TableReader::Lose(LossReason reason, uint64_t size_bytes, std::string detail) {
  AddBoundedLoss(reason, ledger_.bytes_in, size_bytes, std::move(detail), &ledger_);
  ledger_.bytes_in += size_bytes;
}

void TableReader::TakeRow(RecordBlock* block) {
  const uint64_t size_of_texts = LookAtColumns();
  if (size_of_texts > record_size_max_) {
    return Lose(LossReason::kOverLimit, size_of_texts,
                "a record of " + std::to_string(size_of_texts) + " bytes; the limit is " +
                    std::to_string(record_size_max_));
  }
  const size_t data_size = block->data.size();
  const size_t cell_count = block->cells.size();
  uint64_t size_bytes = 0;
  for (size_t column = 0; column < fields_.size(); ++column) {
    if (AppendColumn(column, block, &size_bytes)) continue;
    block->data.resize(data_size);
    block->cells.resize(cell_count);
    return Lose(LossReason::kUndecodable, size_of_texts,
                "text in column " + std::to_string(column + 1) +
                    " is not valid UTF-8; store it as a BLOB or repair it");
  }
  ++block->record_count;
  ++ledger_.records;
  ledger_.bytes_in += size_bytes;
  ledger_.bytes_delivered += size_bytes;
}

Status TableReader::Step(RecordBlock* block) {
  const int code = sqlite3_step(rows_.get());
  if (code == SQLITE_ROW) {
    TakeRow(block);
    return Status::Ok();
  }
  is_done_ = true;
  Status status = code == SQLITE_DONE ? database_->CheckUnchanged() : database_->Error();
  if (!status.ok()) Lose(LossReason::kReadError, 0, status.message());
  return status;
}

Result<bool> TableReader::Next(RecordBlock* block) {
  block->Clear();
  block->fields = fields_;
  block->indexer = indexer_;
  block->sequence = sequence_;
  block->first_record = ledger_.records;
  block->is_indexed = true;
  while (!is_done_ && block->data.size() < std::max(options_.block_size_bytes, 1U)) {
    if (options_.cancel != nullptr && options_.cancel->load(std::memory_order_relaxed)) {
      return Status::Cancelled("reading was cancelled");
    }
    if (options_.max_bytes > 0 && ledger_.bytes_in >= options_.max_bytes) {
      Lose(LossReason::kSampled, 0, "reading stopped at the size that was asked for");
      is_done_ = true;
      break;
    }
    failure_ = Step(block);
  }
  if (block->record_count > 0) {
    ++sequence_;
    return true;
  }
  if (!failure_.ok()) return failure_;
  return false;
}

}  // namespace

Result<std::unique_ptr<RecordReader>> OpenTableReader(const TableInfo& table,
                                                      const Partition& partition,
                                                      const ReadOptions& options) {
  if (table.fields.empty()) return Status::Internal("a table without columns");
  SUNDER_ASSIGN_OR_RETURN(auto database,
                          SharedDatabase::Open(table.shared, table.object, table.table));
  std::string sql = "SELECT ";
  for (const std::string& field : table.fields) {
    sql += (&field == &table.fields.front() ? "" : ", ") + Quoted(field);
  }
  // Not by an index: rows come in the order of the table, whatever the columns.
  sql += " FROM main." + Quoted(table.table) + " NOT INDEXED";
  const auto rowid = table.dialect.find("row id");
  const bool is_part = partition.begin != 0 || partition.end != 0;
  if (is_part) {
    if (rowid == table.dialect.end()) return Status::Internal("a part of a table without row ids");
    sql += " WHERE " + rowid->second + " >= ?1";
    if (partition.end != 0) sql += " AND " + rowid->second + " < ?2";
  }
  SUNDER_ASSIGN_OR_RETURN(Statement rows, database->Prepare(sql));
  if (is_part) sqlite3_bind_int64(rows.get(), 1, RowidOfBound(partition.begin));
  if (partition.end != 0) sqlite3_bind_int64(rows.get(), 2, RowidOfBound(partition.end));
  return std::unique_ptr<RecordReader>(
      std::make_unique<TableReader>(table, options, std::move(database), std::move(rows)));
}

}  // namespace sunder::sqlite
