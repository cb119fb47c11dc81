#include "connectors/decode/partition_plan.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "connectors/decode/byte_stream.h"
#include "connectors/decode/random_access.h"

namespace sunder {
namespace {

constexpr size_t kProbeSizeBytes = 64 * 1024;
// Behind a megabyte without a record start the cut is given up: the partitions are just larger.
constexpr size_t kProbeSizeBytesMax = 1024 * 1024;

// The first record start at or behind `offset`, 0 for none near.
Result<uint64_t> FindCut(const SourceObject& object, uint64_t offset,
                         const RecordStartFinder& find_start) {
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteStream> stream, OpenByteStreamAt(object, offset));
  std::string window;
  while (window.size() < kProbeSizeBytesMax) {
    const size_t length = window.size();
    window.resize(length + kProbeSizeBytes);
    SUNDER_ASSIGN_OR_RETURN(const size_t count,
                            stream->Read(window.data() + length, kProbeSizeBytes));
    window.resize(length + count);
    if (count == 0) break;
    if (const auto start = find_start(window)) return offset + *start;
  }
  return uint64_t{0};
}

}  // namespace

std::optional<size_t> FindLineStart(std::string_view bytes) {
  const size_t line_end = bytes.find('\n');
  if (line_end == std::string_view::npos) return std::nullopt;
  return line_end + 1;
}

Result<std::vector<Partition>> PlanBySize(const SourceObject& object, uint32_t count,
                                          const RecordStartFinder& find_start) {
  const std::vector<Partition> whole = {Partition{}};
  const std::optional<uint64_t> cuttable = count <= 1 ? std::nullopt : CuttableSizeBytes(object);
  if (!cuttable) return whole;
  const uint64_t size = *cuttable;
  const uint64_t step = std::max<uint64_t>(size / count, kPartitionSizeBytesMin);
  std::vector<Partition> partitions;
  uint64_t begin = 0;
  for (uint64_t target = step; target < size; target = std::max(target, begin) + step) {
    SUNDER_ASSIGN_OR_RETURN(const uint64_t cut, FindCut(object, target, find_start));
    if (cut == 0 || cut >= size) continue;
    partitions.push_back({begin, cut});
    begin = cut;
  }
  if (partitions.empty()) return whole;
  partitions.push_back({begin, size});
  return partitions;
}

}  // namespace sunder
