#include "connectors/mail/mail_writer.h"

#include <utility>

#include "connectors/mail/mail_edit.h"
#include "connectors/mail/mail_reader.h"
#include "connectors/markup/item_edits.h"

namespace sunder::mail {

MailWriter::MailWriter(std::unique_ptr<ByteSink> sink, MailForm form, const WriteOptions& options)
    : sink_(std::move(sink)),
      form_(form),
      is_in_place_(options.is_in_place),
      removed_fields_(options.removed_fields.begin(), options.removed_fields.end()) {}

Status MailWriter::Serialize(size_t /*table*/, const RecordBlock& block, uint32_t record,
                             std::span<const CellEdit> edits, std::string* bytes) const {
  bytes->clear();
  const auto* indexer = dynamic_cast<const MailIndexer*>(block.indexer.get());
  if (indexer == nullptr || record >= indexer->record_ends().size()) {
    return Status::Internal("mail: a record is to be written that the block does not have");
  }
  const size_t begin = record == 0 ? 0 : indexer->record_ends()[record - 1];
  const std::string_view source =
      MessageOfRecord(block.bytes().substr(begin, indexer->record_ends()[record] - begin), form_);
  const std::vector<markup::ItemEdit> made =
      markup::EditsOfItems(block, record, edits, removed_fields_);
  const Message message = ParseMessage(source, form_ == MailForm::kMailbox);
  *bytes = WriteMessage(source, message, made, is_in_place_);
  const bool lacks_start = form_ == MailForm::kMailbox && message.envelope_begin == 0;
  if (lacks_start) bytes->insert(0, kEnvelopeStart);
  return Status::Ok();
}

Status MailWriter::Write(size_t /*table*/, std::string_view record_bytes) {
  if (record_bytes.empty()) return Status::Ok();
  SUNDER_RETURN_IF_ERROR(sink_->Write(lacking_));
  lacking_.clear();
  if (form_ == MailForm::kMailbox) {
    const std::string_view line_end =
        record_bytes.substr(0, record_bytes.find('\n') + 1).ends_with("\r\n") ? "\r\n" : "\n";
    const bool has_empty_line = record_bytes.ends_with("\n\n") || record_bytes.ends_with("\n\r\n");
    if (!record_bytes.ends_with('\n')) lacking_ += line_end;
    if (!has_empty_line) lacking_ += line_end;
  }
  return sink_->Write(record_bytes);
}

Status MailWriter::Finish() { return sink_->Finish(); }

std::vector<std::string> MailWriter::Notes() const {
  if (!is_in_place_) return {};
  return {"attachments that are no text were not read and stay as they were",
          "signatures and sizes computed from messages left"};
}

}  // namespace sunder::mail
