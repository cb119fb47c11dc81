// Writes HTML in the order of the source. Without edits the output is the input, byte for byte.
#pragma once

#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/decode/byte_stream.h"

namespace sunder::html {

class HtmlWriter : public ObjectWriter {
 public:
  HtmlWriter(std::unique_ptr<ByteSink> sink, bool has_byte_order_mark,
             const std::vector<std::string>& removed_fields);
  Status Serialize(size_t table, const RecordBlock& block, uint32_t record,
                   std::span<const CellEdit> edits, std::string* bytes) const override;
  Status Write(size_t table, std::string_view record_bytes) override;
  Status Finish() override;

 private:
  std::unique_ptr<ByteSink> sink_;
  bool needs_byte_order_mark_;
  bool is_started_ = false;
  std::set<std::string, std::less<>> removed_fields_;
};

}  // namespace sunder::html
