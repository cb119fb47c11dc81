#include "connectors/mail/mail_attachments.h"

#include <utility>

#include "connectors/decode/block_source.h"
#include "connectors/mail/mail_codec.h"
#include "connectors/mail/mail_reader.h"
#include "connectors/mail/mail_structure.h"

namespace sunder::mail {
namespace {

// Longer names do not fit the file systems that a split writes to.
constexpr size_t kNameSizeBytesMax = 200;

// The last part of a path, as RFC 2183 wants it: folders are the sender's.
std::string NameOf(const Entity& entity) {
  std::string name = entity.name.substr(entity.name.find_last_of("/\\") + 1);
  if (name.size() > kNameSizeBytesMax) {
    size_t begin = name.size() - kNameSizeBytesMax;
    while (begin < name.size() && (static_cast<unsigned char>(name[begin]) & 0xC0U) == 0x80U) {
      ++begin;
    }
    name.erase(0, begin);
  }
  return name.empty() ? "unnamed" : name;
}

class MailAttachments : public AttachmentReader {
 public:
  MailAttachments(std::unique_ptr<BlockSource> source, MailForm form)
      : source_(std::move(source)), form_(form), boundary_(form) {
    source_->AcceptAnyBytes();
  }

  Result<bool> Next(std::string* name, std::string* bytes) override {
    while (true) {
      for (; next_entity_ < message_.entities.size(); ++next_entity_) {
        const Entity& entity = message_.entities[next_entity_];
        if (entity.kind != Entity::Kind::kOther) continue;
        *bytes = DecodeTransfer(
            message_bytes_.substr(entity.content_begin, entity.content_end - entity.content_begin),
            entity.encoding);
        if (bytes->empty()) continue;
        *name = NameOf(entity);
        if (form_ == MailForm::kMailbox) name->insert(0, std::to_string(messages_) + "/");
        ++next_entity_;
        return true;
      }
      SUNDER_ASSIGN_OR_RETURN(const bool has_message, NextMessage());
      if (!has_message) return false;
    }
  }

 private:
  Result<bool> NextMessage() {
    if (position_ == block_.size()) {
      position_ = 0;
      SUNDER_ASSIGN_OR_RETURN(const bool is_filled, source_->Fill(&block_, boundary_, &ledger_));
      if (!is_filled) return false;
    }
    const std::string_view rest = std::string_view(block_).substr(position_);
    const size_t size = boundary_.EndOfRecord(rest, true).value_or(rest.size());
    message_bytes_ = MessageOfRecord(rest.substr(0, size), form_);
    message_ = ParseMessage(message_bytes_,
                            OpeningOfRecord(source_->block_offset_bytes() + position_, form_));
    position_ += size;
    next_entity_ = 0;
    ++messages_;
    return true;
  }

  std::unique_ptr<BlockSource> source_;
  MailForm form_;
  MailBoundary boundary_;
  ReadLedger ledger_;  // the reader of the records keeps the one that counts
  std::string block_;
  size_t position_ = 0;             // of the next message in the block
  std::string_view message_bytes_;  // in the block
  Message message_;
  size_t next_entity_ = 0;
  uint64_t messages_ = 0;
};

}  // namespace

Result<std::unique_ptr<AttachmentReader>> OpenAttachments(const SourceObject& object,
                                                          MailForm form) {
  SUNDER_ASSIGN_OR_RETURN(auto source, OpenBlockSource(object, Partition{}, ReadOptions{}));
  return std::unique_ptr<AttachmentReader>(
      std::make_unique<MailAttachments>(std::move(source), form));
}

}  // namespace sunder::mail
