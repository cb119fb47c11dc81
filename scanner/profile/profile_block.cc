// What one block adds to a table's profile.
#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <utility>

#include "scanner/profile/finding_counts.h"
#include "scanner/profile/table_profile.h"
#include "scanner/profile/value_memo.h"
#include "scanner/text/byte_hash.h"

namespace sunder::scanner {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

// Three words and more, by single spaces; enough to tell texts from values.
bool IsText(std::string_view value) {
  if (value.size() < 5) return false;
  const auto* first = static_cast<const char*>(std::memchr(value.data(), ' ', value.size()));
  if (first == nullptr) return false;
  const size_t rest = static_cast<size_t>(value.data() + value.size() - first - 1);
  return rest > 2 && std::memchr(first + 2, ' ', rest - 1) != nullptr;
}

void AddValue(std::string_view value, uint64_t hash, bool is_text, uint64_t count,
              FieldProfile* field) {
  field->size_bytes_total += count * value.size();
  if (is_text && IsText(value)) field->text_values += count;
  field->sample.AddHashed(hash, value, count);
}

ValueMemo::Taker TakerOf(FieldProfile* field, FindingCounts* counts) {
  return [field, counts](std::string_view value, bool is_text, uint64_t count,
                         std::span<const Finding> findings) {
    AddValue(value, HashBytes(value), is_text, count, field);
    counts->Add(findings, count, field);
  };
}

// A field of the block: paths are looked up once a block, never a cell.
struct BlockField {
  FieldProfile* profile = nullptr;
  ValueMemo* memo = nullptr;
  bool is_special_by_name = false;
  uint32_t filled_in = 0;    // the record, from 1 on, in which it was last seen filled
  uint32_t evidence_in = 0;  // likewise, as evidence of a special category
  FindingCounts findings;
  std::vector<uint64_t> beside;  // by field: records where this one is evidence and it is filled
};

enum class CellState : uint8_t { kEmpty, kFilled, kPersonal };

}  // namespace

class TableProfile::BlockTally {
 public:
  BlockTally(const RecordBlock& block, std::vector<BlockField> fields)
      : block_(block), fields_(std::move(fields)), states_(block.cells.size(), CellState::kEmpty) {}

  // Counts every cell by its value; values that are new are left to be judged.
  void CountCells() {
    const auto size = static_cast<uint32_t>(block_.cells.size());
    for (uint32_t first = 0; first < size; first += kCellsAhead) {
      const uint32_t count = std::min<uint32_t>(kCellsAhead, size - first);
      for (uint32_t i = 0; i < count; ++i) Look(block_.cells[first + i], &looks_[i]);
      for (uint32_t i = 0; i < count; ++i) {
        if (!looks_[i].value.empty()) CountCell(first + i, looks_[i]);
      }
    }
  }

  Status JudgeNewValues(Judge* judge) {
    std::vector<Finding> findings;
    if (judge != nullptr) SUNDER_RETURN_IF_ERROR(judge->JudgeCells(judged_, &findings));
    size_t next = 0;
    for (size_t i = 0; i < judged_.size(); ++i) {
      const size_t first = next;
      while (next < findings.size() && findings[next].cell == i) ++next;
      SetFindings(judged_places_[i], std::span(findings).subspan(first, next - first));
    }
    for (const JudgedPlace& place : repeated_) {
      const BlockField& field = fields_[block_.cells[place.cell].field];
      if (field.memo->StateOf(place.entry) == ValueMemo::State::kPersonal) {
        states_[place.cell] = CellState::kPersonal;
      }
    }
    return Status::Ok();
  }

  // Counts what stands beside evidence of a special category in one record.
  void CountRecords(std::vector<RecordEvidence>* evidence) {
    uint32_t record = 0;
    for (uint32_t i = 0; i < states_.size(); ++i) {
      if (states_[i] == CellState::kEmpty) continue;
      const CellRef& cell = block_.cells[i];
      if (cell.record + 1 != record) {
        FinishRecord();
        record = cell.record + 1;
      }
      BlockField& field = fields_[cell.field];
      if (field.filled_in != record) {
        field.filled_in = record;
        ++field.profile->filled;
        filled_.push_back(cell.field);
      }
      const bool is_evidence = field.is_special_by_name || states_[i] == CellState::kPersonal;
      if (is_evidence && field.evidence_in != record) {
        field.evidence_in = record;
        evidence_.push_back(cell.field);
        if (evidence != nullptr) evidence->push_back({cell.record, cell.field});
      }
    }
    FinishRecord();
  }

  void Flush() {
    for (BlockField& field : fields_) {
      for (size_t other = 0; other < field.beside.size(); ++other) {
        if (field.beside[other] == 0) continue;
        field.profile->filled_beside[block_.fields[other]] += field.beside[other];
      }
      field.memo->Settle(TakerOf(field.profile, &field.findings));
      field.findings.Flush(field.profile);
    }
  }

 private:
  struct JudgedPlace {
    uint32_t cell = 0;
    uint32_t entry = ValueMemo::kNone;
  };

