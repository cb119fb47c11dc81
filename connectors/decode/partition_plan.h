// Cuts an uncompressed file into partitions of about equal size at record starts that can be
// recognised from any position (line ends, blank lines).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "connectors/api/connector.h"
#include "core/status.h"

namespace sunder {

// Smaller partitions cost more to open than they gain.
inline constexpr uint64_t kPartitionSizeBytesMin = 64 * 1024;

// `bytes` starts anywhere in the file. Returns the offset of the first byte that surely starts a
// record, or nothing when there is none in `bytes`. Called again with more bytes from the same
// place.
using RecordStartFinder = std::function<std::optional<size_t>(std::string_view bytes)>;

std::optional<size_t> FindLineStart(std::string_view bytes);

// At least one partition. Standard input, compressed files, small files and count <= 1 give {0, 0};
// else the first begins at 0 and the last ends at the present size of the file.
Result<std::vector<Partition>> PlanBySize(const SourceObject& object, uint32_t count,
                                          const RecordStartFinder& find_start);

}  // namespace sunder
