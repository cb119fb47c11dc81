// Writes messages in the order of the source, in their own format.
#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/decode/byte_stream.h"
#include "connectors/mail/mail_boundary.h"
#include "connectors/mail/mail_edit.h"
#include "connectors/mail/mail_structure.h"
#include "connectors/markup/touched_fields.h"

namespace sunder::mail {

class MailWriter : public ObjectWriter {
 public:
  MailWriter(std::unique_ptr<ByteSink> sink, MailForm form, const WriteOptions& options);
  Status Serialize(size_t table, const RecordBlock& block, uint32_t record,
                   std::span<const CellEdit> edits, std::string* bytes) const override;
  std::vector<uint32_t> WithheldCells(size_t table, const RecordBlock& block,
                                      uint32_t record) const override;
  Status Write(size_t table, std::string_view record_bytes) override;
  Status Finish() override;
  std::vector<std::string> Notes() const override;

 private:
  struct Source {
    std::string_view bytes;
    Message message;
  };

  Result<Source> SourceOf(const RecordBlock& block, uint32_t record) const;

  std::unique_ptr<ByteSink> sink_;
  MailForm form_;
  MessageOptions message_options_;
  // Of any message serialised so far.
  mutable std::atomic<bool> has_fixed_rows_ = false;
  mutable std::atomic<bool> has_gone_along_ = false;
  markup::TouchedFields touched_;
  std::string lacking_;  // what must stand before a next message: line ends
};

}  // namespace sunder::mail
