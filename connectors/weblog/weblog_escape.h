// Escapes in access logs: percent-encoding of URLs (RFC 3986), `+` for a blank in parameters, and
// the server's own \xHH, \" and \\.
#pragma once

#include <string>
#include <string_view>

#include "connectors/weblog/weblog_line.h"

namespace sunder::weblog {

// Undoes all three in one pass. Always valid UTF-8: bytes that are none are read as Windows-1252,
// as old forms send them.
std::string Unescape(std::string_view raw);

// `text` as the line holds it in an item of this form; Unescape gives it back. An empty text of a
// form that cannot be empty becomes `-`. What `raw`, the item as it was, spells in a way of its own
// ("+" or "%20", "%2c" or ",") is spelt so again: an edited item must not look edited.
std::string Escape(std::string_view text, LogForm form, std::string_view raw);

}  // namespace sunder::weblog
