// What the cells of one field hold, counted by value: most columns repeat what they say, and a
// value that was met before is neither judged nor sampled again. Private to this folder.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"

namespace sunder::scanner {

// Bytes that all memos of a table take together; a memo that would need more forgets instead.
struct MemoBudget {
  uint64_t bytes_left = 8ULL << 20;
};

// One a field and thread. Told apart by the whole text, so that nobody can hide a value behind
// another of the same hash. What it counted is handed out by Drain, and nothing it forgets changes
// a sum.
class ValueMemo {
 public:
  static constexpr size_t kValueSizeBytesMax = 255;
  enum class State : uint8_t { kFree, kNew, kPlain, kPersonal };  // of an entry
  // Half a cache line: what is looked at for every cell of a table.
  struct Entry {
    uint32_t check = 0;  // the upper half of the hash
    uint32_t count = 0;  // cells since the last Drain
    uint32_t findings = 0;
    uint8_t size = 0;
    bool is_text = true;  // see CellRef
    State state = State::kFree;
    std::array<char, 17> text = {};
  };
  static constexpr uint32_t kNone = UINT32_MAX;

  // REQUIRES: `budget` outlives it.
  explicit ValueMemo(MemoBudget* budget) : budget_(budget) {}
  ValueMemo(const ValueMemo&) = delete;
  ValueMemo& operator=(const ValueMemo&) = delete;

  // Before a cell is looked for: false while the field's values hardly repeat.
  bool IsWorthwhile();
  // Fetches what Count will look at: a table's cells would else wait for memory one by one.
  void Prefetch(uint64_t hash) const {
    if (!entries_.empty()) __builtin_prefetch(&entries_[hash & (entries_.size() - 1)], 1);
  }
  // The entry of a value, counted once more; kNone if it is new. Entries hold until Settle.
  uint32_t Count(std::string_view value, uint64_t hash, bool is_text);
  // A new value, counted once; kNone where there is no room. REQUIRES: Count did not find it.
  uint32_t Add(std::string_view value, uint64_t hash, bool is_text);
  State StateOf(uint32_t entry) const { return entries_[entry].state; }
  void SetFindings(uint32_t entry, std::span<const Finding> findings);

  using Taker = std::function<void(std::string_view value, bool is_text, uint64_t count,
                                   std::span<const Finding>)>;
  // Between blocks: makes room if it is wanted. What had to be forgotten for it goes to `take`.
  // REQUIRES: all entries have their findings; here and below.
  void Settle(const Taker& take);
  // Hands out all that was counted and forgets it.
  void Drain(const Taker& take);

 private:
  struct FoundSpan {
    uint32_t first = 0;
    uint32_t count = 0;
  };
  std::string_view TextOf(const Entry& entry) const;
  bool IsValue(const Entry& entry, std::string_view value) const;
  bool Grow();
  bool Take(uint64_t bytes);

  MemoBudget* budget_;
  uint64_t bytes_taken_ = 0;
  std::vector<Entry> entries_;  // open addressing; a power of two
  size_t size_ = 0;
  uint64_t counted_ = 0;  // cells of known values since the last Drain
  std::string long_texts_;  // of values that do not fit in their entry
  std::vector<FoundSpan> found_;
  std::vector<Finding> findings_;
  bool wants_room_ = false;
  bool is_full_ = false;  // to be drained
  uint32_t asked_ = 0;
  uint32_t known_ = 0;
  uint32_t skipped_ = 0;  // cells still to be left alone
  uint32_t next_skipped_ = 0;
};

}  // namespace sunder::scanner
