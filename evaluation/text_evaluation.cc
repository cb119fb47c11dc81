#include "evaluation/text_evaluation.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "evaluation/worst_documents.h"

namespace sunder::evaluation {
namespace {

constexpr std::array<std::string_view, kFoundGradeCount> kFoundGrades = {
    "self", "third", "declared", "coded", "group", "topic", "nothing"};
constexpr size_t kNothing = kFoundGradeCount - 1;
constexpr char kFive[] = "five categories";
constexpr char kIdentifiers[] = "identifiers";
constexpr char kOtherLanguages[] = "other languages";

size_t GradeColumn(EvidenceGrade grade) {
  switch (grade) {
    case EvidenceGrade::kSelfStatement:
      return 0;
    case EvidenceGrade::kThirdPartyStatement:
      return 1;
    case EvidenceGrade::kDeclaredField:
      return 2;
    case EvidenceGrade::kCodedValue:
      return 3;
    case EvidenceGrade::kGroupMention:
      return 4;
    case EvidenceGrade::kTopic:
      return 5;
    default:
      return kNothing;
  }
}

class TextScorer {
 public:
  TextScorer(const ScoringRules& rules, const std::vector<JudgedDocument>& judged)
      : rules_(rules), bootstrap_(static_cast<uint32_t>(judged.size())) {
    for (SeriesTable* table : {&exact_, &overlap_, &generated_}) {
      table->At(kFive);
      table->At(kIdentifiers);
    }
    std::set<std::string> languages;
    std::set<std::string> carriers;
    for (const JudgedDocument& one : judged) {
      if (one.document->origin == Origin::kWritten) languages.insert(one.document->language);
      carriers.insert(CarrierName(*one.document));
    }
    groups_ = {"all", "en", kOtherLanguages};
    for (const std::string& language : languages) {
      if (language != "en") groups_.push_back(language);
    }
    for (const std::string& carrier : carriers) {
      carriers_special_.At(carrier);
      carriers_other_.At(carrier);
    }
    result_.languages = languages.size();
    for (const std::string& group : groups_) DeclareGroup(group);
    DeclareLabels();
  }

  void Add(uint32_t number, const JudgedDocument& judged) {
    const LabelledDocument& document = *judged.document;
    CountDocument(document);
    const DocumentMatch overlap = MatchDocument(rules_, document, judged.found, Matching::kOverlap);
    AddCarrier(number, judged, overlap);
    if (document.origin != Origin::kWritten) {
      AddSpans(number, judged, overlap, &generated_);
      return;
    }
    const DocumentMatch exact = MatchDocument(rules_, document, judged.found, Matching::kExact);
    AddSpans(number, judged, exact, &exact_);
    AddSpans(number, judged, overlap, &overlap_);
    result_.race_ethnicity_swaps += overlap.alternatives;
    for (const size_t found : overlap.unscored) {
      ++result_.unscored[rules_.labels().name(judged.found[found].label)];
    }
    AddGrades(judged, overlap);
    AddMixUps(judged, overlap);
    AddStatements(number, judged, overlap);
    AddBait(judged);
  }

  TextEvaluation Finish() {
    result_.exact = exact_.Scores(bootstrap_);
    result_.overlap = overlap_.Scores(bootstrap_);
    result_.generated_overlap = generated_.Scores(bootstrap_);
    result_.carriers_special = carriers_special_.Scores(bootstrap_);
    result_.carriers_other = carriers_other_.Scores(bootstrap_);
    for (const std::string& group : groups_) {
      result_.statements.emplace_back(group, statements_[group].Scores(bootstrap_));
      BaitRow& row = baits_[group];
      row.language = group;
      row.wrong_rate = WilsonRate(row.wrong, row.documents);
      row.baits_wrong_rate = WilsonRate(row.baits_wrong, row.baits);
      result_.baits_by_language.push_back(row);
    }
    result_.mix_ups = mix_ups_.MostFrequent();
    return std::move(result_);
  }

 private:
  static std::string CarrierName(const LabelledDocument& document) {
    return (document.origin == Origin::kGenerated ? "generated " : "") + document.carrier;
  }

  void DeclareGroup(const std::string& group) {
    SeriesTable& table = statements_[group];
    table.At(kFive);
    const LabelCatalog& labels = rules_.labels();
    for (LabelId id = 1; id < labels.size(); ++id) {
      if (rules_.IsSpecial(id) && rules_.IsScored(id)) table.At(labels.name(id));
    }
  }

  // Special categories first, then the rest as the catalogue has them.
  void DeclareLabels() {
    const LabelCatalog& labels = rules_.labels();
    for (const bool is_special : {true, false}) {
      for (LabelId id = 1; id < labels.size(); ++id) {
        if (rules_.IsSpecial(id) != is_special || !rules_.IsScored(id)) continue;
        exact_.At(labels.name(id));
        overlap_.At(labels.name(id));
        generated_.At(labels.name(id));
      }
    }
  }

