#include "connectors/mail/mail_writer.h"

#include <algorithm>
#include <utility>

#include "connectors/mail/mail_reader.h"
#include "connectors/markup/item_edits.h"
#include "connectors/markup/row_run.h"

namespace sunder::mail {

MailWriter::MailWriter(std::unique_ptr<ByteSink> sink, MailForm form, const WriteOptions& options)
    : sink_(std::move(sink)),
      form_(form),
      message_options_{options.is_in_place, !options.keeps_order},
      touched_(options) {}

Result<MailWriter::Source> MailWriter::SourceOf(const RecordBlock& block, uint32_t record) const {
  const auto* indexer = dynamic_cast<const MailIndexer*>(block.indexer.get());
  if (indexer == nullptr || record >= indexer->record_ends().size()) {
    return Status::Internal("mail: a record is to be written that the block does not have");
  }
  const size_t begin = record == 0 ? 0 : indexer->record_ends()[record - 1];
  const size_t size = indexer->record_ends()[record] - begin;
  const std::string_view bytes = MessageOfRecord(block.bytes().substr(begin, size), form_);
  return Source{bytes, ParseMessage(bytes, indexer->OpeningOf(record))};
}

std::vector<uint32_t> MailWriter::WithheldCells(size_t /*table*/, const RecordBlock& block,
                                                uint32_t record) const {
  std::vector<uint32_t> cells;
  const Result<Source> source = SourceOf(block, record);
  if (!source.ok()) return cells;
  const std::vector<markup::ItemEdit> made = markup::EditsOfItems(block, record, {}, touched_);
  if (made.empty()) return cells;
  const auto first = static_cast<uint32_t>(
      std::lower_bound(block.cells.begin(), block.cells.end(), record,
                       [](const CellRef& cell, uint32_t wanted) { return cell.record < wanted; }) -
      block.cells.begin());
  const WithheldItems withheld =
      FindWithheldItems(source->bytes, source->message, made, message_options_);
  for (const std::vector<size_t>* items : {&withheld.of_fixed_rows, &withheld.gone_along}) {
    for (const size_t item : *items) cells.push_back(first + static_cast<uint32_t>(item));
  }
  if (!withheld.of_fixed_rows.empty()) has_fixed_rows_ = true;
  if (!withheld.gone_along.empty()) has_gone_along_ = true;
  return cells;
}

Status MailWriter::Serialize(size_t /*table*/, const RecordBlock& block, uint32_t record,
                             std::span<const CellEdit> edits, std::string* bytes) const {
  bytes->clear();
  SUNDER_ASSIGN_OR_RETURN(const Source source, SourceOf(block, record));
  const std::vector<markup::ItemEdit> made = markup::EditsOfItems(block, record, edits, touched_);
  *bytes = WriteMessage(source.bytes, source.message, made, message_options_);
  // Nothing but computed fields stood there: the message stays one.
  if (bytes->empty()) *bytes = source.message.line_end;
  const bool lacks_start = form_ == MailForm::kMailbox && source.message.envelope_begin == 0;
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
    if (!record_bytes.ends_with('\n')) lacking_ += line_end;
    if (!EndsWithEmptyLine(record_bytes)) lacking_ += line_end;
  }
  return sink_->Write(record_bytes);
}

Status MailWriter::Finish() { return sink_->Finish(); }

std::vector<std::string> MailWriter::Notes() const {
  std::vector<std::string> notes;
  if (message_options_.keeps_unread) {
    notes = {
        "attachments that are no field of their message (tables and other files) stay as they were",
        "signatures and sizes computed from messages left"};
  }
  if (has_fixed_rows_) notes.emplace_back(markup::kFixedRowsNote);
  if (has_gone_along_) notes.emplace_back(markup::kGoneAlongNote);
  return notes;
}

}  // namespace sunder::mail
