// The members of each part of a scan report, the same in JSON and JSONL. The caller opens and
// closes the object around them.
#pragma once

#include "core/scan_report.h"
#include "reports/json_writer.h"

namespace sunder::reports {

void WriteScanHead(const ScanReport& report, JsonWriter* json);
void WriteTableMembers(const TableReport& table, JsonWriter* json);
void WriteFieldMembers(const FieldReport& field, JsonWriter* json);
void WriteAssociationMembers(const Association& association, JsonWriter* json);
void WriteCoverageMembers(const ObjectCoverage& object, JsonWriter* json);

}  // namespace sunder::reports
