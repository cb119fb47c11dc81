#include "evaluation/worst_documents.h"

#include <algorithm>

namespace sunder::evaluation {
namespace {

std::string Quoted(const LabelledDocument& document, const Span& span) {
  std::string text = " '" + document.text.substr(span.begin, span.size()) + "'";
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

WorstDocument Describe(const ScoringRules& rules, const scanner::RuleSet& rule_set,
                       const JudgedDocument& judged, const DocumentMatch& match) {
  const LabelledDocument& document = *judged.document;
  const LabelCatalog& labels = rules.labels();
  WorstDocument worst{document.id(),
                      document.language,
                      document.carrier,
                      0,
                      0,
                      {},
                      {},
                      MarkedLine(document.text, document.annotations, labels)};
  const auto count = [&](LabelId label) {
    ++(rules.IsSpecial(label) ? worst.special_errors : worst.other_errors);
  };
  for (const size_t missed : match.missed) {
    const Annotation& annotation = document.annotations[missed];
    count(annotation.label);
    std::string line = labels.name(annotation.label);
    if (annotation.truth != Truth::kIdentifier)
      line += ":" + std::string(TruthName(annotation.truth));
    line += Quoted(document, annotation.span);
    for (const FoundSpan& found : judged.found) {
      if (!found.span.Overlaps(annotation.span)) continue;
      line += "; judged " + labels.name(found.label) + " " +
              std::string(EvidenceGradeName(found.grade));
      break;
    }
    worst.missed.push_back(std::move(line));
  }
  for (const size_t wrong : match.wrong) {
    const FoundSpan& found = judged.found[wrong];
    count(found.label);
    std::string line = labels.name(found.label);
    if (found.grade != EvidenceGrade::kNone) {
      line += ":" + std::string(EvidenceGradeName(found.grade));
    }
    worst.wrong.push_back(line + Quoted(document, found.span) + " (" +
                          rule_set.rules[found.rule].id + ")");
  }
  return worst;
}

}  // namespace

std::vector<WorstDocument> WorstDocuments(const ScoringRules& rules,
                                          const scanner::RuleSet& rule_set,
                                          const std::vector<JudgedDocument>& judged, size_t count) {
  std::vector<WorstDocument> worst;
  if (count == 0) return worst;
  for (const JudgedDocument& one : judged) {
    const DocumentMatch match = MatchDocument(rules, *one.document, one.found, Matching::kOverlap);
    if (match.missed.empty() && match.wrong.empty()) continue;
    worst.push_back(Describe(rules, rule_set, one, match));
  }
  std::stable_sort(worst.begin(), worst.end(), [](const WorstDocument& a, const WorstDocument& b) {
    return std::pair(a.special_errors, a.other_errors) >
           std::pair(b.special_errors, b.other_errors);
  });
  if (worst.size() > count) worst.resize(count);
  return worst;
}

}  // namespace sunder::evaluation
