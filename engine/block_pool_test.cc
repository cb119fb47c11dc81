#include "engine/block_pool.h"

#include <catch2/catch.hpp>
#include <thread>

namespace sunder::engine {
namespace {

TEST_CASE("a pool never holds more blocks than it was made with") {
  BlockPool pool(2, 1024);
  std::unique_ptr<RecordBlock> first = pool.Acquire();
  std::unique_ptr<RecordBlock> second = pool.Acquire();
  REQUIRE(first != nullptr);
  REQUIRE(second != nullptr);
  std::unique_ptr<RecordBlock> third;
  std::thread waiting([&] { third = pool.Acquire(); });
  pool.Release(std::move(first));
  waiting.join();
  CHECK(third != nullptr);
}

TEST_CASE("blocks come out in the order they were pushed, then the end") {
  BlockPool pool(3, 1024);
  for (uint64_t i = 0; i < 3; ++i) {
    std::unique_ptr<RecordBlock> block = pool.Acquire();
    block->sequence = i;
    pool.Push({std::move(block), 7});
  }
  pool.CloseInput();
  for (uint64_t i = 0; i < 3; ++i) {
    std::optional<FilledBlock> filled = pool.Pop();
    REQUIRE(filled.has_value());
    CHECK(filled->block->sequence == i);
    CHECK(filled->table == 7);
  }
  CHECK_FALSE(pool.Pop().has_value());
}

TEST_CASE("stopping wakes whoever waits") {
  BlockPool pool(1, 1024);
  const std::unique_ptr<RecordBlock> only = pool.Acquire();
  std::unique_ptr<RecordBlock> none = std::make_unique<RecordBlock>();
  std::thread reader([&] { none = pool.Acquire(); });
  std::optional<FilledBlock> filled = FilledBlock{};
  std::thread worker([&] { filled = pool.Pop(); });
  pool.Stop();
  reader.join();
  worker.join();
  CHECK(none == nullptr);
  CHECK_FALSE(filled.has_value());
}

TEST_CASE("a released block is empty, and a grown one gives its memory back") {
  BlockPool pool(1, 1000);
  std::unique_ptr<RecordBlock> block = pool.Acquire();
  block->data.assign(5000, 'x');
  block->fields = {"a"};
  block->is_indexed = true;
  pool.Release(std::move(block));
  block = pool.Acquire();
  CHECK(block->data.empty());
  CHECK(block->data.capacity() <= 1000);
  CHECK(block->fields.empty());
  CHECK_FALSE(block->is_indexed);
}

}  // namespace
}  // namespace sunder::engine
