#include "scanner/context/overlaps.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace sunder::scanner {
namespace {

bool IsWithin(const Span& inner, const Span& outer) {
  return outer.Contains(inner) && outer.size() > inner.size();
}

// Smaller is better. Ends with rule and pattern so that no two candidates tie.
auto SpecialOrder(const Candidate& candidate, LabelId preferred) {
  return std::tuple(candidate.label != preferred, !candidate.validated, !candidate.is_distinctive,
                    -candidate.confidence, candidate.label, candidate.rule, candidate.pattern);
}

// The first candidate that begins at `begin` or behind; they are ordered by their beginning.
auto FirstAt(std::span<const Candidate> candidates, uint32_t begin) {
  return std::lower_bound(
      candidates.begin(), candidates.end(), begin,
      [](const Candidate& candidate, uint32_t at) { return candidate.original.begin < at; });
}

}  // namespace

std::vector<size_t> JudgedCandidates(const RuleSet& rules, std::span<const Candidate> candidates,
                                     LabelId preferred) {
  const auto is_special = [&](const Candidate& candidate) {
    return rules.labels.kind(candidate.label) == LabelKind::kSpecial;
  };
  // A code behind a label that may be none hides nothing.
  const auto is_weak_code = [&](const Candidate& candidate) {
    return candidate.confidence < kReportedConfidence &&
           rules.rules[candidate.rule].patterns[candidate.pattern].view == View::kLabel;
  };
  uint32_t size_max = 0;
  for (const Candidate& candidate : candidates) {
    size_max = std::max(size_max, candidate.original.size());
  }
  std::vector<size_t> kept;
  for (size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& candidate = candidates[i];
    if (!rules.labels.info(candidate.label).on_by_default) continue;
    if (!is_special(candidate)) {
      // "shop steward" is an occupation and, what weighs more, a membership.
      const bool is_quasi = rules.labels.kind(candidate.label) == LabelKind::kQuasi;
      const bool is_outweighed =
          is_quasi && std::any_of(FirstAt(candidates, candidate.original.begin),
                                  FirstAt(candidates, candidate.original.begin + 1),
                                  [&](const Candidate& other) {
                                    return is_special(other) && other.is_distinctive &&
                                           rules.labels.info(other.label).on_by_default &&
                                           other.original == candidate.original;
                                  });
      if (candidate.confidence >= kReportedConfidence && !is_outweighed) kept.push_back(i);
      continue;
    }
    // Ordered by their beginning, overlapping candidates begin at most the longest span before.
    size_t k = i;
    while (k > 0 && candidates[k - 1].original.begin + size_max > candidate.original.begin) --k;
    bool is_covered = false;
    for (; k < candidates.size() && !is_covered; ++k) {
      const Candidate& other = candidates[k];
      if (other.original.begin >= candidate.original.end) break;
      if (k == i || !other.original.Overlaps(candidate.original)) continue;
      if (is_weak_code(other) && !is_weak_code(candidate)) continue;
      if (!is_special(other)) {
        is_covered =
            other.confidence >= kReportedConfidence && IsWithin(candidate.original, other.original);
      } else if (other.original == candidate.original) {
        is_covered = SpecialOrder(other, preferred) < SpecialOrder(candidate, preferred);
      } else {
        is_covered = IsWithin(candidate.original, other.original);
      }
    }
    if (!is_covered) kept.push_back(i);
  }
  return kept;
}

namespace {

// Spans ordered by their beginning, each with the end of the one before it that reaches farthest.
class Coverings {
 public:
  void Add(const Span& span) { spans_.push_back(span); }
  // After the last Add.
  void Sort() {
    std::sort(spans_.begin(), spans_.end(),
              [](const Span& a, const Span& b) { return a.begin < b.begin; });
    for (size_t i = 1; i < spans_.size(); ++i) {
      spans_[i].end = std::max(spans_[i].end, spans_[i - 1].end);
    }
  }
  bool Cover(const Span& span) const {
    const auto next =
        std::upper_bound(spans_.begin(), spans_.end(), span.begin,
                         [](uint32_t begin, const Span& other) { return begin < other.begin; });
    return next != spans_.begin() && std::prev(next)->end >= span.end;
  }

 private:
  std::vector<Span> spans_;
};

}  // namespace

std::vector<Candidate> WithTrimmedNames(const RuleSet& rules, std::string_view text,
                                        std::span<const Candidate> candidates) {
  std::vector<Candidate> trimmed(candidates.begin(), candidates.end());
  const LabelId name_label = rules.labels.Find("person_name").value_or(kNoLabel);
  if (name_label == kNoLabel) return trimmed;
  std::vector<uint32_t> name_begins;
  for (const Candidate& candidate : candidates) {
    if (candidate.label == name_label) name_begins.push_back(candidate.original.begin);
  }
  std::sort(name_begins.begin(), name_begins.end());
  std::vector<uint32_t> term_begins;
  Coverings phrases;
  for (const Candidate& term : candidates) {
    const uint32_t begin = term.original.begin;
    const bool is_sure =
        term.is_distinctive && rules.labels.kind(term.label) == LabelKind::kSpecial;
    const std::string_view words = text.substr(begin, term.original.size());
    if (is_sure && words.find(' ') != std::string_view::npos) phrases.Add(term.original);
    if (!is_sure || std::binary_search(name_begins.begin(), name_begins.end(), begin)) continue;
    term_begins.push_back(begin);
  }
  std::sort(term_begins.begin(), term_begins.end());
  phrases.Sort();
  for (Candidate& name : trimmed) {
    if (name.label != name_label) continue;
    if (phrases.Cover(name.original)) {
      name.confidence = 0;
      continue;
    }
    const auto first =
        std::upper_bound(term_begins.begin(), term_begins.end(), name.original.begin);
    if (first == term_begins.end() || *first >= name.original.end) continue;
    name.original.end = *first;
    while (name.original.end > name.original.begin && text[name.original.end - 1] == ' ') {
      --name.original.end;
    }
  }
  return trimmed;
}

void KeepOneLabelPerSpan(std::vector<Finding>* findings) {
  const auto preference = [](const Finding& finding) {
    return std::tuple(!finding.validated, !IsPersonal(finding.grade),
                      -static_cast<int64_t>(finding.span.size()), -finding.confidence,
                      finding.span.begin, finding.label, finding.rule);
  };
  std::sort(findings->begin(), findings->end(),
            [&](const Finding& a, const Finding& b) { return preference(a) < preference(b); });
  std::vector<Finding> kept;
  // Kept spans do not overlap, so an ordered look-up by their beginning finds the only neighbours.
  const auto begins_before = [](const Span& a, const Span& b) { return a.begin < b.begin; };
  std::set<Span, decltype(begins_before)> spans(begins_before);
  for (Finding& finding : *findings) {
    const auto next = spans.lower_bound(finding.span);
    const bool hits_next = next != spans.end() && next->Overlaps(finding.span);
    const bool hits_previous = next != spans.begin() && std::prev(next)->Overlaps(finding.span);
    if (hits_next || hits_previous) continue;
    spans.insert(next, finding.span);
    kept.push_back(std::move(finding));
  }
  std::sort(kept.begin(), kept.end(), [](const Finding& a, const Finding& b) {
    return std::tuple(a.span.begin, a.span.end, a.label) <
           std::tuple(b.span.begin, b.span.end, b.label);
  });
  *findings = std::move(kept);
}

}  // namespace sunder::scanner
