// Writes messages in the order of the source, in their own format.
#pragma once

#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/decode/byte_stream.h"
#include "connectors/mail/mail_boundary.h"

namespace sunder::mail {

class MailWriter : public ObjectWriter {
 public:
  MailWriter(std::unique_ptr<ByteSink> sink, MailForm form, const WriteOptions& options);
  Status Serialize(size_t table, const RecordBlock& block, uint32_t record,
                   std::span<const CellEdit> edits, std::string* bytes) const override;
  Status Write(size_t table, std::string_view record_bytes) override;
  Status Finish() override;
  std::vector<std::string> Notes() const override;

 private:
  std::unique_ptr<ByteSink> sink_;
  MailForm form_;
  bool is_in_place_;
  std::set<std::string, std::less<>> removed_fields_;
  std::string lacking_;  // what must stand before a next message: line ends
};

}  // namespace sunder::mail
