// A table of texts with a number each, that can be kept in a file and used from there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/text/flat_array.h"

namespace sunder::scanner {

// Immutable; safe to read from any thread. Look-ups take one or two cache misses.
class TextTable {
 public:
  static constexpr uint32_t kNone = static_cast<uint32_t>(-1);

  // The number of `text`; kNone: unknown.
  uint32_t Find(std::string_view text) const;
  // The same with the HashBytes of `text`.
  uint32_t Find(std::string_view text, uint64_t hash) const;
  // Asks for the memory that Find will look at first.
  void Prefetch(uint64_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(slots_.data() + (hash & (slots_.size() - 1)));
  }
  size_t size() const { return size_; }

  template <class Archive>
  void Fields(Archive& archive) {
    archive(size_, slots_, texts_);
  }

 private:
  friend class TextTableBuilder;
  // Open addressing; the length is a power of two.
  struct Slot {
    uint32_t begin = 0;
    uint32_t number = kNone;  // kNone: free
    uint16_t size = 0;
    uint16_t tag = 0;  // the hash's upper bits
  };

  uint64_t size_ = 0;
  FlatArray<Slot> slots_;
  FlatArray<char> texts_;
};

class TextTableBuilder {
 public:
  explicit TextTableBuilder(size_t expected_count = 0);
  // The number of `text`, kNone where it is new. Valid until the next call; a text whose number
  // stays kNone is forgotten, as is one of 64 KiB and more.
  uint32_t& At(std::string_view text);
  uint32_t Find(std::string_view text) const;
  TextTable Build();

 private:
  void Grow();

  std::vector<TextTable::Slot> slots_;
  std::string texts_;
  size_t used_ = 0;
  uint32_t overlong_ = TextTable::kNone;
};

}  // namespace sunder::scanner
