// Guesses from the first bytes of a file: whether it is text, and what its records are.
#pragma once

#include <string_view>

#include "connectors/text/text_records.h"

namespace sunder {

// Printable UTF-8 without NUL and nearly without control characters, and none of the formats that
// begin like text but are not (PDF, PostScript, RTF). `head` may end inside a character. False for
// an empty head.
bool LooksLikeText(std::string_view head);

// By extension (.log: lines, .md: paragraphs), else by content: lines where blank lines are rare
// and the lines stand alone (they begin with a time or address, are sentences, or are very long).
TextRecords SniffTextRecords(std::string_view file_name, std::string_view head);

}  // namespace sunder
