#include "connectors/mail/mail_structure.h"

#include <algorithm>
#include <array>
#include <utility>

#include "connectors/decode/file_name.h"

namespace sunder::mail {
namespace {

constexpr uint32_t kDepthMax = 30;
constexpr size_t kEntitiesMax = 10000;
constexpr size_t kFieldsMax = 100000;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

constexpr auto kStructureFields = std::to_array<std::string_view>(
    {"content-disposition", "content-transfer-encoding", "content-type", "mime-version"});
constexpr auto kComputedFields = std::to_array<std::string_view>(
    {"arc-authentication-results", "arc-message-signature", "arc-seal", "content-length",
     "content-md5", "dkim-signature", "domainkey-signature", "lines", "x-gm-message-state",
     "x-google-dkim-signature", "x-google-smtp-source", "x-uid"});

constexpr auto kTextSubtypes =
    std::to_array<std::string_view>({"ics", "javascript", "sql", "vcard", "x-sql", "x-subrip",
                                     "x-yaml", "xhtml+xml", "xml", "yaml"});
constexpr auto kTextExtensions = std::to_array<std::string_view>(
    {".htm", ".html", ".ics", ".md", ".sql", ".text", ".txt", ".vcf", ".xml", ".yaml", ".yml"});
// Texts that are tables or logs: as attachments, files for a connector of their own.
constexpr auto kTableSubtypes = std::to_array<std::string_view>(
    {"csv", "geo+json", "json", "ld+json", "tab-separated-values", "x-csv", "x-ndjson"});
constexpr auto kTableExtensions = std::to_array<std::string_view>(
    {".csv", ".json", ".jsonl", ".log", ".ndjson", ".psv", ".tab", ".tsv"});

template <size_t kSize>
bool IsIn(const std::array<std::string_view, kSize>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

template <size_t kSize>
bool HasAnyExtension(std::string_view file_name,
                     const std::array<std::string_view, kSize>& extensions) {
  return std::any_of(extensions.begin(), extensions.end(), [&](std::string_view extension) {
    return HasExtension(file_name, extension);
  });
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool IsBlank(char c) { return c == ' ' || c == '\t'; }

// Behind the line that begins at `at`, its end included.
size_t EndOfLine(std::string_view bytes, size_t at, size_t end) {
  const size_t line_feed = bytes.find('\n', at);
  return line_feed == std::string_view::npos || line_feed >= end ? end : line_feed + 1;
}

std::string_view WithoutLineEnd(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(line.ends_with("\r\n") ? 2 : 1);
  return line;
}

class MessageParser {
 public:
  MessageParser(std::string_view bytes, Message* message) : bytes_(bytes), message_(*message) {}

  void ParseEntity(size_t begin, size_t end, uint32_t depth, uint32_t messages_around) {
    Entity entity;
    entity.messages_around = messages_around;
    const size_t body = ParseFields(begin, end, &entity);
    Describe(depth, &entity);
    entity.content_begin = std::min(body, end);
    entity.content_end = WithoutLineEnds(entity.content_begin, end);
    const size_t index = message_.entities.size();
    const Entity::Kind kind = entity.kind;
    const std::string boundary = entity.media.boundary;
    message_.entities.push_back(std::move(entity));
    if (kind == Entity::Kind::kMessage) {
      message_.entities[index].content_end = message_.entities[index].content_begin;
      ParseEntity(std::min(body, end), end, depth + 1, messages_around + 1);
    } else if (kind == Entity::Kind::kMultipart) {
      ParseParts(index, end, boundary, depth);
    }
  }

 private:
  size_t WithoutLineEnds(size_t begin, size_t end) const {
    while (end > begin && (bytes_[end - 1] == '\n' || bytes_[end - 1] == '\r')) --end;
    return end;
  }

  // Returns where the content begins: behind the empty line, or at the first line that is no field.
  size_t ParseFields(size_t begin, size_t end, Entity* entity) {
    size_t at = begin;
    while (at < end) {
      const size_t line_end = EndOfLine(bytes_, at, end);
      const std::string_view line = WithoutLineEnd(bytes_.substr(at, line_end - at));
      entity->fields_end = at;
      if (line.empty()) return line_end;
      if (IsBlank(line.front()) && !entity->fields.empty()) {
        HeaderField& last = entity->fields.back();
        last.end = line_end;
        last.value_end = at + line.size();
        at = line_end;
        continue;
      }
      const size_t colon = line.find(':');
      const bool is_field = colon != std::string_view::npos && colon > 0 &&
                            entity->fields.size() < kFieldsMax &&
                            std::all_of(line.begin(), line.begin() + static_cast<ptrdiff_t>(colon),
                                        [](char c) { return c > ' ' && c <= '~'; });
      if (!is_field) {
        entity->is_separated = false;
        return at;
      }
      HeaderField field{at, line_end, at + colon + 1, at + line.size(), {}};
      for (const char c : line.substr(0, colon)) field.name.push_back(Lower(c));
      entity->fields.push_back(std::move(field));
      at = line_end;
    }
    entity->fields_end = end;
    return end;
  }

  // The first field of a name counts, as in most programs.
  std::string_view ValueOf(const Entity& entity, std::string_view name) const {
    for (const HeaderField& field : entity.fields) {
      if (field.name == name) {
        return bytes_.substr(field.value_begin, field.value_end - field.value_begin);
      }
    }
    return {};
  }

  void Describe(uint32_t depth, Entity* entity) {
    const std::string_view type = ValueOf(*entity, "content-type");
    const std::string_view disposition = ValueOf(*entity, "content-disposition");
    const std::string_view encoding = ValueOf(*entity, "content-transfer-encoding");
    if (!type.empty()) entity->media = ParseMediaType(type);
    if (!encoding.empty()) entity->encoding = ParseTransferEncoding(encoding);
    Disposition disposed;
    if (!disposition.empty()) disposed = ParseDisposition(disposition);
    entity->name = disposed.file_name.empty() ? entity->media.name : disposed.file_name;
    entity->is_attachment = disposed.is_attachment || !entity->name.empty();
    const bool can_nest = depth < kDepthMax && message_.entities.size() < kEntitiesMax;
    entity->kind = KindOf(*entity, can_nest);
  }

  static Entity::Kind KindOf(const Entity& entity, bool can_nest) {
    const MediaType& media = entity.media;
    const bool is_plain = entity.encoding == TransferEncoding::kIdentity;
    if (media.type == "multipart") {
      return can_nest && !media.boundary.empty() ? Entity::Kind::kMultipart : Entity::Kind::kText;
    }
    if (media.type == "message") {
      const bool is_message = media.subtype == "rfc822" || media.subtype == "global";
      // One whose transfer encoding must be undone first is a file of mail.
      if (is_message && !is_plain) return Entity::Kind::kOther;
      return is_message && can_nest ? Entity::Kind::kMessage : Entity::Kind::kText;
    }
    if (IsTable(entity)) return Entity::Kind::kOther;
    if (media.type == "text") {
      if (media.subtype == "rtf") return Entity::Kind::kOther;
      return media.subtype == "html" ? Entity::Kind::kHtml : Entity::Kind::kText;
    }
    if (media.subtype == "xhtml+xml") return Entity::Kind::kHtml;
    const bool is_text = media.type == "application" &&
                         (IsIn(kTextSubtypes, media.subtype) || media.subtype.ends_with("+xml") ||
                          media.subtype.ends_with("+json") || IsIn(kTableSubtypes, media.subtype));
    if (is_text) return Entity::Kind::kText;
    if (media.type != "application" || media.subtype != "octet-stream") return Entity::Kind::kOther;
    return HasAnyExtension(entity.name, kTextExtensions) ? Entity::Kind::kText
                                                         : Entity::Kind::kOther;
  }

  static bool IsTable(const Entity& entity) {
    const bool is_text_type = entity.media.type == "text" || entity.media.type == "application";
    if (!entity.is_attachment || !is_text_type || entity.media.subtype == "html") return false;
    return IsIn(kTableSubtypes, entity.media.subtype) ||
           HasAnyExtension(entity.name, kTableExtensions);
  }

  enum class Line : uint8_t { kOther, kPart, kLast };

  static Line ClassOf(std::string_view line, std::string_view boundary) {
    if (!line.starts_with("--") || line.substr(2, boundary.size()) != boundary) return Line::kOther;
    std::string_view rest = line.substr(2 + boundary.size());
    const bool is_last = rest.starts_with("--");
    if (is_last) rest.remove_prefix(2);
    if (rest.find_first_not_of(" \t") != std::string_view::npos) return Line::kOther;
    return is_last ? Line::kLast : Line::kPart;
  }

  void ParseParts(size_t index, size_t end, const std::string& boundary, uint32_t depth) {
    const size_t begin = message_.entities[index].content_begin;
    const uint32_t around = message_.entities[index].messages_around;
    size_t part = std::string_view::npos;  // where the part that is open begins
    size_t at = begin;
    while (at < end) {
      const size_t line_end = EndOfLine(bytes_, at, end);
      const Line line = ClassOf(WithoutLineEnd(bytes_.substr(at, line_end - at)), boundary);
      if (line != Line::kOther) {
        if (part == std::string_view::npos) {
          message_.entities[index].content_end = WithoutLineEnds(begin, at);
        } else {
          ParseEntity(part, at, depth + 1, around);
        }
        part = line_end;
        if (line == Line::kLast) {
          AddEpilogue(line_end, end);
          return;
        }
      }
      at = line_end;
    }
    // Without an end, or even without a part: all of it is content.
    if (part != std::string_view::npos && part < end) ParseEntity(part, end, depth + 1, around);
  }

  void AddEpilogue(size_t begin, size_t end) {
    end = WithoutLineEnds(begin, end);
    if (bytes_.substr(begin, end - begin).find_first_not_of(" \t\r\n") == std::string_view::npos) {
      return;
    }
    message_.epilogues.emplace_back(begin, end);
  }

  std::string_view bytes_;
  Message& message_;
};

}  // namespace

Message ParseMessage(std::string_view bytes, Opening opening) {
  Message message;
  size_t begin = bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  const size_t line_end = EndOfLine(bytes, 0, bytes.size());
  if (opening != Opening::kFields) {
    // Behind the start there may be another: a sender of that name.
    const bool has_start = opening == Opening::kFirstEnvelope && bytes.starts_with(kEnvelopeStart);
    message.has_envelope = true;
    message.envelope_begin = has_start ? kEnvelopeStart.size() : 0;
    message.envelope_end = WithoutLineEnd(bytes.substr(0, line_end)).size();
    message.envelope_begin = std::min(message.envelope_begin, message.envelope_end);
    begin = line_end;
  }
  if (bytes.substr(0, line_end).ends_with("\r\n")) message.line_end = "\r\n";
  MessageParser(bytes, &message).ParseEntity(begin, bytes.size(), 0, 0);
  return message;
}

bool IsStructureField(std::string_view name) { return IsIn(kStructureFields, name); }
bool IsComputedField(std::string_view name) { return IsIn(kComputedFields, name); }

}  // namespace sunder::mail
