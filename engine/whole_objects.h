// Objects that no writer gives back faithfully: a split copies them byte for byte, or seals them
// whole.
#pragma once

#include <cstdint>
#include <string>

#include "connectors/api/connector.h"
#include "core/status.h"
#include "engine/pipeline.h"
#include "segregation/plan.h"
#include "segregation/quarantine.h"

namespace sunder::engine {

// The object's own bytes as items of quarantine, in pieces of a few MiB.
Status SealObject(const SourceObject& object, segregation::QuarantineWriter* quarantine);

// Creates `path` with mode 0600.
Status CopyObject(const SourceObject& object, const std::string& path);

// Reads a table of a read-only object for its number of records. DataLoss: not all of it can be
// read. Refused: it has a field that the plan does not know.
Result<uint64_t> CountRecords(const PipelineTable& table, const segregation::PlannedTable& planned,
                              const PipelineOptions& options, Progress* progress);

}  // namespace sunder::engine
