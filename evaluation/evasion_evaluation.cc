#include "evaluation/evasion_evaluation.h"

#include <algorithm>

namespace sunder::evaluation {
namespace {

bool IsFound(const ScoringRules& rules, const Annotation& annotation,
             const std::vector<FoundSpan>& found) {
  return std::any_of(found.begin(), found.end(), [&](const FoundSpan& one) {
    return rules.IsClaim(one) && one.span.Overlaps(annotation.span) &&
           (one.label == annotation.label || rules.MayStandFor(one.label, annotation.label));
  });
}

bool HasTarget(EvasionTarget target, const LabelledDocument& document, const LabelCatalog& labels) {
  if (document.origin == Origin::kOdd) return false;
  if (target != EvasionTarget::kNumbers) {
    return document.origin == Origin::kWritten && document.has_personal();
  }
  return std::any_of(document.annotations.begin(), document.annotations.end(),
                     [&](const Annotation& annotation) {
                       return annotation.truth == Truth::kIdentifier &&
                              IsNumberLabel(labels.name(annotation.label));
                     });
}

class EvasionScorer {
 public:
  EvasionScorer(const ScoringRules& rules, Judge& judge,
                const std::vector<LabelledDocument>& documents)
      : rules_(rules), judge_(judge), documents_(documents) {}

  Result<EvasionRow> Score(const Evasion& evasion, bool whole) {
    EvasionRow row;
    row.name = evasion.name;
    row.is_whole = whole;
    for (size_t i = 0; i < documents_.size(); ++i) {
      if (!HasTarget(evasion.target, documents_[i], rules_.labels())) continue;
      SUNDER_RETURN_IF_ERROR(Add(evasion, whole, i, &row));
    }
    row.plain = WilsonRate(row.plain_found, row.spans);
    row.evaded = WilsonRate(row.evaded_found, row.spans);
    return row;
  }

 private:
  Status Add(const Evasion& evasion, bool whole, size_t number, EvasionRow* row) {
    const LabelledDocument& document = documents_[number];
    const EvadedDocument evaded = Evade(evasion, whole, document, rules_.labels(), number + 1);
    uint64_t spans = 0;
    for (size_t i = 0; i < document.annotations.size(); ++i) {
      spans += IsCounted(evaded, i) ? 1 : 0;
    }
    if (spans == 0) return Status::Ok();
    Result<std::vector<FoundSpan>> plain = FindSpans(judge_, document.text);
    if (!plain.ok()) return plain.status().WithContext(document.id());
    Result<std::vector<FoundSpan>> found = FindSpans(judge_, evaded.document.text);
    if (!found.ok()) return found.status().WithContext(document.id() + ", " + row->name);
    ++row->documents;
    row->spans += spans;
    for (size_t i = 0; i < document.annotations.size(); ++i) {
      if (!IsCounted(evaded, i)) continue;
      row->plain_found += IsFound(rules_, document.annotations[i], *plain) ? 1 : 0;
      row->evaded_found += IsFound(rules_, evaded.document.annotations[i], *found) ? 1 : 0;
    }
    return Status::Ok();
  }

  bool IsCounted(const EvadedDocument& evaded, size_t annotation) const {
    return evaded.is_rewritten[annotation] &&
           rules_.IsScored(evaded.document.annotations[annotation].label);
  }

  const ScoringRules& rules_;
  Judge& judge_;
  const std::vector<LabelledDocument>& documents_;
};

}  // namespace

Result<std::vector<EvasionRow>> EvaluateEvasions(const ScoringRules& rules, Judge& judge,
                                                 const std::vector<LabelledDocument>& documents) {
  EvasionScorer scorer(rules, judge, documents);
  std::vector<EvasionRow> rows;
  for (const Evasion& evasion : Evasions()) {
    for (const bool whole : {false, true}) {
      // A number is rewritten where it stands; a token of the whole text has no span.
      if (evasion.target == EvasionTarget::kNumbers && whole) continue;
      if (evasion.target == EvasionTarget::kWhole && !whole) continue;
      SUNDER_ASSIGN_OR_RETURN(EvasionRow row, scorer.Score(evasion, whole));
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace sunder::evaluation
