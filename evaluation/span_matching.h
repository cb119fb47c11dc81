// Which found span answers which span of the truth, and what counts as false.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/finding.h"
#include "core/judge.h"
#include "evaluation/labelled_document.h"
#include "scanner/rules/rule_set.h"

namespace sunder::evaluation {

struct FoundSpan {
  LabelId label = kNoLabel;
  EvidenceGrade grade = EvidenceGrade::kNone;
  Span span;
  RuleIndex rule = 0;
  float confidence = 0;
};

// Judges one text as a document of its own, without a field.
Result<std::vector<FoundSpan>> FindSpans(Judge& judge, std::string_view text);

// Which labels are scored, and how.
class ScoringRules {
 public:
  // `documents`: the whole part, whatever is filtered later: a direct identifier or secret that it
  // never marks is not scored.
  ScoringRules(const LabelCatalog& labels, const std::vector<LabelledDocument>& documents);

  const LabelCatalog& labels() const { return labels_; }
  // Switched on, and either marked everywhere or scored where it is marked.
  bool IsScored(LabelId label) const { return labels_.info(label).on_by_default; }
  // The corpus marks every one: an unmarked finding is false.
  bool IsMarkedEverywhere(LabelId label) const { return marked_everywhere_[label]; }
  bool IsSpecial(LabelId label) const { return labels_.kind(label) == LabelKind::kSpecial; }
  // race, ethnicity, religion, sexual_orientation, political_affiliation.
  bool IsOneOfFive(LabelId label) const { return one_of_five_[label]; }
  // race and ethnicity may stand for each other on the same span.
  bool MayStandFor(LabelId found, LabelId truth) const;
  // Said of persons: an identifier, or a special category of a personal grade.
  bool IsClaim(const FoundSpan& found) const {
    return IsScored(found.label) && (!IsSpecial(found.label) || IsPersonal(found.grade));
  }

 private:
  const LabelCatalog& labels_;
  std::vector<bool> marked_everywhere_;
  std::vector<bool> one_of_five_;
  LabelId race_ = kNoLabel;
  LabelId ethnicity_ = kNoLabel;
};

enum class Matching : uint8_t { kExact, kOverlap };

struct Match {
  size_t annotation = 0;  // index into the document's annotations
  size_t found = 0;       // index into the found spans
};

struct DocumentMatch {
  std::vector<Match> right;
  std::vector<size_t> missed;    // annotations
  std::vector<size_t> wrong;     // found spans
  std::vector<size_t> unscored;  // found spans of labels that the corpus does not mark everywhere
  uint32_t alternatives = 0;     // of `right`: race for ethnicity or the other way round
};

// One to one, the greatest share of overlap first. A personal finding that overlaps a trap of a
// special category, or an identifier on a trap of its own label, is false whatever else it covers.
DocumentMatch MatchDocument(const ScoringRules& rules, const LabelledDocument& document,
                            const std::vector<FoundSpan>& found, Matching matching);

// Bytes in both divided by bytes in either.
double OverlapShare(const Span& a, const Span& b);

}  // namespace sunder::evaluation
