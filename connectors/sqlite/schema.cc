#include "connectors/sqlite/schema.h"

#include <strings.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string_view>
#include <utility>

namespace sunder::sqlite {
namespace {

bool EqualsIgnoringCase(const std::string& a, const char* b) {
  return strcasecmp(a.c_str(), b) == 0;
}

Status Bind(const Database& database, const Statement& statement, const std::string& text) {
  if (sqlite3_bind_text64(statement.get(), 1, text.data(), text.size(), SQLITE_TRANSIENT,
                          SQLITE_UTF8) == SQLITE_OK) {
    return Status::Ok();
  }
  return database.Error();
}

// Position behind a quoted run or comment that starts at `begin`, or `begin` where none does.
size_t SkipQuoted(const std::string& sql, size_t begin) {
  const auto behind = [&sql](size_t position, size_t size) {
    return position == std::string::npos ? sql.size() : position + size;
  };
  switch (sql[begin]) {
    case '\'':
    case '"':
    case '`':
      return behind(sql.find(sql[begin], begin + 1), 1);  // doubled quotes: two runs
    case '[':
      return behind(sql.find(']', begin), 1);
    case '-':
      return sql.compare(begin, 2, "--") == 0 ? behind(sql.find('\n', begin), 1) : begin;
    case '/':
      return sql.compare(begin, 2, "/*") == 0 ? behind(sql.find("*/", begin), 2) : begin;
    default:
      return begin;
  }
}

// The bare words of a statement in upper case: keywords and unquoted names.
std::set<std::string> WordsOf(const std::string& sql) {
  std::set<std::string> words;
  std::string word;
  for (size_t i = 0; i <= sql.size(); ++i) {
    const char c = i < sql.size() ? sql[i] : ' ';
    if (std::isalnum(static_cast<uint8_t>(c)) != 0 || c == '_') {
      word += static_cast<char>(std::toupper(static_cast<uint8_t>(c)));
      continue;
    }
    if (!word.empty()) words.insert(std::exchange(word, ""));
    if (i == sql.size()) break;
    const size_t behind = SkipQuoted(sql, i);
    if (behind > i) i = behind - 1;
  }
  return words;
}

// What stands between the outer parentheses of a CREATE TABLE, parted by its commas: columns first.
std::vector<std::string> DefinitionsOf(const std::string& sql) {
  std::vector<std::string> definitions;
  int depth = 0;
  for (size_t i = 0; i < sql.size();) {
    const size_t behind = std::max(SkipQuoted(sql, i), i + 1);
    const std::string_view piece = std::string_view(sql).substr(i, behind - i);
    i = behind;
    if (piece == ")" && --depth == 0) break;
    const bool is_border = (piece == "(" && depth == 0) || (piece == "," && depth == 1);
    if (piece == "(") ++depth;
    if (is_border) {
      definitions.emplace_back();
    } else if (depth > 0) {
      definitions.back() += piece;
    }
  }
  return definitions;
}

void AddDefinitions(const std::string& sql, TableSchema* table) {
  const std::vector<std::string> definitions = DefinitionsOf(sql);
  for (size_t i = 0; i < table->columns.size(); ++i) {
    ColumnSchema& column = table->columns[i];
    if (column.is_generated) column.definition = i < definitions.size() ? definitions[i] : sql;
  }
}

std::vector<std::string> NotesOf(const TableSchema& table, const std::string& sql,
                                 bool has_generated) {
  constexpr std::array<std::pair<const char*, const char*>, 5> kClauses = {{
      {"CHECK", "CHECK constraints"},
      {"REFERENCES", "foreign keys"},
      {"COLLATE", "collations"},
      {"UNIQUE", "UNIQUE constraints"},
      {"AUTOINCREMENT", "AUTOINCREMENT"},
  }};
  const std::set<std::string> words = WordsOf(sql);
  std::vector<std::string> notes;
  for (const auto& [word, title] : kClauses) {
    if (words.count(word) != 0) {
      notes.push_back(std::string(title) + " of the table are not carried over");
    }
  }
  if (has_generated) notes.push_back("generated columns become plain columns with their values");
  const auto key_columns =
      std::count_if(table.columns.begin(), table.columns.end(),
                    [](const ColumnSchema& column) { return column.primary_key_position > 0; });
  if (key_columns > 1 || !table.has_rowid) {
    notes.push_back("the primary key is not carried over if one of its columns is removed");
  }
  const bool has_written_index =
      std::any_of(table.indexes.begin(), table.indexes.end(),
                  [](const IndexSchema& index) { return !index.is_plain; });
  if (has_written_index) {
    notes.push_back(
        "partial and expression indexes are carried over only where their text names "
        "no removed column");
  }
  return notes;
}

Status ReadColumns(const Database& database, TableSchema* table, bool* has_generated) {
  SUNDER_ASSIGN_OR_RETURN(
      const Statement columns,
      database.Prepare("SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM "
                       "pragma_table_xinfo(?1, 'main') ORDER BY cid"));
  SUNDER_RETURN_IF_ERROR(Bind(database, columns, table->name));
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(columns.get())) == SQLITE_ROW) {
    ColumnSchema column;
    column.name = ColumnText(columns, 0);
    column.type = ColumnText(columns, 1);
    column.is_not_null = sqlite3_column_int(columns.get(), 2) != 0;
    column.default_sql = ColumnText(columns, 3);
    column.primary_key_position = sqlite3_column_int(columns.get(), 4);
    // 2 and 3: generated, virtual or stored.
    column.is_generated = sqlite3_column_int(columns.get(), 5) >= 2;
    *has_generated = *has_generated || column.is_generated;
    table->columns.push_back(std::move(column));
  }
  return code == SQLITE_DONE ? Status::Ok() : database.Error();
}

