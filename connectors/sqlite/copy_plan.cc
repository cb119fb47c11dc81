#include "connectors/sqlite/copy_plan.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>
#include <utility>

namespace sunder::sqlite {
namespace {

// The name of the one column of a table whose columns all leave: its records still count.
constexpr std::string_view kPlaceholderColumn = "removed";

bool IsPlainType(std::string_view type) {
  return std::all_of(type.begin(), type.end(), [](char c) {
    return std::isalnum(static_cast<uint8_t>(c)) != 0 || c == ' ' || c == '_';
  });
}

// As declared where that is plain words with perhaps sizes behind ("VARCHAR(30)"); else in quotes,
// which keeps its affinity, as that depends on the text alone.
std::string TypeSql(const std::string& type) {
  if (type.empty()) return {};
  const size_t open = std::min(type.find('('), type.size());
  const std::string_view sizes = std::string_view(type).substr(open);
  const bool has_plain_sizes =
      sizes.empty() ||
      (sizes.back() == ')' && sizes.find_first_not_of("0123456789+-., ", 1) == sizes.size() - 1);
  const bool is_plain = IsPlainType(std::string_view(type).substr(0, open)) && has_plain_sizes;
  return " " + (is_plain ? type : Quoted(type));
}

// The line feed ends a comment that the expression may end with.
std::string DefaultSql(const std::string& expression) {
  return expression.empty() ? std::string() : " DEFAULT (" + expression + "\n)";
}

std::string KeySql(const TableSchema& table, const std::set<std::string>& removed) {
  std::vector<std::pair<int, std::string>> key;
  for (const ColumnSchema& column : table.columns) {
    if (column.primary_key_position == 0) continue;
    if (removed.count(column.name) != 0) return {};
    key.emplace_back(column.primary_key_position, Quoted(column.name));
  }
  if (key.empty()) return {};
  std::sort(key.begin(), key.end());
  std::string sql = ", PRIMARY KEY(";
  for (size_t i = 0; i < key.size(); ++i) sql += (i == 0 ? "" : ", ") + key[i].second;
  return sql + ")";
}

std::string CreateSql(const TableSchema& table, const CopyPlan& plan,
                      const std::set<std::string>& removed, bool with_defaults) {
  std::string sql = "CREATE TABLE " + Quoted(table.name) + "(";
  for (const CopiedColumn& copied : plan.columns) {
    const ColumnSchema& column = table.columns[copied.field];
    if (&copied != &plan.columns.front()) sql += ", ";
    sql += Quoted(column.name) + TypeSql(column.type);
    if (column.is_not_null) sql += " NOT NULL";
    if (with_defaults) sql += DefaultSql(column.default_sql);
  }
  if (plan.columns.empty()) return sql + Quoted(kPlaceholderColumn) + ")";
  const std::string key = KeySql(table, removed);
  sql += key + ")";
  std::string options;
  if (!table.has_rowid && !key.empty()) options = " WITHOUT ROWID";
  if (table.is_strict) options += options.empty() ? " STRICT" : ", STRICT";
  return sql + options;
}

std::string Folded(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<uint8_t>(c)));
  return text;
}

CopyPlan::Index IndexSql(const TableSchema& table, const IndexSchema& index) {
  if (!index.is_plain) return {index.sql, ""};
  std::string rest = "INDEX " + Quoted(index.name) + " ON " + Quoted(table.name) + "(";
  for (size_t i = 0; i < index.terms.size(); ++i) rest += (i == 0 ? "" : ", ") + index.terms[i];
  rest += ")";
  if (!index.is_unique) return {"CREATE " + rest, ""};
  return {"CREATE UNIQUE " + rest, "CREATE " + rest};
}

}  // namespace

bool NamesRemoved(const IndexSchema& index, const std::set<std::string>& removed) {
  for (const std::string& column : index.columns) {
    if (removed.count(column) != 0) return true;
  }
  if (index.is_plain) return false;
  const std::string sql = Folded(index.sql);
  return std::any_of(removed.begin(), removed.end(), [&sql](const std::string& name) {
    return sql.find(Folded(name)) != std::string::npos;
  });
}

CopyPlan PlanCopy(const TableSchema& table, const std::vector<std::string>& removed_fields) {
  const std::set<std::string> removed(removed_fields.begin(), removed_fields.end());
  CopyPlan plan;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const ColumnSchema& column = table.columns[i];
    if (removed.count(column.name) != 0) continue;
    plan.columns.push_back({i, column.is_not_null, column.type});
  }
  plan.create_sql = CreateSql(table, plan, removed, true);
  plan.create_sql_without_defaults = CreateSql(table, plan, removed, false);
  plan.insert_sql = "INSERT INTO " + Quoted(table.name) + " VALUES(?";
  for (size_t i = 1; i < plan.columns.size(); ++i) plan.insert_sql += ",?";
  plan.insert_sql += ")";
  for (const IndexSchema& index : table.indexes) {
    if (!NamesRemoved(index, removed)) plan.indexes.push_back(IndexSql(table, index));
  }
  return plan;
}

const ColumnSchema* FindComputedFromRemoved(const TableSchema& table,
                                            const std::vector<std::string>& removed_fields) {
  const std::set<std::string> removed(removed_fields.begin(), removed_fields.end());
  for (const ColumnSchema& column : table.columns) {
    if (!column.is_generated || removed.count(column.name) != 0) continue;
    // Names within other names are taken, too: one refusal too many does no harm.
    const std::string definition = Folded(column.definition);
    for (const std::string& name : removed) {
      if (definition.find(Folded(name)) != std::string::npos) return &column;
    }
  }
  return nullptr;
}

CopyPlan PlanRows(const TableSchema& table, const std::vector<std::string>& removed_fields) {
  const std::set<std::string> removed(removed_fields.begin(), removed_fields.end());
  CopyPlan plan;
  std::string names;
  std::string marks;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const ColumnSchema& column = table.columns[i];
    if (removed.count(column.name) != 0 || column.is_generated) continue;
    plan.columns.push_back({i, column.is_not_null, column.type});
    names += (names.empty() ? "" : ",") + Quoted(column.name);
    marks += marks.empty() ? "?" : ",?";
  }
  plan.insert_sql = "INSERT INTO " + Quoted(table.name) + "(" + names + ") VALUES(" + marks + ")";
  return plan;
}

}  // namespace sunder::sqlite
