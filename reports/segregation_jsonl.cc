#include "reports/segregation_json_parts.h"
#include "reports/segregation_writers.h"

namespace sunder::reports {
namespace {

template <class Part>
void AppendLines(std::string_view type, const std::vector<Part>& parts,
                 void (*write_members)(const Part&, JsonWriter*), std::string* lines) {
  for (const Part& part : parts) {
    JsonWriter json(JsonWriter::Layout::kCompact);
    json.BeginObject();
    json.String("type", type);
    write_members(part, &json);
    json.EndObject();
    *lines += json.Take();
  }
}

}  // namespace

std::string WriteSegregationJsonl(const SegregationReport& report) {
  std::string lines;
  JsonWriter json(JsonWriter::Layout::kCompact);
  json.BeginObject();
  json.String("type", "report");
  WriteSegregationHead(report, &json);
  json.EndObject();
  lines += json.Take();
  AppendLines("store", report.stores, WriteStoreMembers, &lines);
  AppendLines("field", report.fields, WriteSegregatedFieldMembers, &lines);
  AppendLines("identity", report.identity, WriteIdentityTableMembers, &lines);
  AppendLines("category", report.categories, WriteCategoryMembers, &lines);
  AppendLines("residue", report.residue, WriteResidueMembers, &lines);
  return lines;
}

}  // namespace sunder::reports
