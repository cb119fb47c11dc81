// Edits of a message in its source bytes: what is not edited stays as it was.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
//
// `sorts_rows`: rows of tables of HTML texts that something leaves are sorted by their own bytes,
// and those that cannot be sorted leave (connectors/markup/row_run.h).
struct MessageOptions {
  bool keeps_unread = false;
  bool sorts_rows = true;
};
std::string WriteMessage(std::string_view bytes, const Message& message,
                         std::span<const markup::ItemEdit> edits, const MessageOptions& options);

// Items that leave besides those of `edits`: functions of the message's structure.
struct WithheldItems {
  std::vector<size_t> of_fixed_rows;  // of rows that cannot be sorted
  std::vector<size_t> gone_along;     // markup::ItemsThatGoAlong
};
WithheldItems FindWithheldItems(std::string_view bytes, const Message& message,
                                std::span<const markup::ItemEdit> edits,
                                const MessageOptions& options);

}  // namespace sunder::mail
