// Reads blocks of key-value records.
#pragma once

#include <cstdint>
#include <memory>

#include "connectors/api/connector.h"
#include "connectors/decode/block_source.h"
#include "connectors/keyvalue/keyvalue_lines.h"

namespace sunder::keyvalue {

// A cell a value, in the field of its key; lines without a key are in the field "text".
class KeyvalueReader : public RecordReader {
 public:
  explicit KeyvalueReader(std::unique_ptr<BlockSource> source);
  Result<bool> Next(RecordBlock* block) override;
  const ReadLedger& ledger() const override { return ledger_; }

 private:
  std::unique_ptr<BlockSource> source_;
  KeyvalueBoundary boundary_;
  std::shared_ptr<const CellIndexer> indexer_;
  ReadLedger ledger_;
  uint64_t sequence_ = 0;
};

}  // namespace sunder::keyvalue