  std::vector<std::string> GroupsOf(const LabelledDocument& document) const {
    if (document.language == "en") return {"all", "en"};
    return {"all", kOtherLanguages, document.language};
  }

  void CountDocument(const LabelledDocument& document) {
    ++result_.documents;
    const bool is_personal = document.has_personal();
    result_.generated += document.origin == Origin::kGenerated ? 1 : 0;
    result_.personal += is_personal ? 1 : 0;
    result_.baits += !is_personal && document.has_trap() ? 1 : 0;
  }

  void AddSpan(uint32_t number, LabelId label, const Tally& tally, SeriesTable* table) const {
    table->At(rules_.labels().name(label)).Add(number, tally);
    if (rules_.IsOneOfFive(label)) table->At(kFive).Add(number, tally);
    if (!rules_.IsSpecial(label)) table->At(kIdentifiers).Add(number, tally);
  }

  // A swap of race and ethnicity counts for the label of the truth.
  void AddSpans(uint32_t number, const JudgedDocument& judged, const DocumentMatch& match,
                SeriesTable* table) const {
    const std::vector<Annotation>& annotations = judged.document->annotations;
    for (const Match& right : match.right) {
      AddSpan(number, annotations[right.annotation].label, {1, 0, 0}, table);
    }
    for (const size_t missed : match.missed) {
      AddSpan(number, annotations[missed].label, {0, 0, 1}, table);
    }
    for (const size_t wrong : match.wrong) {
      AddSpan(number, judged.found[wrong].label, {0, 1, 0}, table);
    }
  }

  void AddCarrier(uint32_t number, const JudgedDocument& judged, const DocumentMatch& match) {
    const std::string carrier = CarrierName(*judged.document);
    const std::vector<Annotation>& annotations = judged.document->annotations;
    const auto add = [&](LabelId label, const Tally& tally) {
      if (rules_.IsOneOfFive(label)) carriers_special_.At(carrier).Add(number, tally);
      if (!rules_.IsSpecial(label)) carriers_other_.At(carrier).Add(number, tally);
    };
    for (const Match& right : match.right) add(annotations[right.annotation].label, {1, 0, 0});
    for (const size_t missed : match.missed) add(annotations[missed].label, {0, 0, 1});
    for (const size_t wrong : match.wrong) add(judged.found[wrong].label, {0, 1, 0});
  }

  // Per category: is it said of persons in this document, and was that found?
  void AddStatements(uint32_t number, const JudgedDocument& judged, const DocumentMatch& match) {
    const LabelledDocument& document = *judged.document;
    std::set<LabelId> stated;
    std::set<LabelId> found;
    for (const Annotation& annotation : document.annotations) {
      if (IsPersonalTruth(annotation.truth) && rules_.IsScored(annotation.label)) {
        stated.insert(annotation.label);
      }
    }
    for (const Match& right : match.right) {
      found.insert(document.annotations[right.annotation].label);
    }
    for (const size_t wrong : match.wrong) found.insert(judged.found[wrong].label);
    for (LabelId id = 1; id < rules_.labels().size(); ++id) {
      if (!rules_.IsSpecial(id) || !rules_.IsScored(id)) continue;
      const bool is_stated = stated.contains(id);
      const bool is_found = found.contains(id);
      const Tally tally{is_stated && is_found ? 1U : 0U, !is_stated && is_found ? 1U : 0U,
                        is_stated && !is_found ? 1U : 0U};
      for (const std::string& group : GroupsOf(document)) {
        statements_[group].At(rules_.labels().name(id)).Add(number, tally);
        if (rules_.IsOneOfFive(id)) statements_[group].At(kFive).Add(number, tally);
      }
    }
  }

  void AddBait(const JudgedDocument& judged) {
    const LabelledDocument& document = *judged.document;
    if (document.has_personal()) return;
    const bool is_wrong =
        std::any_of(judged.found.begin(), judged.found.end(), [&](const FoundSpan& found) {
          return rules_.IsSpecial(found.label) && rules_.IsClaim(found);
        });
    for (const std::string& group : GroupsOf(document)) {
      BaitRow& row = baits_[group];
      ++row.documents;
      row.wrong += is_wrong ? 1 : 0;
      if (!document.has_trap()) continue;
      ++row.baits;
      row.baits_wrong += is_wrong ? 1 : 0;
    }
  }

