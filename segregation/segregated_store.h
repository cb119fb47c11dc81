// The segregated store: labels and counts, with nothing that leads back. Its bytes are a function
// of the published cells alone: built fresh, one table a category, WITHOUT ROWID, sorted, no times.
#pragma once

#include <string>
#include <vector>

#include "core/segregation_report.h"
#include "core/status.h"

namespace sunder::segregation {

inline constexpr char kSegregatedFileName[] = "segregated.sqlite";

// Writes `path` (mode 0600) and fsyncs it; then reads it back and compares (pair assertion).
Status WriteSegregatedStore(const std::string& path,
                            const std::vector<PublishedCategory>& categories);

}  // namespace sunder::segregation
