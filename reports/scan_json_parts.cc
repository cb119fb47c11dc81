#include "reports/scan_json_parts.h"

#include <string>

#include "reports/scan_summary.h"

namespace sunder::reports {
namespace {

// Decimals of a confidence: more than the calibration can carry.
constexpr int kConfidenceDecimals = 3;

std::string_view CoverageOf(const ScanSummary& summary) {
  if (summary.partial > 0) return CoverageStateName(CoverageState::kPartial);
  if (summary.complete == 0) return CoverageStateName(CoverageState::kSkipped);
  return CoverageStateName(summary.skipped > 0 ? CoverageState::kPartial
                                               : CoverageState::kComplete);
}

void WriteHit(const HitSummary& hit, JsonWriter* json) {
  json->BeginObject();
  json->String("label", hit.label);
  json->String("kind", LabelKindName(hit.kind));
  json->String("grade", EvidenceGradeName(hit.grade));
  json->String("rule", hit.rule);
  json->Count("cells", hit.cells);
  json->Fixed("confidence_max", hit.confidence_max, kConfidenceDecimals);
  json->String("cue", hit.cue);
  json->EndObject();
}

}  // namespace

void WriteScanHead(const ScanReport& report, JsonWriter* json) {
  const ScanSummary summary = Summarize(report);
  json->String("report", "scan");
  json->Number("format", kReportFormat);
  json->Bool("holds_findings", true);
  json->String("tool_version", report.tool_version);
  json->String("rules_hash", report.rules_hash);
  json->String("day", report.day);
  json->Strings("sources", report.sources);
  json->Bool("is_sampled", report.is_sampled);
  json->String("since", report.since);
  json->BeginObject("summary");
  json->String("verdict", ScanVerdict(report, summary));
  json->Number("associations_linked", summary.linked);
  json->Number("associations_linkable", summary.linkable);
  json->Number("tables", summary.tables);
  json->Number("tables_with_association", summary.tables_with_association);
  json->String("coverage", CoverageOf(summary));
  json->EndObject();
  json->Number("bytes", report.bytes);
  json->Count("records", report.records);
}

void WriteTableMembers(const TableReport& table, JsonWriter* json) {
  json->String("object", table.object);
  json->String("table", table.table);
  json->String("connector", table.connector);
  json->Count("records", table.records);
  json->String("schema_hash", table.schema_hash);
  json->Bool("is_document", table.is_document);
  json->Bool("keeps_order", table.keeps_order);
}

void WriteFieldMembers(const FieldReport& field, JsonWriter* json) {
  json->String("field", field.display);
  json->StringOrNull("path", field.path, field.name_is_sensitive);
  json->Bool("name_is_sensitive", field.name_is_sensitive);
  json->Number("position", field.position);
  json->Count("filled", field.filled);
  json->String("label", field.label);
  json->String("kind", LabelKindName(field.kind));
  json->String("grade", EvidenceGradeName(field.grade));
  json->String("rule", field.rule);
  json->Fixed("confidence", field.confidence, kConfidenceDecimals);
  json->Bool("is_free_text", field.is_free_text);
  json->Bool("is_overridden", field.is_overridden);
  json->Strings("explanation", field.explanation);
  json->BeginArray("hits");
  for (const HitSummary& hit : field.hits) WriteHit(hit, json);
  json->EndArray();
}

void WriteAssociationMembers(const Association& association, JsonWriter* json) {
  json->String("strength", StrengthName(association.strength));
  json->String("carrier", CarrierName(association.carrier));
  json->String("label", association.label);
  json->String("grade", EvidenceGradeName(association.grade));
  json->String("field", association.field);
  json->Number("field_position", association.field_position);
  json->Count("records", association.records);
  json->BeginArray("parts");
  for (const AssociationPart& part : association.parts) {
    json->BeginObject();
    json->String("field", part.field);
    json->String("label", part.label);
    json->Count("records", part.records);
    json->EndObject();
  }
  json->EndArray();
  json->String("explanation", association.explanation);
}

void WriteCoverageMembers(const ObjectCoverage& object, JsonWriter* json) {
  json->String("object", object.object);
  json->String("connector", object.connector);
  json->String("state", CoverageStateName(object.state));
  json->Number("bytes", object.bytes);
  json->Count("records", object.records);
  json->BeginObject("ledger");
  json->Number("bytes_in", object.ledger.bytes_in);
  json->Number("bytes_delivered", object.ledger.bytes_delivered);
  json->Number("bytes_structure", object.ledger.bytes_structure);
  json->Number("bytes_lost", object.ledger.bytes_lost);
  json->Count("records", object.ledger.records);
  json->BeginArray("losses");
  for (const Loss& loss : object.ledger.losses) {
    json->BeginObject();
    json->String("reason", LossReasonName(loss.reason));
    json->Number("offset_bytes", loss.offset_bytes);
    json->Number("size_bytes", loss.size_bytes);
    json->String("detail", loss.detail);
    json->EndObject();
  }
  json->EndArray();
  json->EndObject();
  json->String("reason", object.reason);
  json->String("detail", object.detail);
  json->String("encoding", object.encoding);
  json->String("encoding_by", object.encoding_by);
  json->Number("encoding_confidence", object.encoding_confidence);
  json->String("change", object.change);
}

}  // namespace sunder::reports
