#include "segregation/record_sorter.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <utility>
#include <vector>

#include "segregation/spill_file.h"

namespace sunder::segregation {
namespace {

// Runs that are merged at once. More would make the reads of each run too small to be fast.
constexpr size_t kFanInMax = 64;
constexpr size_t kFanInMin = 2;
// Plaintext bytes of a sealed frame: large enough that its 17 bytes of tag do not count.
constexpr size_t kFrameSizeBytesMax = 64 * 1024;
constexpr size_t kFrameSizeBytesMin = 4 * 1024;
constexpr uint64_t kArenaSizeBytesMax = 1024 * 1024;

// Records back to back in blocks of memory that never move, with views to sort.
class RecordArena {
 public:
  explicit RecordArena(uint64_t memory_bytes_max)
      : memory_bytes_max_(memory_bytes_max),
        block_size_bytes_(std::clamp<uint64_t>(memory_bytes_max / 8, 1024, kArenaSizeBytesMax)) {}

  bool HasRoomFor(size_t size) const {
    if (records_.empty()) return true;
    // A vector that grows holds its old and its new memory for a moment.
    const size_t slots =
        records_.size() == records_.capacity() ? 3 * records_.capacity() : records_.capacity();
    const uint64_t needed = block_free_ >= size ? 0 : std::max<uint64_t>(size, block_size_bytes_);
    return blocks_bytes_ + needed + slots * sizeof(std::string_view) <= memory_bytes_max_;
  }

  void Add(std::string_view record) {
    if (block_free_ < record.size()) {
      const uint64_t size = std::max<uint64_t>(record.size(), block_size_bytes_);
      blocks_.push_back(std::make_unique<char[]>(size));
      blocks_bytes_ += size;
      free_ = blocks_.back().get();
      block_free_ = size;
    }
    char* const begin = free_;
    std::copy(record.begin(), record.end(), begin);
    free_ += record.size();
    block_free_ -= record.size();
    records_.push_back(std::string_view(begin, record.size()));
  }

  void Sort() { std::sort(records_.begin(), records_.end()); }
  const std::vector<std::string_view>& records() const { return records_; }

  void Clear() {
    records_.clear();
    records_.shrink_to_fit();
    blocks_.clear();
    blocks_bytes_ = 0;
    free_ = nullptr;
    block_free_ = 0;
  }

 private:
  uint64_t memory_bytes_max_;
  uint64_t block_size_bytes_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  uint64_t blocks_bytes_ = 0;
  char* free_ = nullptr;
  uint64_t block_free_ = 0;
  std::vector<std::string_view> records_;
};

// The smallest record of several sorted runs, again and again.
class RunMerger {
 public:
  Status Add(std::unique_ptr<SpillRunReader> reader) {
    readers_.push_back(std::move(reader));
    return Advance(readers_.size() - 1);
  }

  // False: all runs are at their end. The view lives until the next call.
  Result<bool> Next(std::string_view* record) {
    if (current_ < readers_.size()) SUNDER_RETURN_IF_ERROR(Advance(current_));
    current_ = readers_.size();
    if (heap_.empty()) return false;
    current_ = heap_.top();
    heap_.pop();
    *record = readers_[current_]->record();
    return true;
  }

 private:
  Status Advance(size_t index) {
    SUNDER_ASSIGN_OR_RETURN(const bool has_record, readers_[index]->Next());
    if (has_record) heap_.push(index);
    return Status::Ok();
  }

  struct Later {
    const std::vector<std::unique_ptr<SpillRunReader>>* readers;
    bool operator()(size_t a, size_t b) const {
      return (*readers)[b]->record() < (*readers)[a]->record();
    }
  };

  std::vector<std::unique_ptr<SpillRunReader>> readers_;
  std::priority_queue<size_t, std::vector<size_t>, Later> heap_{Later{&readers_}};
  size_t current_ = std::numeric_limits<size_t>::max();  // its record is with the caller
};

}  // namespace

struct RecordSorter::State {
  State(uint64_t memory_bytes_max, std::string temporary_folder)
      : memory_max(memory_bytes_max),
        folder(std::move(temporary_folder)),
        frame_size(std::clamp<uint64_t>(memory_bytes_max / (4 * kFanInMax), kFrameSizeBytesMin,
                                        kFrameSizeBytesMax)),
        arena(memory_bytes_max) {}

  uint64_t memory_max;
  std::string folder;
  size_t frame_size;
  RecordArena arena;
  size_t next = 0;  // of arena's records, when nothing was spilled
  uint64_t record_size_max = 0;
  bool is_finished = false;
  SpillKey key;
  std::unique_ptr<SpillFile> file;  // all runs of one pass
  std::vector<SpillRun> runs;
  std::unique_ptr<RunMerger> merger;

