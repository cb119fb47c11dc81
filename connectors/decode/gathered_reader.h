// A reader of records that a parser gathers as pairs of field and text.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "connectors/api/connector.h"
#include "core/ledger.h"

namespace sunder {

struct GatheredText {
  std::string field;  // "text", "comment.author", "property.Title"
  std::string text;
};
using GatheredRecord = std::vector<GatheredText>;

class GatheredReader : public RecordReader {
 public:
  // A file may name fields as it likes, and as many: those that are too many are `other_field`.
  GatheredReader(const ReadOptions& options, std::string other_field);

  Result<bool> Next(RecordBlock* block) override;
  const ReadLedger& ledger() const override { return ledger_; }

 protected:
  // A step further: adds records to `waiting_`, or none yet. False: the end; it is not asked again.
  virtual bool Advance() = 0;
  void Lose(LossReason reason, uint64_t size_bytes, std::string detail);

  const ReadOptions options_;
  std::deque<GatheredRecord> waiting_;

 private:
  uint32_t FieldOf(const std::string& name);
  void Take(const GatheredRecord& record, RecordBlock* block);

  const std::string other_field_;
  const std::shared_ptr<const CellIndexer> indexer_;
  std::vector<std::string> fields_;
  std::map<std::string, uint32_t> field_by_name_;
  bool is_done_ = false;
  ReadLedger ledger_;
  uint64_t sequence_ = 0;
};

}  // namespace sunder