Status ReadIndexTerms(const Database& database, IndexSchema* index) {
  SUNDER_ASSIGN_OR_RETURN(
      const Statement terms,
      database.Prepare("SELECT cid, name, \"desc\", coll FROM "
                       "pragma_index_xinfo(?1, 'main') WHERE key ORDER BY seqno"));
  SUNDER_RETURN_IF_ERROR(Bind(database, terms, index->name));
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(terms.get())) == SQLITE_ROW) {
    const bool is_column = sqlite3_column_int(terms.get(), 0) >= 0;
    index->is_plain = index->is_plain && is_column;
    const std::string name = is_column ? ColumnText(terms, 1) : std::string();
    index->columns.push_back(name);
    index->terms.push_back(Quoted(name) + " COLLATE " + Quoted(ColumnText(terms, 3)) +
                           (sqlite3_column_int(terms.get(), 2) != 0 ? " DESC" : ""));
  }
  return code == SQLITE_DONE ? Status::Ok() : database.Error();
}

Status ReadIndexes(const Database& database, TableSchema* table) {
  // Origin "c": made by CREATE INDEX; the others belong to constraints.
  SUNDER_ASSIGN_OR_RETURN(
      const Statement indexes,
      database.Prepare("SELECT list.name, list.\"unique\", list.partial, item.sql FROM "
                       "pragma_index_list(?1, 'main') AS list JOIN main.sqlite_schema AS item ON "
                       "item.type = 'index' AND item.name = list.name WHERE list.origin = 'c' "
                       "ORDER BY list.name"));
  SUNDER_RETURN_IF_ERROR(Bind(database, indexes, table->name));
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(indexes.get())) == SQLITE_ROW) {
    IndexSchema index;
    index.name = ColumnText(indexes, 0);
    index.is_unique = sqlite3_column_int(indexes.get(), 1) != 0;
    index.is_plain = sqlite3_column_int(indexes.get(), 2) == 0;
    index.sql = ColumnText(indexes, 3);
    SUNDER_RETURN_IF_ERROR(ReadIndexTerms(database, &index));
    table->indexes.push_back(std::move(index));
  }
  return code == SQLITE_DONE ? Status::Ok() : database.Error();
}

std::string RowidName(const TableSchema& table) {
  if (!table.has_rowid) return {};
  for (const char* name : {"rowid", "_rowid_", "oid"}) {
    const bool is_hidden = std::any_of(
        table.columns.begin(), table.columns.end(),
        [name](const ColumnSchema& column) { return EqualsIgnoringCase(column.name, name); });
    if (!is_hidden) return name;
  }
  return {};
}

// What no copy has, by number: names of views and triggers may themselves say too much.
Result<std::vector<std::string>> DatabaseNotes(const Database& database) {
  constexpr std::array<std::pair<const char*, const char*>, 3> kKinds = {{
      {"SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'view'", "views"},
      {"SELECT count(*) FROM main.sqlite_schema WHERE type = 'trigger'", "triggers"},
      {"SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'",
       "virtual tables (full-text and other indexes) are neither read nor"},
  }};
  std::vector<std::string> notes;
  for (const auto& [sql, title] : kKinds) {
    SUNDER_ASSIGN_OR_RETURN(const int64_t count, database.QueryInteger(sql));
    if (count == 0) continue;
    const std::string text = std::to_string(count) + " " + title;
    notes.push_back(
        text + (text.back() == 's' ? " of the database are not carried over" : " carried over"));
  }
  SUNDER_ASSIGN_OR_RETURN(const Statement encoding, database.Prepare("PRAGMA main.encoding"));
  if (sqlite3_step(encoding.get()) == SQLITE_ROW && ColumnText(encoding, 0) != "UTF-8") {
    notes.push_back("the text encoding of the copy is UTF-8, that of the database is not");
  }
  return notes;
}

Status ReadTable(const Database& database, const std::string& sql, TableSchema* table) {
  bool has_generated = false;
  SUNDER_RETURN_IF_ERROR(ReadColumns(database, table, &has_generated));
  if (has_generated) AddDefinitions(sql, table);
  SUNDER_RETURN_IF_ERROR(ReadIndexes(database, table));
  table->rowid_name = RowidName(*table);
  table->notes = NotesOf(*table, sql, has_generated);
  return Status::Ok();
}

}  // namespace

Result<std::vector<TableSchema>> ReadSchema(const Database& database) {
  SUNDER_ASSIGN_OR_RETURN(
      const Statement tables,
      database.Prepare("SELECT list.name, list.wr, list.strict, item.sql FROM pragma_table_list AS "
                       "list JOIN main.sqlite_schema AS item ON item.type = 'table' AND item.name "
                       "= list.name WHERE list.schema = 'main' AND list.type = 'table' AND "
                       "list.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY list.name"));
  std::vector<TableSchema> schema;
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(tables.get())) == SQLITE_ROW) {
    TableSchema table;
    table.name = ColumnText(tables, 0);
    table.has_rowid = sqlite3_column_int(tables.get(), 1) == 0;
    table.is_strict = sqlite3_column_int(tables.get(), 2) != 0;
    SUNDER_RETURN_IF_ERROR(ReadTable(database, ColumnText(tables, 3), &table));
    schema.push_back(std::move(table));
  }
  if (code != SQLITE_DONE) return database.Error();
  if (!schema.empty()) {
    SUNDER_ASSIGN_OR_RETURN(const std::vector<std::string> notes, DatabaseNotes(database));
    schema.front().notes.insert(schema.front().notes.end(), notes.begin(), notes.end());
  }
  return schema;
}

}  // namespace sunder::sqlite
