#include "connectors/sqlite/carried_schema.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "connectors/sqlite/copy_plan.h"
#include "connectors/sqlite/full_text.h"

namespace sunder::sqlite {
namespace {

struct Item {
  std::string type;  // table, index, view, trigger
  std::string name;
  std::string sql;
  bool is_virtual = false;
};

Result<std::vector<Item>> ReadItems(const Database& database) {
  SUNDER_ASSIGN_OR_RETURN(
      const Statement rows,
      database.Prepare(
          "SELECT item.type, item.name, item.sql, list.type IS 'virtual' FROM main.sqlite_schema "
          "AS item LEFT JOIN pragma_table_list AS list ON item.type = 'table' AND list.schema = "
          "'main' AND list.name = item.name WHERE item.sql IS NOT NULL AND list.type IS NOT "
          "'shadow' AND item.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY item.rowid"));
  std::vector<Item> items;
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(rows.get())) == SQLITE_ROW) {
    items.push_back({ColumnText(rows, 0), ColumnText(rows, 1), ColumnText(rows, 2),
                     sqlite3_column_int(rows.get(), 3) != 0});
  }
  return code == SQLITE_DONE ? Result<std::vector<Item>>(std::move(items)) : database.Error();
}

Status ReadSettings(const Database& source, CarriedSchema* carried) {
  SUNDER_ASSIGN_OR_RETURN(carried->page_size_bytes, source.QueryInteger("PRAGMA main.page_size"));
  SUNDER_ASSIGN_OR_RETURN(carried->auto_vacuum, source.QueryInteger("PRAGMA main.auto_vacuum"));
  SUNDER_ASSIGN_OR_RETURN(const Statement encoding, source.Prepare("PRAGMA main.encoding"));
  if (sqlite3_step(encoding.get()) == SQLITE_ROW) carried->encoding = ColumnText(encoding, 0);
  carried->uses_write_ahead_log = source.UsesWriteAheadLog();
  SUNDER_ASSIGN_OR_RETURN(
      const int64_t has_sequences,
      source.QueryInteger("SELECT count(*) FROM main.sqlite_schema WHERE name='sqlite_sequence'"));
  if (has_sequences == 0) return Status::Ok();
  SUNDER_ASSIGN_OR_RETURN(
      const Statement rows,
      source.Prepare("SELECT name, seq FROM main.sqlite_sequence ORDER BY name"));
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(rows.get())) == SQLITE_ROW) {
    carried->sequences.emplace_back(ColumnText(rows, 0), sqlite3_column_int64(rows.get(), 1));
  }
  return code == SQLITE_DONE ? Status::Ok() : source.Error();
}

class SchemaCarrier {
 public:
  SchemaCarrier(const std::vector<TableSchema>& schema,
                const std::vector<std::vector<std::string>>& removed_fields,
                std::unique_ptr<Database> scratch)
      : schema_(schema), removed_(removed_fields), scratch_(std::move(scratch)) {}

  void Build(const std::vector<Item>& items, CarriedSchema* carried);
  void TakeColumnsOut(CarriedSchema* carried);
  Status ReadBack(CarriedSchema* carried) const;
  const std::set<std::string>& refused() const { return refused_; }

 private:
  void Create(const Item& item);
  void CheckFullText(const Item& item, CarriedSchema* carried);
  void LeaveOutIndexes(size_t table, CarriedSchema* carried);
  void DropColumn(const std::string& table, const std::string& column);
  bool DropDependant(const std::string& message);

  const std::vector<TableSchema>& schema_;
  const std::vector<std::vector<std::string>>& removed_;
  std::unique_ptr<Database> scratch_;  // the schema without a row
  std::set<std::string> refused_;      // "view `x`"
  std::vector<std::string> rebuilds_;
};

std::string Shown(const Item& item) {
  return (item.is_virtual ? "virtual table" : item.type) + " `" + item.name + "`";
}

void SchemaCarrier::Create(const Item& item) {
  if (scratch_->Execute(item.sql).ok()) return;
  refused_.insert(Shown(item) + " (cannot be made again: " + scratch_->Message() + ")");
}

// A full-text index over a table's columns is built again from the table. Any other virtual table
// holds data of its own, which nobody has looked at.
void SchemaCarrier::CheckFullText(const Item& item, CarriedSchema* carried) {
  const std::optional<FullTextTable> full_text = ParseFullTextTable(item.sql);
  const auto found =
      !full_text ? schema_.end()
                 : std::find_if(schema_.begin(), schema_.end(), [&](const TableSchema& table) {
                     return SameName(table.name, full_text->content_table);
                   });
  if (found == schema_.end()) {
    refused_.insert(Shown(item) + " (holds data of its own)");
    return;
  }
  const auto& removed = removed_[static_cast<size_t>(found - schema_.begin())];
  for (const std::string& column : full_text->columns) {
    if (std::none_of(removed.begin(), removed.end(),
                     [&](const std::string& name) { return SameName(name, column); })) {
      continue;
    }
    refused_.insert(Shown(item));
    return;
  }
  Create(item);
  rebuilds_.push_back(item.name);
  carried->notes.push_back(Shown(item) + " is built again");
}

