// Reads blocks of messages.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/decode/block_source.h"
#include "connectors/mail/mail_boundary.h"
#include "connectors/mail/mail_structure.h"

namespace sunder::mail {

// The message of a record: without the "From " of the next one.
std::string_view MessageOfRecord(std::string_view record, MailForm form);
// What the record that begins at this offset of the decompressed object begins with.
Opening OpeningOfRecord(uint64_t offset_bytes, MailForm form);

// One a block, made by the reader: it knows where each record ends. The source's bytes come first
// in the block; texts that read otherwise than they are spelt stand behind them.
class MailIndexer : public CellIndexer {
 public:
  // `offset_bytes`: of the block in the decompressed object.
  MailIndexer(MailForm form, uint64_t offset_bytes, std::vector<uint32_t> record_ends)
      : form_(form), offset_bytes_(offset_bytes), record_ends_(std::move(record_ends)) {}
  Status Index(RecordBlock* block) const override;
  std::string Decode(std::string_view raw) const override { return std::string(raw); }

  const std::vector<uint32_t>& record_ends() const { return record_ends_; }
  Opening OpeningOf(uint32_t record) const;

 private:
  MailForm form_;
  uint64_t offset_bytes_;
  std::vector<uint32_t> record_ends_;
};

class MailReader : public RecordReader {
 public:
  // `are_attachments_listed`: what is no field of a message is read as an object of its own.
  MailReader(std::unique_ptr<BlockSource> source, MailForm form, bool are_attachments_listed);
  Result<bool> Next(RecordBlock* block) override;
  const ReadLedger& ledger() const override { return ledger_; }

 private:
  void NoteUnread(std::string_view bytes, const Message& message, uint64_t offset_bytes);

  std::unique_ptr<BlockSource> source_;
  MailForm form_;
  bool are_attachments_listed_;
  MailBoundary boundary_;
  ReadLedger ledger_;
  uint64_t sequence_ = 0;
};

}  // namespace sunder::mail
