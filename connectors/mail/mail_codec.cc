#include "connectors/mail/mail_codec.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "connectors/decode/byte_stream.h"
#include "connectors/mail/base64_content.h"

namespace sunder::mail {
namespace {

constexpr size_t kLineSizeMax = 76;         // RFC 2045, 6.7 and 6.8
constexpr size_t kHeaderLineSizeMax = 900;  // RFC 5322, 2.1.1: 998 with the name
constexpr size_t kWordSizeBytes = 42;       // of text in an encoded word: 75 characters (RFC 2047)
constexpr char kHexDigits[] = "0123456789ABCDEF";

struct ObjectDeleter {
  void operator()(void* object) const { g_object_unref(object); }
};
struct MemoryDeleter {
  void operator()(char* memory) const { g_free(memory); }
};
using Memory = std::unique_ptr<char, MemoryDeleter>;

// GMime wants to be initialised once in a process.
void EnsureGMime() {
  [[maybe_unused]] static const bool is_ready = [] {
    g_mime_init();
    return true;
  }();
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

// For functions that take C strings: without NUL, folds undone.
std::string Unfolded(std::string_view value) {
  std::string unfolded;
  unfolded.reserve(value.size());
  for (const char c : value) {
    if (c == '\r' || c == '\n') continue;
    unfolded.push_back(c == '\0' ? ' ' : c);
  }
  const size_t begin = unfolded.find_first_not_of(" \t");
  if (begin == std::string::npos) return "";
  const size_t end = unfolded.find_last_not_of(" \t") + 1;
  return unfolded.substr(begin, end - begin);
}

std::string ValidUtf8(std::string text) {
  size_t valid = ValidUtf8Prefix(text);
  if (valid == text.size()) return text;
  std::string repaired;
  std::string_view rest = text;
  while (true) {
    repaired.append(rest.substr(0, valid));
    if (valid == rest.size()) return repaired;
    repaired.append("\xEF\xBF\xBD");
    rest.remove_prefix(valid + 1);
    valid = ValidUtf8Prefix(rest);
  }
}

std::string Text(const char* text) { return text == nullptr ? "" : ValidUtf8(text); }

std::optional<std::string> Convert(std::string_view bytes, const char* to, const char* from) {
  gsize read = 0;
  gsize written = 0;
  GError* error = nullptr;
  const Memory converted(g_convert(bytes.data(), static_cast<gssize>(bytes.size()), to, from, &read,
                                   &written, &error));
  g_clear_error(&error);
  if (converted == nullptr || read != bytes.size()) return std::nullopt;
  return std::string(converted.get(), written);
}

bool IsUtf8Name(std::string_view lower) {
  return lower.empty() || lower == "utf-8" || lower == "utf8" || lower == "us-ascii" ||
         lower == "ascii";
}

std::string IconvName(std::string_view charset) {
  EnsureGMime();
  const std::string name(charset.substr(0, charset.find('\0')));
  return Text(g_mime_charset_iconv_name(name.c_str()));
}

std::string DecodeByGMime(std::string_view bytes, GMimeContentEncoding encoding) {
  EnsureGMime();
  GMimeEncoding state;
  g_mime_encoding_init_decode(&state, encoding);
  std::string out(g_mime_encoding_outlen(&state, bytes.size()) + 16, '\0');
  const size_t size = g_mime_encoding_flush(&state, bytes.data(), bytes.size(), out.data());
  out.resize(size);
  return out;
}

std::string EncodeBase64(std::string_view bytes, std::string_view line_end) {
  constexpr size_t kLineSizeBytes = kLineSizeMax / 4 * 3;
  std::string out;
  for (size_t at = 0; at < bytes.size(); at += kLineSizeBytes) {
    const std::string_view line = bytes.substr(at, kLineSizeBytes);
    const Memory encoded(
        g_base64_encode(reinterpret_cast<const guchar*>(line.data()), line.size()));
    if (at > 0) out.append(line_end);
    out.append(encoded.get());
  }
  return out;
}

// `_` is a blank, `=XX` a byte (RFC 2047, 4.2).
std::string DecodeQ(std::string_view word) {
  std::string quoted;
  for (const char c : word) quoted += c == '_' ? "=20" : std::string(1, c);
  return DecodeTransfer(quoted, TransferEncoding::kQuotedPrintable);
}

// Undoes the encoded words of a header (RFC 2047). Bytes of neighbouring words in one character set
// are put together before they are converted: some programs cut characters in two.
class WordDecoder {
 public:
  explicit WordDecoder(std::string_view value) : value_(value) {}

  std::string Decode() {
    size_t plain = 0;  // where the text behind the last word begins
    for (size_t at = 0; (at = value_.find("=?", at)) != std::string_view::npos;) {
      const size_t end = TakeWord(at, plain);
      at = end == 0 ? at + 2 : end;
      if (end != 0) plain = end;
    }
    Flush();
    text_ += DecodeCharset(std::string(value_.substr(plain)), "").text;
    return std::move(text_);
  }

 private:
  // The word at `at`; `plain`: the text in front of it begins there. 0: there is none.
  size_t TakeWord(size_t at, size_t plain) {
    const size_t charset_end = value_.find('?', at + 2);
    if (charset_end == std::string_view::npos || charset_end + 2 >= value_.size() ||
        charset_end - at > kWordSizeMax || value_[charset_end + 2] != '?') {
      return 0;
    }
    const size_t data_begin = charset_end + 3;
    const size_t data_end = has_ends_ ? value_.find("?=", data_begin) : std::string_view::npos;
    has_ends_ = data_end != std::string_view::npos;
    if (!has_ends_) return 0;
    const char encoding = value_[charset_end + 1];
    const bool is_base64 = encoding == 'B' || encoding == 'b';
    if (!is_base64 && encoding != 'Q' && encoding != 'q') return 0;
    const std::string_view data = value_.substr(data_begin, data_end - data_begin);
    std::string charset = Lower(value_.substr(at + 2, charset_end - at - 2));
    charset.resize(std::min(charset.find('*'), charset.size()));  // a language (RFC 2231)
    const std::string_view between = value_.substr(plain, at - plain);
    const bool is_neighbour =
        plain > 0 && between.find_first_not_of(" \t") == std::string_view::npos;
    if (!is_neighbour || charset != charset_) Flush();
    if (!is_neighbour) text_ += DecodeCharset(std::string(between), "").text;
    charset_ = std::move(charset);
    bytes_ += is_base64 ? DecodeTransfer(data, TransferEncoding::kBase64) : DecodeQ(data);
    return data_end + 2;
  }

  void Flush() {
    text_ += DecodeCharset(std::exchange(bytes_, ""), charset_).text;
    charset_.clear();
  }

  static constexpr size_t kWordSizeMax = 200;  // of the name of a character set, and to spare

  std::string_view value_;
  std::string text_;
  std::string bytes_;     // of the words since the last flush
  std::string charset_;   // their character set
  bool has_ends_ = true;  // false: no `?=` follows, and none is looked for again
};

// One line of quoted-printable text, without its end.
void AppendQuoted(std::string_view line, std::string_view line_end, std::string* out) {
  size_t column = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool is_last = i + 1 == line.size();
    const bool is_blank = c == ' ' || c == '\t';
    // What a mailbox or a multipart could take for its own at the start of a line (RFC 2049).
    const bool is_open = column + 3 > kLineSizeMax - 1 || column == 0;
    const bool is_mark =
        is_open && (line.substr(i).starts_with("From ") || line.substr(i).starts_with("--"));
    const bool is_plain = (c > ' ' && c <= '~' && c != '=' && !is_mark) || (is_blank && !is_last);
    const size_t size = is_plain ? 1 : 3;
    if (column + size > (is_last ? kLineSizeMax : kLineSizeMax - 1)) {
      out->push_back('=');
      out->append(line_end);
      column = 0;
    }
    if (is_plain) {
      out->push_back(c);
    } else {
      out->push_back('=');
      out->push_back(kHexDigits[static_cast<unsigned char>(c) >> 4]);
      out->push_back(kHexDigits[static_cast<unsigned char>(c) & 15]);
    }
    column += size;
  }
}

std::string EncodeQuotedPrintable(std::string_view bytes, std::string_view line_end) {
  std::string out;
  while (true) {
    const size_t end = bytes.find(line_end);
    AppendQuoted(bytes.substr(0, end), line_end, &out);
    if (end == std::string_view::npos) return out;
    out.append(line_end);
    bytes.remove_prefix(end + line_end.size());
  }
}

}  // namespace

MediaType ParseMediaType(std::string_view value) {
  EnsureGMime();
  MediaType media;
  const std::unique_ptr<GMimeContentType, ObjectDeleter> parsed(
      g_mime_content_type_parse(nullptr, Unfolded(value).c_str()));
  if (parsed == nullptr) return media;
  const auto parameter = [&](const char* name) {
    return Text(g_mime_content_type_get_parameter(parsed.get(), name));
  };
  media.type = Lower(Text(g_mime_content_type_get_media_type(parsed.get())));
  media.subtype = Lower(Text(g_mime_content_type_get_media_subtype(parsed.get())));
  media.charset = parameter("charset");
  media.boundary = parameter("boundary");
  media.name = parameter("name");
  return media;
}

Disposition ParseDisposition(std::string_view value) {
  EnsureGMime();
  Disposition disposition;
  const std::unique_ptr<GMimeContentDisposition, ObjectDeleter> parsed(
      g_mime_content_disposition_parse(nullptr, Unfolded(value).c_str()));
  if (parsed == nullptr) return disposition;
  disposition.is_attachment =
      Lower(Text(g_mime_content_disposition_get_disposition(parsed.get()))) == "attachment";
  disposition.file_name = Text(g_mime_content_disposition_get_parameter(parsed.get(), "filename"));
  return disposition;
}

TransferEncoding ParseTransferEncoding(std::string_view value) {
  const std::string name = Lower(Unfolded(value));
  if (name.starts_with("quoted-printable")) return TransferEncoding::kQuotedPrintable;
  if (name.starts_with("base64")) return TransferEncoding::kBase64;
  const bool is_uuencode = name == "x-uuencode" || name == "uuencode" || name == "x-uue";
  return is_uuencode ? TransferEncoding::kUuencode : TransferEncoding::kIdentity;
}

std::string DecodeHeader(std::string_view value) {
  const std::string unfolded = Unfolded(value);
  if (unfolded.find("=?") == std::string::npos) return DecodeCharset(unfolded, "").text;
  return WordDecoder(unfolded).Decode();
}

std::string EncodeHeader(std::string_view text, std::string_view line_end) {
  const bool is_plain =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; }) &&
      text.find("=?") == std::string_view::npos && !text.starts_with(' ') && !text.ends_with(' ') &&
      text.size() <= kHeaderLineSizeMax;
  if (is_plain) return text.empty() ? "" : " " + std::string(text);
  std::string out;
  while (!text.empty()) {
    size_t size = std::min(text.size(), kWordSizeBytes);
    while (size > 1 && size < text.size() &&
           (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) {
      --size;
    }
    const Memory encoded(g_base64_encode(reinterpret_cast<const guchar*>(text.data()), size));
    out += (out.empty() ? " =?UTF-8?B?" : std::string(line_end) + " =?UTF-8?B?");
    out += encoded.get();
    out += "?=";
    text.remove_prefix(size);
  }
  return out;
}

