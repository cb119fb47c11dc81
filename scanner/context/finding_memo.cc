#include "scanner/context/finding_memo.h"

#include <algorithm>
#include <cstring>

#include "scanner/text/byte_hash.h"

namespace sunder::scanner {
namespace {

constexpr size_t kEntries = 16384;
constexpr size_t kFindingsMax = 3;
constexpr uint8_t kUsesMax = 8;
// Values whose hashes meet share a pair of entries, so that two that keep coming stay both.
constexpr size_t kWays = 2;
// A hostile source may have new fields in each record; their numbers are never used again.
constexpr size_t kFieldsMax = 4096;
// After so many cells of a field of which under a sixteenth were remembered, the field is left
// alone for a while.
constexpr uint32_t kAskedMax = 8192;
constexpr uint32_t kFoundShare = 16;
constexpr uint32_t kSkipped = 65536;

}  // namespace

bool FindingMemo::Entry::Is(const Key& key) const {
  return hash == key.hash && field == key.field->number && is_filled != 0 &&
         size == key.text.size() && std::memcmp(text.data(), key.text.data(), size) == 0;
}

FindingMemo::FindingMemo() : entries_(kEntries), findings_(kEntries * kFindingsMax) {}

void FindingMemo::StartCells() {
  ++call_;
  if (fields_.size() > kFieldsMax) fields_.clear();
}

FindingMemo::Field* FindingMemo::FieldOf(std::string_view path) {
  const auto address = reinterpret_cast<uintptr_t>(path.data());
  RecentField& recent = recent_fields_[((address >> 4U) ^ (address >> 12U)) % kRecentFields];
  if (recent.call == call_ && recent.data == path.data() && recent.size == path.size()) {
    return recent.field;
  }
  const auto [known, is_new] = fields_.try_emplace(std::string(path));
  if (is_new) known->second.number = next_field_number_++;
  recent = {path.data(), path.size(), call_, &known->second};
  return &known->second;
}

FindingMemo::Key FindingMemo::KeyOf(const JudgedCell& cell) {
  if (cell.text.size() > kTextSizeBytesMax) return {};
  Field* field = FieldOf(cell.field);
  if (field->skipped > 0) {
    --field->skipped;
    return {};
  }
  return {HashBytes(cell.text, field->number), field, cell.text};
}

const FindingMemo::Entry* FindingMemo::Find(const Key& key) {
  Field& field = *key.field;
  if (field.asked == kAskedMax) {
    if (field.found * kFoundShare < kAskedMax) field.skipped = kSkipped;
    field.asked = 0;
    field.found = 0;
  }
  ++field.asked;
  const size_t first = key.hash % (kEntries / kWays) * kWays;
  for (size_t number = first; number < first + kWays; ++number) {
    Entry& entry = entries_[number];
    if (!entry.Is(key)) continue;
    ++field.found;
    if (entry.uses < kUsesMax) ++entry.uses;
    return &entry;
  }
  return nullptr;
}

std::span<const Finding> FindingMemo::FindingsOf(const Entry& entry) const {
  const auto number = static_cast<size_t>(&entry - entries_.data());
  return std::span(findings_).subspan(number * kFindingsMax, entry.finding_count);
}

void FindingMemo::Add(const Key& key, std::span<const Finding> findings) {
  if (findings.size() > kFindingsMax) return;
  const size_t first = key.hash % (kEntries / kWays) * kWays;
  size_t number = first;
  for (size_t other = first; other < first + kWays; ++other) {
    if (entries_[other].Is(key)) return;  // met twice in one batch
    if (entries_[other].uses < entries_[number].uses) number = other;
  }
  Entry& entry = entries_[number];
  if (entry.uses > 0) {
    --entry.uses;
    return;
  }
  entry.hash = key.hash;
  entry.field = key.field->number;
  entry.is_filled = 1;
  entry.size = static_cast<uint8_t>(key.text.size());
  entry.finding_count = static_cast<uint8_t>(findings.size());
  std::copy(key.text.begin(), key.text.end(), entry.text.begin());
  std::copy(findings.begin(), findings.end(),
            findings_.begin() + static_cast<ptrdiff_t>(number * kFindingsMax));
}

}  // namespace sunder::scanner
