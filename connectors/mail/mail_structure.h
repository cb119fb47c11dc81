// The structure of a message (RFC 5322, RFC 2045 to 2047): header fields and parts, by their places
// in the source. Nothing is decoded here but what tells where a part ends and what it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/mail/mail_codec.h"

namespace sunder::mail {

// Of the line in front of each message of a mailbox.
inline constexpr std::string_view kEnvelopeStart = "From ";
// What stands behind it where it was removed.
inline constexpr std::string_view kNoEnvelope = "-";

// What the bytes of a message begin with.
enum class Opening : uint8_t {
  kFields,            // no mailbox
  kFirstEnvelope,     // of a mailbox: the envelope line, "From " or not
  kFollowingEnvelope  // the envelope line behind its "From ", which ends the record before
};

struct HeaderField {
  size_t begin = 0;
  size_t end = 0;  // with its line end, folds included
  size_t value_begin = 0;
  size_t value_end = 0;  // without its line end
  std::string name;      // lower case
};

struct Entity {
  enum class Kind : uint8_t {
    kText,  // text of any type but HTML
    kHtml,
    kMultipart,  // its parts are entities of their own; its content is what stands before them
    kMessage,    // a message in the message; likewise, without any content
    kOther,      // no text, or a table: for a connector of its own
  };
  Kind kind = Kind::kText;
  bool is_attachment = false;    // by its disposition, or because it has a name
  uint32_t messages_around = 0;  // how many messages it stands in, besides the outermost
  std::vector<HeaderField> fields;
  size_t fields_end = 0;     // behind the last field: where the empty line is
  bool is_separated = true;  // by that line; false: what is no field begins the content
  // Without the line ends at its end; of a multipart only what stands before its first part.
  size_t content_begin = 0;
  size_t content_end = 0;
  MediaType media;
  TransferEncoding encoding = TransferEncoding::kIdentity;
  std::string name;  // of an attachment
};

struct Message {
  // Of a mailbox: the line in front of the message, without "From " and without its end.
  size_t envelope_begin = 0;
  size_t envelope_end = 0;
  bool has_envelope = false;
  std::string_view line_end = "\n";
  std::vector<Entity> entities;  // by place
  // Text behind the last part of a multipart, and likewise; each [begin, end).
  std::vector<std::pair<size_t, size_t>> epilogues;
};

// `bytes` is one message. Never fails: what is no header is content, what cannot be taken apart is
// text.
Message ParseMessage(std::string_view bytes, Opening opening);

// Fields that say how a part is made, or are computed from a message's content: they are no fields
// of records. The latter (signatures, sizes, digests) would tell what left, and are never written.
bool IsStructureField(std::string_view name);
bool IsComputedField(std::string_view name);

}  // namespace sunder::mail
