#include "scanner/profile/table_profile.h"

#include <algorithm>
#include <cstring>
#include <utility>

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

// Findings of a field in one block, of one label, grade, rule and cue.
struct HitCount {
  LabelId label = kNoLabel;
  EvidenceGrade grade = EvidenceGrade::kNone;
  RuleIndex rule = 0;
  std::string_view cue;
  uint64_t cells = 0;
  uint64_t count = 0;
  float confidence_max = 0;

  // Cues are few and stored once, so that their addresses will do; Flush adds them by what they
  // say.
  bool Counts(const Finding& finding) const {
    return rule == finding.rule && label == finding.label && grade == finding.grade &&
           cue.data() == finding.cue.data() && cue.size() == finding.cue.size();
  }
};

void AddHit(const Finding& finding, bool is_first_of_cell, std::vector<HitCount>* hits) {
  auto hit = std::find_if(hits->begin(), hits->end(),
                          [&](const HitCount& known) { return known.Counts(finding); });
  if (hit == hits->end()) {
    hit = hits->insert(hit, {finding.label, finding.grade, finding.rule, finding.cue, 0, 0, 0});
  }
  if (is_first_of_cell) ++hit->cells;
  ++hit->count;
  hit->confidence_max = std::max(hit->confidence_max, finding.confidence);
}

// Counts the pairs of a personal and an ungraded finding of one cell, a pair of labels once. Texts
// may hold many thousands of each.
void AddTogether(std::span<const Finding> findings, FieldProfile* field) {
  std::map<LabelId, std::vector<Span>> others;  // ungraded, by label
  for (const Finding& finding : findings) {
    if (finding.grade == EvidenceGrade::kNone) others[finding.label].push_back(finding.span);
  }
  const auto begins_before = [](const Span& a, const Span& b) { return a.begin < b.begin; };
  for (auto& [label, spans] : others) std::sort(spans.begin(), spans.end(), begins_before);
  const auto has_inside = [&](const Span& sentence, const std::vector<Span>& spans) {
    auto at = std::lower_bound(spans.begin(), spans.end(), sentence, begins_before);
    while (at != spans.end() && at->begin <= sentence.end && !sentence.Contains(*at)) ++at;
    return at != spans.end() && sentence.Contains(*at);
  };
  std::map<std::pair<LabelId, LabelId>, bool> is_apart;
  for (const Finding& special : findings) {
    if (!IsPersonal(special.grade)) continue;
    for (const auto& [label, spans] : others) {
      bool& apart = is_apart.try_emplace({special.label, label}, true).first->second;
      apart = apart && special.grade == EvidenceGrade::kSelfStatement &&
              !has_inside(special.sentence, spans);
    }
  }
  for (const auto& [labels, apart] : is_apart) {
    FieldProfile::Together& together = field->in_one_value[labels];
    ++together.cells;
    together.apart_cells += apart ? 1 : 0;
  }
}

// Adds the findings of one cell; true where one of them is personal.
bool AddFindings(std::span<const Finding> findings, std::vector<HitCount>* hits,
                 FieldProfile* field) {
  bool has_personal = false;
  for (size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    const bool is_repeated = std::any_of(
        findings.begin(), findings.begin() + static_cast<long>(i), [&](const Finding& earlier) {
          return earlier.label == finding.label && earlier.grade == finding.grade &&
                 earlier.rule == finding.rule;
        });
    AddHit(finding, !is_repeated, hits);
    has_personal = has_personal || IsPersonal(finding.grade);
  }
  if (has_personal) AddTogether(findings, field);
  return has_personal;
}

// What one block adds, by its own field numbers: paths are looked up once a block, never a cell.
class BlockTally {
 public:
  BlockTally(std::vector<FieldProfile*> fields, std::vector<bool> special_by_name)
      : fields_(std::move(fields)),
        special_by_name_(std::move(special_by_name)),
        filled_in_(fields_.size(), 0),
        evidence_in_(fields_.size(), 0),
        hits_(fields_.size()),
        beside_(fields_.size()) {}

  void AddCell(uint32_t field_index, std::string_view raw, bool is_text,
               std::span<const Finding> findings) {
    const std::string_view value = Trimmed(raw);
    if (value.empty() || (!is_text && value == "null")) return;
    FieldProfile& field = *fields_[field_index];
    if (filled_in_[field_index] != record_) {
      filled_in_[field_index] = record_;
      filled_.push_back(field_index);
      ++field.filled;
    }
    field.size_bytes_total += value.size();
    if (value.size() > DistinctSample::kValueSizeBytesMax) {
      ++field.long_values;
      ++field.text_values;
    } else {
      if (is_text && IsText(value)) ++field.text_values;
      field.sample.Add(value);
    }
    const bool is_personal =
        !findings.empty() && AddFindings(findings, &hits_[field_index], &field);
    if ((is_personal || special_by_name_[field_index]) && evidence_in_[field_index] != record_) {
      evidence_in_[field_index] = record_;
      evidence_.push_back(field_index);
    }
  }

