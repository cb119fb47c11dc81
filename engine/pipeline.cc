#include "engine/pipeline.h"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/block_pool.h"

namespace sunder::engine {
namespace {

// A block's cells and fold buffers take a few times its bytes while it is judged.
constexpr uint64_t kBlockWorkingFactor = 6;
constexpr uint32_t kReaderThreadsMax = 2;

// Work on one table that is not finished: its unread partitions and its blocks in flight.
struct TableState {
  std::mutex mutex;
  uint64_t pending = 0;
  bool is_completed = false;
  TableOutcome outcome;
};

struct Job {
  size_t table = 0;
  Partition partition;
};

class PipelineRun {
 public:
  PipelineRun(const std::vector<PipelineTable>& tables, const PipelineOptions& options,
              BlockConsumer* consumer, Progress* progress)
      : tables_(tables),
        options_(options),
        consumer_(consumer),
        progress_(progress),
        pool_(BlockCount(options), 4ULL * options.block_size_bytes) {
    for (size_t i = 0; i < tables.size(); ++i) states_.push_back(std::make_unique<TableState>());
  }

  Result<std::vector<TableOutcome>> Run() {
    PlanJobs();
    std::vector<std::thread> readers;
    const auto reader_count = static_cast<uint32_t>(
        std::clamp<size_t>(jobs_.size(), 1, std::min(options_.threads, kReaderThreadsMax)));
    readers_running_ = reader_count;
    for (uint32_t i = 0; i < reader_count; ++i) readers.emplace_back([this] { ReadJobs(); });
    RunWorkers();
    for (std::thread& reader : readers) reader.join();
    if (IsCancelled()) return Status::Cancelled("interrupted; nothing was committed");
    if (!failure_.ok()) return failure_;
    std::vector<TableOutcome> outcomes;
    for (auto& state : states_) outcomes.push_back(std::move(state->outcome));
    return outcomes;
  }

 private:
  static size_t BlockCount(const PipelineOptions& options) {
    const uint64_t block_bytes = kBlockWorkingFactor * options.block_size_bytes;
    const uint64_t affordable = options.memory_bytes_max / 2 / std::max<uint64_t>(block_bytes, 1);
    return std::clamp<uint64_t>(affordable, 2ULL * options.threads, 4ULL * options.threads + 4);
  }

  bool IsCancelled() const {
    return options_.cancel != nullptr && options_.cancel->load(std::memory_order_relaxed);
  }

  void Fail(Status status) {
    {
      const std::lock_guard lock(failure_mutex_);
      if (failure_.ok()) failure_ = std::move(status);
    }
    pool_.Stop();
  }

  void PlanJobs() {
    for (size_t i = 0; i < tables_.size(); ++i) {
      const uint32_t wanted =
          tables_[i].in_order || options_.table_bytes_max > 0 ? 1 : PartCount(i);
      Result<std::vector<Partition>> partitions =
          tables_[i].connector->Plan(tables_[i].info, wanted);
      if (!partitions.ok()) {
        states_[i]->outcome.status = partitions.status();
        states_[i]->pending = 1;
        pool_.Push({nullptr, i});
        continue;
      }
      states_[i]->pending = partitions->size();
      for (const Partition& partition : *partitions) jobs_.push_back({i, partition});
    }
  }

  // Databases read faster over several connections; for files one reader outruns the workers.
  uint32_t PartCount(size_t table) const {
    return tables_[table].connector->traits().is_database ? std::min(options_.threads, 2U) : 1;
  }

  void ReadJobs() {
    while (true) {
      Job job;
      {
        const std::lock_guard lock(jobs_mutex_);
        if (next_job_ == jobs_.size()) break;
        job = jobs_[next_job_++];
      }
      ReadPartition(job);
      if (IsCancelled()) pool_.Stop();
    }
    if (readers_running_.fetch_sub(1) == 1) pool_.CloseInput();
  }

