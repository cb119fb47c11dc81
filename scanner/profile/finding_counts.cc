#include "scanner/profile/finding_counts.h"

#include <algorithm>
#include <map>
#include <utility>

namespace sunder::scanner {
namespace {

// Counts the pairs of a personal and an ungraded finding of one cell, a pair of labels once. Texts
// may hold many thousands of each.
void AddTogether(std::span<const Finding> findings, uint64_t cells, FieldProfile* field) {
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
    together.cells += cells;
    together.apart_cells += apart ? cells : 0;
  }
}

}  // namespace

bool HasPersonal(std::span<const Finding> findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return IsPersonal(finding.grade); });
}

// Cues are few and stored once, so that their addresses will do; Flush adds them by what they say.
bool FindingCounts::Count::Counts(const Finding& finding) const {
  return rule == finding.rule && label == finding.label && grade == finding.grade &&
         cue.data() == finding.cue.data() && cue.size() == finding.cue.size();
}

void FindingCounts::AddOne(const Finding& finding, bool is_first_of_cell, uint64_t cells) {
  auto count = std::find_if(counts_.begin(), counts_.end(),
                            [&](const Count& known) { return known.Counts(finding); });
  if (count == counts_.end()) {
    count =
        counts_.insert(count, {finding.label, finding.grade, finding.rule, finding.cue, 0, 0, 0});
  }
  if (is_first_of_cell) count->cells += cells;
  count->count += cells;
  count->confidence_max = std::max(count->confidence_max, finding.confidence);
}

void FindingCounts::Add(std::span<const Finding> findings, uint64_t cells, FieldProfile* field) {
  for (size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    const bool is_repeated = std::any_of(
        findings.begin(), findings.begin() + static_cast<long>(i), [&](const Finding& earlier) {
          return earlier.label == finding.label && earlier.grade == finding.grade &&
                 earlier.rule == finding.rule;
        });
    AddOne(finding, !is_repeated, cells);
  }
  if (HasPersonal(findings)) AddTogether(findings, cells, field);
}

void FindingCounts::Flush(FieldProfile* field) {
  for (const Count& count : counts_) {
    FieldProfile::Hit& hit = field->hits[{count.label, count.grade, count.rule}];
    hit.cells += count.cells;
    hit.confidence_max = std::max(hit.confidence_max, count.confidence_max);
    hit.cues[count.cue] += count.count;
  }
  counts_.clear();
}

}  // namespace sunder::scanner
