// What the names of HTML elements and attributes mean for reading: which elements stand apart from
// the text around them, which attributes hold something that people read.
#pragma once

#include <string_view>

namespace sunder::markup {

// Names are in lower case. Elements that are not listed are inline, as browsers show them.

// Text before and behind a tag of the element is not one text.
bool IsBlockElement(std::string_view name);
// Rows, tables and what ends a row even when its end tag is missing.
bool EndsRow(std::string_view name);
bool StaysInSelect(std::string_view name);    // option, optgroup
bool IsTableCell(std::string_view name);      // td, th
bool IsPicture(std::string_view name);        // img and what shows something without a text
// Their content is no markup: script, style, title, textarea and old ones like them.
bool IsRawElement(std::string_view name);
// Raw elements in whose content character references are references: title, textarea.
bool HasReferences(std::string_view name);
bool IsVoidElement(std::string_view name);  // br, img ...: no end tag

// The field of an attribute that holds text or an address ("alt", "tooltip", "href" ...); empty for
// those that hold none (class, style, sizes). `name` is not one of form elements' own attributes.
std::string_view FieldOfAttribute(std::string_view name);

}  // namespace sunder::markup
