#include "segregation/residue_probes.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <string>

namespace sunder::segregation {
namespace {

// How much of the neighbours goes into a probe, and how much of them it takes at least.
constexpr size_t kContextSizeBytes = 24;
constexpr size_t kContextSizeBytesMin = 6;

std::string_view RawCell(const RecordBlock& block, const CellRef& cell) {
  return block.bytes().substr(cell.begin, cell.end - cell.begin);
}

std::string TouchingText(const RecordBlock& block, size_t index) {
  const CellRef& cell = block.cells[index];
  const std::string value(RawCell(block, cell));
  const auto neighbour = [&](size_t other) -> std::string_view {
    if (other >= block.cells.size()) return {};
    const CellRef& found = block.cells[other];
    if (found.record != cell.record || !found.is_text) return {};
    return RawCell(block, found);
  };
  const std::string_view before = index > 0 ? neighbour(index - 1) : std::string_view();
  if (before.size() >= kContextSizeBytesMin) {
    return std::string(before.substr(before.size() - std::min(before.size(), kContextSizeBytes))) +
           value;
  }
  const std::string_view after = neighbour(index + 1);
  if (after.size() < kContextSizeBytesMin) return {};
  return value + std::string(after.substr(0, kContextSizeBytes));
}

// Within the line, so that it does not reach into another record.
std::string_view SurroundingText(const RecordBlock& block, const CellRef& cell) {
  const std::string_view bytes = block.bytes();
  size_t begin = cell.begin - std::min<size_t>(cell.begin, kContextSizeBytes);
  const size_t line_end = bytes.substr(begin, cell.begin - begin).rfind('\n');
  if (line_end != std::string_view::npos) begin += line_end + 1;
  if (cell.begin - begin >= kContextSizeBytesMin) return bytes.substr(begin, cell.end - begin);
  const size_t end =
      std::min<size_t>({bytes.size(), cell.end + kContextSizeBytes, bytes.find('\n', cell.end)});
  if (end - cell.end + cell.begin - begin < kContextSizeBytesMin) return {};
  return bytes.substr(begin, end - begin);
}

}  // namespace

Result<std::unique_ptr<ResidueProbes>> ResidueProbes::Create(size_t probes_max) {
  SUNDER_ASSIGN_OR_RETURN(SpillKey key, MakeSpillKey());
  return std::unique_ptr<ResidueProbes>(new ResidueProbes(std::move(key), probes_max));
}

ResidueProbes::ResidueProbes(SpillKey key, size_t probes_max)
    : key_(std::move(key)), probes_max_(probes_max) {
  // The second half of the key; the first one is SipHash's.
  std::memcpy(&factor_, key_.get() + crypto_shorthash_KEYBYTES, sizeof factor_);
  factor_ |= 1;
  leaving_factor_ = 1;
  for (size_t i = 1; i < kProbeSizeBytesMin; ++i) leaving_factor_ *= factor_;
}

uint64_t ResidueProbes::WindowHash(std::string_view window) const {
  uint64_t hash = 0;
  for (size_t i = 0; i < kProbeSizeBytesMin; ++i) {
    hash = hash * factor_ + static_cast<uint8_t>(window[i]);
  }
  return hash;
}

uint64_t ResidueProbes::WholeHash(std::string_view bytes) const {
  uint64_t hash = 0;
  crypto_shorthash(reinterpret_cast<unsigned char*>(&hash),
                   reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), key_.get());
  return hash;
}

void ResidueProbes::Add(uint32_t object, std::string_view bytes) {
  if (bytes.size() < kProbeSizeBytesMin) return;
  bytes = bytes.substr(0, kProbeSizeBytesMax);
  const uint64_t whole = WholeHash(bytes);
  if (whole > threshold_.load(std::memory_order_relaxed)) return;
  const Probe probe{WindowHash(bytes), whole, object, static_cast<uint8_t>(bytes.size())};
  const std::lock_guard lock(mutex_);
  by_hash_.emplace(std::pair(whole, object), probe);
  if (by_hash_.size() <= probes_max_) return;
  by_hash_.erase(std::prev(by_hash_.end()));
  threshold_.store(by_hash_.rbegin()->first.first, std::memory_order_relaxed);
}

void ResidueProbes::AddInContext(uint32_t object, const RecordBlock& block, size_t cell,
                                 bool is_database) {
  if (is_database) {
    Add(object, TouchingText(block, cell));
  } else {
    Add(object, SurroundingText(block, block.cells[cell]));
  }
}

std::vector<Probe> ResidueProbes::probes() const {
  std::vector<Probe> probes;
  for (const auto& [key, probe] : by_hash_) probes.push_back(probe);
  return probes;
}

}  // namespace sunder::segregation
