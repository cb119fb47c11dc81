// Writes key-value records: the source's own lines, without those that leave.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/decode/byte_stream.h"

namespace sunder::keyvalue {

// One blank line stands between records. A value that is removed leaves its key; the lines of
// removed fields go.
class KeyvalueWriter : public ObjectWriter {
 public:
  KeyvalueWriter(std::unique_ptr<ByteSink> sink, std::string_view line_end,
                 bool has_byte_order_mark, const std::vector<std::string>& removed_fields);
  Status Serialize(size_t table, const RecordBlock& block, uint32_t record,
                   std::span<const CellEdit> edits, std::string* bytes) const override;
  Status Write(size_t table, std::string_view record_bytes) override;
  Status Finish() override;

 private:
  std::unique_ptr<ByteSink> sink_;
  std::string line_end_;
  std::unordered_set<std::string> removed_fields_;
  std::string buffer_;
  bool is_started_ = false;
};

}  // namespace sunder::keyvalue
