#include "evaluation/span_matching.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace sunder::evaluation {
namespace {

constexpr std::array<std::string_view, 5> kFive = {"race", "ethnicity", "religion",
                                                   "sexual_orientation", "political_affiliation"};
// Quasi-identifiers that the guide of the corpus asks to mark wherever they stand; the others
// ("age", "sex" ...) are marked in places and scored there only.
constexpr std::array<std::string_view, 3> kMarkedQuasi = {"date_of_birth", "employer", "job_title"};

template <class Names>
bool Contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool IsOnTrap(const ScoringRules& rules, const LabelledDocument& document, const FoundSpan& found) {
  return std::any_of(document.annotations.begin(), document.annotations.end(),
                     [&](const Annotation& annotation) {
                       if (!IsTrap(annotation.truth) || !annotation.span.Overlaps(found.span)) {
                         return false;
                       }
                       return rules.IsSpecial(found.label) ? rules.IsSpecial(annotation.label)
                                                           : found.label == annotation.label;
                     });
}

struct Candidate {
  double share = 0;
  bool is_alternative = false;
  Match match;
};

std::vector<Candidate> Candidates(const ScoringRules& rules, const LabelledDocument& document,
                                  const std::vector<FoundSpan>& found, Matching matching,
                                  const std::vector<bool>& may_match) {
  std::vector<Candidate> candidates;
  for (size_t i = 0; i < document.annotations.size(); ++i) {
    const Annotation& annotation = document.annotations[i];
    if (IsTrap(annotation.truth) || !rules.IsScored(annotation.label)) continue;
    for (size_t j = 0; j < found.size(); ++j) {
      if (!may_match[j]) continue;
      const bool is_same = found[j].label == annotation.label;
      if (!is_same && !rules.MayStandFor(found[j].label, annotation.label)) continue;
      const double share = OverlapShare(found[j].span, annotation.span);
      if (share <= 0 || (matching == Matching::kExact && found[j].span != annotation.span)) {
        continue;
      }
      candidates.push_back({share, !is_same, {i, j}});
    }
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(-a.share, a.is_alternative, a.match.annotation, a.match.found) <
           std::tuple(-b.share, b.is_alternative, b.match.annotation, b.match.found);
  });
  return candidates;
}

}  // namespace

Result<std::vector<FoundSpan>> FindSpans(Judge& judge, std::string_view text) {
  const JudgedCell cell{text, ""};
  std::vector<Finding> findings;
  SUNDER_RETURN_IF_ERROR(judge.JudgeCells({&cell, 1}, &findings));
  std::vector<FoundSpan> found;
  for (const Finding& finding : findings) {
    found.push_back({finding.label, finding.grade, finding.span, finding.rule, finding.confidence});
  }
  return found;
}

ScoringRules::ScoringRules(const LabelCatalog& labels,
                           const std::vector<LabelledDocument>& documents)
    : labels_(labels), marked_everywhere_(labels.size()), one_of_five_(labels.size()) {
  std::vector<bool> is_marked(labels.size());
  for (const LabelledDocument& document : documents) {
    for (const Annotation& annotation : document.annotations) is_marked[annotation.label] = true;
  }
  for (LabelId id = 1; id < labels.size(); ++id) {
    const std::string& name = labels.name(id);
    one_of_five_[id] = Contains(kFive, name);
    const LabelKind kind = labels.kind(id);
    marked_everywhere_[id] =
        kind == LabelKind::kSpecial ||
        (is_marked[id] && (kind != LabelKind::kQuasi || Contains(kMarkedQuasi, name)));
  }
  race_ = labels.Find("race").value_or(kNoLabel);
  ethnicity_ = labels.Find("ethnicity").value_or(kNoLabel);
}

bool ScoringRules::MayStandFor(LabelId found, LabelId truth) const {
  return (found == race_ && truth == ethnicity_) || (found == ethnicity_ && truth == race_);
}

double OverlapShare(const Span& a, const Span& b) {
  if (!a.Overlaps(b)) return 0;
  const uint32_t both = std::min(a.end, b.end) - std::max(a.begin, b.begin);
  return static_cast<double>(both) / static_cast<double>(a.size() + b.size() - both);
}

DocumentMatch MatchDocument(const ScoringRules& rules, const LabelledDocument& document,
                            const std::vector<FoundSpan>& found, Matching matching) {
  DocumentMatch result;
  std::vector<bool> may_match(found.size());
  for (size_t j = 0; j < found.size(); ++j) {
    may_match[j] = rules.IsClaim(found[j]) && !IsOnTrap(rules, document, found[j]);
  }
  std::vector<bool> is_answered(document.annotations.size());
  std::vector<bool> is_used(found.size());
  for (const Candidate& candidate : Candidates(rules, document, found, matching, may_match)) {
    if (is_answered[candidate.match.annotation] || is_used[candidate.match.found]) continue;
    is_answered[candidate.match.annotation] = true;
    is_used[candidate.match.found] = true;
    result.right.push_back(candidate.match);
    result.alternatives += candidate.is_alternative ? 1 : 0;
  }
  for (size_t i = 0; i < document.annotations.size(); ++i) {
    const Annotation& annotation = document.annotations[i];
    if (!is_answered[i] && !IsTrap(annotation.truth) && rules.IsScored(annotation.label)) {
      result.missed.push_back(i);
    }
  }
  for (size_t j = 0; j < found.size(); ++j) {
    if (is_used[j] || !rules.IsClaim(found[j])) continue;
    const bool is_false =
        rules.IsMarkedEverywhere(found[j].label) || IsOnTrap(rules, document, found[j]);
    (is_false ? result.wrong : result.unscored).push_back(j);
  }
  return result;
}

}  // namespace sunder::evaluation
