#include <algorithm>

#include "scanner/profile/table_profile.h"
#include "scanner/text/byte_hash.h"

namespace sunder::scanner {

void DistinctSample::Add(std::string_view value, uint64_t count) {
  AddHashed(HashBytes(value), value, count);
}

// Two values of one hash share an entry, in a way that does not depend on order.
void DistinctSample::AddHashed(uint64_t hash, std::string_view value, uint64_t count) {
  if (hash > hash_max_) {
    has_evicted_ = true;
    return;
  }
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
    AddHashed(slot.hash, slot.entry.value, slot.entry.count);
  }
}

std::vector<DistinctSample::Entry> DistinctSample::Entries() const {
  std::vector<const Slot*> slots;
  slots.reserve(slots_.size());
  for (const Slot& slot : slots_) slots.push_back(&slot);
  if (slots.size() > kCapacity) {
    std::nth_element(slots.begin(), slots.begin() + kCapacity, slots.end(),
                     [](const Slot* a, const Slot* b) { return a->hash < b->hash; });
    slots.resize(kCapacity);
  }
  std::sort(slots.begin(), slots.end(),
            [](const Slot* a, const Slot* b) { return a->entry.value < b->entry.value; });
  std::vector<Entry> entries;
  entries.reserve(slots.size());
  for (const Slot* slot : slots) entries.push_back(slot->entry);
  return entries;
}

uint64_t DistinctSample::DistinctEstimate() const {
  if (is_complete()) return slots_.size();
  std::vector<uint64_t> hashes;
  for (const Slot& slot : slots_) hashes.push_back(slot.hash);
  if (hashes.size() < kCapacity) return hashes.size();
  const auto last = hashes.begin() + (kCapacity - 1);
  std::nth_element(hashes.begin(), last, hashes.end());
  const double part = static_cast<double>(*last) / static_cast<double>(UINT64_MAX);
  return static_cast<uint64_t>(static_cast<double>(kCapacity - 1) / part);
}

}  // namespace sunder::scanner
