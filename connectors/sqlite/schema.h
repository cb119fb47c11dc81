// The catalogue of a database, as far as a copy needs it.
#pragma once

#include <string>
#include <vector>

#include "connectors/sqlite/database.h"
#include "core/status.h"

namespace sunder::sqlite {

struct ColumnSchema {
  std::string name;
  std::string type;         // as declared; may be empty
  std::string default_sql;  // an expression; empty for none
  bool is_not_null = false;
  int primary_key_position = 0;  // from 1; 0: not part of it
  bool is_generated = false;
  std::string definition;  // of a generated one, as written; it names what it is computed from
};

struct IndexSchema {
  std::string name;
  std::string sql;                   // as written
  std::vector<std::string> columns;  // key columns; "" for an expression
  std::vector<std::string> terms;    // "name" COLLATE x DESC, for each of `columns`
  bool is_unique = false;
  bool is_plain = true;  // columns only, all rows
};

struct TableSchema {
  std::string name;
  std::vector<ColumnSchema> columns;
  std::vector<IndexSchema> indexes;  // sorted by name
  bool has_rowid = true;
  bool is_strict = false;
  std::string rowid_name;          // empty: none that a column does not hide
  std::vector<std::string> notes;  // what a copy does not carry over
};

// All user tables, sorted by name; virtual tables and the tables behind them are not among them.
Result<std::vector<TableSchema>> ReadSchema(const Database& database);

}  // namespace sunder::sqlite
