#include "engine/block_pool.h"

#include <utility>

namespace sunder::engine {

BlockPool::BlockPool(size_t block_count, size_t block_size_bytes_kept)
    : block_size_bytes_kept_(block_size_bytes_kept) {
  for (size_t i = 0; i < block_count; ++i) free_.push_back(std::make_unique<RecordBlock>());
}

std::unique_ptr<RecordBlock> BlockPool::Acquire() {
  std::unique_lock lock(mutex_);
  freed_.wait(lock, [this] { return is_stopped_ || !free_.empty(); });
  if (is_stopped_) return nullptr;
  std::unique_ptr<RecordBlock> block = std::move(free_.back());
  free_.pop_back();
  return block;
}

void BlockPool::Release(std::unique_ptr<RecordBlock> block) {
  block->Clear();
  if (block->data.capacity() > block_size_bytes_kept_) block = std::make_unique<RecordBlock>();
  {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(block));
  }
  freed_.notify_one();  // who wakes up finds the lock open
}

void BlockPool::Push(FilledBlock filled) {
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(std::move(filled));
  }
  filled_.notify_one();
}

std::optional<FilledBlock> BlockPool::Pop() {
  std::unique_lock lock(mutex_);
  filled_.wait(lock, [this] { return is_stopped_ || is_input_closed_ || !queue_.empty(); });
  if (is_stopped_ || queue_.empty()) return std::nullopt;
  FilledBlock filled = std::move(queue_.front());
  queue_.pop_front();
  return filled;
}

void BlockPool::CloseInput() {
  const std::lock_guard lock(mutex_);
  is_input_closed_ = true;
  filled_.notify_all();
}

void BlockPool::Stop() {
  const std::lock_guard lock(mutex_);
  is_stopped_ = true;
  freed_.notify_all();
  filled_.notify_all();
}

}  // namespace sunder::engine
