#include "reports/csv_writer.h"
#include "reports/segregation_writers.h"

namespace sunder::reports {

std::string WriteSegregationCsv(const SegregationReport& report) {
  std::string out = CsvRow({"type", "object", "table", "field", "label", "route", "value", "parent",
                            "count", "note", "holds_findings", "context"});
  for (const SegregatedField& field : report.fields) {
    out += CsvRow({"field", field.object, field.table, field.field, field.label, field.route, "",
                   "", "", field.reason, "false", ""});
  }
  for (const IdentityTable& table : report.identity) {
    out += CsvRow({"identity", table.object, table.table, "", "", "", "", "",
                   CsvCount(table.records), table.order, "false", ""});
  }
  for (const PublishedCategory& category : report.categories) {
    out +=
        CsvRow({"category", "", "", "", category.label, "", "", "", CsvCount(category.cohort),
                category.is_suppressed ? "suppressed" : category.unit, "false", category.context});
    for (const PublishedCell& cell : category.cells) {
      out += CsvRow({"cell", "", "", "", category.label, "", cell.value, cell.parent,
                     CsvCount(cell.count), "", "false", category.context});
    }
  }
  for (const StoreDescription& store : report.stores) {
    out += CsvRow(
        {"store", store.store, "", "", "", "", "", "", "", StoreSentence(store), "false", ""});
  }
  for (const std::string& constraint : report.constraints) {
    out += CsvRow({"constraint", "", "", "", "", "", "", "", "", constraint, "false", ""});
  }
  for (const std::string& choice : report.weaker_choices) {
    out += CsvRow({"weaker_choice", "", "", "", "", "", "", "", "", choice, "false", ""});
  }
  for (const std::string& item : report.remains) {
    out += CsvRow({"remains", "", "", "", "", "", "", "", "", item, "false", ""});
  }
  for (const ResiduePlace& place : report.residue) {
    out += CsvRow(
        {"residue", place.place, "", "", "", "", place.state, "", "", place.detail, "false", ""});
  }
  return out;
}

}  // namespace sunder::reports
