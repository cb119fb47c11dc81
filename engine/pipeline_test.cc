#include "engine/pipeline.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>

namespace sunder::engine {
namespace {

// A file of numbered lines, removed with the test.
class LinesFile {
 public:
  explicit LinesFile(int count) {
    std::ofstream file(path_);
    file << "id,name\n";
    for (int i = 0; i < count; ++i) file << i << ",row\n";
  }
  ~LinesFile() { std::filesystem::remove(path_); }

  PipelineTable Table() const {
    PipelineTable table;
    table.connector = FindConnector("csv");
    SourceObject object;
    object.path = path_;
    object.name = "lines.csv";
    object.connector = "csv";
    object.size_bytes = std::filesystem::file_size(path_);
    table.info = table.connector->Inspect(object).value().front();
    return table;
  }

 private:
  const std::string path_ =
      (std::filesystem::temp_directory_path() / "sunder-pipeline-test.csv").string();
};

class CollectingConsumer : public BlockConsumer {
 public:
  Status Consume(uint32_t worker, size_t table, RecordBlock* block) override {
    SUNDER_RETURN_IF_ERROR(block->EnsureIndexed());
    const std::lock_guard lock(mutex_);
    REQUIRE(busy_.insert(worker).second);
    std::string scratch;
    for (const CellRef& cell : block->cells) {
      if (cell.field == 0) ids.insert(std::string(block->Text(cell, &scratch)));
    }
    sequences.insert(block->sequence);
    records += block->record_count;
    completed_early = completed_early || completed > 0;
    busy_.erase(worker);
    (void)table;
    if (fails_at > 0 && records >= fails_at) return Status::Internal("planted");
    return Status::Ok();
  }
  Status Complete(uint32_t, size_t) override {
    const std::lock_guard lock(mutex_);
    ++completed;
    return Status::Ok();
  }

  std::set<std::string> ids;
  std::set<uint64_t> sequences;
  uint64_t records = 0;
  uint64_t fails_at = 0;
  int completed = 0;
  bool completed_early = false;

 private:
  std::mutex mutex_;
  std::set<uint32_t> busy_;
};

TEST_CASE("every record is consumed once, whatever the threads and block sizes") {
  const LinesFile file(3000);
  for (const uint32_t threads : {1U, 2U, 7U}) {
    for (const uint32_t block_size : {64U, 1000U, 1U << 20}) {
      CollectingConsumer consumer;
      PipelineOptions options;
      options.threads = threads;
      options.block_size_bytes = block_size;
      const auto outcomes = RunPipeline({file.Table()}, options, &consumer, nullptr);
      REQUIRE(outcomes.ok());
      CHECK(consumer.records == 3000);
      CHECK(consumer.ids.size() == 3000);
      CHECK(consumer.completed == 1);
      CHECK_FALSE(consumer.completed_early);
      CHECK(outcomes->front().ledger.records == 3000);
      CHECK(outcomes->front().ledger.Balances());
    }
  }
}

TEST_CASE("an ordered table numbers its blocks without gaps") {
  const LinesFile file(2000);
  CollectingConsumer consumer;
  PipelineOptions options;
  options.threads = 2;
  options.block_size_bytes = 256;
  PipelineTable table = file.Table();
  table.in_order = true;
  REQUIRE(RunPipeline({table}, options, &consumer, nullptr).ok());
  REQUIRE_FALSE(consumer.sequences.empty());
  CHECK(*consumer.sequences.begin() == 0);
  CHECK(*consumer.sequences.rbegin() == consumer.sequences.size() - 1);
}

TEST_CASE("a consumer's error ends the run") {
  const LinesFile file(5000);
  CollectingConsumer consumer;
  consumer.fails_at = 100;
  PipelineOptions options;
  options.threads = 2;
  options.block_size_bytes = 512;
  const auto outcomes = RunPipeline({file.Table()}, options, &consumer, nullptr);
  REQUIRE_FALSE(outcomes.ok());
  CHECK(outcomes.status().code() == StatusCode::kInternal);
}

TEST_CASE("cancellation ends the run as cancelled") {
  const LinesFile file(5000);
  CollectingConsumer consumer;
  std::atomic<bool> cancel = true;
  PipelineOptions options;
  options.threads = 2;
  options.cancel = &cancel;
  const auto outcomes = RunPipeline({file.Table()}, options, &consumer, nullptr);
  REQUIRE_FALSE(outcomes.ok());
  CHECK(outcomes.status().code() == StatusCode::kCancelled);
}

TEST_CASE("a table that vanished is an outcome, and is completed") {
  PipelineTable table;
  {
    const LinesFile file(10);
    table = file.Table();
  }
  CollectingConsumer consumer;
  PipelineOptions options;
  options.threads = 2;
  const auto outcomes = RunPipeline({table}, options, &consumer, nullptr);
  REQUIRE(outcomes.ok());
  CHECK_FALSE(outcomes->front().status.ok());
  CHECK(consumer.completed == 1);
}

}  // namespace
}  // namespace sunder::engine