void SchemaCarrier::Build(const std::vector<Item>& items, CarriedSchema* carried) {
  const auto create = [&](std::string_view type) {
    for (const Item& item : items) {
      if (item.type == type && !item.is_virtual) Create(item);
    }
  };
  create("table");
  for (const Item& item : items) {
    if (item.is_virtual) CheckFullText(item, carried);
  }
  create("index");
  create("view");
  create("trigger");
}

void SchemaCarrier::LeaveOutIndexes(size_t table, CarriedSchema* carried) {
  const std::set<std::string> removed(removed_[table].begin(), removed_[table].end());
  for (const IndexSchema& index : schema_[table].indexes) {
    if (!NamesRemoved(index, removed)) continue;
    (void)scratch_->Execute("DROP INDEX IF EXISTS " + Quoted(index.name)).ok();
    carried->notes.push_back("index `" + index.name + "` goes with its column");
  }
}

// Takes what SQLite names in "error in view NAME after drop column: ..." out of the copy, so that
// the next one is named, too. False: the message names nothing that could be dropped.
bool SchemaCarrier::DropDependant(const std::string& message) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kKinds = {
      {{"error in view ", "view"}, {"error in trigger ", "trigger"}}};
  for (const auto& [prefix, kind] : kKinds) {
    if (!message.starts_with(prefix)) continue;
    size_t end = message.find(" after drop column", prefix.size());
    if (end == std::string::npos) end = message.rfind(": ");
    if (end == std::string::npos) return false;
    const std::string name = message.substr(prefix.size(), end - prefix.size());
    refused_.insert(std::string(kind) + " `" + name + "`");
    return scratch_->Execute("DROP " + std::string(kind) + " " + Quoted(name)).ok();
  }
  return false;
}

void SchemaCarrier::DropColumn(const std::string& table, const std::string& column) {
  const std::string sql = "ALTER TABLE " + Quoted(table) + " DROP COLUMN " + Quoted(column);
  while (!scratch_->Execute(sql).ok()) {
    const std::string message = scratch_->Message();
    if (DropDependant(message)) continue;
    refused_.insert("table `" + table + "` (" + message + ")");
    return;
  }
}

void SchemaCarrier::TakeColumnsOut(CarriedSchema* carried) {
  for (size_t table = 0; table < schema_.size(); ++table) {
    if (removed_[table].empty()) continue;
    LeaveOutIndexes(table, carried);
    for (const std::string& column : removed_[table]) DropColumn(schema_[table].name, column);
  }
}

Status SchemaCarrier::ReadBack(CarriedSchema* carried) const {
  SUNDER_ASSIGN_OR_RETURN(const std::vector<Item> items, ReadItems(*scratch_));
  for (const TableSchema& table : schema_) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) {
      return item.type == "table" && item.name == table.name;
    });
    if (found == items.end()) return Status::Internal("a table is missing in the copied schema");
    carried->table_sql.push_back(found->sql);
  }
  const auto append = [&](std::string_view type, bool is_virtual) {
    for (const Item& item : items) {
      if (item.type != type || item.is_virtual != is_virtual) continue;
      carried->statements.emplace_back(Shown(item), item.sql);
    }
  };
  append("index", false);
  append("table", true);
  for (const std::string& name : rebuilds_) {
    carried->statements.emplace_back(
        "virtual table `" + name + "`",
        "INSERT INTO " + Quoted(name) + "(" + Quoted(name) + ") VALUES('rebuild')");
  }
  append("view", false);
  append("trigger", false);
  for (const Item& item : items) {
    if (item.type != "view" && item.type != "trigger") continue;
    carried->notes.push_back(Shown(item) + " is carried over");
  }
  return Status::Ok();
}

}  // namespace

Result<CarriedSchema> CarrySchema(const Database& source, const std::string& name,
                                  const std::vector<TableSchema>& schema,
                                  const std::vector<std::vector<std::string>>& removed_fields) {
  CarriedSchema carried;
  SUNDER_RETURN_IF_ERROR(ReadSettings(source, &carried));
  SUNDER_ASSIGN_OR_RETURN(const std::vector<Item> items, ReadItems(source));
  SUNDER_ASSIGN_OR_RETURN(auto scratch, Database::OpenScratch(name));
  SchemaCarrier carrier(schema, removed_fields, std::move(scratch));
  carrier.Build(items, &carried);
  carrier.TakeColumnsOut(&carried);
  if (carrier.refused().empty()) {
    SUNDER_RETURN_IF_ERROR(carrier.ReadBack(&carried));
    return carried;
  }
  std::string list;
  for (const std::string& refused : carrier.refused()) list += (list.empty() ? "" : ", ") + refused;
  return Status::Refused(name +
                         ": cannot be rewritten in place, these need a column that leaves or "
                         "cannot be carried over: " +
                         list +
                         "; change or drop them first, or split into a copy without --in-place");
}

}  // namespace sunder::sqlite