  // The grade found where the truth has a special category or a trap of one.
  void AddGrades(const JudgedDocument& judged, const DocumentMatch& match) {
    const std::vector<Annotation>& annotations = judged.document->annotations;
    std::vector<size_t> column(annotations.size(), kNothing);
    for (size_t i = 0; i < annotations.size(); ++i) {
      for (const FoundSpan& found : judged.found) {
        if (!rules_.IsSpecial(found.label) || !rules_.IsScored(found.label)) continue;
        if (!found.span.Overlaps(annotations[i].span)) continue;
        const bool is_same = found.label == annotations[i].label ||
                             rules_.MayStandFor(found.label, annotations[i].label);
        if (is_same || IsTrap(annotations[i].truth)) {
          column[i] = std::min(column[i], GradeColumn(found.grade));
        }
      }
    }
    for (const Match& right : match.right) {
      column[right.annotation] = GradeColumn(judged.found[right.found].grade);
    }
    for (size_t i = 0; i < annotations.size(); ++i) {
      if (!rules_.IsSpecial(annotations[i].label) || !rules_.IsScored(annotations[i].label))
        continue;
      ++result_.grades[static_cast<size_t>(annotations[i].truth)][column[i]];
    }
  }

  // False findings on a span of another label, or on a trap.
  void AddMixUps(const JudgedDocument& judged, const DocumentMatch& match) {
    for (const size_t wrong : match.wrong) {
      const FoundSpan& found = judged.found[wrong];
      const Annotation* nearest = nullptr;
      for (const Annotation& annotation : judged.document->annotations) {
        if (!annotation.span.Overlaps(found.span)) continue;
        if (nearest == nullptr ||
            OverlapShare(annotation.span, found.span) > OverlapShare(nearest->span, found.span)) {
          nearest = &annotation;
        }
      }
      if (nearest == nullptr) continue;
      std::string truth = rules_.labels().name(nearest->label);
      if (IsTrap(nearest->truth)) truth = std::string(TruthName(nearest->truth)) + " " + truth;
      mix_ups_.Add(truth, rules_.labels().name(found.label));
    }
  }

  const ScoringRules& rules_;
  Bootstrap bootstrap_;
  SeriesTable exact_;
  SeriesTable overlap_;
  SeriesTable generated_;
  SeriesTable carriers_special_;
  SeriesTable carriers_other_;
  std::vector<std::string> groups_;
  std::map<std::string, SeriesTable> statements_;
  std::map<std::string, BaitRow> baits_;
  MixUpCounts mix_ups_;
  TextEvaluation result_;
};

}  // namespace

std::string_view FoundGradeName(size_t column) { return kFoundGrades[column]; }

Result<std::vector<JudgedDocument>> JudgeDocuments(Judge& judge,
                                                   const std::vector<LabelledDocument>& documents) {
  std::vector<JudgedDocument> judged;
  for (const LabelledDocument& document : documents) {
    Result<std::vector<FoundSpan>> found = FindSpans(judge, document.text);
    if (!found.ok()) return found.status().WithContext(document.id());
    judged.push_back({&document, std::move(found).value()});
  }
  return judged;
}

TextEvaluation EvaluateTexts(const ScoringRules& rules, const scanner::RuleSet& rule_set,
                             const std::vector<JudgedDocument>& judged, size_t worst_count) {
  TextScorer scorer(rules, judged);
  for (uint32_t i = 0; i < judged.size(); ++i) scorer.Add(i, judged[i]);
  TextEvaluation evaluation = scorer.Finish();
  evaluation.worst = WorstDocuments(rules, rule_set, judged, worst_count);
  return evaluation;
}

OddEvaluation EvaluateOddTexts(const ScoringRules& rules, const scanner::RuleSet& rule_set,
                               const std::vector<JudgedDocument>& judged, size_t worst_count) {
  OddEvaluation odd;
  for (const JudgedDocument& one : judged) {
    ++odd.documents;
    const DocumentMatch match = MatchDocument(rules, *one.document, one.found, Matching::kOverlap);
    bool has_special = false;
    bool has_other = false;
    for (const std::vector<size_t>* wrong : {&match.wrong, &match.unscored}) {
      for (const size_t found : *wrong) {
        const LabelId label = one.found[found].label;
        ++odd.wrong_by_label[rules.labels().name(label)];
        (rules.IsSpecial(label) ? has_special : has_other) = true;
      }
    }
    odd.wrong_special += has_special ? 1 : 0;
    odd.wrong_other += has_other ? 1 : 0;
  }
  odd.wrong_special_rate = WilsonRate(odd.wrong_special, odd.documents);
  odd.wrong_other_rate = WilsonRate(odd.wrong_other, odd.documents);
  odd.worst = WorstDocuments(rules, rule_set, judged, worst_count);
  return odd;
}

}  // namespace sunder::evaluation
