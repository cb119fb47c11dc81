#include "engine/whole_objects.h"

#include <set>
#include <utility>

#include "connectors/decode/byte_stream.h"

namespace sunder::engine {
namespace {

// A multiple of three, so that the base64 texts of all pieces in a row are that of the file.
// Batches of quarantine are sealed from 16 MiB on.
constexpr size_t kPieceSizeBytes = 6 * 1024 * 1024;

Result<std::unique_ptr<ByteStream>> OpenOwnBytes(const SourceObject& object) {
  if (object.IsStandardInput()) {
    return Status::Usage(
        "a read-only format on standard input cannot be copied or sealed whole: save it to a file "
        "and name that");
  }
  SourceObject raw = object;
  raw.codec = Codec::kNone;
  return OpenByteStream(raw);
}

// Fewer bytes than asked for: the end.
Result<std::string> ReadPiece(ByteStream* stream) {
  std::string piece(kPieceSizeBytes, '\0');
  size_t size_bytes = 0;
  while (size_bytes < piece.size()) {
    SUNDER_ASSIGN_OR_RETURN(const size_t count,
                            stream->Read(piece.data() + size_bytes, piece.size() - size_bytes));
    if (count == 0) break;
    size_bytes += count;
  }
  piece.resize(size_bytes);
  return piece;
}

class RecordCounter : public BlockConsumer {
 public:
  explicit RecordCounter(const segregation::PlannedTable& planned) : object_(planned.object) {
    for (const segregation::PlannedField& field : planned.fields) known_.insert(field.field);
  }

  Status Consume(uint32_t /*worker*/, size_t /*table*/, RecordBlock* block) override {
    SUNDER_RETURN_IF_ERROR(block->EnsureIndexed());
    for (const std::string& field : block->fields) {
      if (known_.contains(field)) continue;
      return Status::Refused(object_ +
                             ": holds a field that the plan does not know; the source has changed "
                             "since the plan was made: make a new plan");
    }
    return Status::Ok();
  }

  Status Complete(uint32_t /*worker*/, size_t /*table*/) override { return Status::Ok(); }

 private:
  const std::string& object_;
  std::set<std::string> known_;
};

}  // namespace

Status SealObject(const SourceObject& object, segregation::QuarantineWriter* quarantine) {
  SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<ByteStream> stream, OpenOwnBytes(object));
  for (uint64_t number = 0;; ++number) {
    SUNDER_ASSIGN_OR_RETURN(std::string piece, ReadPiece(stream.get()));
    const bool is_last = piece.size() < kPieceSizeBytes;
    segregation::QuarantineItem item;
    item.object = object.name;
    item.record = number;
    item.text = std::move(piece);
    item.is_file_piece = true;
    SUNDER_RETURN_IF_ERROR(quarantine->Add({std::move(item)}));
    if (is_last) return Status::Ok();
  }
}

Status CopyObject(const SourceObject& object, const std::string& path) {
  SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<ByteStream> stream, OpenOwnBytes(object));
  SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<ByteSink> sink, CreateByteSink(path, Codec::kNone));
  while (true) {
    SUNDER_ASSIGN_OR_RETURN(const std::string piece, ReadPiece(stream.get()));
    SUNDER_RETURN_IF_ERROR(sink->Write(piece));
    if (piece.size() < kPieceSizeBytes) return sink->Finish();
  }
}

Result<uint64_t> CountRecords(const PipelineTable& table, const segregation::PlannedTable& planned,
                              const PipelineOptions& options, Progress* progress) {
  RecordCounter counter(planned);
  SUNDER_ASSIGN_OR_RETURN(const std::vector<TableOutcome> outcomes,
                          RunPipeline({table}, options, &counter, progress));
  const TableOutcome& outcome = outcomes.front();
  SUNDER_RETURN_IF_ERROR(outcome.status);
  if (outcome.ledger.HasLoss()) {
    return Status::DataLoss(outcome.ledger.losses.front().detail + "; nothing was committed");
  }
  return outcome.ledger.records;
}

}  // namespace sunder::engine
