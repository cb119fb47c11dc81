// Writes text in the order given. Without edits the output is the input, byte for byte.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "connectors/api/connector.h"
#include "connectors/decode/byte_stream.h"
#include "connectors/text/text_records.h"

namespace sunder {

// A record's bytes include its line end or blank lines. A record whose text is removed, or replaced
// by nothing but white space, has no bytes at all; Write must be called for it, too, to know at the
// end of the file that something was there.
class TextWriter : public ObjectWriter {
 public:
  TextWriter(std::unique_ptr<ByteSink> sink, TextRecords records, bool has_byte_order_mark,
             bool removes_text);
  Status Serialize(size_t table, const RecordBlock& block, uint32_t record,
                   std::span<const CellEdit> edits, std::string* bytes) const override;
  Status Write(size_t table, std::string_view record_bytes) override;
  Status Finish() override;

 private:
  Status Start(std::string_view first_text);

  std::unique_ptr<ByteSink> sink_;
  TextRecords records_;
  bool needs_byte_order_mark_;
  bool removes_text_;
  bool is_started_ = false;
  std::string held_;  // line end or blank lines of the last record, until it is known what follows
  bool last_is_removed_ = false;
};

}  // namespace sunder
