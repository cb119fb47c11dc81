// The visible text of pieces of HTML: character references decoded, white space collapsed as
// browsers do.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/markup/html_items.h"

namespace sunder::markup {

// Where a byte of a text comes from: the source bytes [begin, end) of its character, reference or
// run of white space.
struct HtmlOrigin {
  size_t begin = 0;
  size_t end = 0;
};

// The text of an item. `origins`, unless nullptr, gets one entry a byte of the text.
std::string TextOfItem(std::string_view bytes, const HtmlItem& item,
                       std::span<const HtmlPiece> pieces, std::vector<HtmlOrigin>* origins);

// `text` as a text between tags, or as an attribute's value without its quotes. Read again, it
// gives exactly `text`, white space included.
std::string EscapedText(std::string_view text);
std::string EscapedAttribute(std::string_view text, char quote);

}  // namespace sunder::markup
