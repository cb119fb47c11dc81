// What becomes of the items of one record in documents whose cells are items of their source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/markup/html_items.h"
#include "connectors/markup/touched_fields.h"
#include "core/record_block.h"

namespace sunder::markup {

struct ItemEdit {
  size_t item = 0;  // by place among the cells of its record
  bool is_removed = false;
  std::string text;          // else: the new text; an empty one removes the item, too
  bool is_of_field = false;  // of a column that leaves or is edited, in every record
  bool keeps_text = false;   // what it says stays; it only stands in a row that changes its place
  bool is_leaving = false;   // of a field that leaves, in every record
  bool is_form = false;      // of a field of a form
  bool is_bared = false;     // of a page of which attributes leave (TouchedFields::BaresRows)
};

// Ordered by item: those of `edits`, the removal of all items of fields that leave, and an entry
// for every cell that says that its row changes places.
std::vector<ItemEdit> EditsOfItems(const RecordBlock& block, uint32_t record,
                                   std::span<const CellEdit> edits, const TouchedFields& touched);

// Items that leave with others, though their own fields stay: they would tell what left. What
// stands on and within a cell of a column that leaves; where attributes leave, the others of rows,
// cells and pictures. `edits`: of EditsOfItems. The same whatever the values are.
std::vector<size_t> ItemsThatGoAlong(const HtmlRecord& record, std::span<const ItemEdit> edits);

inline constexpr std::string_view kGoneAlongNote =
    "attributes, pictures and links in table cells of which something leaves went to quarantine "
    "with it";

}  // namespace sunder::markup
