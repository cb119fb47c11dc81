#include "scanner/profile/value_memo.h"

#include <algorithm>
#include <cstring>

#include "scanner/profile/finding_counts.h"
#include "scanner/text/byte_hash.h"

namespace sunder::scanner {
namespace {

constexpr size_t kEntriesMin = 64;
// A megabyte: more would not stay in a processor's cache, and a field of so many values repeats few
// of them.
constexpr size_t kEntriesMax = 32768;
constexpr size_t kGrowth = 8;
// Fuller tables have longer ways.
constexpr size_t kFilledMax(size_t entries) { return entries / 4 * 3; }
// A field of which fewer than one in kKnownShare cells was known is left alone for a while, and for
// longer each time.
constexpr uint32_t kAskedMax = 4096;
constexpr uint32_t kKnownShare = 16;
// Counts are 32 bits wide; a block adds far less than what is left of them.
constexpr uint64_t kCountedMax = uint64_t{1} << 31U;
constexpr uint32_t kSkippedFirst = 65536;
constexpr uint32_t kSkippedMax = 1U << 28U;

uint64_t LoadWord64(const char* bytes) {
  uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

uint32_t LoadWord32(const char* bytes) {
  uint32_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

// Values are short: a call of memcmp would take longer.
bool AreEqual(const char* a, const char* b, size_t size) {
  if (size >= 8) {
    uint64_t difference = LoadWord64(a + size - 8) ^ LoadWord64(b + size - 8);
    for (size_t at = 0; at + 8 < size; at += 8) {
      difference |= LoadWord64(a + at) ^ LoadWord64(b + at);
    }
    return difference == 0;
  }
  if (size >= 4) {
    return ((LoadWord32(a) ^ LoadWord32(b)) |
            (LoadWord32(a + size - 4) ^ LoadWord32(b + size - 4))) == 0;
  }
  return size == 0 || (a[0] == b[0] && a[size / 2] == b[size / 2] && a[size - 1] == b[size - 1]);
}

uint32_t CheckOf(uint64_t hash) { return static_cast<uint32_t>(hash >> 32U); }

}  // namespace

bool ValueMemo::IsWorthwhile() {
  if (skipped_ > 0) {
    --skipped_;
    return false;
  }
  if (asked_ == kAskedMax) {
    const bool is_worthwhile = known_ >= kAskedMax / kKnownShare;
    asked_ = known_ = 0;
    if (!is_worthwhile) {
      skipped_ = next_skipped_ = std::clamp(4 * next_skipped_, kSkippedFirst, kSkippedMax);
      is_full_ = true;
      return false;
    }
  }
  // A memo that is too small for a while says nothing about the field.
  if (!wants_room_) ++asked_;
  return true;
}

inline std::string_view ValueMemo::TextOf(const Entry& entry) const {
  if (entry.size <= entry.text.size()) return {entry.text.data(), entry.size};
  return std::string_view(long_texts_).substr(LoadWord64(entry.text.data()), entry.size);
}

inline bool ValueMemo::IsValue(const Entry& entry, std::string_view value) const {
  if (entry.size != value.size()) return false;
  const std::string_view text = TextOf(entry);
  return AreEqual(text.data(), value.data(), text.size());
}

uint32_t ValueMemo::Count(std::string_view value, uint64_t hash, bool is_text) {
  if (entries_.empty()) return kNone;
  const size_t mask = entries_.size() - 1;
  for (size_t at = hash & mask; entries_[at].state != State::kFree; at = (at + 1) & mask) {
    Entry& entry = entries_[at];
    if (entry.check != CheckOf(hash) || entry.is_text != is_text || !IsValue(entry, value)) {
      continue;
    }
    ++entry.count;
    ++counted_;
    ++known_;
    return static_cast<uint32_t>(at);
  }
  return kNone;
}

bool ValueMemo::Take(uint64_t bytes) {
  if (budget_->bytes_left < bytes) return false;
  budget_->bytes_left -= bytes;
  bytes_taken_ += bytes;
  return true;
}

bool ValueMemo::Grow() {
  const size_t size = std::max(kEntriesMin, std::min(kGrowth * entries_.size(), kEntriesMax));
  if (size == entries_.size() || !Take((size - entries_.size()) * sizeof(Entry))) return false;
  std::vector<Entry> grown(size);
  for (const Entry& entry : entries_) {
    if (entry.state == State::kFree) continue;
    size_t at = HashBytes(TextOf(entry)) & (size - 1);
    while (grown[at].state != State::kFree) at = (at + 1) & (size - 1);
    grown[at] = entry;
  }
  entries_ = std::move(grown);
  return true;
}

uint32_t ValueMemo::Add(std::string_view value, uint64_t hash, bool is_text) {
  if (is_full_ || wants_room_) return kNone;
  if (entries_.empty() && !Grow()) return kNone;
  if (size_ >= kFilledMax(entries_.size())) {
    wants_room_ = true;
    return kNone;
  }
  const bool is_long = value.size() > sizeof(Entry::text);
  if (is_long && !Take(value.size())) {
    is_full_ = true;
    return kNone;
  }
  const size_t mask = entries_.size() - 1;
  size_t at = hash & mask;
  while (entries_[at].state != State::kFree) at = (at + 1) & mask;
  Entry& entry = entries_[at];
  entry.check = CheckOf(hash);
  entry.count = 1;
  entry.size = static_cast<uint8_t>(value.size());
  entry.is_text = is_text;
  entry.state = State::kNew;
  if (is_long) {
    const uint64_t offset = long_texts_.size();
    std::memcpy(entry.text.data(), &offset, sizeof offset);
    long_texts_.append(value);
  } else {
    std::copy(value.begin(), value.end(), entry.text.begin());
  }
  ++size_;
  return static_cast<uint32_t>(at);
}

void ValueMemo::SetFindings(uint32_t number, std::span<const Finding> findings) {
  Entry& entry = entries_[number];
  entry.state = HasPersonal(findings) ? State::kPersonal : State::kPlain;
  if (found_.empty()) found_.push_back({});
  if (findings.empty()) return;
  entry.findings = static_cast<uint32_t>(found_.size());
  found_.push_back(
      {static_cast<uint32_t>(findings_.size()), static_cast<uint32_t>(findings.size())});
  findings_.insert(findings_.end(), findings.begin(), findings.end());
  if (!Take(sizeof(FoundSpan) + findings.size() * sizeof(Finding))) is_full_ = true;
}

void ValueMemo::Settle(const Taker& take) {
  if (wants_room_ && !is_full_) is_full_ = !Grow();
  wants_room_ = false;
  if (is_full_ || counted_ >= kCountedMax) Drain(take);
}

void ValueMemo::Drain(const Taker& take) {
  for (const Entry& entry : entries_) {
    if (entry.state == State::kFree || entry.count == 0) continue;
    const FoundSpan found = found_[entry.findings];
    take(TextOf(entry), entry.is_text, entry.count,
         std::span(findings_).subspan(found.first, found.count));
  }
  budget_->bytes_left += bytes_taken_;
  bytes_taken_ = 0;
  entries_ = {};
  size_ = 0;
  counted_ = 0;
  long_texts_ = {};
  found_ = {};
  findings_ = {};
  is_full_ = false;
}

}  // namespace sunder::scanner
