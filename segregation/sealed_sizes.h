// How large sealed batches must be so that their sizes do not depend on which texts were sealed.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string_view>

namespace sunder::segregation {

// A larger text counts as one of this size: else a single one would make all batches large.
inline constexpr uint64_t kMeasuredTextSizeBytesMax = 8 * 1024 * 1024;

// How many texts there are of which size; sizes are rounded up to few classes.
class SizeCounts {
 public:
  using Counts = std::map<uint64_t, uint64_t, std::greater<>>;  // largest first
  void Add(uint64_t size_bytes, uint64_t count = 1);
  void Merge(const SizeCounts& other);
  const Counts& counts() const { return counts_; }

 private:
  Counts counts_;
};

// Size of `text` as a JSON string without quotes. REQUIRES: UTF-8.
uint64_t JsonTextSize(std::string_view text);

// What sealed lines are measured by.
struct SealedSizes {
  SizeCounts texts;                 // of all texts of the source, as they are published
  SizeCounts dropped;               // of what left those that were shortened
  SizeCounts whole;                 // of lines whose texts are not published at all
  uint64_t overhead_bytes_max = 0;  // of a shortened text's line, besides the text
};

// Upper bounds of the lines, by size, largest first: of as many as `dropped` and `whole` have. The
// line of rank r is no larger than the bound of rank r, whichever texts the dropped sentences stood
// in: of two sorted lists, the largest sum of rank r over pairs is no larger than the two elements
// of rank (r + 1) / 2 together.
SizeCounts::Counts LineBounds(const SealedSizes& sizes);

}  // namespace sunder::segregation
