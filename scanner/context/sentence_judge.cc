#include "scanner/context/sentence_judge.h"

#include <algorithm>
#include <optional>

#include "scanner/context/overlaps.h"
#include "scanner/context/sentence_grading.h"

namespace sunder::scanner {
namespace {

// Cells up to this size are their findings' sentence as a whole where no sentence had to be split.
constexpr uint32_t kShortCellSizeBytes = 256;
// A cell of a column that names a category states a value up to this many words; longer ones are
// texts and are judged as such.
constexpr size_t kStatedValueWordsMax = 8;

// The line around `span`, at most kShortCellSizeBytes to both sides.
Span LineAround(std::string_view text, Span span) {
  Span line = span;
  while (line.begin > 0 && text[line.begin - 1] != '\n' &&
         span.begin - line.begin < kShortCellSizeBytes) {
    --line.begin;
  }
  while (line.end < text.size() && text[line.end] != '\n' &&
         line.end - span.end < kShortCellSizeBytes) {
    ++line.end;
  }
  const auto is_inside_code_point = [&](uint32_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  while (is_inside_code_point(line.begin) && line.begin < span.begin) ++line.begin;
  while (is_inside_code_point(line.end) && line.end > span.end) --line.end;
  return line;
}

Finding FindingOf(const Candidate& candidate, uint32_t cell_index) {
  Finding finding;
  finding.rule = candidate.rule;
  finding.label = candidate.label;
  finding.value = candidate.value;
  finding.validated = candidate.validated;
  finding.whole_cell = candidate.whole_cell;
  finding.confidence_before = candidate.confidence_before;
  finding.confidence = candidate.confidence;
  finding.cell = cell_index;
  finding.span = candidate.original;
  finding.cue = candidate.cue;
  return finding;
}

}  // namespace

struct SentenceJudge::Cues {
  explicit Cues(const RuleSet& rules) : index(rules.cues), names(rules) {}
  CueIndex index;
  FieldNames names;
};

SentenceJudge::SentenceJudge(const RuleSet& rules)
    : rules_(rules), cues_(std::make_unique<Cues>(rules)) {}
SentenceJudge::~SentenceJudge() = default;

namespace {

// Grades the special candidates of one cell; sentences and their words are split when first needed.
class CellGrading {
 public:
  CellGrading(const RuleSet& rules, const CueIndex& cues, const FieldNames& names,
              const JudgedCell& cell, std::span<const Candidate> candidates,
              const std::vector<size_t>& judged)
      : rules_(rules), cues_(cues), names_(names), cell_(cell) {
    for (const size_t index : judged) {
      const Candidate& candidate = candidates[index];
      const LabelKind kind = rules.labels.kind(candidate.label);
      if (kind == LabelKind::kSpecial) {
        terms_.push_back({candidate.original, candidate.label, candidate.is_distinctive});
        if (field_label_ == kNoLabel && names.Names(cell.field, candidate.label)) {
          field_label_ = candidate.label;
        }
      } else if (kind == LabelKind::kDirect) {
        identities_.push_back(candidate.original);
      }
    }
    if (terms_.empty()) return;
    // A single first name is too little to be reported and enough to be the subject of a sentence.
    const LabelId name_label = rules.labels.Find("person_name").value_or(kNoLabel);
    for (const Candidate& candidate : candidates) {
      if (name_label != kNoLabel && candidate.label == name_label) {
        identities_.push_back(candidate.original);
      }
    }
    // A candidate that covers a special term whole is the same words ("Christian" the name).
    std::erase_if(identities_, [&](const Span& identity) {
      return std::any_of(terms_.begin(), terms_.end(), [&](const GradedTerm& term) {
        return term.original.Overlaps(identity);
      });
    });
    SplitSentences(cell.text, &sentences_);
    is_stated_value_ = SplitWords(cell.text, {0, static_cast<uint32_t>(cell.text.size())}).size() <=
                       kStatedValueWordsMax;
  }

  Span SentenceOf(Span span) const {
    const auto after = std::upper_bound(
        sentences_.begin(), sentences_.end(), span.begin,
        [](uint32_t begin, const Span& sentence) { return begin < sentence.begin; });
    if (after == sentences_.begin()) return LineAround(cell_.text, span);
    Span sentence = *std::prev(after);
    sentence.end = std::max(sentence.end, span.end);
    return sentence;
  }
  bool has_sentences() const { return !sentences_.empty(); }

