#include "scanner/match/cell_memo.h"

#include <functional>

namespace sunder::scanner {
namespace {

constexpr size_t kEntries = 4096;
constexpr uint8_t kUsesMax = 8;

}  // namespace

CellMemo::CellMemo() : entries_(kEntries) {}

CellMemo::Entry& CellMemo::EntryOf(const JudgedCell& cell) {
  constexpr std::hash<std::string_view> kHash;
  return entries_[(kHash(cell.text) ^ (kHash(cell.field) * 31)) % kEntries];
}

bool CellMemo::Find(const JudgedCell& cell, uint32_t index, std::vector<Candidate>* candidates) {
  Entry& entry = EntryOf(cell);
  if (!entry.is_filled || entry.text != cell.text || entry.field != cell.field) return false;
  if (entry.uses < kUsesMax) ++entry.uses;
  for (const Candidate& candidate : entry.candidates) {
    candidates->push_back(candidate);
    candidates->back().cell = index;
  }
  return true;
}

void CellMemo::Add(const JudgedCell& cell, std::span<const Candidate> candidates) {
  Entry& entry = EntryOf(cell);
  if (entry.is_filled && entry.uses > 0) {
    --entry.uses;
    return;
  }
  entry.is_filled = true;
  entry.text.assign(cell.text);
  entry.field.assign(cell.field);
  entry.candidates.assign(candidates.begin(), candidates.end());
}

}  // namespace sunder::scanner
