#include <string>
#include <vector>

#include "reports/csv_writer.h"
#include "reports/figures.h"
#include "reports/scan_writers.h"

namespace sunder::reports {
namespace {

// The strongest association that `field` takes part in with `label`, on either side; "" for none.
std::string StrengthOf(const TableReport& table, const FieldReport& field,
                       const std::string& label) {
  std::string strength;
  for (const Association& association : table.associations) {
    bool takes_part = association.field_position == field.position && association.label == label;
    for (const AssociationPart& part : association.parts) {
      takes_part |= part.field == field.display && part.label == label;
    }
    if (!takes_part) continue;
    if (association.strength == Strength::kLinked) return "linked";
    strength = StrengthName(association.strength);
  }
  return strength;
}

struct Row {
  std::string type, object, table, field, position, label, kind, grade, rule, cells, confidence,
      cue, strength, state, reason;

  std::string Csv() const {
    return CsvRow({type, object, table, field, position, label, kind, grade, rule, cells,
                   confidence, cue, strength, state, reason, "true"});
  }
};

void AppendField(const TableReport& table, const FieldReport& field, std::string* out) {
  Row row;
  row.object = table.object;
  row.table = table.table;
  row.field = field.display;
  row.position = std::to_string(field.position);
  if (!field.label.empty()) {
    Row labelled = row;
    labelled.type = "field";
    labelled.label = field.label;
    labelled.kind = LabelKindName(field.kind);
    labelled.grade = EvidenceGradeName(field.grade);
    labelled.rule = field.rule;
    labelled.cells = CsvCount(field.filled);
    labelled.confidence = FixedDecimals(field.confidence, 3);
    labelled.strength = StrengthOf(table, field, field.label);
    *out += labelled.Csv();
  }
  for (const HitSummary& hit : field.hits) {
    row.type = "hit";
    row.label = hit.label;
    row.kind = LabelKindName(hit.kind);
    row.grade = EvidenceGradeName(hit.grade);
    row.rule = hit.rule;
    row.cells = CsvCount(hit.cells);
    row.confidence = FixedDecimals(hit.confidence_max, 3);
    row.cue = hit.cue;
    row.strength = StrengthOf(table, field, hit.label);
    *out += row.Csv();
  }
}

}  // namespace

std::string WriteScanCsv(const ScanReport& report) {
  std::string out =
      CsvRow({"type", "object", "table", "field", "position", "label", "kind", "grade", "rule",
              "cells", "confidence", "cue", "strength", "state", "reason", "holds_findings"});
  for (const ObjectCoverage& object : report.coverage) {
    Row row;
    row.type = "coverage";
    row.object = object.object;
    row.cells = object.state == CoverageState::kSkipped ? "" : CsvCount(object.records);
    row.state = CoverageStateName(object.state);
    row.reason = object.reason;
    out += row.Csv();
  }
  for (const std::string& error : report.errors) {
    Row row;
    row.type = "error";
    row.reason = error;
    out += row.Csv();
  }
  for (const TableReport& table : report.tables) {
    for (const FieldReport& field : table.fields) AppendField(table, field, &out);
  }
  return out;
}

}  // namespace sunder::reports
