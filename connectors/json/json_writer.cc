#include "connectors/json/json_writer.h"

#include <algorithm>
#include <utility>

#include "connectors/json/json_indexer.h"

namespace sunder::json {
namespace {

constexpr size_t kBufferSizeBytes = 64 * 1024;

}  // namespace

JsonWriter::JsonWriter(std::unique_ptr<ByteSink> sink, JsonForm form,
                       std::unique_ptr<RemovedNode> removed)
    : sink_(std::move(sink)), form_(form), removed_(std::move(removed)) {
  if (form_ == JsonForm::kArray) buffer_.push_back('[');
}

Status JsonWriter::Serialize(size_t, const RecordBlock& block, uint32_t record,
                             std::span<const CellEdit> edits, std::string* bytes) const {
  bytes->clear();
  const auto* indexer = dynamic_cast<const JsonIndexer*>(block.indexer.get());
  if (!block.is_indexed || indexer == nullptr || record >= indexer->record_begins().size()) {
    return Status::Internal("JSON: a record was serialised before its cells were found");
  }
  const auto first =
      std::lower_bound(block.cells.begin(), block.cells.end(), record,
                       [](const CellRef& cell, uint32_t wanted) { return cell.record < wanted; });
  return SerializeValue(block.bytes(), indexer->record_begins()[record],
                        static_cast<uint32_t>(first - block.cells.begin()), edits, *removed_,
                        bytes);
}

Status JsonWriter::Write(size_t, std::string_view record_bytes) {
  if (form_ == JsonForm::kArray) {
    buffer_ += has_records_ ? ",\n" : "\n";
    buffer_ += record_bytes;
  } else {
    buffer_ += record_bytes;
    buffer_ += '\n';
  }
  has_records_ = true;
  if (buffer_.size() < kBufferSizeBytes) return Status::Ok();
  const Status status = sink_->Write(buffer_);
  buffer_.clear();
  return status;
}

Status JsonWriter::Finish() {
  if (form_ == JsonForm::kArray) buffer_ += "\n]\n";
  SUNDER_RETURN_IF_ERROR(sink_->Write(buffer_));
  buffer_.clear();
  return sink_->Finish();
}

}  // namespace sunder::json
