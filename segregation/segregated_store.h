// The segregated store: labels and counts, with nothing that leads back. Its bytes are a function
// of the published cells alone: built fresh, one table a category, WITHOUT ROWID, sorted, no times.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/segregation_report.h"
#include "core/status.h"

namespace sunder::segregation {

inline constexpr char kSegregatedFileName[] = "segregated.sqlite";

struct StoredCell {
  std::string context;
  std::string parent;
  std::string value;
  uint64_t count = 0;
  friend bool operator==(const StoredCell&, const StoredCell&) = default;
};

// A table of the file: the cells of one label, sorted.
struct StoredTable {
  std::string label;
  bool has_context = false;
  std::vector<StoredCell> cells;
  friend bool operator==(const StoredTable&, const StoredTable&) = default;
};

// Writes `path` (mode 0600) and fsyncs it; then reads it back and compares (pair assertion).
Status WriteSegregatedStore(const std::string& path,
                            const std::vector<PublishedCategory>& categories);

// Sorted by label.
Result<std::vector<StoredTable>> ReadSegregatedStore(const std::string& path);

}  // namespace sunder::segregation
