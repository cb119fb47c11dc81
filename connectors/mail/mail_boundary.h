// Where messages end: a file of mail is one message; in a mailbox (mbox, RFC 4155) a message ends
// where, behind an empty line, a line begins with "From ".
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "connectors/decode/block_source.h"

namespace sunder::mail {

enum class MailForm : uint8_t { kMessage, kMailbox };

// Whether the last line is empty, carriage returns aside, and not the only one.
bool EndsWithEmptyLine(std::string_view bytes);

// The "From " of the next message is the end of a record, so that the end is known when it is read;
// a mailbox's first record alone has its own.
class MailBoundary : public RecordBoundary {
 public:
  explicit MailBoundary(MailForm form) : form_(form) {}
  size_t WholeRecords(std::string_view bytes, bool is_end) override;
  std::optional<size_t> EndOfRecord(std::string_view chunk, bool is_first) override;

 private:
  MailForm form_;
  // What was read of "\nFrom " behind a line end, carriage returns aside.
  size_t matched_ = 0;
};

}  // namespace sunder::mail