  // A cell before it is counted.
  struct CellLook {
    std::string_view text;
    std::string_view value;  // without blanks around it; empty: nothing to count
    uint64_t hash = 0;
  };
  static constexpr uint32_t kCellsAhead = 32;

  void Look(const CellRef& cell, CellLook* look) {
    look->text = TextOf(cell);
    look->value = Trimmed(look->text);
    if (!cell.is_text && look->value == "null") look->value = {};
    if (look->value.size() > DistinctSample::kValueSizeBytesMax) return;
    look->hash = HashBytes(look->value);
    fields_[cell.field].memo->Prefetch(look->hash);
  }

  void CountCell(uint32_t index, const CellLook& look) {
    const CellRef& cell = block_.cells[index];
    const auto& [text, value, hash] = look;
    states_[index] = CellState::kFilled;
    BlockField& field = fields_[cell.field];
    if (value.size() > DistinctSample::kValueSizeBytesMax) {
      field.profile->size_bytes_total += value.size();
      ++field.profile->long_values;
      ++field.profile->text_values;
      return LeaveToJudge(index, text, ValueMemo::kNone);
    }
    // The memo tells what a cell says by its whole text.
    if (value.size() == text.size() && value.size() <= ValueMemo::kValueSizeBytesMax &&
        field.memo->IsWorthwhile()) {
      const uint32_t known = field.memo->Count(value, hash, cell.is_text);
      if (known != ValueMemo::kNone) return TakeKnown(index, known, *field.memo);
      const uint32_t added = field.memo->Add(value, hash, cell.is_text);
      if (added != ValueMemo::kNone) return LeaveToJudge(index, text, added);
    }
    AddValue(value, hash, cell.is_text, 1, field.profile);
    LeaveToJudge(index, text, ValueMemo::kNone);
  }

  // A view that lives as long as the tally does.
  std::string_view TextOf(const CellRef& cell) {
    if (cell.encoding == CellEncoding::kPlain) return block_.TextToJudge(cell, nullptr);
    return block_.TextToJudge(cell, &decoded_.emplace_back());
  }

  void TakeKnown(uint32_t index, uint32_t entry, const ValueMemo& memo) {
    const ValueMemo::State state = memo.StateOf(entry);
    if (state == ValueMemo::State::kPersonal) states_[index] = CellState::kPersonal;
    if (state == ValueMemo::State::kNew) repeated_.push_back({index, entry});
  }

  void LeaveToJudge(uint32_t index, std::string_view text, uint32_t entry) {
    judged_.push_back({text, block_.fields[block_.cells[index].field]});
    judged_places_.push_back({index, entry});
  }

  void SetFindings(const JudgedPlace& place, std::span<const Finding> findings) {
    BlockField& field = fields_[block_.cells[place.cell].field];
    if (place.entry != ValueMemo::kNone) {
      field.memo->SetFindings(place.entry, findings);
    } else if (!findings.empty()) {
      field.findings.Add(findings, 1, field.profile);
    }
    if (HasPersonal(findings)) states_[place.cell] = CellState::kPersonal;
  }

  void FinishRecord() {
    for (const uint32_t special : evidence_) {
      BlockField& field = fields_[special];
      ++field.profile->special_records;
      if (field.beside.empty()) field.beside.resize(fields_.size(), 0);
      for (const uint32_t other : filled_) field.beside[other] += other != special ? 1 : 0;
    }
    evidence_.clear();
    filled_.clear();
  }

  const RecordBlock& block_;
  std::vector<BlockField> fields_;
  std::vector<CellState> states_;  // by cell
  std::array<CellLook, kCellsAhead> looks_;
  std::deque<std::string> decoded_;
  std::vector<JudgedCell> judged_;
  std::vector<JudgedPlace> judged_places_;  // of each of judged_
  std::vector<JudgedPlace> repeated_;       // cells with the text of one of judged_
  std::vector<uint32_t> filled_;            // fields of the record
  std::vector<uint32_t> evidence_;
};

void TableProfile::Finish() {
  for (auto& [path, memo] : memos_) {
    FieldProfile& field = fields_[path];
    FindingCounts counts;
    memo->Drain(TakerOf(&field, &counts));
    counts.Flush(&field);
  }
}

Status TableProfile::AddBlock(const RecordBlock& block, Judge* judge,
                              std::vector<RecordEvidence>* evidence) {
  std::vector<BlockField> fields;
  fields.reserve(block.fields.size());
  for (const std::string& path : block.fields) {
    BlockField& field = fields.emplace_back();
    field.profile = &fields_[path];
    std::unique_ptr<ValueMemo>& memo = memos_[path];
    if (memo == nullptr) memo = std::make_unique<ValueMemo>(budget_.get());
    field.memo = memo.get();
    field.is_special_by_name = MayBeSpecial(path);
  }
  BlockTally tally(block, std::move(fields));
  tally.CountCells();
  SUNDER_RETURN_IF_ERROR(tally.JudgeNewValues(judge));
  tally.CountRecords(evidence);
  tally.Flush();
  records_ += block.record_count;
  return Status::Ok();
}

}  // namespace sunder::scanner
