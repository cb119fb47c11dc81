#include "reports/json_writer.h"
#include "reports/scan_json_parts.h"
#include "reports/scan_writers.h"

namespace sunder::reports {
namespace {

void BeginLine(std::string_view type, JsonWriter* json) {
  json->BeginObject();
  json->String("type", type);
}

void WritePlace(const TableReport& table, JsonWriter* json) {
  json->String("object", table.object);
  json->String("table", table.table);
}

void AppendTable(const TableReport& table, std::string* lines) {
  JsonWriter json(JsonWriter::Layout::kCompact);
  BeginLine("table", &json);
  WriteTableMembers(table, &json);
  json.EndObject();
  *lines += json.Take();
  for (const FieldReport& field : table.fields) {
    BeginLine("field", &json);
    WritePlace(table, &json);
    WriteFieldMembers(field, &json);
    json.EndObject();
    *lines += json.Take();
  }
  for (const Association& association : table.associations) {
    BeginLine("association", &json);
    WritePlace(table, &json);
    WriteAssociationMembers(association, &json);
    json.EndObject();
    *lines += json.Take();
  }
}

}  // namespace

std::string WriteScanJsonl(const ScanReport& report) {
  std::string lines;
  JsonWriter json(JsonWriter::Layout::kCompact);
  BeginLine("report", &json);
  WriteScanHead(report, &json);
  json.EndObject();
  lines += json.Take();
  for (const TableReport& table : report.tables) AppendTable(table, &lines);
  for (const ObjectCoverage& object : report.coverage) {
    BeginLine("coverage", &json);
    WriteCoverageMembers(object, &json);
    json.EndObject();
    lines += json.Take();
  }
  for (const std::string& error : report.errors) {
    BeginLine("error", &json);
    json.String("message", error);
    json.EndObject();
    lines += json.Take();
  }
  return lines;
}

}  // namespace sunder::reports
