// Dialects that a plan or a person says, in place of what a connector would sniff.
#pragma once

#include "connectors/listing/sources.h"
#include "core/status.h"
#include "engine/scan_run.h"
#include "segregation/plan.h"

namespace sunder::engine {

// Gives each object that is in the plan the plan's dialect. Databases have none: what stands in
// their plans' dialects is their own schema.
void SayDialects(const segregation::SegregationPlan& plan, SourceListing* listing);

// A Usage error where an object could not be opened as it was said.
Status CheckSaidDialects(const SourceTables& sources);

}  // namespace sunder::engine
