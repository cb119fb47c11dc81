// The whole schema of a database without the columns that leave: for a rewrite that takes the
// database's place, where nothing else may get lost.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "connectors/sqlite/database.h"
#include "connectors/sqlite/schema.h"
#include "core/status.h"

namespace sunder::sqlite {

struct CarriedSchema {
  // Settings to make before the first table, and whether to end in write-ahead-log mode.
  int64_t page_size_bytes = 4096;
  int64_t auto_vacuum = 0;
  std::string encoding;
  bool uses_write_ahead_log = false;
  std::vector<std::string> table_sql;  // one for each table of the schema, in its order
  // Statements for when the rows are there: indexes, full-text tables, views, then triggers, which
  // must not fire while rows are written. The name is for messages.
  std::vector<std::pair<std::string, std::string>> statements;
  // Largest row ids ever given out, by table (AUTOINCREMENT).
  std::vector<std::pair<std::string, int64_t>> sequences;
  std::vector<std::string> notes;
};

// `removed_fields` has one entry for each table of `schema`. SQLite itself takes the columns out of
// an empty copy of the schema, and refuses what cannot do without them: Refused, naming the views,
// triggers, constraints and virtual tables.
Result<CarriedSchema> CarrySchema(const Database& source, const std::string& name,
                                  const std::vector<TableSchema>& schema,
                                  const std::vector<std::vector<std::string>>& removed_fields);

}  // namespace sunder::sqlite
