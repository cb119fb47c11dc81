// The segregated store once more as CSV, for tools that read no SQLite: one file a category, a
// function of the store's cells alone.
#pragma once

#include <string>

#include "core/status.h"

namespace sunder::segregation {

// Writes FOLDER/LABEL.csv (mode 0600, fsynced) for each table of the store in `folder`: a header
// (context only where the table has it), then the cells in the table's order; RFC 4180 quotes, line
// feeds.
Status WriteSegregatedCsv(const std::string& folder);

}  // namespace sunder::segregation
