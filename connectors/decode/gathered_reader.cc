#include "connectors/decode/gathered_reader.h"

#include <algorithm>
#include <utility>

#include "connectors/decode/bounded_loss.h"

namespace sunder {
namespace {

constexpr size_t kFieldsMax = 1024;

// The reader has made all cells already.
class GatheredIndexer : public CellIndexer {
 public:
  Status Index(RecordBlock*) const override { return Status::Ok(); }
  std::string Decode(std::string_view raw) const override { return std::string(raw); }
};

}  // namespace

GatheredReader::GatheredReader(const ReadOptions& options, std::string other_field)
    : options_(options),
      other_field_(std::move(other_field)),
      indexer_(std::make_shared<GatheredIndexer>()) {}

Result<bool> GatheredReader::Next(RecordBlock* block) {
  block->Clear();
  block->indexer = indexer_;
  block->sequence = sequence_;
  block->first_record = ledger_.records;
  block->is_indexed = true;
  while (block->data.size() < std::max(options_.block_size_bytes, 1U)) {
    if (options_.cancel != nullptr && options_.cancel->load(std::memory_order_relaxed)) {
      return Status::Cancelled("reading was cancelled");
    }
    if (is_done_) break;
    if (options_.max_bytes > 0 && ledger_.bytes_in >= options_.max_bytes) {
      Lose(LossReason::kSampled, 0, "reading stopped at the size that was asked for");
      is_done_ = true;
      break;
    }
    if (waiting_.empty()) {
      is_done_ = !Advance();
      continue;
    }
    Take(waiting_.front(), block);
    waiting_.pop_front();
  }
  block->fields = fields_;
  if (block->record_count == 0) return false;
  ++sequence_;
  return true;
}

void GatheredReader::Lose(LossReason reason, uint64_t size_bytes, std::string detail) {
  AddBoundedLoss(reason, ledger_.bytes_in, size_bytes, std::move(detail), &ledger_);
  ledger_.bytes_in += size_bytes;
}

uint32_t GatheredReader::FieldOf(const std::string& name) {
  const bool is_known = field_by_name_.contains(name) || fields_.size() < kFieldsMax;
  const std::string& field = is_known ? name : other_field_;
  const auto [place, is_new] = field_by_name_.emplace(field, static_cast<uint32_t>(fields_.size()));
  if (is_new) fields_.push_back(field);
  return place->second;
}

void GatheredReader::Take(const GatheredRecord& record, RecordBlock* block) {
  uint64_t size_bytes = 0;
  for (const GatheredText& cell : record) size_bytes += cell.text.size();
  if (size_bytes == 0) return;
  if (size_bytes > options_.record_size_bytes_max) {
    return Lose(LossReason::kOverLimit, size_bytes,
                "a record is larger than the limit of " +
                    std::to_string(options_.record_size_bytes_max) + " bytes");
  }
  for (const GatheredText& cell : record) {
    CellRef ref;
    ref.record = block->record_count;
    ref.field = FieldOf(cell.field);
    ref.begin = static_cast<uint32_t>(block->data.size());
    block->data += cell.text;
    ref.end = static_cast<uint32_t>(block->data.size());
    block->cells.push_back(ref);
  }
  ledger_.bytes_in += size_bytes;
  ledger_.bytes_delivered += size_bytes;
  ++ledger_.records;
  ++block->record_count;
}

}  // namespace sunder
