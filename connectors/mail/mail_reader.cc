#include "connectors/mail/mail_reader.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "connectors/decode/bounded_loss.h"
#include "connectors/mail/base64_content.h"
#include "connectors/mail/mail_codec.h"
#include "connectors/mail/mail_items.h"
#include "connectors/mail/mail_structure.h"

namespace sunder::mail {
namespace {

// Where the message spells the text of an item as it reads; npos: nowhere. Search for residue of a
// split in place looks at what stands around a cell in the source.
size_t PlaceInSource(std::string_view bytes, const Message& message, const MailItem& item) {
  if (item.text.empty()) return std::string_view::npos;
  size_t begin = 0;
  size_t end = 0;
  if (item.kind == MailItem::Kind::kHeader) {
    const HeaderField& field = message.entities[item.entity].fields[item.place];
    begin = field.value_begin;
    end = field.value_end;
  } else if (item.kind == MailItem::Kind::kText) {
    begin = message.entities[item.entity].content_begin;
    end = message.entities[item.entity].content_end;
  } else {
    return std::string_view::npos;
  }
  // At the front, or not at all: behind the space of a header.
  while (begin < end && item.kind == MailItem::Kind::kHeader && bytes[begin] == ' ') ++begin;
  return bytes.substr(begin, end - begin).starts_with(item.text) ? begin : std::string_view::npos;
}

bool IsInBase64(const Entity& entity) {
  return entity.encoding == TransferEncoding::kBase64 && entity.kind != Entity::Kind::kMultipart &&
         entity.kind != Entity::Kind::kMessage;
}

ForeignLines FindForeignLinesOf(std::string_view message, const Entity& entity) {
  if (!IsInBase64(entity)) return {};
  return FindForeignLines(
      message.substr(entity.content_begin, entity.content_end - entity.content_begin));
}

// Whether the message ends inside a group of four signs of base64: it was cut off.
bool EndsInsideBase64(std::string_view message, const Entity& entity) {
  if (!IsInBase64(entity)) return false;
  if (message.find_first_not_of("\r\n", entity.content_end) != std::string_view::npos) return false;
  const std::string_view content =
      message.substr(entity.content_begin, entity.content_end - entity.content_begin);
  return std::count_if(content.begin(), content.end(), [](char c) { return c > ' '; }) % 4 != 0;
}

// An attachment that says something, but decodes to nothing: no file for anybody to read.
bool IsUndecodable(std::string_view message, const Entity& entity) {
  if (entity.encoding == TransferEncoding::kIdentity) return false;
  const std::string_view content =
      message.substr(entity.content_begin, entity.content_end - entity.content_begin);
  return content.find_first_not_of(" \t\r\n") != std::string_view::npos &&
         DecodeTransfer(content, entity.encoding).empty();
}

}  // namespace

std::string_view MessageOfRecord(std::string_view record, MailForm form) {
  if (form == MailForm::kMessage || !record.ends_with(kEnvelopeStart)) return record;
  const std::string_view message = record.substr(0, record.size() - kEnvelopeStart.size());
  return EndsWithEmptyLine(message) ? message : record;
}

Opening OpeningOfRecord(uint64_t offset_bytes, MailForm form) {
  if (form == MailForm::kMessage) return Opening::kFields;
  return offset_bytes == 0 ? Opening::kFirstEnvelope : Opening::kFollowingEnvelope;
}

Opening MailIndexer::OpeningOf(uint32_t record) const {
  return OpeningOfRecord(offset_bytes_ + (record == 0 ? 0 : record_ends_[record - 1]), form_);
}

Status MailIndexer::Index(RecordBlock* block) const {
  std::unordered_map<std::string, uint32_t> numbers;
  size_t begin = 0;
  for (uint32_t record = 0; record < record_ends_.size(); ++record) {
    const size_t size = record_ends_[record] - begin;
    const auto bytes = [&] { return MessageOfRecord(block->bytes().substr(begin, size), form_); };
    const Message message = ParseMessage(bytes(), OpeningOf(record));
    for (const MailItem& item : ReadItems(bytes(), message)) {
      const auto [found, is_new] =
          numbers.try_emplace(item.field, static_cast<uint32_t>(block->fields.size()));
      if (is_new) block->fields.push_back(item.field);
      size_t at = PlaceInSource(bytes(), message, item);
      if (at == std::string_view::npos) {
        at = block->data.size();
        block->data.append(item.text);
      } else {
        at += begin;
      }
      CellRef cell;
      cell.record = record;
      cell.field = found->second;
      cell.begin = static_cast<uint32_t>(at);
      cell.end = static_cast<uint32_t>(at + item.text.size());
      block->cells.push_back(cell);
    }
    begin = record_ends_[record];
  }
  block->record_count = static_cast<uint32_t>(record_ends_.size());
  return Status::Ok();
}

MailReader::MailReader(std::unique_ptr<BlockSource> source, MailForm form,
                       bool are_attachments_listed)
    : source_(std::move(source)),
      form_(form),
      are_attachments_listed_(are_attachments_listed),
      boundary_(form) {
  source_->AcceptAnyBytes();
}

Result<bool> MailReader::Next(RecordBlock* block) {
  block->Clear();
  SUNDER_ASSIGN_OR_RETURN(const bool is_filled, source_->Fill(&block->data, boundary_, &ledger_));
  if (!is_filled) return false;
  std::vector<uint32_t> ends;
  for (size_t begin = 0; begin < block->data.size();) {
    const std::string_view rest = block->bytes().substr(begin);
    const size_t size = boundary_.EndOfRecord(rest, true).value_or(rest.size());
    const std::string_view message = MessageOfRecord(rest.substr(0, size), form_);
    const uint64_t offset_bytes = source_->block_offset_bytes() + begin;
    NoteUnread(message, ParseMessage(message, OpeningOfRecord(offset_bytes, form_)), offset_bytes);
    begin += size;
    ends.push_back(static_cast<uint32_t>(begin));
  }
  block->sequence = sequence_++;
  block->first_record = ledger_.records;
  block->record_count = static_cast<uint32_t>(ends.size());
  ledger_.records += ends.size();
  block->indexer =
      std::make_shared<MailIndexer>(form_, source_->block_offset_bytes(), std::move(ends));
  return true;
}

void MailReader::NoteUnread(std::string_view bytes, const Message& message, uint64_t offset_bytes) {
  for (const Entity& entity : message.entities) {
    const ForeignLines foreign = FindForeignLinesOf(bytes, entity);
    if (foreign.size == 0 && EndsInsideBase64(bytes, entity)) {
      AddBoundedLoss(LossReason::kTruncated, offset_bytes + entity.content_end, 0,
                     "the message ends inside a part in base64; fetch it again", &ledger_);
    }
    const size_t size = entity.content_end - entity.content_begin;
    const bool is_attached_file = entity.kind == Entity::Kind::kOther && size > 0;
    const bool is_read =
        !is_attached_file || (are_attachments_listed_ && !IsUndecodable(bytes, entity));
    if (is_read) {
      if (foreign.size > 0) {
        ledger_.bytes_delivered -= foreign.size;
        AddBoundedLoss(LossReason::kMalformed,
                       offset_bytes + entity.content_begin + foreign.first_at, foreign.size,
                       "lines that are not base64, in a part that is, were not read; look at "
                       "them in the message's source",
                       &ledger_);
      }
      if (!is_attached_file) continue;
      ledger_.bytes_delivered -= size - foreign.size;
      ledger_.bytes_structure += size - foreign.size;
      continue;
    }
    ledger_.bytes_delivered -= size;
    if (are_attachments_listed_) {
      AddBoundedLoss(LossReason::kMalformed, offset_bytes + entity.content_begin, size,
                     "attachments that are not in the transfer encoding that they name were not "
                     "read; save and scan them as files",
                     &ledger_);
      continue;
    }
    AddBoundedLoss(
        LossReason::kUnsupported, offset_bytes + entity.content_begin, size,
        "attachments that are files of their own, or encrypted, were not read; save and scan them",
        &ledger_);
  }
}

}  // namespace sunder::mail
