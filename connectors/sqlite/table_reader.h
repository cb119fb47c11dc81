// Reads the rows of one table, or of a range of its row ids, in one snapshot.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/sqlite/database.h"

namespace sunder::sqlite {

// Row ids are signed, partitions are not: ids are moved up so that their order stays.
constexpr uint64_t PartitionBound(int64_t rowid) {
  return static_cast<uint64_t>(rowid) ^ (uint64_t{1} << 63);
}
constexpr int64_t RowidOfBound(uint64_t bound) {
  return static_cast<int64_t>(bound ^ (uint64_t{1} << 63));
}

// `partition.end` 0 is unbounded.
Result<std::unique_ptr<RecordReader>> OpenTableReader(const TableInfo& table,
                                                      const Partition& partition,
                                                      const ReadOptions& options);

}  // namespace sunder::sqlite
