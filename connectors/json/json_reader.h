// Blocks of JSON records from a byte stream that has one value a line.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/decode/block_source.h"
#include "connectors/json/json_line_stream.h"
#include "connectors/json/json_validator.h"

namespace sunder::json {

// Every record is checked here, before it is delivered, so that what is malformed is counted.
class JsonReader : public RecordReader {
 public:
  // `maker`: of the stream in `source` when it makes the lines; nullptr when the file has them.
  JsonReader(std::unique_ptr<BlockSource> source, std::shared_ptr<const LineMaker> maker);
  Result<bool> Next(RecordBlock* block) override;
  const ReadLedger& ledger() const override { return ledger_; }

 private:
  std::vector<uint32_t> TakeRecords(std::string* data);
  void LoseLine(WalkStatus status, size_t begin, size_t end, bool is_last);
  void NoteOpenArray();

  std::unique_ptr<BlockSource> source_;
  std::shared_ptr<const LineMaker> maker_;
  LineBoundary boundary_;
  LineValidator validator_;
  uint64_t sequence_ = 0;
  uint64_t end_offset_bytes_ = 0;  // behind the last block
  bool is_truncated_ = false;      // a loss says so
  ReadLedger ledger_;
};

}  // namespace sunder::json
