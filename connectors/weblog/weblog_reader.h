// Reads blocks of lines.
#pragma once

#include <cstdint>
#include <memory>

#include "connectors/api/connector.h"
#include "connectors/decode/block_source.h"

namespace sunder::weblog {

class WeblogReader : public RecordReader {
 public:
  explicit WeblogReader(std::unique_ptr<BlockSource> source);
  Result<bool> Next(RecordBlock* block) override;
  const ReadLedger& ledger() const override { return ledger_; }

 private:
  std::unique_ptr<BlockSource> source_;
  LineBoundary boundary_;
  std::shared_ptr<const CellIndexer> indexer_;
  ReadLedger ledger_;
  uint64_t sequence_ = 0;
};

// Calls `take(line, begin)` for each line of a block, the line without its end.
template <class Taker>
void ForEachLine(std::string_view bytes, Taker take) {
  for (size_t begin = 0; begin < bytes.size();) {
    const size_t line_feed = bytes.find('\n', begin);
    const size_t end = line_feed == std::string_view::npos ? bytes.size() : line_feed;
    std::string_view line = bytes.substr(begin, end - begin);
    if (line_feed != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
    take(line, begin);
    begin = end + 1;
  }
}

}  // namespace sunder::weblog
