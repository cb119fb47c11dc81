// core/judge.h over Detector and SentenceJudge.
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include "scanner/context/canonical_values.h"
#include "scanner/context/sentence_judge.h"

namespace sunder::scanner {
namespace {

// Cells are scanned together up to this size; Hyperscan is fastest on blocks of this order.
constexpr size_t kBatchSizeBytes = 256 * 1024;
// Cells of special columns repeat; their values are remembered. Emptied when full: what a cell
// states never depends on what was judged before.
constexpr size_t kMemoEntriesMax = 8192;
constexpr size_t kMemoCellSizeBytesMax = 128;

class BatchJudge final : public Judge {
 public:
  BatchJudge(const RuleSet& rules, std::unique_ptr<Detector> detector)
      : rules_(rules), detector_(std::move(detector)), sentences_(rules), values_(rules) {}

  Status JudgeCells(std::span<const JudgedCell> cells, std::vector<Finding>* findings) override {
    size_t begin = 0;
    while (begin < cells.size()) {
      size_t end = begin;
      size_t size_bytes = 0;
      while (end < cells.size() && (end == begin || size_bytes < kBatchSizeBytes)) {
        size_bytes += cells[end++].text.size();
      }
      SUNDER_RETURN_IF_ERROR(JudgeBatch(cells.subspan(begin, end - begin), begin, findings));
      begin = end;
    }
    return Status::Ok();
  }

  ValueId CanonicalValue(LabelId label, RuleIndex rule, std::string_view cell) override {
    if (cell.size() > kMemoCellSizeBytesMax) return Canonical(label, rule, cell);
    std::string key = std::to_string(label) + ':' + std::to_string(rule) + ':';
    key += cell;
    const auto found = memo_.find(key);
    if (found != memo_.end()) return found->second;
    const ValueId value = Canonical(label, rule, cell);
    if (memo_.size() >= kMemoEntriesMax) memo_.clear();
    memo_.emplace(std::move(key), value);
    return value;
  }

 private:
  Status JudgeBatch(std::span<const JudgedCell> cells, size_t first,
                    std::vector<Finding>* findings) {
    text_.Clear();
    candidates_.clear();
    for (const JudgedCell& cell : cells) SUNDER_RETURN_IF_ERROR(text_.Append(cell.text));
    SUNDER_RETURN_IF_ERROR(detector_->Detect(text_, cells, &candidates_));
    size_t begin = 0;
    while (begin < candidates_.size()) {
      const uint32_t cell = candidates_[begin].cell;
      size_t end = begin;
      while (end < candidates_.size() && candidates_[end].cell == cell) ++end;
      sentences_.Judge(cells[cell], static_cast<uint32_t>(first + cell), text_.CellTextFolded(cell),
                       std::span(candidates_).subspan(begin, end - begin), findings);
      begin = end;
    }
    return Status::Ok();
  }

  ValueId Canonical(LabelId label, RuleIndex rule, std::string_view cell) {
    const Result<std::string> folded = Fold(cell);
    const ValueId other = rules_.vocabulary.Other(label);
    if (!folded.ok()) return other;  // bytes that are no text are no value that anybody knows
    const std::string normal = NormalizeCell(*folded);
    const ValueId exact = values_.Exact(label, normal);
    if (exact != kNoValue) return exact;
    if (rule < rules_.rules.size() && rules_.rules[rule].label == label) {
      const ValueId coded = detector_->CodeValue(rule, cell);
      if (coded != kNoValue) return coded;
    }
    if (values_.IsMissing(normal)) return kNoValue;
    ScanText text;
    std::vector<Candidate> candidates;
    const JudgedCell judged{cell, {}};
    if (text.Append(cell).ok() && detector_->Detect(text, {&judged, 1}, &candidates).ok()) {
      const ValueId found = values_.FromCandidates(label, std::move(candidates));
      if (found != kNoValue) return found;
    }
    return other;
  }

  const RuleSet& rules_;
  std::unique_ptr<Detector> detector_;
  SentenceJudge sentences_;
  CanonicalValues values_;
  ScanText text_;
  std::vector<Candidate> candidates_;
  std::unordered_map<std::string, ValueId> memo_;
};

}  // namespace

Result<std::unique_ptr<Judge>> NewJudge(const RuleDatabase& database) {
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<Detector> detector, Detector::Create(database));
  return std::unique_ptr<Judge>(
      std::make_unique<BatchJudge>(database.rules(), std::move(detector)));
}

}  // namespace sunder::scanner
