// The pipeline: reader threads -> bounded pool of blocks -> oneTBB workers. The only place with
// threads. What a consumer makes of the blocks must not depend on the order in which they come.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "connectors/api/connector.h"
#include "core/ledger.h"
#include "core/record_block.h"
#include "core/status.h"

namespace sunder::engine {

struct PipelineOptions {
  uint32_t threads = 1;  // workers; readers come on top and mostly wait
  uint32_t block_size_bytes = 256 * 1024;
  uint64_t memory_bytes_max = 512ULL << 20;  // bounds the pool; at least two blocks a worker
  uint64_t table_bytes_max = 0;              // sampling: stop after about so many; 0: read all
  const std::atomic<bool>* cancel = nullptr;
};

// Counters that another thread may watch while a run goes on.
struct Progress {
  std::atomic<uint64_t> bytes_total{0};  // what will be read; 0 when not known (pipes, compressed)
  std::atomic<uint64_t> bytes{0};        // judged so far
  std::atomic<uint64_t> records{0};
};

struct PipelineTable {
  const Connector* connector = nullptr;
  TableInfo info;
  bool in_order = false;  // one partition only; blocks carry their sequence
};

// Called by workers, several at once. `worker` is below PipelineOptions::threads and not shared by
// two calls at a time: it indexes the consumer's per-worker state (judges, scratch).
class BlockConsumer {
 public:
  virtual ~BlockConsumer() = default;
  virtual Status Consume(uint32_t worker, size_t table, RecordBlock* block) = 0;
  // After the last block of a table was consumed. Not called when the run fails.
  virtual Status Complete(uint32_t worker, size_t table) = 0;
};

// What became of each table: the merged ledger of its partitions and the reader's own error, if
// any.
struct TableOutcome {
  ReadLedger ledger;
  Status status;
};

// Reads all tables. A table that cannot be read is an outcome, not an error, and is Completed with
// what was read; the consumer's errors and cancellation end the run.
Result<std::vector<TableOutcome>> RunPipeline(const std::vector<PipelineTable>& tables,
                                              const PipelineOptions& options,
                                              BlockConsumer* consumer, Progress* progress);

}  // namespace sunder::engine
