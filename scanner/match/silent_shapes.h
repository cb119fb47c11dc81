// Shapes of short cells in which no literal of the rules occurs: numbers, dates, identifiers.
// Private to this folder.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sunder::scanner {

// A short plain ASCII text, folded as ScanText folds it, and its shape; zeros behind the end.
struct ShortText {
  static constexpr size_t kSizeBytesMax = 24;

  // False: too long, or folding it needs more than lower case.
  bool Assign(std::string_view text);
  std::string_view folded() const {
    return {reinterpret_cast<const char*>(folded_words.data()), size};
  }

  std::string_view shape() const {
    return {reinterpret_cast<const char*>(shape_words.data()), size};
  }

  std::array<uint64_t, 3> folded_words = {};
  std::array<uint64_t, 3> shape_words = {};
  uint32_t size = 0;
};

// One a thread. What it knows depends on what was scanned lately; that what it says is true does
// not: literals occur in a shape or they do not.
class SilentShapes {
 public:
  SilentShapes();
  bool Knows(const ShortText& text) const;
  // `shape` as in ScanText::shape().
  void Add(std::string_view shape);

 private:
  struct Entry {
    std::array<uint64_t, 3> words = {};
    uint64_t size = 0;  // 0: free
  };
  static size_t PlaceOf(const ShortText& text);

  std::vector<Entry> entries_;
};

}  // namespace sunder::scanner
