// One sentence and what it says of the terms of special categories in it.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "scanner/context/cue_index.h"
#include "scanner/context/field_names.h"
#include "scanner/context/words.h"

namespace sunder::scanner {

// What the sentence is asked about.
struct GradedTerm {
  Span original;
  LabelId label = kNoLabel;
  bool is_distinctive = false;
};

struct Grading {
  EvidenceGrade grade = EvidenceGrade::kNone;  // kNone: no mention of the category at all
  float confidence = 0;
  std::string_view cue;  // static storage
};

// REQUIRES: text, cues and names outlive it. One thread.
class SentenceGrading {
 public:
  // `identities`: spans of person names, e-mail addresses, user names and the like; `terms`: spans
  // of all special-category terms. Those that lie outside `sentence` are ignored.
  SentenceGrading(std::string_view text, Span sentence, const CueIndex& cues,
                  LanguageMask languages, const FieldNames& names,
                  const std::vector<Span>& identities, const std::vector<GradedTerm>& terms);

  Grading Grade(const GradedTerm& term) const;

 private:
  enum class SubjectKind : uint8_t { kNobody, kSelf, kPerson, kName, kCounted, kGroup, kThing };
  struct Subject {
    SubjectKind kind = SubjectKind::kNobody;
    uint32_t begin = 0;
    uint32_t end = 0;
    bool Particular() const { return kind >= SubjectKind::kSelf && kind <= SubjectKind::kCounted; }
  };
  struct TermWords {
    uint32_t begin = 0;
    uint32_t end = 0;
    bool is_distinctive = false;
    LabelId label = kNoLabel;
  };

  bool Has(uint32_t word, uint32_t kinds) const { return (kinds_[word] & kinds) != 0; }
  bool IsFiller(uint32_t word) const;
  bool IsDeterminer(uint32_t word) const;
  bool GapHas(uint32_t word, std::string_view characters) const;
  bool IsJoinedTo(uint32_t word) const;
  // The particular or general subject that ends at or before `word`, the nearest one.
  Subject SubjectBefore(uint32_t word, uint32_t reach) const;
  Subject SubjectStartingAt(uint32_t word) const;
  bool IsNameStart(uint32_t word) const;
  bool IsEndOfPredicate(uint32_t word) const;
  bool IsBlankForm(const TermWords& term, std::string_view list_marks) const;
  bool IsTopicUse(const TermWords& term) const;
  bool IsNegated(const TermWords& term) const;

  Grading Personal(EvidenceGrade grade, float strong, float weak, std::string_view cue,
                   const TermWords& term) const;
  Grading BySubject(const Subject& subject, float strong, float weak, std::string_view cue,
                    const TermWords& term) const;
  // Each answers kNone where it has nothing to say; asked in this order.
  Grading ByOwnSubject(const TermWords& term) const;
  Grading ByLabelWord(const TermWords& term) const;
  Grading ByMembership(const TermWords& term) const;
  Grading ByRole(const TermWords& term) const;
  Grading ByPersonNoun(const TermWords& term) const;
  Grading ByVerb(const TermWords& term) const;
  Grading ByApposition(const TermWords& term) const;
  Grading ByCount(const TermWords& term) const;
  Grading ByElidedSubject(const TermWords& term) const;
  Grading Unpersonal(const TermWords& term) const;

  std::string_view text_;
  Span sentence_;
  const FieldNames& names_;
  std::vector<Word> words_;
  std::vector<CueHit> hits_;
  std::vector<uint32_t> kinds_;  // by word: of all phrases that cover it
  std::vector<bool> is_name_;    // by word: within an identity span
  std::vector<bool> is_term_;
  bool is_question_ = false;
  const std::vector<GradedTerm>& terms_;
};

}  // namespace sunder::scanner
