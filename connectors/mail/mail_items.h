// What a message holds that people read: header fields, texts, HTML, names of attachments.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/mail/mail_structure.h"
#include "connectors/markup/html_items.h"

namespace sunder::mail {

struct MailItem {
  enum class Kind : uint8_t { kEnvelope, kHeader, kName, kText, kHtml, kEpilogue };
  Kind kind = Kind::kHeader;
  std::string field;     // "subject", "body", "body_html.cell.Faith", "attachment.name"
  size_t entity = 0;     // index into Message::entities; kEpilogue: into Message::epilogues
  size_t place = 0;      // kHeader: index of the field; kHtml: of the HTML record
  size_t html_item = 0;  // kHtml: index in that record
  std::string text;      // decoded, without white space at its end; valid UTF-8
};

// A decoded text part.
struct PartText {
  std::string transferred;  // the bytes behind the transfer encoding
  DecodedText decoded;
  size_t visible_size = 0;  // of decoded.text: without white space at its end
};
PartText ReadPart(std::string_view bytes, const Entity& entity);

// Calls `take` with each record of an HTML text (connectors/markup/html_boundary.h) and what it
// holds, in order. `wants_tags`: as of ReadHtmlRecord.
using TakeHtmlRecord =
    std::function<void(size_t number, std::string_view source, const markup::HtmlRecord& record)>;
void ForEachHtmlRecord(std::string_view text, bool wants_tags, const TakeHtmlRecord& take);

// In the order of the source. `bytes` is what `message` was parsed from.
std::vector<MailItem> ReadItems(std::string_view bytes, const Message& message);

}  // namespace sunder::mail
