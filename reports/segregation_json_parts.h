// The members of each part of a segregation report, the same in JSON and JSONL.
#pragma once

#include "core/segregation_report.h"
#include "reports/json_writer.h"

namespace sunder::reports {

// Everything but the lists of parts.
void WriteSegregationHead(const SegregationReport& report, JsonWriter* json);
void WriteResidueMembers(const ResiduePlace& place, JsonWriter* json);
void WriteSegregatedFieldMembers(const SegregatedField& field, JsonWriter* json);
void WriteIdentityTableMembers(const IdentityTable& table, JsonWriter* json);
void WriteStoreMembers(const StoreDescription& store, JsonWriter* json);
void WriteCategoryMembers(const PublishedCategory& category, JsonWriter* json);

}  // namespace sunder::reports
