// What becomes of the items of one record in documents whose cells are items of their source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "connectors/api/connector.h"
#include "core/record_block.h"

namespace sunder::markup {

struct ItemEdit {
  size_t item = 0;  // by place among the cells of its record
  bool is_removed = false;
  std::string text;          // else: the new text; an empty one removes the item, too
  bool is_of_field = false;  // removed because its whole field is
};

// Ordered by item: those of `edits`, and the removal of all items in `removed_fields`.
std::vector<ItemEdit> EditsOfItems(const RecordBlock& block, uint32_t record,
                                   std::span<const CellEdit> edits,
                                   const std::set<std::string, std::less<>>& removed_fields);

}  // namespace sunder::markup
