// Encodings of mail by GMime and the system's iconv: header words (RFC 2047), parameters (RFC
// 2231), transfer encodings (RFC 2045) and character sets. No GMime type leaves its .cc file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sunder::mail {

enum class TransferEncoding : uint8_t { kIdentity, kQuotedPrintable, kBase64, kUuencode };

struct MediaType {
  std::string type = "text";  // lower case
  std::string subtype = "plain";
  std::string charset;
  std::string boundary;
  std::string name;  // decoded
};

struct Disposition {
  bool is_attachment = false;
  std::string file_name;  // decoded
};

// Values of header fields, folded as they stand.
MediaType ParseMediaType(std::string_view value);
Disposition ParseDisposition(std::string_view value);
TransferEncoding ParseTransferEncoding(std::string_view value);
// Unfolded, encoded words decoded. Valid UTF-8.
std::string DecodeHeader(std::string_view value);
// `text` as the value of a field, with the space behind the colon; encoded words where it is not
// plain ASCII, folded with `line_end`. DecodeHeader gives the text back.
std::string EncodeHeader(std::string_view text, std::string_view line_end);

std::string DecodeTransfer(std::string_view bytes, TransferEncoding encoding);
// Lines of at most 76 characters, as RFC 2045 has it; equal bytes give equal lines, whoever wrote
// them before. `line_end` within `bytes` is a line end of quoted-printable text.
std::string EncodeTransfer(std::string_view bytes, TransferEncoding encoding,
                           std::string_view line_end);

struct DecodedText {
  std::string text;     // valid UTF-8
  std::string charset;  // that it was read in: the one declared, else UTF-8 or Windows-1252
};
DecodedText DecodeCharset(std::string bytes, std::string_view charset);
// Nothing: the character set has no such character.
std::optional<std::string> EncodeCharset(std::string_view text, std::string_view charset);

}  // namespace sunder::mail
