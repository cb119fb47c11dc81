// Reads the identity store once, record by record, for all attacks together. Memory is bounded by
// one block, whatever the size of the store.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/api/connector.h"
#include "core/record_block.h"
#include "core/status.h"

namespace sunder::verifier {

struct IdentityRecord {
  const RecordBlock& block;
  uint32_t record = 0;                      // in the block
  std::span<const CellRef> cells;           // of this record
  std::span<const std::string_view> texts;  // decoded, one a cell; live until the next record
};

class IdentityObserver {
 public:
  virtual ~IdentityObserver() = default;
  virtual Status BeginTable(const Connector& connector, const TableInfo& table) = 0;
  virtual Status SeeRecord(const IdentityRecord& record) = 0;
  virtual Status EndTable() = 0;
};

// What was met besides records.
struct IdentityOverview {
  uint64_t tables = 0;
  uint64_t records = 0;
  uint64_t skipped_files = 0;  // no connector reads them
};

// Every observer sees every record, in the order of the store. An error of reading or of an
// observer ends it; so does data that cannot be read.
Result<IdentityOverview> ReadIdentity(const std::string& uri, const std::string& encoding,
                                      const std::vector<IdentityObserver*>& observers);

}  // namespace sunder::verifier
