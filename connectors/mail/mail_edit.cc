#include "connectors/mail/mail_edit.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "connectors/mail/mail_boundary.h"
#include "connectors/mail/mail_items.h"
#include "connectors/markup/html_edit.h"
#include "connectors/markup/html_items.h"
#include "connectors/markup/row_run.h"

namespace sunder::mail {
namespace {

constexpr char kHexDigits[] = "0123456789ABCDEF";

struct Splice {
  size_t begin = 0;
  size_t end = 0;
  std::string text;
};

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<uint8_t>(c) < 0x80; });
}

std::string OnOneLine(std::string text) {
  for (char& c : text) c = c == '\n' || c == '\r' ? ' ' : c;
  return text;
}

// A parameter of a MIME field, quoted, or by RFC 2231.
std::string NameParameter(std::string_view name, std::string_view value) {
  const bool is_plain = std::all_of(value.begin(), value.end(), [](char c) {
    return c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '=' && c != '?';
  });
  if (is_plain) return std::string(name) + "=\"" + std::string(value) + "\"";
  std::string out = std::string(name) + "*=UTF-8''";
  for (const char c : value) {
    const bool is_bare = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                         (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    if (is_bare) {
      out.push_back(c);
    } else {
      out.push_back('%');
      out.push_back(kHexDigits[static_cast<unsigned char>(c) >> 4]);
      out.push_back(kHexDigits[static_cast<unsigned char>(c) & 15]);
    }
  }
  return out;
}

// Edits of an HTML text by its records, those of each by its items.
using TextEdits = std::map<size_t, std::vector<markup::ItemEdit>>;
using RecordEdits = std::span<const markup::ItemEdit>;

RecordEdits EditsOf(const TextEdits& edits, size_t record) {
  const auto found = edits.find(record);
  return found == edits.end() ? RecordEdits() : RecordEdits(found->second);
}

// Empty cells are cells as well: it does not matter who has a value.
bool MovesRow(const markup::HtmlRecord& record, RecordEdits edits) {
  bool has_column = false;
  for (const markup::HtmlItem& item : record.items) {
    has_column = has_column || markup::TouchedFields::IsColumn(item.field);
  }
  return has_column && std::any_of(edits.begin(), edits.end(), [&](const markup::ItemEdit& edit) {
           if (edit.item >= record.items.size()) return false;
           const bool is_cell = record.items[edit.item].form == markup::HtmlForm::kCell;
           const bool is_form = record.items[edit.item].field.starts_with("form.");
           return edit.keeps_text || (edit.is_of_field && (is_cell || is_form));
         });
}

class MessageWriter {
 public:
  MessageWriter(std::string_view bytes, const Message& message, const MessageOptions& options)
      : bytes_(bytes), message_(message), options_(options) {}

  std::string Write(std::span<const markup::ItemEdit> edits) {
    if (!edits.empty()) TakeEdits(edits);
    for (size_t i = 0; i < message_.entities.size(); ++i) {
      const Entity& entity = message_.entities[i];
      TakeFields(entity);
      if (entity.kind == Entity::Kind::kOther) {
        if (!options_.keeps_unread) Put(entity.content_begin, entity.content_end, "");
      } else if (!written_parts_.contains(i)) {
        Respell(entity);
      }
    }
    return Apply();
  }

 private:
  struct NewType {
    std::string charset;
    std::string name;
  };

  void Put(size_t begin, size_t end, std::string text) {
    if (begin != end || !text.empty()) splices_.push_back({begin, end, std::move(text)});
  }

  // New content must not be taken for header fields.
  void PutContent(const Entity& entity, const std::string& text) {
    const bool lacks_line = !entity.is_separated && !text.empty();
    Put(entity.content_begin, entity.content_end,
        lacks_line ? std::string(message_.line_end) + text : text);
  }

  void TakeEdits(std::span<const markup::ItemEdit> edits) {
    const std::vector<MailItem> items = ReadItems(bytes_, message_);
    // The edits of each HTML part, by record.
    std::map<size_t, TextEdits> html;
    for (const markup::ItemEdit& edit : edits) {
      if (edit.item >= items.size()) continue;
      const MailItem& item = items[edit.item];
      if (edit.keeps_text && item.kind != MailItem::Kind::kHtml) continue;
      const std::string text = edit.is_removed ? "" : edit.text;
      switch (item.kind) {
        case MailItem::Kind::kEnvelope:
          Put(message_.envelope_begin, message_.envelope_end,
              text.empty() ? std::string(kNoEnvelope) : OnOneLine(text));
          break;
        case MailItem::Kind::kHeader:
          EditHeader(message_.entities[item.entity].fields[item.place], text);
          break;
        case MailItem::Kind::kName:
          EditName(message_.entities[item.entity], text);
          break;
        case MailItem::Kind::kText:
          EditText(item.entity, text);
          break;
        case MailItem::Kind::kHtml:
          html[item.entity][item.place].push_back(
              {item.html_item, edit.is_removed, text, edit.is_of_field, edit.keeps_text,
               edit.is_leaving, edit.is_form, edit.is_bared});
          break;
        case MailItem::Kind::kEpilogue:
          Put(message_.epilogues[item.entity].first, message_.epilogues[item.entity].second,
              AsLines(text));
          break;
      }
    }
    for (const auto& [entity, records] : html) EditHtml(entity, records);
    PutTypes();
  }

  void EditHeader(const HeaderField& field, const std::string& text) {
    edited_fields_.insert(field.begin);
    if (text.empty()) {
      Put(field.begin, field.end, "");
    } else {
      Put(field.value_begin, field.value_end, EncodeHeader(text, message_.line_end));
    }
  }

  // Both fields that may hold the name are written anew.
  void EditName(const Entity& entity, const std::string& text) {
    for (const HeaderField& field : entity.fields) {
      if (field.name == "content-disposition") {
        Put(field.value_begin, field.value_end,
            (entity.is_attachment ? " attachment" : " inline") +
                (text.empty() ? "" : "; " + NameParameter("filename", text)));
      }
    }
    NewTypeOf(entity).name = text;
  }

  NewType& NewTypeOf(const Entity& entity) {
    return new_types_.try_emplace(&entity, NewType{entity.media.charset, entity.name})
        .first->second;
  }

  void PutTypes() {
    for (const auto& [entity, type] : new_types_) {
      std::string value = " " + entity->media.type + "/" + entity->media.subtype;
      const auto add = [&value](std::string_view name, const std::string& parameter) {
        if (!parameter.empty()) value += "; " + NameParameter(name, parameter);
      };
      add("charset", type.charset);
      add("boundary", entity->media.boundary);
      add("name", type.name);
      for (const HeaderField& field : entity->fields) {
        if (field.name == "content-type") Put(field.value_begin, field.value_end, value);
      }
    }
  }

  void EditText(size_t index, const std::string& text) {
    const PartText part = ReadPart(bytes_, message_.entities[index]);
    // Line ends at the end of an encoded text stay as they are: they do not tell what stood there.
    PutText(index, part, text + part.decoded.text.substr(part.visible_size));
  }

  void EditHtml(size_t index, const TextEdits& edits) {
    const PartText part = ReadPart(bytes_, message_.entities[index]);
    std::string edited;
    markup::RowRun run;
    ForEachHtmlRecord(
        part.decoded.text, true,
        [&](size_t number, std::string_view source, const markup::HtmlRecord& record) {
          const RecordEdits made = EditsOf(edits, number);
          const std::string bytes =
              made.empty() ? std::string(source) : markup::EditHtmlRecord(source, record, made);
          TakeRecord(bytes, record, made, &run, &edited);
        });
    run.Flush(&edited);
    PutText(index, part, edited);
  }

  void TakeRecord(const std::string& bytes, const markup::HtmlRecord& record, RecordEdits made,
                  markup::RowRun* run, std::string* out) const {
    if (bytes.empty()) return;
    const bool is_sorted = options_.sorts_rows && MovesRow(record, made);
    const std::optional<size_t> row_begin =
        is_sorted && !record.is_fixed_row ? markup::FindRow(bytes) : std::nullopt;
    if (row_begin) {
      run->Add(bytes, *row_begin, out);
      return;
    }
    const std::string rest = is_sorted ? markup::WithoutRow(bytes) : bytes;
    if (!rest.empty()) run->Flush(out);
    out->append(rest);
  }

  // `text` as the content of the part, in its own encodings where they can say it.
  void PutText(size_t index, const PartText& part, const std::string& text) {
    const Entity& entity = message_.entities[index];
    written_parts_.insert(index);
    const bool is_leaf = entity.kind == Entity::Kind::kText || entity.kind == Entity::Kind::kHtml;
    const TransferEncoding encoding = is_leaf ? entity.encoding : TransferEncoding::kIdentity;
    const bool is_ascii_before = IsAscii(part.transferred);
    std::optional<std::string> bytes = EncodeCharset(text, part.decoded.charset);
    // A part that says it is ASCII, or nothing, says so rightly afterwards, too.
    const bool outgrows_ascii = is_ascii_before && bytes && !IsAscii(*bytes);
    if (bytes && encoding == TransferEncoding::kIdentity) bytes = AsLines(*std::move(bytes));
    const bool fits = bytes && !outgrows_ascii && encoding != TransferEncoding::kUuencode &&
                      (encoding != TransferEncoding::kIdentity || !HoldsBoundary(*bytes));
    if (fits || !is_leaf) {
      PutContent(entity, EncodeTransfer(bytes ? *bytes : "", encoding, message_.line_end));
      return;
    }
    PutAsUtf8(entity, text);
  }

  // In a mailbox a line that would begin the next message gets a mark, as mail programs do it.
  std::string AsLines(std::string text) const {
    if (!message_.has_envelope) return text;
    constexpr std::string_view kEmptyLine = "\n\n";  // in front of the text
    text.insert(0, kEmptyLine);
    MailBoundary boundary(MailForm::kMailbox);
    std::string lines;
    std::string_view rest = text;
    while (const auto end = boundary.EndOfRecord(rest, true)) {
      const size_t start = *end - kEnvelopeStart.size();
      lines.append(rest.substr(0, start)).push_back('>');
      rest.remove_prefix(start);
    }
    return lines.append(rest).substr(kEmptyLine.size());
  }

  bool HoldsBoundary(std::string_view text) const {
    return std::any_of(
        message_.entities.begin(), message_.entities.end(), [&](const Entity& around) {
          if (around.kind != Entity::Kind::kMultipart) return false;
          const std::string line = "--" + around.media.boundary;
          return text.starts_with(line) || text.find("\n" + line) != std::string_view::npos;
        });
  }

  void PutAsUtf8(const Entity& entity, const std::string& text) {
    NewTypeOf(entity).charset = "utf-8";
    bool has_type = false;
    for (const HeaderField& field : entity.fields) {
      if (field.name == "content-type") {
        has_type = true;
      } else if (field.name == "content-transfer-encoding") {
        Put(field.begin, field.end, "");
      }
    }
    std::string added = "Content-Transfer-Encoding: base64" + std::string(message_.line_end);
    if (!has_type) {
      added =
          "Content-Type: text/plain; charset=\"utf-8\"" + std::string(message_.line_end) + added;
    }
    Put(entity.fields_end, entity.fields_end, added);
    PutContent(entity, EncodeTransfer(text, TransferEncoding::kBase64, message_.line_end));
  }

  void TakeFields(const Entity& entity) {
    for (const HeaderField& field : entity.fields) {
      if (IsComputedField(field.name)) {
        Put(field.begin, field.end, "");
      } else if (field.name == "subject" && !edited_fields_.contains(field.begin)) {
        const std::string_view value =
            bytes_.substr(field.value_begin, field.value_end - field.value_begin);
        const bool is_spelt = value.find('\n') != std::string_view::npos ||
                              value.find("=?") != std::string_view::npos;
        if (!is_spelt) continue;
        const std::string text = DecodeHeader(value);
        const std::string spelt = EncodeHeader(text, message_.line_end);
        if (spelt != value && DecodeHeader(spelt) == text) {
          Put(field.value_begin, field.value_end, spelt);
        }
      }
    }
  }

  // Gives an encoded text the lines that an edited one would have.
  void Respell(const Entity& entity) {
    const bool is_leaf = entity.kind == Entity::Kind::kText || entity.kind == Entity::Kind::kHtml;
    const bool is_encoded = entity.encoding == TransferEncoding::kBase64 ||
                            entity.encoding == TransferEncoding::kQuotedPrintable;
    if (!is_leaf || !is_encoded) return;
    const std::string_view source =
        bytes_.substr(entity.content_begin, entity.content_end - entity.content_begin);
    const std::string decoded = DecodeTransfer(source, entity.encoding);
    const std::string spelt = EncodeTransfer(decoded, entity.encoding, message_.line_end);
    if (spelt == source || DecodeTransfer(spelt, entity.encoding) != decoded) return;
    PutContent(entity, spelt);
  }

  std::string Apply() {
    std::stable_sort(splices_.begin(), splices_.end(),
                     [](const Splice& a, const Splice& b) { return a.begin < b.begin; });
    std::string out;
    size_t at = 0;
    for (const Splice& splice : splices_) {
      if (splice.begin < at) continue;  // inside one that leaves
      out.append(bytes_.substr(at, splice.begin - at));
      out.append(splice.text);
      at = splice.end;
    }
    out.append(bytes_.substr(at));
    return out;
  }

  std::string_view bytes_;
  const Message& message_;
  const MessageOptions options_;
  std::vector<Splice> splices_;
  std::set<size_t> written_parts_;
  std::set<size_t> edited_fields_;              // by their place
  std::map<const Entity*, NewType> new_types_;  // of parts whose type is written anew
};

}  // namespace

