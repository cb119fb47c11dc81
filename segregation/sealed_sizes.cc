#include "segregation/sealed_sizes.h"

#include <algorithm>

#include "segregation/quarantine_line.h"

namespace sunder::segregation {
namespace {

constexpr uint64_t kStepBytes = 64;

// Goes through sizes, largest first, each of them twice.
class TwiceEach {
 public:
  explicit TwiceEach(const SizeCounts& sizes)
      : at_(sizes.counts().begin()), end_(sizes.counts().end()) {
    Enter();
  }
  uint64_t size_bytes() const { return at_ == end_ ? 0 : at_->first; }
  uint64_t left() const { return left_; }  // of this size
  void Skip(uint64_t count) {
    left_ -= count;
    if (left_ > 0) return;
    ++at_;
    Enter();
  }

 private:
  void Enter() { left_ = at_ == end_ ? UINT64_MAX : 2 * at_->second; }

  SizeCounts::Counts::const_iterator at_;
  SizeCounts::Counts::const_iterator end_;
  uint64_t left_ = 0;
};

}  // namespace

void SizeCounts::Add(uint64_t size_bytes, uint64_t count) {
  counts_[PadmeSize((size_bytes + kStepBytes - 1) / kStepBytes * kStepBytes)] += count;
}

void SizeCounts::Merge(const SizeCounts& other) {
  for (const auto& [size_bytes, count] : other.counts_) counts_[size_bytes] += count;
}

uint64_t JsonTextSize(std::string_view text) {
  uint64_t size_bytes = text.size();
  for (const char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    size_bytes += (byte < 0x20 ? 5 : 0) + (c == '"' || c == '\\' ? 1 : 0);
  }
  return size_bytes;
}

SizeCounts::Counts LineBounds(const SealedSizes& sizes) {
  SizeCounts::Counts bounds = sizes.whole.counts();
  uint64_t shortened = 0;
  for (const auto& [size_bytes, count] : sizes.dropped.counts()) shortened += count;
  TwiceEach texts(sizes.texts);
  TwiceEach dropped(sizes.dropped);
  while (shortened > 0) {
    const uint64_t count = std::min({shortened, texts.left(), dropped.left()});
    bounds[texts.size_bytes() + dropped.size_bytes() + sizes.overhead_bytes_max] += count;
    texts.Skip(count);
    dropped.Skip(count);
    shortened -= count;
  }
  return bounds;
}

}  // namespace sunder::segregation
