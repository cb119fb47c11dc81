#include "engine/said_dialects.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace sunder::engine {
namespace {

// A connector that does not know how to read as it is told reads as it sniffs: that is refused.
Status CheckSaid(const SourceObject& object, const std::vector<const TableInfo*>& tables) {
  for (const auto& [key, value] : object.dialect) {
    const bool is_honoured = std::any_of(tables.begin(), tables.end(), [&](const TableInfo* table) {
      const auto found = table->dialect.find(key);
      return found != table->dialect.end() && found->second == value;
    });
    // What is not the case is not in the dialect.
    const bool is_absent = std::none_of(tables.begin(), tables.end(), [&](const TableInfo* table) {
      return table->dialect.contains(key);
    });
    const bool is_negation = value.empty() || value == "no" || value == "0";
    if (is_honoured || (is_absent && is_negation)) continue;
    return Status::Usage(object.name + ": the " + object.connector +
                         " connector cannot read with " + key + " = \"" + value + "\"");
  }
  return Status::Ok();
}

}  // namespace

void SayDialects(const segregation::SegregationPlan& plan, SourceListing* listing) {
  std::map<std::pair<std::string_view, std::string_view>,
           std::vector<const segregation::PlannedTable*>>
      planned;
  for (const segregation::PlannedTable& table : plan.tables) {
    planned[{table.object, table.connector}].push_back(&table);
  }
  for (SourceObject& object : listing->objects) {
    const Connector* connector = FindConnector(object.connector);
    if (connector == nullptr || connector->traits().is_database) continue;
    const auto found = planned.find({object.name, object.connector});
    if (found == planned.end()) continue;
    for (const segregation::PlannedTable* table : found->second) {
      for (const auto& [key, value] : table->dialect) object.dialect[key] = value;
    }
  }
}

Status CheckSaidDialects(const SourceTables& sources) {
  std::map<std::string_view, std::vector<const TableInfo*>> by_object;
  for (const PipelineTable& table : sources.tables) {
    if (table.info.object.dialect.empty()) continue;
    by_object[table.info.object.name].push_back(&table.info);
  }
  for (const auto& [name, tables] : by_object) {
    SUNDER_RETURN_IF_ERROR(CheckSaid(tables.front()->object, tables));
  }
  return Status::Ok();
}

}  // namespace sunder::engine