  void ReadPartition(const Job& job) {
    const PipelineTable& table = tables_[job.table];
    TableState& state = *states_[job.table];
    ReadOptions read_options;
    read_options.block_size_bytes = options_.block_size_bytes;
    read_options.record_size_bytes_max = static_cast<uint32_t>(
        std::clamp<uint64_t>(options_.memory_bytes_max / 8, 1U << 20, 64U << 20));
    read_options.max_bytes = options_.table_bytes_max;
    read_options.cancel = options_.cancel;
    Result<std::unique_ptr<RecordReader>> reader =
        table.connector->Open(table.info, job.partition, read_options);
    Status status = reader.status();
    while (status.ok()) {
      std::unique_ptr<RecordBlock> block = pool_.Acquire();
      if (block == nullptr) return;
      Result<bool> filled = (*reader)->Next(block.get());
      if (!filled.ok() || !*filled) {
        if (!filled.ok()) status = filled.status();
        pool_.Release(std::move(block));
        break;
      }
      {
        const std::lock_guard lock(state.mutex);
        ++state.pending;
      }
      pool_.Push({std::move(block), job.table});
    }
    if (status.code() == StatusCode::kCancelled) return pool_.Stop();
    {
      const std::lock_guard lock(state.mutex);
      if (reader.ok()) state.outcome.ledger.Merge((*reader)->ledger());
      if (state.outcome.status.ok()) state.outcome.status = status;
    }
    // An empty block lets a worker count the partition as done and complete the table.
    pool_.Push({nullptr, job.table});
  }

  // Each task drains the queue: the readers are threads of their own, so that a task that waits
  // for a block keeps nobody from filling one.
  void RunWorkers() {
    const tbb::global_control parallelism(tbb::global_control::max_allowed_parallelism,
                                          options_.threads);
    tbb::task_arena arena(static_cast<int>(options_.threads));
    arena.execute([this] {
      tbb::parallel_for(
          tbb::blocked_range<uint32_t>(0, options_.threads, 1),
          [this](const tbb::blocked_range<uint32_t>& workers) {
            for (uint32_t worker = workers.begin(); worker != workers.end(); ++worker) {
              DrainQueue(worker);
            }
          },
          tbb::simple_partitioner());
    });
    // The lock orders all that workers did before what follows, visibly also to tools that cannot
    // look into oneTBB.
    const std::lock_guard lock(workers_mutex_);
    if (workers_finished_ != options_.threads) {
      failure_ = Status::Internal("a worker did not finish; please report this");
    }
  }

  void DrainQueue(uint32_t worker) {
    while (std::optional<FilledBlock> filled = pool_.Pop()) Work(worker, &*filled);
    const std::lock_guard lock(workers_mutex_);
    ++workers_finished_;
  }

  void Work(uint32_t worker, FilledBlock* filled) {
    if (filled->block != nullptr) {
      const uint64_t size_bytes = filled->block->data.size();
      if (Status status = consumer_->Consume(worker, filled->table, filled->block.get());
          !status.ok()) {
        Fail(std::move(status));
      }
      if (progress_ != nullptr) {
        progress_->bytes += size_bytes;
        progress_->records += filled->block->record_count;
      }
      pool_.Release(std::move(filled->block));
    }
    if (Settle(filled->table)) {
      if (Status status = consumer_->Complete(worker, filled->table); !status.ok()) {
        Fail(std::move(status));
      }
    }
  }

  // Counts one partition or block of the table as done; true for the last.
  bool Settle(size_t table) {
    TableState& state = *states_[table];
    const std::lock_guard lock(state.mutex);
    return --state.pending == 0 && !std::exchange(state.is_completed, true);
  }

  const std::vector<PipelineTable>& tables_;
  const PipelineOptions& options_;
  BlockConsumer* const consumer_;
  Progress* const progress_;
  BlockPool pool_;
  std::vector<std::unique_ptr<TableState>> states_;
  std::mutex jobs_mutex_;
  std::vector<Job> jobs_;
  size_t next_job_ = 0;
  std::atomic<uint32_t> readers_running_{0};
  std::mutex workers_mutex_;
  uint32_t workers_finished_ = 0;
  std::mutex failure_mutex_;
  Status failure_;
};

}  // namespace

Result<std::vector<TableOutcome>> RunPipeline(const std::vector<PipelineTable>& tables,
                                              const PipelineOptions& options,
                                              BlockConsumer* consumer, Progress* progress) {
  return PipelineRun(tables, options, consumer, progress).Run();
}

}  // namespace sunder::engine
