#include "reports/json_writer.h"
#include "reports/scan_json_parts.h"
#include "reports/scan_writers.h"

namespace sunder::reports {
namespace {

void WriteTable(const TableReport& table, JsonWriter* json) {
  json->BeginObject();
  WriteTableMembers(table, json);
  json->BeginArray("fields");
  for (const FieldReport& field : table.fields) {
    json->BeginObject();
    WriteFieldMembers(field, json);
    json->EndObject();
  }
  json->EndArray();
  json->BeginArray("associations");
  for (const Association& association : table.associations) {
    json->BeginObject();
    WriteAssociationMembers(association, json);
    json->EndObject();
  }
  json->EndArray();
  json->EndObject();
}

}  // namespace

std::string WriteScanJson(const ScanReport& report) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  WriteScanHead(report, &json);
  json.BeginArray("tables");
  for (const TableReport& table : report.tables) WriteTable(table, &json);
  json.EndArray();
  json.BeginArray("coverage");
  for (const ObjectCoverage& object : report.coverage) {
    json.BeginObject();
    WriteCoverageMembers(object, &json);
    json.EndObject();
  }
  json.EndArray();
  json.Strings("errors", report.errors);
  json.EndObject();
  return json.Take();
}

}  // namespace sunder::reports
