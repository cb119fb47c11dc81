#include "scanner/context/observances.h"

#include <algorithm>

namespace sunder::scanner {
namespace {

// How many words may stand between "fasting for" and the day, and behind it where verbs come last.
constexpr uint32_t kReachBefore = 2;
constexpr uint32_t kReachBehind = 2;

class ObservanceReading {
 public:
  ObservanceReading(const SentenceView& view, Span sentence, const TermWords& term)
      : view_(view), term_(term) {
    const auto [begin, end] = view.WordsIn(sentence);
    begin_ = begin;
    end_ = end;
  }

  Grading Grade() const {
    constexpr float kConfidence = 0.7F;
    const bool is_owned = IsOwned();
    if (IsTopic() || IsNegated() || (!is_owned && !IsObserved())) return {};
    bool has_self = false;
    bool has_person = is_owned;
    for (uint32_t i = begin_; i < end_; ++i) {
      // "Do you observe Ramadan?", "if you are fasting"
      const bool is_open = view_.Has(i, kAddresseeCue) &&
                           (view_.is_question || (i > 0 && view_.Has(i - 1, kConditionCue)));
      if (is_open) return {};
      has_self = has_self || view_.Has(i, kSelfCue);
      has_person = has_person || IsParticular(i);
    }
    // "Needs Fridays off for Jumu'ah."
    for (uint32_t i = 0; i < begin_ && !has_self; ++i) has_person = has_person || IsParticular(i);
    if (!has_self && !has_person) return {};
    return {has_self ? EvidenceGrade::kSelfStatement : EvidenceGrade::kThirdPartyStatement,
            kConfidence, "observance", true};
  }

 private:
  bool IsObserving(uint32_t word) const {
    return (view_.specific_kinds[word] & kObservingCue) != 0;
  }

  // "her bat mitzvah", "Leah's bris"
  bool IsOwned() const {
    if (term_.begin <= begin_ || !view_.IsJoinedTo(term_.begin)) return false;
    const uint32_t owner = term_.begin - 1;
    if (view_.words[owner].is_possessive) return IsParticular(owner);
    return view_.Has(owner, kPossessiveCue);
  }

  // "the Diwali menu"
  bool IsTopic() const {
    return term_.end < end_ && view_.IsJoinedTo(term_.end) && view_.Has(term_.end, kTopicCue);
  }

  // "not because of Yom Kippur"; but "cannot work on" is how it is kept.
  bool IsNegated() const {
    constexpr uint32_t kReach = 5;
    for (uint32_t at = term_.begin; at > begin_ && term_.begin - at < kReach; --at) {
      if (view_.GapHas(at, ".;?!\n")) return false;
      if (view_.Has(at - 1, kNegationCue) && !IsObserving(at - 1)) return true;
    }
    return false;
  }

  bool IsObserved() const {
    for (uint32_t at = term_.begin; at > begin_ && term_.begin - at <= kReachBefore; --at) {
      if (view_.GapHas(at, ".;?!\n")) break;
      if (IsObserving(at - 1)) return true;
    }
    for (uint32_t at = term_.end; at < end_ && at - term_.end < kReachBehind; ++at) {
      if (!view_.IsJoinedTo(at)) return false;
      if (IsObserving(at)) return view_.Has(at, kVerbCue) || IsLastVerb();
    }
    return false;
  }

  // In languages whose verbs and words for "because" stand behind.
  bool IsLastVerb() const { return view_.head_place != HeadPlace::kBefore; }

  // One person, the speaker, or a number of them; not "employees" in general.
  bool IsParticular(uint32_t word) const {
    if (word >= term_.begin && word < term_.end) return false;
    if (view_.is_name[word]) return true;
    if (view_.is_term[word] || view_.Has(word, kRelativeCue | kAddresseeCue)) return false;
    if (view_.Has(word, kSelfCue)) return true;
    if (!view_.Has(word, kPersonCue | kPersonNounCue)) return false;
    const bool is_counted = word > 0 && view_.Has(word - 1, kCountedCue | kPossessiveCue);
    return is_counted || !view_.IsPlural(word);
  }

  const SentenceView& view_;
  const TermWords term_;
  uint32_t begin_ = 0;
  uint32_t end_ = 0;
};

}  // namespace

Grading GradeObservance(const SentenceView& view, Span sentence, const GradedTerm& term) {
  const TermWords words = view.WordsOf(term);
  if (words.end == 0) return {};
  return ObservanceReading(view, sentence, words).Grade();
}

}  // namespace sunder::scanner
