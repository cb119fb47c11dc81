#include "connectors/mail/mail_items.h"

#include <algorithm>
#include <utility>

#include "connectors/decode/byte_stream.h"
#include "connectors/markup/html_boundary.h"
#include "connectors/markup/html_text.h"

namespace sunder::mail {
namespace {

constexpr size_t kNameSizeBytesMax = 64;

std::string_view Trimmed(std::string_view text) {
  const size_t last = text.find_last_not_of(" \t\r\n");
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

std::string FieldOfHeader(std::string_view name) {
  if (name.size() > kNameSizeBytesMax) return "header.*";
  std::string field(name);
  std::replace(field.begin(), field.end(), '-', '_');
  return field;
}

class ItemReader {
 public:
  ItemReader(std::string_view bytes, const Message& message) : bytes_(bytes), message_(message) {}

  std::vector<MailItem> Read() {
    if (message_.has_envelope) TakeEnvelope();
    for (size_t i = 0; i < message_.entities.size(); ++i) TakeEntity(i);
    for (size_t i = 0; i < message_.epilogues.size(); ++i) {
      const auto [begin, end] = message_.epilogues[i];
      std::string text = DecodeCharset(std::string(bytes_.substr(begin, end - begin)), "").text;
      text.resize(Trimmed(text).size());
      Add({MailItem::Kind::kEpilogue, "epilogue", i, 0, 0, std::move(text)});
    }
    return std::move(items_);
  }

 private:
  void Add(MailItem item) { items_.push_back(std::move(item)); }

  void TakeEnvelope() {
    const std::string_view line =
        bytes_.substr(message_.envelope_begin, message_.envelope_end - message_.envelope_begin);
    std::string text = DecodeHeader(line);
    if (text == kNoEnvelope) text.clear();
    Add({MailItem::Kind::kEnvelope, "envelope", 0, 0, 0, std::move(text)});
  }

  void TakeEntity(size_t index) {
    const Entity& entity = message_.entities[index];
    const std::string prefix = entity.messages_around > 0 ? "message." : "";
    for (size_t i = 0; i < entity.fields.size(); ++i) {
      const HeaderField& field = entity.fields[i];
      if (IsStructureField(field.name) || IsComputedField(field.name)) continue;
      const std::string_view value =
          bytes_.substr(field.value_begin, field.value_end - field.value_begin);
      Add({MailItem::Kind::kHeader, prefix + FieldOfHeader(field.name), index, i, 0,
           DecodeHeader(value)});
    }
    if (!entity.name.empty()) {
      Add({MailItem::Kind::kName, prefix + "attachment.name", index, 0, 0, entity.name});
    }
    if (entity.kind == Entity::Kind::kOther || entity.content_begin == entity.content_end) return;
    if (entity.kind == Entity::Kind::kHtml) {
      TakeHtml(index, prefix + (entity.is_attachment ? "attachment.html" : "body_html"));
      return;
    }
    const bool is_preamble =
        entity.kind == Entity::Kind::kMultipart || entity.kind == Entity::Kind::kMessage;
    const std::string field = is_preamble            ? "preamble"
                              : entity.is_attachment ? "attachment.text"
                                                     : "body";
    PartText part = ReadPart(bytes_, entity);
    // Less than a group of base64 is nothing.
    if (part.transferred.empty()) return;
    part.decoded.text.resize(part.visible_size);
    Add({MailItem::Kind::kText, prefix + field, index, 0, 0, std::move(part.decoded.text)});
  }

  void TakeHtml(size_t index, const std::string& prefix) {
    const std::string text = ReadPart(bytes_, message_.entities[index]).decoded.text;
    ForEachHtmlRecord(
        text, false, [&](size_t number, std::string_view source, const markup::HtmlRecord& record) {
          for (size_t i = 0; i < record.items.size(); ++i) {
            const markup::HtmlItem& item = record.items[i];
            Add({MailItem::Kind::kHtml, item.field == "text" ? prefix : prefix + "." + item.field,
                 index, number, i, markup::TextOfItem(source, item, record.pieces, nullptr)});
          }
        });
  }

  std::string_view bytes_;
  const Message& message_;
  std::vector<MailItem> items_;
};

}  // namespace

PartText ReadPart(std::string_view bytes, const Entity& entity) {
  PartText part;
  // What stands around the parts of a message is in no encoding but the message's own.
  const bool is_leaf = entity.kind == Entity::Kind::kText || entity.kind == Entity::Kind::kHtml;
  part.transferred =
      DecodeTransfer(bytes.substr(entity.content_begin, entity.content_end - entity.content_begin),
                     is_leaf ? entity.encoding : TransferEncoding::kIdentity);
  part.decoded = DecodeCharset(part.transferred, is_leaf ? entity.media.charset : "");
  part.visible_size = Trimmed(part.decoded.text).size();
  return part;
}

void ForEachHtmlRecord(std::string_view text, bool wants_tags, const TakeHtmlRecord& take) {
  markup::HtmlBoundary boundary;
  markup::HtmlNames names;
  markup::HtmlRecord record;
  for (size_t number = 0; !text.empty(); ++number) {
    const std::string_view source =
        text.substr(0, boundary.EndOfRecord(text, true).value_or(text.size()));
    markup::ReadHtmlRecord(source, wants_tags, &names, &record);
    take(number, source, record);
    text.remove_prefix(source.size());
  }
}

std::vector<MailItem> ReadItems(std::string_view bytes, const Message& message) {
  return ItemReader(bytes, message).Read();
}

}  // namespace sunder::mail
