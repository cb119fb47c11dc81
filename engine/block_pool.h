// A bounded pool of blocks and the queue between readers and workers. The number of blocks is the
// bound of memory in flight: a reader that finds none waits.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "core/record_block.h"

namespace sunder::engine {

struct FilledBlock {
  std::unique_ptr<RecordBlock> block;
  size_t table = 0;
};

// All methods are safe from any thread.
class BlockPool {
 public:
  // Blocks that grew over `block_size_bytes_kept` give their memory back when recycled.
  BlockPool(size_t block_count, size_t block_size_bytes_kept);

  // Waits for a free block; nullptr after Stop.
  std::unique_ptr<RecordBlock> Acquire();
  void Release(std::unique_ptr<RecordBlock> block);

  void Push(FilledBlock filled);
  // Waits for a filled block; nullopt after CloseInput when none is left, and after Stop.
  std::optional<FilledBlock> Pop();
  // No more Push will come.
  void CloseInput();
  // Ends all waiting; used on errors and cancellation.
  void Stop();

 private:
  const size_t block_size_bytes_kept_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::condition_variable filled_;
  std::vector<std::unique_ptr<RecordBlock>> free_;
  std::deque<FilledBlock> queue_;
  bool is_input_closed_ = false;
  bool is_stopped_ = false;
};

}  // namespace sunder::engine
