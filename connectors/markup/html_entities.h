// Character references of HTML: &eacute; &#233; &#xE9;.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sunder::markup {

// Decodes the reference at the start of `bytes`, which begins with '&', and appends its text.
// Returns the size of the reference in bytes; 0: there is none, nothing was appended. Numbers that
// are no characters become U+FFFD, 0x80 to 0x9F are read as Windows-1252, as browsers do. In an
// attribute's value a name without semicolon before a letter, a digit or `=` is no reference (it is
// a parameter of a URL).
size_t TakeCharacterReference(std::string_view bytes, bool is_attribute, std::string* text);

}  // namespace sunder::markup
