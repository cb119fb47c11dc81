#include "connectors/csv/csv_partitions.h"

#include <algorithm>
#include <string>

#include "connectors/csv/csv_scan.h"
#include "connectors/decode/partition_plan.h"

namespace sunder::csv {
namespace {

constexpr size_t kReadSizeBytes = 1024 * 1024;
// The smallest limit on records that a run sets (ReadOptions::record_size_bytes_max).
constexpr size_t kRecordSizeBytesMax = 1024 * 1024;

// Notes the first end of a record at or behind each target.
struct CutSink {
  uint64_t part_size_bytes = 0;
  uint64_t base = 0;  // offset of the buffer in the file
  uint64_t target = 0;
  std::vector<uint64_t> cuts;

  bool Line(size_t, size_t end, bool) {
    const uint64_t offset = base + end;
    if (offset < target) return true;
    cuts.push_back(offset);
    target = (offset / part_size_bytes + 1) * part_size_bytes;
    return true;
  }
};

std::vector<Partition> PartitionsOf(const std::vector<uint64_t>& cuts, uint64_t size_bytes) {
  std::vector<Partition> partitions;
  uint64_t begin = 0;
  for (const uint64_t cut : cuts) {
    if (cut >= size_bytes) break;
    partitions.push_back({begin, cut});
    begin = cut;
  }
  partitions.push_back({begin, partitions.empty() ? 0 : size_bytes});
  return partitions;
}

}  // namespace

Result<std::vector<Partition>> CutCsv(ByteStream* stream, uint64_t size_bytes, uint32_t count,
                                      const CsvDialect& dialect) {
  CutSink sink;
  sink.part_size_bytes = std::max(kPartitionSizeBytesMin, size_bytes / std::max(1U, count) + 1);
  sink.target = sink.part_size_bytes;
  if (size_bytes <= sink.part_size_bytes) return PartitionsOf({}, size_bytes);

  LineState state;
  std::string buffer;
  size_t length = 0;
  for (;;) {
    // What is before the open line was seen; only the line itself is needed again.
    const size_t seen = state.line_begin;
    buffer.erase(0, seen);
    length -= seen;
    sink.base += seen;
    state.Rebase(seen);
    if (length > kRecordSizeBytesMax) break;
    buffer.resize(length + kReadSizeBytes);
    SUNDER_ASSIGN_OR_RETURN(const size_t got, stream->Read(buffer.data() + length, kReadSizeBytes));
    if (got == 0) break;
    length += got;
    if (sink.base == 0 && state.scanned == 0 && buffer.starts_with("\xEF\xBB\xBF")) {
      state.line_begin = state.scanned = 3;
    }
    ScanLines(std::string_view(buffer).substr(0, length), dialect, &state, &sink);
  }
  return PartitionsOf(sink.cuts, size_bytes);
}

}  // namespace sunder::csv
