#include <string>
#include <utility>
#include <vector>

#include "reports/json_reader.h"
#include "reports/report_writers.h"

namespace sunder::reports {
namespace {

LabelKind ReadKind(JsonObjectReader& json) {
  return json.OneOf<LabelKind>("kind",
                               {LabelKind::kNone, LabelKind::kSpecial, LabelKind::kDirect,
                                LabelKind::kQuasi, LabelKind::kSecret},
                               LabelKindName);
}

EvidenceGrade ReadGrade(JsonObjectReader& json) {
  return json.OneOf<EvidenceGrade>(
      "grade",
      {EvidenceGrade::kNone, EvidenceGrade::kDeclaredField, EvidenceGrade::kCodedValue,
       EvidenceGrade::kSelfStatement, EvidenceGrade::kThirdPartyStatement,
       EvidenceGrade::kGroupMention, EvidenceGrade::kTopic},
      EvidenceGradeName);
}

LossReason ReadLossReason(JsonObjectReader& json) {
  static const std::vector<LossReason> kAll = [] {
    std::vector<LossReason> all;
    for (size_t i = 0; i < kLossReasonCount; ++i) all.push_back(static_cast<LossReason>(i));
    return all;
  }();
  return json.OneOf<LossReason>("reason", kAll, LossReasonName);
}

HitSummary ReadHit(JsonObjectReader& json) {
  HitSummary hit;
  hit.label = json.String("label");
  hit.kind = ReadKind(json);
  hit.grade = ReadGrade(json);
  hit.rule = json.String("rule");
  hit.cells = json.Count("cells");
  hit.confidence_max = static_cast<float>(json.Decimal("confidence_max"));
  hit.cue = json.String("cue");
  return hit;
}

FieldReport ReadField(JsonObjectReader& json) {
  FieldReport field;
  field.display = json.String("field");
  field.path = json.StringOrNull("path");
  field.name_is_sensitive = json.Bool("name_is_sensitive");
  field.position = json.SmallNumber("position");
  field.filled = json.Count("filled");
  field.label = json.String("label");
  field.kind = ReadKind(json);
  field.grade = ReadGrade(json);
  field.rule = json.String("rule");
  field.confidence = static_cast<float>(json.Decimal("confidence"));
  field.is_free_text = json.Bool("is_free_text");
  field.is_overridden = json.Bool("is_overridden");
  field.explanation = json.Strings("explanation");
  json.Each("hits", [&](JsonObjectReader& hit) { field.hits.push_back(ReadHit(hit)); });
  return field;
}

Association ReadAssociation(JsonObjectReader& json) {
  Association association;
  association.strength =
      json.OneOf<Strength>("strength", {Strength::kLinkable, Strength::kLinked}, StrengthName);
  association.carrier = json.OneOf<Carrier>(
      "carrier",
      {Carrier::kValue, Carrier::kRecord, Carrier::kVisit, Carrier::kDocument, Carrier::kTable},
      CarrierName);
  association.label = json.String("label");
  association.grade = ReadGrade(json);
  association.field = json.String("field");
  association.field_position = json.SmallNumber("field_position");
  association.records = json.Count("records");
  json.Each("parts", [&](JsonObjectReader& part) {
    association.parts.push_back(
        {part.String("field"), part.String("label"), part.Count("records")});
  });
  association.explanation = json.String("explanation");
  return association;
}

TableReport ReadTable(JsonObjectReader& json) {
  TableReport table;
  table.object = json.String("object");
  table.table = json.String("table");
  table.connector = json.String("connector");
  table.records = json.Count("records");
  table.schema_hash = json.String("schema_hash");
  table.is_document = json.Bool("is_document");
  table.keeps_order = json.Bool("keeps_order");
  json.Each("fields", [&](JsonObjectReader& field) { table.fields.push_back(ReadField(field)); });
  json.Each("associations", [&](JsonObjectReader& association) {
    table.associations.push_back(ReadAssociation(association));
  });
  return table;
}

ReadLedger ReadReadLedger(JsonObjectReader json) {
  ReadLedger ledger;
  ledger.bytes_in = json.Number("bytes_in");
  ledger.bytes_delivered = json.Number("bytes_delivered");
  ledger.bytes_structure = json.Number("bytes_structure");
  ledger.bytes_lost = json.Number("bytes_lost");
  ledger.records = json.Count("records");
  json.Each("losses", [&](JsonObjectReader& loss) {
    const LossReason reason = ReadLossReason(loss);
    const uint64_t offset_bytes = loss.Number("offset_bytes");
    const uint64_t size_bytes = loss.Number("size_bytes");
    ledger.losses.push_back({reason, offset_bytes, size_bytes, loss.String("detail")});
  });
  json.Finish();
  return ledger;
}

ObjectCoverage ReadCoverage(JsonObjectReader& json) {
  ObjectCoverage object;
  object.object = json.String("object");
  object.connector = json.String("connector");
  object.state = json.OneOf<CoverageState>(
      "state", {CoverageState::kComplete, CoverageState::kPartial, CoverageState::kSkipped},
      CoverageStateName);
  object.bytes = json.Number("bytes");
  object.records = json.Count("records");
  object.ledger = ReadReadLedger(json.Object("ledger"));
  object.reason = json.String("reason");
  object.detail = json.String("detail");
  object.encoding = json.String("encoding");
  object.encoding_by = json.String("encoding_by");
  object.encoding_confidence = json.SmallNumber("encoding_confidence");
  object.change = json.String("change");
  return object;
}

}  // namespace

Result<ScanReport> ParseScanReport(std::string_view json) {
  JsonReport document;
  SUNDER_RETURN_IF_ERROR(document.Open(json, "scan"));
  JsonObjectReader& root = document.root();
  ScanReport report;
  root.Bool("holds_findings");
  report.tool_version = root.String("tool_version");
  report.rules_hash = root.String("rules_hash");
  report.day = root.String("day");
  report.sources = root.Strings("sources");
  report.is_sampled = root.Bool("is_sampled");
  report.since = root.String("since");
  root.Object("summary");  // derived from the rest
  report.bytes = root.Number("bytes");
  report.records = root.Count("records");
  root.Each("tables", [&](JsonObjectReader& table) { report.tables.push_back(ReadTable(table)); });
  root.Each("coverage",
            [&](JsonObjectReader& object) { report.coverage.push_back(ReadCoverage(object)); });
  report.errors = root.Strings("errors");
  SUNDER_RETURN_IF_ERROR(document.Close());
  return report;
}

}  // namespace sunder::reports
