#include "scanner/text/text_table.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "scanner/text/byte_hash.h"

namespace sunder::scanner {
namespace {

constexpr size_t kSlotsMin = 16;

constexpr size_t kTextSizeBytesMax = 0xFFFF;

uint16_t TagOf(uint64_t hash) { return static_cast<uint16_t>(hash >> 48U); }

// The slot of the text, or the free one where it would stand. `slots` has a free one.
template <class Slots, class Texts>
size_t PlaceOf(const Slots& slots, const Texts& texts, std::string_view text, uint64_t hash) {
  const size_t mask = slots.size() - 1;
  for (size_t at = hash & mask;; at = (at + 1) & mask) {
    const auto& slot = slots[at];
    if (slot.number == TextTable::kNone) return at;
    if (slot.tag == TagOf(hash) && slot.size == text.size() &&
        std::string_view(texts.data() + slot.begin, slot.size) == text) {
      return at;
    }
  }
}

}  // namespace

uint32_t TextTable::Find(std::string_view text) const { return Find(text, HashBytes(text)); }

uint32_t TextTable::Find(std::string_view text, uint64_t hash) const {
  if (slots_.empty()) return kNone;
  return slots_[PlaceOf(slots_, texts_, text, hash)].number;
}

TextTableBuilder::TextTableBuilder(size_t expected_count)
    : slots_(std::bit_ceil(std::max(kSlotsMin, expected_count + expected_count / 2))) {}

uint32_t& TextTableBuilder::At(std::string_view text) {
  if (text.size() > kTextSizeBytesMax) return overlong_ = TextTable::kNone;
  if (used_ * 3 >= slots_.size() * 2) Grow();
  const uint64_t hash = HashBytes(text);
  TextTable::Slot& slot = slots_[PlaceOf(slots_, texts_, text, hash)];
  if (slot.number == TextTable::kNone) {
    slot.tag = TagOf(hash);
    slot.begin = static_cast<uint32_t>(texts_.size());
    slot.size = static_cast<uint16_t>(text.size());
    texts_ += text;
    ++used_;
  }
  return slot.number;
}

uint32_t TextTableBuilder::Find(std::string_view text) const {
  return slots_[PlaceOf(slots_, texts_, text, HashBytes(text))].number;
}

void TextTableBuilder::Grow() {
  std::vector<TextTable::Slot> old(slots_.size() * 2);
  std::swap(old, slots_);
  used_ = 0;
  for (const TextTable::Slot& slot : old) {
    if (slot.number == TextTable::kNone) continue;
    const std::string_view text = std::string_view(texts_).substr(slot.begin, slot.size);
    slots_[PlaceOf(slots_, texts_, text, HashBytes(text))] = slot;
    ++used_;
  }
}

TextTable TextTableBuilder::Build() {
  TextTable table;
  table.size_ = static_cast<uint64_t>(
      std::count_if(slots_.begin(), slots_.end(),
                    [](const TextTable::Slot& slot) { return slot.number != TextTable::kNone; }));
  table.slots_.Own(std::move(slots_));
  table.texts_.Own(std::vector<char>(texts_.begin(), texts_.end()));
  return table;
}

}  // namespace sunder::scanner
