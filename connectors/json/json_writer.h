// Writes JSON records in the form of their source.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "connectors/api/connector.h"
#include "connectors/decode/byte_stream.h"
#include "connectors/json/json_form.h"
#include "connectors/json/json_serializer.h"

namespace sunder::json {

class JsonWriter : public ObjectWriter {
 public:
  JsonWriter(std::unique_ptr<ByteSink> sink, JsonForm form, std::unique_ptr<RemovedNode> removed);
  Status Serialize(size_t table, const RecordBlock& block, uint32_t record,
                   std::span<const CellEdit> edits, std::string* bytes) const override;
  Status Write(size_t table, std::string_view record_bytes) override;
  Status Finish() override;

 private:
  std::unique_ptr<ByteSink> sink_;
  JsonForm form_;
  std::unique_ptr<RemovedNode> removed_;
  bool has_records_ = false;
  std::string buffer_;  // not given to the sink yet
};

}  // namespace sunder::json
