// Edits of items of an HTML record, made in its source bytes: what is not edited stays as it was.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "connectors/markup/html_items.h"
#include "connectors/markup/item_edits.h"

namespace sunder::markup {

// The bytes of the record with the edits made, `edits` ordered by item. `record` was read with its
// tags. Parts of a text that stay keep their spelling and their inline tags; tags around nothing
// but what left leave with it, so that nothing marks the place. A removed attribute leaves with its
// name, a removed text with its block's tags where the record holds both, a table cell stays,
// empty. An edited script or style leaves whole: a part of a program is no program.
std::string EditHtmlRecord(std::string_view bytes, const HtmlRecord& record,
                           std::span<const ItemEdit> edits);

}  // namespace sunder::markup
