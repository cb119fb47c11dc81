// core/judge.h over Detector and SentenceJudge.
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include "scanner/context/finding_memo.h"
#include "scanner/context/sentence_judge.h"
#include "scanner/context/unmasked_judge.h"
#include "scanner/text/unmask.h"

namespace sunder::scanner {
namespace {

// Cells are scanned together up to this size: enough for Hyperscan's full speed, and little enough
// that the values of a column are soon remembered.
constexpr size_t kBatchSizeBytes = 64 * 1024;
// Cells of special columns repeat; their values are remembered. Emptied when full: what a cell
// states never depends on what was judged before.
constexpr size_t kMemoEntriesMax = 8192;
constexpr size_t kMemoCellSizeBytesMax = 128;

class BatchJudge final : public Judge {
 public:
  BatchJudge(const RuleDatabase& database, std::unique_ptr<Detector> detector)
      : database_(database),
        rules_(database.rules()),
        detector_(std::move(detector)),
        sentences_(database),
        unmasked_(sentences_, detector_.get(), &cue_memo_) {}

  Status JudgeCells(std::span<const JudgedCell> cells, std::vector<Finding>* findings) override {
    memo_.StartCells();
    size_t next = 0;
    while (next < cells.size()) {
      SUNDER_RETURN_IF_ERROR(TakeBatch(cells, &next));
      SUNDER_RETURN_IF_ERROR(JudgeBatch(findings));
    }
    return Status::Ok();
  }

  ValueId CanonicalValue(LabelId label, RuleIndex rule, std::string_view cell) override {
    if (cell.size() > kMemoCellSizeBytesMax) return Canonical(label, rule, cell);
    std::string key = std::to_string(label) + ':' + std::to_string(rule) + ':';
    key += cell;
    const auto found = canonical_memo_.find(key);
    if (found != canonical_memo_.end()) return found->second;
    const ValueId value = Canonical(label, rule, cell);
    if (canonical_memo_.size() >= kMemoEntriesMax) canonical_memo_.clear();
    canonical_memo_.emplace(std::move(key), value);
    return value;
  }

  bool IsCommonWord(LabelId label, RuleIndex rule, std::string_view cell) override {
    const Result<std::string> folded = Fold(cell);
    if (!folded.ok()) return false;
    const std::string normal = NormalizeCell(*folded);
    const CanonicalValues& values = database_.Companion<ContextRules>().values;
    return ExactOrCoded(label, rule, normal, cell) != kNoValue || values.IsMissing(normal);
  }

 private:
  // A cell that has findings, or may have.
  struct Place {
    uint32_t cell = 0;
    const FindingMemo::Entry* remembered = nullptr;  // nullptr: the next one of scanned_
  };
  struct ScannedCell {
    FindingMemo::Key key;
    uint32_t first_finding = 0;
    uint32_t finding_count = 0;
  };

  // Sorts the cells from `*next` on, until those to scan fill a batch: most have nothing to find,
  // or were met lately.
  Status TakeBatch(std::span<const JudgedCell> cells, size_t* next) {
    text_.Clear();
    places_.clear();
    scanned_.clear();
    scanned_cells_.clear();
    unmasked_.Clear();
    size_t at = *next;
    for (; at < cells.size() && text_.text().size() < kBatchSizeBytes; ++at) {
      const JudgedCell& cell = cells[at];
      if (cell.text.empty()) continue;
      const bool is_number = cell.text.front() >= '0' && cell.text.front() <= '9';
      if (is_number && detector_->IsKnownSilent(cell.text)) continue;
      const FindingMemo::Key key = memo_.KeyOf(cell);
      const FindingMemo::Entry* known = key.field == nullptr ? nullptr : memo_.Find(key);
      if (known != nullptr) {
        if (known->finding_count > 0) places_.push_back({static_cast<uint32_t>(at), known});
        continue;
      }
      if (!is_number && detector_->IsKnownSilent(cell.text)) continue;
      SUNDER_RETURN_IF_ERROR(text_.Append(cell.text));
      if (MayBeMasked(cell.text)) {
        SUNDER_RETURN_IF_ERROR(unmasked_.Add(static_cast<uint32_t>(scanned_cells_.size()), cell));
      }
      places_.push_back({static_cast<uint32_t>(at), nullptr});
      scanned_.push_back({key, 0, 0});
      scanned_cells_.push_back(cell);
    }
    *next = at;
    return Status::Ok();
  }