  Status Spill();
  size_t FanIn() const;
  Result<std::unique_ptr<RunMerger>> MergerOf(size_t begin, size_t end) const;
  Status MergePass();
};

Status RecordSorter::State::Spill() {
  if (key == nullptr) {
    SUNDER_ASSIGN_OR_RETURN(key, MakeSpillKey());
    SUNDER_ASSIGN_OR_RETURN(file, SpillFile::Create(folder));
  }
  arena.Sort();
  SUNDER_ASSIGN_OR_RETURN(auto writer, SpillRunWriter::Create(file.get(), key, frame_size));
  for (const std::string_view record : arena.records()) {
    SUNDER_RETURN_IF_ERROR(writer->Write(record));
  }
  SUNDER_ASSIGN_OR_RETURN(const SpillRun run, writer->Finish());
  runs.push_back(run);
  arena.Clear();
  return Status::Ok();
}

// A run being read holds a sealed and an open frame and one record; the writer of a pass as much.
size_t RecordSorter::State::FanIn() const {
  const uint64_t per_run = 2 * frame_size + record_size_max;
  const uint64_t fan_in = memory_max / per_run;
  return static_cast<size_t>(
      std::clamp<uint64_t>(fan_in == 0 ? 0 : fan_in - 1, kFanInMin, kFanInMax));
}

Result<std::unique_ptr<RunMerger>> RecordSorter::State::MergerOf(size_t begin, size_t end) const {
  auto result = std::make_unique<RunMerger>();
  for (size_t i = begin; i < end; ++i) {
    SUNDER_ASSIGN_OR_RETURN(auto reader,
                            SpillRunReader::Create(file.get(), runs[i], key, frame_size));
    SUNDER_RETURN_IF_ERROR(result->Add(std::move(reader)));
  }
  return result;
}

Status RecordSorter::State::MergePass() {
  SUNDER_ASSIGN_OR_RETURN(auto merged_file, SpillFile::Create(folder));
  std::vector<SpillRun> merged_runs;
  for (size_t begin = 0; begin < runs.size(); begin += FanIn()) {
    const size_t end = std::min(begin + FanIn(), runs.size());
    SUNDER_ASSIGN_OR_RETURN(auto group, MergerOf(begin, end));
    SUNDER_ASSIGN_OR_RETURN(auto writer,
                            SpillRunWriter::Create(merged_file.get(), key, frame_size));
    for (std::string_view record;;) {
      SUNDER_ASSIGN_OR_RETURN(const bool has_record, group->Next(&record));
      if (!has_record) break;
      SUNDER_RETURN_IF_ERROR(writer->Write(record));
    }
    SUNDER_ASSIGN_OR_RETURN(const SpillRun run, writer->Finish());
    merged_runs.push_back(run);
  }
  file = std::move(merged_file);
  runs = std::move(merged_runs);
  return Status::Ok();
}

RecordSorter::RecordSorter(uint64_t memory_bytes_max, std::string temporary_folder)
    : state_(std::make_unique<State>(memory_bytes_max, std::move(temporary_folder))) {}

RecordSorter::~RecordSorter() = default;

Status RecordSorter::Add(std::string record) {
  if (state_->is_finished) return Status::Internal("sorting: a record after the end");
  if (record.size() > std::numeric_limits<uint32_t>::max()) {
    return Status::Internal("sorting: a record of 4 GiB or more");
  }
  if (!state_->arena.HasRoomFor(record.size())) SUNDER_RETURN_IF_ERROR(state_->Spill());
  state_->record_size_max = std::max<uint64_t>(state_->record_size_max, record.size());
  state_->arena.Add(record);
  return Status::Ok();
}

Status RecordSorter::Finish() {
  state_->is_finished = true;
  if (state_->runs.empty()) {
    state_->arena.Sort();
    return Status::Ok();
  }
  if (!state_->arena.records().empty()) SUNDER_RETURN_IF_ERROR(state_->Spill());
  while (state_->runs.size() > state_->FanIn()) SUNDER_RETURN_IF_ERROR(state_->MergePass());
  SUNDER_ASSIGN_OR_RETURN(state_->merger, state_->MergerOf(0, state_->runs.size()));
  return Status::Ok();
}

Result<bool> RecordSorter::Next(std::string_view* record) {
  if (!state_->is_finished) return Status::Internal("sorting: Next before Finish");
  if (state_->merger != nullptr) return state_->merger->Next(record);
  const std::vector<std::string_view>& records = state_->arena.records();
  if (state_->next == records.size()) return false;
  *record = records[state_->next++];
  return true;
}

}  // namespace sunder::segregation
