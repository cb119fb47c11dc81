#include "connectors/json/json_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "connectors/json/json_indexer.h"

namespace sunder::json {
namespace {

std::string DetailOf(WalkStatus status, bool is_last) {
  if (status == WalkStatus::kTooDeep) {
    return "a record nested deeper than " + std::to_string(kDepthMax) + " levels was left out";
  }
  if (status == WalkStatus::kIncomplete && is_last) {
    return "the file ends inside a record; fetch it again";
  }
  return "a record that is not valid JSON was left out; correct it at this offset";
}

}  // namespace

JsonReader::JsonReader(std::unique_ptr<BlockSource> source, std::shared_ptr<const LineMaker> maker)
    : source_(std::move(source)), maker_(std::move(maker)) {}

Result<bool> JsonReader::Next(RecordBlock* block) {
  block->Clear();
  for (;;) {
    SUNDER_ASSIGN_OR_RETURN(const bool is_filled, source_->Fill(&block->data, boundary_, &ledger_));
    if (!is_filled) {
      NoteOpenArray();
      return false;
    }
    end_offset_bytes_ = source_->block_offset_bytes() + block->data.size();
    std::vector<uint32_t> begins = TakeRecords(&block->data);
    if (begins.empty()) continue;
    block->sequence = sequence_++;
    block->first_record = ledger_.records;
    block->record_count = static_cast<uint32_t>(begins.size());
    ledger_.records += begins.size();
    block->indexer = std::make_shared<JsonIndexer>(std::move(begins));
    return true;
  }
}

// Leaves the lines that are records in `data`; the others become structure (blank) or losses.
std::vector<uint32_t> JsonReader::TakeRecords(std::string* data) {
  const size_t size = data->size();
  data->append(kPaddingSizeBytes, ' ');
  std::vector<uint32_t> begins;
  size_t kept = 0;
  for (size_t at = 0; at < size;) {
    const size_t line_end = std::min(data->find('\n', at), size);
    const size_t end = std::min(line_end + 1, size);
    const size_t count_before = begins.size();
    const WalkStatus status =
        validator_.FindValues(std::string_view(*data).substr(at, line_end - at), &begins);
    if (status != WalkStatus::kComplete) {
      LoseLine(status, at, end, line_end == size);
    } else if (begins.size() == count_before) {
      ledger_.bytes_delivered -= end - at;
      ledger_.bytes_structure += end - at;
    } else {
      for (size_t i = count_before; i < begins.size(); ++i) {
        begins[i] += static_cast<uint32_t>(kept);
      }
      if (kept != at) std::memmove(data->data() + kept, data->data() + at, end - at);
      kept += end - at;
    }
    at = end;
  }
  data->resize(kept);
  return begins;
}

// `begin` and `end` within the block that was filled last.
void JsonReader::LoseLine(WalkStatus status, size_t begin, size_t end, bool is_last) {
  const bool is_truncated = status == WalkStatus::kIncomplete && is_last;
  is_truncated_ = is_truncated_ || is_truncated;
  ledger_.bytes_delivered -= end - begin;
  const LossReason otherwise =
      status == WalkStatus::kTooDeep ? LossReason::kOverLimit : LossReason::kMalformed;
  AddBoundedLoss(is_truncated ? LossReason::kTruncated : otherwise,
                 source_->SourceOffset(source_->block_offset_bytes() + begin), end - begin,
                 DetailOf(status, is_last), &ledger_);
}

// An array may be cut off between two elements: nothing is lost that could be counted in bytes, but
// there was more.
void JsonReader::NoteOpenArray() {
  const bool has_stopped =
      std::any_of(ledger_.losses.begin(), ledger_.losses.end(), [](const Loss& loss) {
        return loss.reason == LossReason::kSampled || loss.reason == LossReason::kTruncated ||
               loss.reason == LossReason::kReadError;
      });
  if (maker_ == nullptr || !maker_->IsOpen() || is_truncated_ || has_stopped) return;
  is_truncated_ = true;
  AddBoundedLoss(LossReason::kTruncated, source_->SourceOffset(end_offset_bytes_), 0,
                 "the file ends before its array does; fetch it again", &ledger_);
}

}  // namespace sunder::json