  Status JudgeBatch(std::vector<Finding>* findings) {
    candidates_.clear();
    SUNDER_RETURN_IF_ERROR(detector_->Detect(text_, scanned_cells_, &candidates_));
    SUNDER_RETURN_IF_ERROR(unmasked_.Detect());
    size_t candidate = 0;
    size_t scanned = 0;
    for (const Place& place : places_) {
      const size_t first = findings->size();
      if (place.remembered != nullptr) {
        const std::span<const Finding> known = memo_.FindingsOf(*place.remembered);
        findings->insert(findings->end(), known.begin(), known.end());
        for (size_t i = first; i < findings->size(); ++i) (*findings)[i].cell = place.cell;
        continue;
      }
      const size_t begin = candidate;
      while (candidate < candidates_.size() && candidates_[candidate].cell == scanned) ++candidate;
      if (candidate > begin) {
        sentences_.Judge(scanned_cells_[scanned], place.cell, text_.CellTextFolded(scanned),
                         std::span(candidates_).subspan(begin, candidate - begin), findings,
                         &cue_memo_);
      }
      unmasked_.Judge(static_cast<uint32_t>(scanned), scanned_cells_[scanned], place.cell, first,
                      findings);
      scanned_[scanned].first_finding = static_cast<uint32_t>(first);
      scanned_[scanned].finding_count = static_cast<uint32_t>(findings->size() - first);
      ++scanned;
    }
    // Only now: the places of the batch refer to what was remembered before.
    for (const ScannedCell& cell : scanned_) {
      if (cell.key.field == nullptr) continue;
      memo_.Add(cell.key, std::span(*findings).subspan(cell.first_finding, cell.finding_count));
    }
    return Status::Ok();
  }

  ValueId Canonical(LabelId label, RuleIndex rule, std::string_view cell) {
    const ValueId value = PlainCanonical(label, rule, cell);
    if (value != rules_.vocabulary.Other(label) || !MayBeMasked(cell)) return value;
    for (const UnmaskedText& unmasked : Unmask(cell)) {
      const ValueId meant = PlainCanonical(label, rule, unmasked.text);
      if (meant != value) return meant;
    }
    return value;
  }

  // The value that the cell is as a whole; `normal` is the cell folded and normalised.
  ValueId ExactOrCoded(LabelId label, RuleIndex rule, std::string_view normal,
                       std::string_view cell) {
    const ValueId exact = database_.Companion<ContextRules>().values.Exact(label, normal);
    if (exact != kNoValue) return exact;
    const bool has_codes = rule < rules_.rules.size() && rules_.rules[rule].label == label;
    return has_codes ? detector_->CodeValue(rule, cell) : kNoValue;
  }

  ValueId PlainCanonical(LabelId label, RuleIndex rule, std::string_view cell) {
    const Result<std::string> folded = Fold(cell);
    const ValueId other = rules_.vocabulary.Other(label);
    if (!folded.ok()) return other;  // bytes that are no text are no value that anybody knows
    const CanonicalValues& values = database_.Companion<ContextRules>().values;
    const std::string normal = NormalizeCell(*folded);
    const ValueId whole = ExactOrCoded(label, rule, normal, cell);
    if (whole != kNoValue) return whole;
    if (values.IsMissing(normal)) return kNoValue;
    ScanText text;
    std::vector<Candidate> candidates;
    const JudgedCell judged{cell, {}};
    if (text.Append(cell).ok() && detector_->Detect(text, {&judged, 1}, &candidates).ok()) {
      const ValueId found = values.FromCandidates(label, std::move(candidates));
      if (found != kNoValue) return found;
    }
    return other;
  }

  const RuleDatabase& database_;
  const RuleSet& rules_;
  std::unique_ptr<Detector> detector_;
  SentenceJudge sentences_;
  CueMemo cue_memo_;
  UnmaskedJudge unmasked_;
  ScanText text_;
  std::vector<Candidate> candidates_;
  FindingMemo memo_;
  std::vector<Place> places_;
  std::vector<ScannedCell> scanned_;
  std::vector<JudgedCell> scanned_cells_;
  std::unordered_map<std::string, ValueId> canonical_memo_;
};

}  // namespace

Result<std::unique_ptr<Judge>> NewJudge(const RuleDatabase& database) {
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<Detector> detector, Detector::Create(database));
  return std::unique_ptr<Judge>(std::make_unique<BatchJudge>(database, std::move(detector)));
}

}  // namespace sunder::scanner
