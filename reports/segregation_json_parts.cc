#include "reports/segregation_json_parts.h"

namespace sunder::reports {

void WriteSegregationHead(const SegregationReport& report, JsonWriter* json) {
  json->String("report", "segregation");
  json->Number("format", kReportFormat);
  json->Bool("holds_findings", false);
  json->String("tool_version", report.tool_version);
  json->String("rules_hash", report.rules_hash);
  json->String("day", report.day);
  json->Bool("is_dry_run", report.is_dry_run);
  json->Number("k", report.k);
  json->Number("min_cohort", report.min_cohort);
  json->Number("min_cohort_records", report.min_cohort_records);
  json->Bool("min_cohort_is_lowered", report.min_cohort_is_lowered);
  json->Bool("follows_publication", report.follows_publication);
  json->String("withheld_band", report.withheld_band);
  json->Number("quarantine_files", report.quarantine_files);
  json->Number("quarantine_item_slots", report.quarantine_item_slots);
  json->Strings("constraints", report.constraints);
  json->Strings("weaker_choices", report.weaker_choices);
  json->Strings("remains", report.remains);
}

void WriteResidueMembers(const ResiduePlace& place, JsonWriter* json) {
  json->String("place", place.place);
  json->String("state", place.state);
  json->String("detail", place.detail);
}

void WriteSegregatedFieldMembers(const SegregatedField& field, JsonWriter* json) {
  json->String("object", field.object);
  json->String("table", field.table);
  json->String("field", field.field);
  json->String("label", field.label);
  json->String("route", field.route);
  json->String("reason", field.reason);
}

void WriteIdentityTableMembers(const IdentityTable& table, JsonWriter* json) {
  json->String("object", table.object);
  json->String("table", table.table);
  json->Count("records", table.records);
  json->String("order", table.order);
  json->String("person_kind", table.person_kind);
  json->Count("records_withheld", table.records_withheld);
}

void WriteStoreMembers(const StoreDescription& store, JsonWriter* json) {
  json->String("store", store.store);
  json->String("region", store.region);
  json->String("recipient_class", store.recipient_class);
  json->Strings("also_read_by", store.also_read_by);
  json->Number("retention_days", store.retention_days);
}

void WriteCategoryMembers(const PublishedCategory& category, JsonWriter* json) {
  json->String("label", category.label);
  json->String("context", category.context);
  json->String("context_field", category.context_field);
  json->String("unit", category.unit);
  json->Count("cohort", category.cohort);
  json->Bool("is_suppressed", category.is_suppressed);
  json->Fixed("majority_share", category.majority_share, 2);
  json->BeginArray("cells");
  for (const PublishedCell& cell : category.cells) {
    json->BeginObject();
    json->String("value", cell.value);
    json->String("parent", cell.parent);
    json->Count("count", cell.count);
    json->EndObject();
  }
  json->EndArray();
}

}  // namespace sunder::reports
