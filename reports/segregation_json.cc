#include "reports/segregation_json_parts.h"
#include "reports/segregation_writers.h"

namespace sunder::reports {
namespace {

template <class Part>
void WriteParts(std::string_view key, const std::vector<Part>& parts,
                void (*write_members)(const Part&, JsonWriter*), JsonWriter* json) {
  json->BeginArray(key);
  for (const Part& part : parts) {
    json->BeginObject();
    write_members(part, json);
    json->EndObject();
  }
  json->EndArray();
}

void WriteEarlierMembers(const EarlierPublication& publication, JsonWriter* json) {
  WriteParts("categories", publication.categories, WriteCategoryMembers, json);
}

}  // namespace

std::string WriteSegregationJson(const SegregationReport& report) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  WriteSegregationHead(report, &json);
  WriteParts("stores", report.stores, WriteStoreMembers, &json);
  WriteParts("fields", report.fields, WriteSegregatedFieldMembers, &json);
  WriteParts("identity", report.identity, WriteIdentityTableMembers, &json);
  WriteParts("categories", report.categories, WriteCategoryMembers, &json);
  WriteParts("earlier", report.earlier, WriteEarlierMembers, &json);
  WriteParts("residue", report.residue, WriteResidueMembers, &json);
  json.EndObject();
  return json.Take();
}

}  // namespace sunder::reports
