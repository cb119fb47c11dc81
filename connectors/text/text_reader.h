// Reads blocks of paragraphs or lines.
#pragma once

#include <cstdint>
#include <memory>

#include "connectors/api/connector.h"
#include "connectors/decode/block_source.h"
#include "connectors/text/text_records.h"

namespace sunder {

class TextReader : public RecordReader {
 public:
  TextReader(std::unique_ptr<BlockSource> source, TextRecords records);
  Result<bool> Next(RecordBlock* block) override;
  const ReadLedger& ledger() const override { return ledger_; }

 private:
  std::unique_ptr<BlockSource> source_;
  std::unique_ptr<RecordBoundary> boundary_;
  std::shared_ptr<const CellIndexer> indexer_;
  ReadLedger ledger_;
  uint64_t sequence_ = 0;
};

}  // namespace sunder
