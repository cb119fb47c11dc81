// Writes one JSON value anew: compact, in its own key order, with numbers as they were spelled, and
// without what is to be removed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/api/connector.h"
#include "core/status.h"

namespace sunder::json {

// The removed field paths as a tree. A node that exists lies on a removed path; what is empty there
// (an object or array with nothing in it, a null) is removed, whether a removal emptied it or not.
struct RemovedNode {
  bool is_removed = false;  // scalars at this very path leave
  std::map<std::string, std::unique_ptr<RemovedNode>, std::less<>> members;
  std::unique_ptr<RemovedNode> element;
  std::map<uint32_t, std::unique_ptr<RemovedNode>> positions;  // of a row
};

// A path that is not well formed is a Usage error.
Result<std::unique_ptr<RemovedNode>> MakeRemovedTree(const std::vector<std::string>& paths);

// Appends the value that starts at `begin` of `bytes`. `first_cell` is the index of its first cell;
// `edits` are ordered by cell. A value that is removed as a whole leaves `{}`, `[]` or `null`. In a
// row nothing changes its position: what is removed leaves `null`, at the end of the row nothing.
// `has_rows`: see JsonIndexer.
Status SerializeValue(std::string_view bytes, size_t begin, uint32_t first_cell,
                      std::span<const CellEdit> edits, const RemovedNode& removed, std::string* out,
                      bool has_rows = true);

}  // namespace sunder::json
