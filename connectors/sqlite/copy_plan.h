// How a table of the source stands in the copy: its statements, with the removed columns left out.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "connectors/sqlite/schema.h"

namespace sunder::sqlite {

struct CopiedColumn {
  size_t field = 0;  // index into the source table's columns
  bool is_not_null = false;
  std::string type;
};

struct CopyPlan {
  std::vector<CopiedColumn> columns;
  std::string create_sql;
  std::string create_sql_without_defaults;  // for a default that stands alone nowhere
  std::string insert_sql;
  struct Index {
    std::string sql;
    std::string fallback_sql;  // when values are no longer unique; empty: leave the index out
  };
  std::vector<Index> indexes;
};

CopyPlan PlanCopy(const TableSchema& table, const std::vector<std::string>& removed_fields);
// A column that stays though it is computed from one that leaves, or from such a column: it would
// bring back what left. nullptr: none. In place, SQLite itself refuses to take such a column out.
const ColumnSchema* FindComputedFromRemoved(const TableSchema& table,
                                            const std::vector<std::string>& removed_fields);
// For a table that stands already as it will be: what is written into it, and nothing else.
CopyPlan PlanRows(const TableSchema& table, const std::vector<std::string>& removed_fields);

// Whether an index cannot do without one of these columns.
bool NamesRemoved(const IndexSchema& index, const std::set<std::string>& removed);

}  // namespace sunder::sqlite
