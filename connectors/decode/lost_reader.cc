#include "connectors/decode/lost_reader.h"

#include <utility>

namespace sunder {
namespace {

class LostReader : public RecordReader {
 public:
  LostReader(LossReason reason, std::string detail) {
    ledger_.AddLoss(reason, 0, 0, std::move(detail));
  }
  Result<bool> Next(RecordBlock* block) override {
    block->Clear();
    return false;
  }
  const ReadLedger& ledger() const override { return ledger_; }

 private:
  ReadLedger ledger_;
};

}  // namespace

std::unique_ptr<RecordReader> NewLostReader(LossReason reason, std::string detail) {
  return std::make_unique<LostReader>(reason, std::move(detail));
}

}  // namespace sunder