std::string WriteMessage(std::string_view bytes, const Message& message,
                         std::span<const markup::ItemEdit> edits, const MessageOptions& options) {
  return MessageWriter(bytes, message, options).Write(edits);
}

WithheldItems FindWithheldItems(std::string_view bytes, const Message& message,
                                std::span<const markup::ItemEdit> edits,
                                const MessageOptions& options) {
  const std::vector<MailItem> items = ReadItems(bytes, message);
  std::map<size_t, TextEdits> html;
  for (const markup::ItemEdit& edit : edits) {
    if (edit.item >= items.size() || items[edit.item].kind != MailItem::Kind::kHtml) continue;
    const MailItem& item = items[edit.item];
    html[item.entity][item.place].push_back(edit);
    html[item.entity][item.place].back().item = item.html_item;
  }
  WithheldItems withheld;
  std::set<std::pair<size_t, size_t>> rows;  // entity, record
  std::set<std::tuple<size_t, size_t, size_t>> along;  // and item
  for (const auto& [entity, records] : html) {
    const PartText part = ReadPart(bytes, message.entities[entity]);
    ForEachHtmlRecord(
        part.decoded.text, false,
        [&, entity = entity, &records = records](size_t number, std::string_view /*source*/,
                                                 const markup::HtmlRecord& record) {
          const RecordEdits made = EditsOf(records, number);
          const bool is_sorted = options.sorts_rows && MovesRow(record, made);
          if (is_sorted && record.is_fixed_row) {
            rows.emplace(entity, number);
            return;
          }
          for (const size_t item : markup::ItemsThatGoAlong(record, made)) {
            along.emplace(entity, number, item);
          }
        });
  }
  for (size_t i = 0; i < items.size(); ++i) {
    if (items[i].kind != MailItem::Kind::kHtml) continue;
    if (rows.contains({items[i].entity, items[i].place})) {
      withheld.of_fixed_rows.push_back(i);
    } else if (along.contains({items[i].entity, items[i].place, items[i].html_item})) {
      withheld.gone_along.push_back(i);
    }
  }
  return withheld;
}

}  // namespace sunder::mail
