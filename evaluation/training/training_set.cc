#include "evaluation/training/training_set.h"

#include <algorithm>

#include "evaluation/labelled_document.h"
#include "scanner/context/sentence_judge.h"

namespace sunder::evaluation {
namespace {

// Race and ethnicity stand for each other: the labelling guide takes either for many groups.
bool IsSameCategory(const LabelCatalog& labels, LabelId a, LabelId b) {
  if (a == b) return true;
  const auto is_origin = [&](LabelId label) {
    return labels.name(label) == "race" || labels.name(label) == "ethnicity";
  };
  return is_origin(a) && is_origin(b);
}

bool IsPersonalIn(const LabelledDocument& document, const scanner::ObservedTerm& term,
                  const LabelCatalog& labels) {
  return std::any_of(
      document.annotations.begin(), document.annotations.end(), [&](const Annotation& annotation) {
        return IsPersonalTruth(annotation.truth) && annotation.span.Overlaps(term.original) &&
               IsSameCategory(labels, annotation.label, term.label);
      });
}

}  // namespace

Result<std::vector<TrainingTerm>> ReadTrainingTerms(const std::string& corpus,
                                                    const std::string& part,
                                                    const scanner::RuleDatabase& database) {
  const scanner::RuleSet& rules = database.rules();
  SUNDER_ASSIGN_OR_RETURN(const std::vector<LabelledDocument> documents,
                          ReadDocuments(corpus, part, rules.labels));
  SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<scanner::Detector> detector,
                          scanner::Detector::Create(database));
  const scanner::SentenceJudge judge(rules);
  std::vector<TrainingTerm> terms;
  scanner::ScanText text;
  std::vector<scanner::Candidate> candidates;
  for (const LabelledDocument& document : documents) {
    const JudgedCell cell{document.text, {}};
    text.Clear();
    candidates.clear();
    SUNDER_RETURN_IF_ERROR(text.Append(cell.text));
    SUNDER_RETURN_IF_ERROR(detector->Detect(text, {&cell, 1}, &candidates));
    for (scanner::ObservedTerm& term : judge.Observe(cell, candidates)) {
      terms.push_back({part, document.language, IsPersonalIn(document, term, rules.labels),
                       IsPersonal(term.by_rules.grade), std::move(term.features)});
    }
  }
  return terms;
}

}  // namespace sunder::evaluation