  Grading Grade(const Candidate& candidate) {
    const bool field_says = field_label_ == candidate.label ||
                            (field_label_ != kNoLabel && names_.Names(cell_.field, candidate.label));
    const Pattern& pattern = rules_.rules[candidate.rule].patterns[candidate.pattern];
    if (pattern.is_code_system) {
      if (field_says) return {EvidenceGrade::kCodedValue, 0.85F, "field name"};
      if (pattern.codes_are_distinctive) return {EvidenceGrade::kCodedValue, 0.7F, "code"};
      return {};
    }
    if (field_says && (candidate.whole_cell || is_stated_value_)) {
      return {EvidenceGrade::kDeclaredField, 0.9F, "field name"};
    }
    // A value alone in a cell is a word, not a statement; the column decides.
    if (candidate.whole_cell && !candidate.validated) {
      const Grading alone = GradeInSentence(candidate);
      const bool is_statement = IsPersonal(alone.grade) && alone.confidence >= kReportedConfidence;
      return is_statement ? alone : Grading{EvidenceGrade::kTopic, 0.4F, "value alone"};
    }
    return GradeInSentence(candidate);
  }

 private:
  Grading GradeInSentence(const Candidate& candidate) {
    const Span sentence = SentenceOf(candidate.original);
    if (!grading_ || !(graded_ == sentence)) {
      grading_.emplace(cell_.text, sentence, cues_, names_, identities_, terms_);
      graded_ = sentence;
    }
    const Grading grading =
        grading_->Grade({candidate.original, candidate.label, candidate.is_distinctive});
    // A rule may find whole statements or coded values by itself ("race code: W").
    const Pattern& pattern = rules_.rules[candidate.rule].patterns[candidate.pattern];
    const bool is_own_proof = !pattern.regex.empty() && candidate.confidence >= 0.7F;
    if (is_own_proof && grading.grade != EvidenceGrade::kNone && !IsPersonal(grading.grade)) {
      const bool is_code = pattern.view == View::kValue;
      return {is_code ? EvidenceGrade::kCodedValue : EvidenceGrade::kThirdPartyStatement,
              candidate.confidence, "rule"};
    }
    return grading;
  }

  const RuleSet& rules_;
  const CueIndex& cues_;
  const FieldNames& names_;
  const JudgedCell& cell_;
  LabelId field_label_ = kNoLabel;
  bool is_stated_value_ = false;
  std::vector<GradedTerm> terms_;
  std::vector<Span> identities_;
  std::vector<Span> sentences_;
  std::optional<SentenceGrading> grading_;  // of the sentence asked about last
  Span graded_;
};

}  // namespace

void SentenceJudge::Judge(const JudgedCell& cell, uint32_t cell_index, std::string_view folded,
                          std::span<const Candidate> candidates,
                          std::vector<Finding>* findings) const {
  static_cast<void>(folded);  // words are folded one by one, with their places in the original
  LabelId preferred = kNoLabel;
  for (const Candidate& candidate : candidates) {
    if (rules_.labels.kind(candidate.label) != LabelKind::kSpecial) continue;
    if (preferred == kNoLabel && cues_->names.Names(cell.field, candidate.label)) {
      preferred = candidate.label;
    }
  }
  const std::vector<size_t> judged = JudgedCandidates(rules_, candidates, preferred);
  if (judged.empty()) return;
  CellGrading grading(rules_, cues_->index, cues_->names, cell, candidates, judged);
  std::vector<Finding> found;
  for (const size_t index : judged) {
    const Candidate& candidate = candidates[index];
    Finding finding = FindingOf(candidate, cell_index);
    if (rules_.labels.kind(candidate.label) == LabelKind::kSpecial) {
      const Grading grade = grading.Grade(candidate);
      if (grade.grade == EvidenceGrade::kNone || grade.confidence < kReportedConfidence) continue;
      finding.grade = grade.grade;
      finding.confidence = grade.confidence;
      finding.cue = grade.cue;
    }
    if (grading.has_sentences()) {
      finding.sentence = grading.SentenceOf(candidate.original);
    } else if (cell.text.size() <= kShortCellSizeBytes) {
      finding.sentence = {0, static_cast<uint32_t>(cell.text.size())};
    } else {
      finding.sentence = LineAround(cell.text, candidate.original);
    }
    found.push_back(finding);
  }
  KeepOneLabelPerSpan(&found);
  findings->insert(findings->end(), found.begin(), found.end());
}

}  // namespace sunder::scanner