std::string DecodeTransfer(std::string_view bytes, TransferEncoding encoding) {
  switch (encoding) {
    case TransferEncoding::kQuotedPrintable:
      return DecodeByGMime(bytes, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    case TransferEncoding::kBase64:
      return DecodeByGMime(bytes.substr(0, EndOfBase64(bytes)), GMIME_CONTENT_ENCODING_BASE64);
    case TransferEncoding::kUuencode:
      return DecodeByGMime(bytes, GMIME_CONTENT_ENCODING_UUENCODE);
    case TransferEncoding::kIdentity:
      break;
  }
  return std::string(bytes);
}

std::string EncodeTransfer(std::string_view bytes, TransferEncoding encoding,
                           std::string_view line_end) {
  if (encoding == TransferEncoding::kQuotedPrintable) return EncodeQuotedPrintable(bytes, line_end);
  if (encoding == TransferEncoding::kBase64) return EncodeBase64(bytes, line_end);
  return std::string(bytes);
}

DecodedText DecodeCharset(std::string bytes, std::string_view charset) {
  const std::string lower = Lower(charset);
  if (!IsUtf8Name(lower)) {
    const std::string name = IconvName(lower);
    if (auto text = Convert(bytes, "UTF-8", name.c_str())) {
      if (ValidUtf8Prefix(*text) == text->size()) return {*std::move(text), name};
    }
  }
  if (ValidUtf8Prefix(bytes) == bytes.size()) return {std::move(bytes), "utf-8"};
  if (auto text = Convert(bytes, "UTF-8", "CP1252")) return {*std::move(text), "CP1252"};
  auto text = Convert(bytes, "UTF-8", "ISO-8859-1");
  return {text ? *std::move(text) : ValidUtf8(std::move(bytes)), "ISO-8859-1"};
}

std::optional<std::string> EncodeCharset(std::string_view text, std::string_view charset) {
  if (charset == "utf-8") return std::string(text);
  return Convert(text, std::string(charset).c_str(), "UTF-8");
}

}  // namespace sunder::mail
