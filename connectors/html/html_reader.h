// Reads blocks of records of HTML.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/decode/block_source.h"
#include "connectors/markup/html_boundary.h"
#include "connectors/markup/html_items.h"

namespace sunder::html {

// One a block, made by the reader, which has indexed it: it knows where the source bytes of each
// record end and which records are rows that cannot change places. The records' bytes come first in
// the block; texts that read otherwise than they are spelt stand behind them.
class HtmlIndexer : public CellIndexer {
 public:
  HtmlIndexer(std::vector<uint32_t> record_ends, std::vector<bool> fixed_rows)
      : record_ends_(std::move(record_ends)), fixed_rows_(std::move(fixed_rows)) {}
  Status Index(RecordBlock* /*block*/) const override { return Status::Ok(); }
  std::string Decode(std::string_view raw) const override { return std::string(raw); }

  const std::vector<uint32_t>& record_ends() const { return record_ends_; }
  std::string_view SourceOf(const RecordBlock& block, uint32_t record) const {
    const size_t begin = record == 0 ? 0 : record_ends_[record - 1];
    return block.bytes().substr(begin, record_ends_[record] - begin);
  }
  bool IsFixedRow(uint32_t record) const { return fixed_rows_[record]; }

 private:
  std::vector<uint32_t> record_ends_;
  std::vector<bool> fixed_rows_;
};

// Names of columns and lists come from records before: a page is read in one piece.
class HtmlReader : public RecordReader {
 public:
  explicit HtmlReader(std::unique_ptr<BlockSource> source) : source_(std::move(source)) {}
  Result<bool> Next(RecordBlock* block) override;
  const ReadLedger& ledger() const override { return ledger_; }

 private:
  void TakeRecord(size_t begin, size_t end, RecordBlock* block);
  size_t PlaceInSource(std::string_view bytes, const markup::HtmlItem& item,
                       std::string_view text) const;
  uint32_t NumberOf(const std::string& field, RecordBlock* block);

  std::unique_ptr<BlockSource> source_;
  markup::HtmlBoundary boundary_;
  markup::HtmlNames names_;
  markup::HtmlRecord record_;
  std::unordered_map<std::string, uint32_t> numbers_;  // of the fields of the present block
  ReadLedger ledger_;
  uint64_t sequence_ = 0;
};

}  // namespace sunder::html
