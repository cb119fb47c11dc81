// Edits of a message in its source bytes: what is not edited stays as it was.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "connectors/mail/mail_structure.h"
#include "connectors/markup/item_edits.h"

namespace sunder::mail {

// The message with the edits made, `edits` ordered by item (index in ReadItems). A removed header
// field leaves with its name, a text leaves an empty part.
//
// Whether a message was edited must not show. So of every message, edited or not: texts in base64
// or quoted-printable get the lines of EncodeTransfer, folded or encoded subjects one spelling, and
// fields computed from the content (signatures, sizes) leave; any of these would differ otherwise.
// A message that has none of them stays byte for byte. Attachments that nobody reads are emptied
// unless `keeps_unread`.
std::string WriteMessage(std::string_view bytes, const Message& message,
                         std::span<const markup::ItemEdit> edits, bool keeps_unread);

}  // namespace sunder::mail