  void FinishRecord() {
    for (const uint32_t special : evidence_) {
      ++fields_[special]->special_records;
      std::vector<uint64_t>& counts = beside_[special];
      if (counts.empty()) counts.resize(fields_.size(), 0);
      for (const uint32_t other : filled_) counts[other] += other != special ? 1 : 0;
    }
    evidence_.clear();
    filled_.clear();
    ++record_;
  }

  void Flush(const std::vector<std::string>& paths) {
    for (size_t field = 0; field < hits_.size(); ++field) {
      for (const HitCount& count : hits_[field]) {
        FieldProfile::Hit& hit = fields_[field]->hits[{count.label, count.grade, count.rule}];
        hit.cells += count.cells;
        hit.confidence_max = std::max(hit.confidence_max, count.confidence_max);
        hit.cues[count.cue] += count.count;
      }
    }
    for (size_t special = 0; special < beside_.size(); ++special) {
      for (size_t other = 0; other < beside_[special].size(); ++other) {
        const uint64_t count = beside_[special][other];
        if (count > 0) fields_[special]->filled_beside[paths[other]] += count;
      }
    }
  }

 private:
  std::vector<FieldProfile*> fields_;
  std::vector<bool> special_by_name_;
  std::vector<uint64_t> filled_in_;    // the record in which the field was last seen filled
  std::vector<uint64_t> evidence_in_;  // likewise, as evidence of a special category
  std::vector<std::vector<HitCount>> hits_;
  std::vector<std::vector<uint64_t>> beside_;
  std::vector<uint32_t> filled_;
  std::vector<uint32_t> evidence_;
  uint64_t record_ = 1;
};

}  // namespace

bool IsPartOfName(const FieldProfile& field, LabelKind column_kind, EvidenceGrade grade) {
  const bool is_statement = grade == EvidenceGrade::kThirdPartyStatement ||
                            (grade == EvidenceGrade::kSelfStatement && field.long_values == 0);
  return column_kind == LabelKind::kDirect && is_statement;
}

TableProfile::TableProfile(std::function<bool(std::string_view)> special_by_name)
    : special_by_name_(std::move(special_by_name)) {}

bool TableProfile::MayBeSpecial(const std::string& path) {
  const auto found = special_paths_.find(path);
  if (found != special_paths_.end()) return found->second;
  const bool may_be = special_by_name_ && special_by_name_(path);
  special_paths_.emplace(path, may_be);
  return may_be;
}

void TableProfile::AddBlock(const RecordBlock& block, std::span<const std::string_view> texts,
                            std::span<const Finding> findings) {
  std::vector<FieldProfile*> fields;
  std::vector<bool> special;
  for (const std::string& path : block.fields) {
    fields.push_back(&fields_[path]);
    special.push_back(MayBeSpecial(path));
  }
  BlockTally tally(std::move(fields), std::move(special));
  size_t next_finding = 0;
  uint32_t record = block.cells.empty() ? 0 : block.cells.front().record;
  for (size_t i = 0; i < block.cells.size(); ++i) {
    const CellRef& cell = block.cells[i];
    if (cell.record != record) {
      tally.FinishRecord();
      record = cell.record;
    }
    const size_t first_finding = next_finding;
    while (next_finding < findings.size() && findings[next_finding].cell == i) ++next_finding;
    tally.AddCell(cell.field, texts[i], cell.is_text,
                  findings.subspan(first_finding, next_finding - first_finding));
  }
  tally.FinishRecord();
  tally.Flush(block.fields);
  records_ += block.record_count;
}

void TableProfile::Merge(TableProfile&& other) {
  records_ += other.records_;
  for (auto& [path, theirs] : other.fields_) {
    FieldProfile& ours = fields_[path];
    ours.filled += theirs.filled;
    ours.long_values += theirs.long_values;
    ours.text_values += theirs.text_values;
    ours.size_bytes_total += theirs.size_bytes_total;
    ours.special_records += theirs.special_records;
    ours.sample.Merge(theirs.sample);
    for (const auto& [key, hit] : theirs.hits) {
      FieldProfile::Hit& mine = ours.hits[key];
      mine.cells += hit.cells;
      mine.confidence_max = std::max(mine.confidence_max, hit.confidence_max);
      for (const auto& [cue, count] : hit.cues) mine.cues[cue] += count;
    }
    for (const auto& [beside, count] : theirs.filled_beside) ours.filled_beside[beside] += count;
    for (const auto& [labels, together] : theirs.in_one_value) {
      ours.in_one_value[labels].cells += together.cells;
      ours.in_one_value[labels].apart_cells += together.apart_cells;
    }
  }
  other.fields_.clear();
  other.records_ = 0;
}

}  // namespace sunder::scanner
