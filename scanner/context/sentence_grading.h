// One sentence and what it says of the terms of special categories in it.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "scanner/context/cue_index.h"
#include "scanner/context/field_names.h"
#include "scanner/context/options.h"
#include "scanner/context/row_cells.h"
#include "scanner/context/sentence_view.h"

namespace sunder::scanner {

struct Grading {
  EvidenceGrade grade = EvidenceGrade::kNone;  // kNone: no mention of the category at all
  float confidence = 0;
  std::string_view cue;   // static storage
  bool is_proof = false;  // the model is not asked
};

// The hand-set rules. REQUIRES: view, names and rows, those of the view's text, outlive it. One
// thread.
class SentenceGrading {
 public:
  SentenceGrading(const SentenceView& view, const FieldNames& names, RowCells* rows);

  Grading Grade(const GradedTerm& term) const;
  // What stands for a term that no person is said to be.
  Grading Unpersonal(const TermWords& term) const;
  // The nearest subject before the term says "I" or "we".
  bool IsSelf(const TermWords& term) const;
  // Whether it is asked of whom the sentence speaks to ("Are you gay?"), which may say what is
  // known, or is a condition ("if you are"), which states nothing.
  enum class Address : uint8_t { kNone, kQuestion, kCondition };
  Address AddressOf(const TermWords& term) const;

 private:
  enum class SubjectKind : uint8_t { kNobody, kSelf, kPerson, kName, kCounted, kGroup, kThing };
  struct Subject {
    SubjectKind kind = SubjectKind::kNobody;
    uint32_t begin = 0;
    uint32_t end = 0;
    bool Particular() const { return kind >= SubjectKind::kSelf && kind <= SubjectKind::kCounted; }
  };
  bool Has(uint32_t word, uint32_t kinds) const { return view_.Has(word, kinds); }
  bool IsFiller(uint32_t word) const;
  bool IsDeterminer(uint32_t word) const;
  bool GapHas(uint32_t word, std::string_view signs) const { return view_.GapHas(word, signs); }
  bool IsJoinedTo(uint32_t word) const { return view_.IsJoinedTo(word); }
  // The particular or general subject that ends at or before `word`, the nearest one.
  Subject SubjectBefore(uint32_t word, uint32_t reach) const;
  Subject SubjectStartingAt(uint32_t word) const;
  bool IsNameStart(uint32_t word) const;
  bool IsEndOfPredicate(uint32_t word) const;
  bool IsBlankForm(const TermWords& term, std::string_view list_marks) const;
  bool IsChoice(const TermWords& term) const;
  // Before and behind the value of a field; `word` stands behind the mark.
  bool IsFieldMark(uint32_t word) const;
  bool IsFieldEnd(uint32_t word) const;
  bool IsBareField(const TermWords& term) const;
  bool IsLabel(uint32_t first, uint32_t end, LabelId label) const;
  std::vector<std::string> NameWords(uint32_t first, uint32_t end) const;
  bool EndsWithLabel(uint32_t first, uint32_t end, LabelId label) const;
  bool IsTopicUse(const TermWords& term) const;
  bool IsOfAnybody(const TermWords& term) const;
  bool IsSupposed(const TermWords& term) const;
  bool IsNegated(const TermWords& term) const;
  bool StandsForPerson(const TermWords& term) const;
  bool IsNamed(const TermWords& term) const;
  bool IsNamePart(const TermWords& term) const;
  bool IsTongue(const TermWords& term) const;
  bool IsWrittenIn(const TermWords& term) const;
  bool EndsValue(const TermWords& term) const;
  bool IsFilledField(const TermWords& term, uint32_t value) const;
  bool IsAskedBefore(uint32_t at, LabelId label) const;
  bool IsBracketedBehindName(const TermWords& term) const;

  Grading Personal(EvidenceGrade grade, float strong, float weak, std::string_view cue,
                   const TermWords& term) const;
  Grading BySubject(const Subject& subject, float strong, float weak, std::string_view cue,
                    const TermWords& term) const;
  // Each answers kNone where it has nothing to say; asked in this order.
  Grading ByOwnSubject(const TermWords& term) const;
  Grading ByOption(const TermWords& term) const;
  Grading ByListOfNames(const TermWords& term) const;
  Grading ByRow(const TermWords& term) const;
  bool IsRowOfPerson(const RowCell& cell, LabelId label) const;
  Grading ByProfile(const TermWords& term) const;
  Grading ByLabelWord(const TermWords& term) const;
  Grading ByMembership(const TermWords& term) const;
  Grading ByRole(const TermWords& term) const;
  Grading ByPersonNoun(const TermWords& term) const;
  Grading ByVerb(const TermWords& term) const;
  Grading ByApposition(const TermWords& term) const;
  Grading ByCount(const TermWords& term) const;
  Grading ByElidedSubject(const TermWords& term) const;

  const SentenceView& view_;
  const FieldNames& names_;
  RowCells& rows_;
  const std::vector<Word>& words_;
  const std::vector<CueHit>& hits_;
  const OptionBoxes boxes_;
  const uint32_t reach_factor_;  // ideographs: more of them make a word
};

}  // namespace sunder::scanner
