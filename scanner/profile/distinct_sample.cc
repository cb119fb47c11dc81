#include <algorithm>
#include <cstring>

#include "scanner/profile/table_profile.h"

namespace sunder::scanner {
namespace {

__extension__ typedef unsigned __int128 Uint128;

// Fixed keys: the sample must be the same in every thread, run and machine. First digits of pi.
constexpr uint64_t kKey0 = 0x243F6A8885A308D3ULL;
constexpr uint64_t kKey1 = 0x13198A2E03707344ULL;
constexpr uint64_t kKey2 = 0xA4093822299F31D0ULL;

uint64_t FoldedProduct(uint64_t a, uint64_t b) {
  const Uint128 product = static_cast<Uint128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64U);
}

uint64_t Load64(const char* bytes) {
  uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}
uint64_t Load32(const char* bytes) {
  uint32_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}
uint64_t Load8(const char* bytes) { return static_cast<unsigned char>(*bytes); }

// Folded-multiply hash (the construction of wyhash): a few nanoseconds for a cell. Two values of
// one hash would share an entry; AddHashed keeps that independent of order as well.
uint64_t HashOf(std::string_view value) {
  uint64_t state = kKey0 ^ value.size();
  const char* at = value.data();
  size_t left = value.size();
  while (left > 16) {
    state = FoldedProduct(Load64(at) ^ kKey1, Load64(at + 8) ^ state);
    at += 16;
    left -= 16;
  }
  // Loads of fixed sizes that overlap: together with the length they tell all values apart.
  uint64_t low = 0;
  uint64_t high = 0;
  if (left >= 8) {
    low = Load64(at);
    high = Load64(at + left - 8);
  } else if (left >= 4) {
    low = Load32(at);
    high = Load32(at + left - 4);
  } else if (left > 0) {
    low = Load8(at) | Load8(at + left / 2) << 8U | Load8(at + left - 1) << 16U;
  }
  state = FoldedProduct(low ^ kKey1, high ^ state);
  return FoldedProduct(state ^ kKey2, kKey1);
}

}  // namespace

void DistinctSample::Add(std::string_view value, uint64_t count) {
  const uint64_t hash = HashOf(value);
  if (hash > hash_max_) {
    has_evicted_ = true;
    return;
  }
  AddHashed(hash, value, count);
}

void DistinctSample::AddHashed(uint64_t hash, std::string_view value, uint64_t count) {
  if (index_.size() < (slots_.size() + 1) * 2) Reindex(std::max<size_t>(16, index_.size() * 2));
  const size_t mask = index_.size() - 1;
  size_t at = hash & mask;
  for (; index_[at] != 0; at = (at + 1) & mask) {
    Slot& slot = slots_[index_[at] - 1];
    if (slot.hash != hash) continue;
    slot.entry.count += count;
    if (slot.entry.value != value && value < slot.entry.value) slot.entry.value = value;
    return;
  }
  slots_.push_back({hash, {std::string(value), count}});
  index_[at] = static_cast<uint32_t>(slots_.size());
  if (slots_.size() >= 2 * kCapacity) Prune();
}

void DistinctSample::Prune() {
  if (slots_.size() > kCapacity) {
    const auto by_hash = [](const Slot& a, const Slot& b) { return a.hash < b.hash; };
    std::nth_element(slots_.begin(), slots_.begin() + kCapacity, slots_.end(), by_hash);
    slots_.resize(kCapacity);
    hash_max_ = std::max_element(slots_.begin(), slots_.end(), by_hash)->hash;
    has_evicted_ = true;
  }
  Reindex(index_.size());
}

void DistinctSample::Reindex(size_t size) {
  index_.assign(size, 0);
  const size_t mask = size - 1;
  for (size_t i = 0; i < slots_.size(); ++i) {
    size_t at = slots_[i].hash & mask;
    while (index_[at] != 0) at = (at + 1) & mask;
    index_[at] = static_cast<uint32_t>(i + 1);
  }
}

void DistinctSample::Merge(const DistinctSample& other) {
  has_evicted_ = has_evicted_ || other.has_evicted_;
  if (other.hash_max_ < hash_max_) {
    // Above the other's bound its counts are lost.
    hash_max_ = other.hash_max_;
    std::erase_if(slots_, [&](const Slot& slot) { return slot.hash > hash_max_; });
    if (!index_.empty()) Reindex(index_.size());
  }
  for (const Slot& slot : other.slots_) {
    if (slot.hash <= hash_max_) AddHashed(slot.hash, slot.entry.value, slot.entry.count);
  }
}

std::vector<DistinctSample::Entry> DistinctSample::Entries() const {
  std::vector<Slot> slots = slots_;
  if (slots.size() > kCapacity) {
    std::nth_element(slots.begin(), slots.begin() + kCapacity, slots.end(),
                     [](const Slot& a, const Slot& b) { return a.hash < b.hash; });
    slots.resize(kCapacity);
  }
  std::vector<Entry> entries;
  for (Slot& slot : slots) entries.push_back(std::move(slot.entry));
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return a.value < b.value; });
  return entries;
}

}  // namespace sunder::scanner
