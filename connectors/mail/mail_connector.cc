#include "connectors/mail/mail_connector.h"

#include <algorithm>
#include <array>
#include <utility>

#include "connectors/decode/byte_stream.h"
#include "connectors/decode/partition_plan.h"
#include "connectors/mail/mail_attachments.h"
#include "connectors/mail/mail_boundary.h"
#include "connectors/mail/mail_reader.h"
#include "connectors/mail/mail_structure.h"
#include "connectors/mail/mail_writer.h"

namespace sunder {
namespace {

constexpr size_t kHeadSizeBytes = 64 * 1024;
constexpr const char* kFormKey = "form";
constexpr const char* kMessageForm = "message";
constexpr const char* kMailboxForm = "mailbox";
constexpr size_t kFieldsMin = 3;

// Fields that mail programs write and people do not.
constexpr auto kTellingFields = std::to_array<std::string_view>(
    {"delivered-to", "message-id", "mime-version", "received", "return-path"});

bool EndsWithAny(std::string_view file_name, const std::vector<std::string_view>& extensions) {
  std::string lower(file_name);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return std::any_of(extensions.begin(), extensions.end(),
                     [&lower](std::string_view extension) { return lower.ends_with(extension); });
}

// Begins with the fields of a message. `needs_proof`: so that nothing else can be meant.
bool BeginsLikeMessage(std::string_view head, bool is_mailbox, bool needs_proof) {
  const mail::Message message =
      mail::ParseMessage(head, is_mailbox ? mail::Opening::kFirstEnvelope : mail::Opening::kFields);
  const auto& fields = message.entities.front().fields;
  const auto has = [&](std::string_view name) {
    return std::any_of(fields.begin(), fields.end(),
                       [name](const mail::HeaderField& field) { return field.name == name; });
  };
  if (!needs_proof) return has("from") || has("subject") || has("received");
  return fields.size() >= kFieldsMin && (has("from") || has("sender")) &&
         std::any_of(kTellingFields.begin(), kTellingFields.end(), has);
}

bool BeginsLikeMailbox(std::string_view head) {
  return head.starts_with("From ") && BeginsLikeMessage(head, true, false);
}

// By its first bytes; a file without any by its name.
bool IsMailbox(const SourceObject& object, std::string_view head) {
  return BeginsLikeMailbox(head) ||
         (head.empty() && EndsWithAny(WithoutCodecExtension(object.name), {".mbox", ".mbx"}));
}

Result<std::unique_ptr<AttachmentReader>> OpenAttachments(const SourceObject& object) {
  SUNDER_ASSIGN_OR_RETURN(const std::string head, ReadHead(object, kHeadSizeBytes));
  return mail::OpenAttachments(
      object, IsMailbox(object, head) ? mail::MailForm::kMailbox : mail::MailForm::kMessage);
}

Result<mail::MailForm> FormOf(const TableInfo& table) {
  const auto entry = table.dialect.find(kFormKey);
  if (entry == table.dialect.end() || entry->second == kMessageForm) {
    return mail::MailForm::kMessage;
  }
  if (entry->second == kMailboxForm) return mail::MailForm::kMailbox;
  return Status::Usage(table.object.name +
                       ": the dialect's `form` must be \"message\" or \"mailbox\"");
}

class MailConnector : public Connector {
 public:
  MailConnector() {
    traits_.name = "mail";
    traits_.description = "mail: messages (.eml) and mailboxes (mbox), texts and headers";
    traits_.extensions = {".eml", ".mbox", ".mbx"};
    traits_.is_binary = true;
    traits_.decodes_itself = true;
    traits_.open_attachments = OpenAttachments;
  }

  const ConnectorTraits& traits() const override { return traits_; }

  int Recognise(std::string_view file_name, std::string_view head) const override {
    if (BeginsLikeMailbox(head)) return 4;
    if (BeginsLikeMessage(head, false, true)) return 4;
    if (!EndsWithAny(file_name, traits_.extensions)) return 0;
    return BeginsLikeMessage(head, false, false) ? 3 : 2;
  }

  Result<std::vector<TableInfo>> Inspect(const SourceObject& object) const override {
    SUNDER_ASSIGN_OR_RETURN(const std::string head, ReadHead(object, kHeadSizeBytes));
    TableInfo table;
    table.object = object;
    table.keeps_order = true;
    table.dialect[kFormKey] = IsMailbox(object, head) ? kMailboxForm : kMessageForm;
    table.notes = {
        "attachments (those that are read go to files of their own beside the mail), signatures "
        "and sizes computed from messages"};
    return std::vector<TableInfo>{std::move(table)};
  }

  Result<std::vector<Partition>> Plan(const TableInfo& /*table*/,
                                      uint32_t /*count*/) const override {
    return std::vector<Partition>{Partition{}};
  }

  Result<std::unique_ptr<RecordReader>> Open(const TableInfo& table, const Partition& partition,
                                             const ReadOptions& options) const override {
    SUNDER_ASSIGN_OR_RETURN(const mail::MailForm form, FormOf(table));
    SUNDER_ASSIGN_OR_RETURN(auto source, OpenBlockSource(table.object, partition, options));
    return std::unique_ptr<RecordReader>(std::make_unique<mail::MailReader>(
        std::move(source), form, table.object.are_attachments_listed));
  }

  Result<std::unique_ptr<ObjectWriter>> Create(
      const std::string& path, const std::vector<TableInfo>& tables,
      const std::vector<WriteOptions>& options) const override {
    if (tables.size() != 1 || options.size() != 1) {
      return Status::Internal(path + ": mail has one table");
    }
    SUNDER_ASSIGN_OR_RETURN(const mail::MailForm form, FormOf(tables[0]));
    SUNDER_ASSIGN_OR_RETURN(auto sink, CreateByteSink(path, tables[0].object.codec));
    return std::unique_ptr<ObjectWriter>(
        std::make_unique<mail::MailWriter>(std::move(sink), form, options[0]));
  }

 private:
  ConnectorTraits traits_;
};

}  // namespace

std::unique_ptr<Connector> MakeMailConnector() { return std::make_unique<MailConnector>(); }

}  // namespace sunder
