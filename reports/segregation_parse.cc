#include <string>
#include <utility>

#include "reports/json_reader.h"
#include "reports/report_writers.h"

namespace sunder::reports {
namespace {

SegregatedField ReadField(JsonObjectReader& json) {
  return {json.String("object"), json.String("table"), json.String("field"),
          json.String("label"),  json.String("route"), json.String("reason")};
}

IdentityTable ReadIdentityTable(JsonObjectReader& json) {
  return {json.String("object"), json.String("table"), json.Count("records"), json.String("order"),
          json.String("person_kind"), json.Count("records_withheld")};
}

StoreDescription ReadStore(JsonObjectReader& json) {
  return {json.String("store"), json.String("region"), json.String("recipient_class"),
          json.Strings("also_read_by"), json.Number("retention_days")};
}

PublishedCategory ReadCategory(JsonObjectReader& json) {
  PublishedCategory category;
  category.label = json.String("label");
  category.context = json.String("context");
  category.context_field = json.String("context_field");
  category.unit = json.String("unit");
  category.cohort = json.Count("cohort");
  category.is_suppressed = json.Bool("is_suppressed");
  category.majority_share = json.Decimal("majority_share");
  json.Each("cells", [&](JsonObjectReader& cell) {
    category.cells.push_back({cell.String("value"), cell.String("parent"), cell.Count("count")});
  });
  return category;
}

}  // namespace

Result<SegregationReport> ParseSegregationReport(std::string_view json) {
  JsonReport document;
  SUNDER_RETURN_IF_ERROR(document.Open(json, "segregation"));
  JsonObjectReader& root = document.root();
  SegregationReport report;
  root.Bool("holds_findings");
  report.tool_version = root.String("tool_version");
  report.rules_hash = root.String("rules_hash");
  report.day = root.String("day");
  report.is_dry_run = root.Bool("is_dry_run");
  report.k = root.Number("k");
  report.min_cohort = root.Number("min_cohort");
  report.min_cohort_records = root.Number("min_cohort_records");
  report.min_cohort_is_lowered = root.Bool("min_cohort_is_lowered");
  report.follows_publication = root.Bool("follows_publication");
  report.withheld_band = root.String("withheld_band");
  report.quarantine_files = root.Number("quarantine_files");
  report.quarantine_item_slots = root.Number("quarantine_item_slots");
  report.constraints = root.Strings("constraints");
  root.Each("stores", [&](JsonObjectReader& store) { report.stores.push_back(ReadStore(store)); });
  report.weaker_choices = root.Strings("weaker_choices");
  report.remains = root.Strings("remains");
  root.Each("fields", [&](JsonObjectReader& field) { report.fields.push_back(ReadField(field)); });
  root.Each("identity",
            [&](JsonObjectReader& table) { report.identity.push_back(ReadIdentityTable(table)); });
  root.Each("categories", [&](JsonObjectReader& category) {
    report.categories.push_back(ReadCategory(category));
  });
  root.Each("earlier", [&](JsonObjectReader& earlier) {
    EarlierPublication publication;
    earlier.Each("categories", [&](JsonObjectReader& category) {
      publication.categories.push_back(ReadCategory(category));
    });
    report.earlier.push_back(std::move(publication));
  });
  root.Each("residue", [&](JsonObjectReader& place) {
    report.residue.push_back(
        {place.String("place"), place.String("state"), place.String("detail")});
  });
  SUNDER_RETURN_IF_ERROR(document.Close());
  return report;
}

}  // namespace sunder::reports
