#include "scanner/context/sentence_grading.h"

#include <algorithm>
#include <array>

#include "scanner/names/lexicon.h"

namespace sunder::scanner {
namespace {

// How far, in words, a subject may stand before its verb, and a verb before its term.
constexpr uint32_t kSubjectReach = 12;
constexpr uint32_t kVerbReach = 7;
constexpr uint32_t kMembershipReach = 6;
constexpr uint32_t kRelativeReach = 4;
constexpr uint32_t kLabelReach = 6;

// Between the choices of a form or the values of a schema. Behind a
// label word a comma will do, in a sentence it will not ("they are Catholic, Jewish and Muslim").
constexpr std::string_view kListMarks = "/|[]\t\n'\"";
constexpr std::string_view kListMarksBehindLabel = ",;/|[]\t\n'\"";

bool HasAny(std::string_view gap, std::string_view characters) {
  return gap.find_first_of(characters) != std::string_view::npos;
}

bool IsNumber(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

SentenceGrading::SentenceGrading(const SentenceView& view, const FieldNames& names, RowCells* rows)
    : view_(view),
      names_(names),
      rows_(*rows),
      words_(view.words),
      hits_(view.hits),
      boxes_(view.text, view.sentence),
      reach_factor_(view.is_ideographic ? 2 : 1) {}

bool SentenceGrading::IsFiller(uint32_t word) const {
  return Has(word, kFillerCue | kNegationCue) || IsNumber(words_[word].folded);
}

bool SentenceGrading::IsDeterminer(uint32_t word) const { return Has(word, kDeterminerCue); }

bool SentenceGrading::IsNameStart(uint32_t word) const {
  return word < words_.size() && view_.is_name[word];
}

SentenceGrading::Subject SentenceGrading::SubjectStartingAt(uint32_t word) const {
  if (word >= words_.size()) return {};
  if (view_.is_name[word]) {
    uint32_t end = word + 1;
    while (end < words_.size() && view_.is_name[end]) ++end;
    return {SubjectKind::kName, word, end};
  }
  Subject best;
  for (const CueHit& hit : hits_) {
    if (hit.begin != word || hit.end <= best.end) continue;
    if ((hit.kinds & (kSelfCue | kPersonCue | kCountedCue | kGroupCue)) == 0) continue;
    const SubjectKind kind = (hit.kinds & kSelfCue)      ? SubjectKind::kSelf
                             : (hit.kinds & kPersonCue)  ? SubjectKind::kPerson
                             : (hit.kinds & kCountedCue) ? SubjectKind::kCounted
                                                         : SubjectKind::kGroup;
    best = {kind, hit.begin, hit.end};
  }
  return best;
}

SentenceGrading::Subject SentenceGrading::SubjectBefore(uint32_t word, uint32_t reach) const {
  const uint32_t first = word > reach ? word - reach : 0;
  for (uint32_t i = word; i-- > first;) {
    if (i + 1 < word && GapHas(i + 1, ";\n")) return {};
    Subject subject = SubjectStartingAt(i);
    if (subject.kind == SubjectKind::kNobody || subject.end > word) continue;
    const bool is_relative = subject.end - subject.begin == 1 && Has(i, kRelativeCue);
    const bool is_open = view_.is_question || (i > 0 && Has(i - 1, kConditionCue));
    const bool is_asked = is_open && Has(i, kAddresseeCue);
    if (is_asked) return {SubjectKind::kThing, subject.begin, subject.end};
    if (is_relative && i > 0) {
      // "those who are", "the tenant, who is": whoever stands before is meant.
      const Subject meant = SubjectBefore(i, kRelativeReach);
      if (meant.kind != SubjectKind::kNobody) return meant;
    }
    if (subject.kind == SubjectKind::kName) {
      while (subject.begin > 0 && view_.is_name[subject.begin - 1]) --subject.begin;
    }
    const bool owns = Has(subject.end - 1, kPossessiveCue) || words_[subject.end - 1].is_possessive;
    if (subject.kind == SubjectKind::kGroup || !owns) {
      // "a dozen people", "two of our patients", "our colleagues": the count makes them particular.
      for (uint32_t k = subject.begin; k-- > 0 && subject.begin - k <= 4;) {
        if (Has(k, kCountedCue)) return {SubjectKind::kCounted, k, subject.end};
        // "whose people are Igbo"
        const bool is_owner =
            k + 1 == subject.begin && (Has(k, kPossessiveCue) || words_[k].is_possessive);
        if (is_owner && subject.kind == SubjectKind::kGroup) {
          return {SubjectKind::kCounted, k, subject.end};
        }
      }
      return subject;
    }
    // "her car is white": what she owns is the subject, unless it is a person or a label ("her
    // faith").
    bool has_noun = false;
    for (uint32_t k = subject.end; k < word; ++k) {
      if (Has(k, kPersonNounCue | kPersonCue | kLabelCue) || view_.is_name[k]) return subject;
      if (Has(k, kGroupCue)) return {SubjectKind::kCounted, subject.begin, k + 1};
      has_noun = has_noun || !IsFiller(k);
    }
    if (has_noun) return {SubjectKind::kThing, subject.begin, subject.end};
    return subject;
  }
  return {};
}

bool SentenceGrading::IsEndOfPredicate(uint32_t word) const {
  if (word >= words_.size() || !IsJoinedTo(word)) return true;
  return Has(word, kPredicateEndCue);
}

// "no Methodist ever", "every Sikh": of whoever there is, unlike "she is no Catholic" and "they are
// all Hindu".
bool SentenceGrading::IsOfAnybody(const TermWords& term) const {
  uint32_t at = term.begin;
  while (at > 0 && IsJoinedTo(at) && IsFiller(at - 1) && !Has(at - 1, kGeneralDeterminerCue)) --at;
  if (at == 0 || !IsJoinedTo(at) || !Has(at - 1, kGeneralDeterminerCue)) return false;
  constexpr uint32_t kOfParticular = kVerbCue | kSelfCue | kPersonCue | kPersonNounCue |
                                     kCountedCue | kPossessiveCue | kNegationCue;
  return at == 1 || !IsJoinedTo(at - 1) || (!Has(at - 2, kOfParticular) && !view_.is_name[at - 2]);
}

// "whether the donor is a Jew", "if a resident is Hindu": a case that may come, nobody's statement.
// "If he is Hindu" says it of somebody known.
bool SentenceGrading::IsSupposed(const TermWords& term) const {
  const Subject subject = SubjectBefore(term.begin, kSubjectReach * reach_factor_);
  if (subject.kind != SubjectKind::kPerson) return false;
  constexpr uint32_t kDeterminersMax = 3;  // "if any one patient"
  bool is_noun = false;
  uint32_t at = subject.begin;
  while (at > 0 && subject.begin - at < kDeterminersMax && IsJoinedTo(at)) {
    if (Has(at - 1, kPossessiveCue) || words_[at - 1].is_possessive) return false;  // "if her aunt"
    const bool is_determiner = IsDeterminer(at - 1) || Has(at - 1, kGeneralDeterminerCue);
    if (!is_determiner && !IsFiller(at - 1)) break;
    is_noun = is_noun || is_determiner;
    --at;
  }
  return is_noun && at > 0 && IsJoinedTo(at) && Has(at - 1, kConditionCue);
}

bool SentenceGrading::IsNegated(const TermWords& term) const {
  const uint32_t first =
      term.begin > kVerbReach * reach_factor_ ? term.begin - kVerbReach * reach_factor_ : 0;
  for (uint32_t i = term.begin; i-- > first;) {
    if (Has(i, kNegationCue)) return true;
  }
  return false;
}

bool SentenceGrading::IsTopicUse(const TermWords& term) const {
  return term.end < words_.size() && IsJoinedTo(term.end) && Has(term.end, kTopicCue) &&
         !Has(term.end, kPersonNounCue);
}

bool SentenceGrading::IsBlankForm(const TermWords& term, std::string_view list_marks) const {
  // A list of three and more values of one category with nothing between but list marks.
  uint32_t listed = 0;
  uint32_t previous_end = 0;
  for (const GradedTerm& other : view_.terms) {
    if (other.label != term.label || !view_.sentence.Contains(other.original)) continue;
    if (other.original.begin < previous_end) continue;
    if (listed > 0) {
      const std::string_view between =
          view_.text.substr(previous_end, other.original.begin - previous_end);
      // "o Catholic o Jewish o none": rings drawn with a letter; "Catholic - Jewish - Muslim";
      // "Jewish  Muslim  Sikh": columns.
      const bool is_list = between.size() <= 8 &&
                           (HasAny(between, list_marks) || between == " o " || between == " - " ||
                            between == " \xE2\x80\x93 " || between == " \xE2\x80\x94 " ||
                            between.find("  ") != std::string_view::npos);
      listed = is_list ? listed : 0;
    }
    ++listed;
    previous_end = other.original.end;
    if (listed >= 3) return true;
  }
  return false;
}

// "none / vegan / halal / Jain / other": one of four and more choices, each of few words.
bool SentenceGrading::IsChoice(const TermWords& term) const {
  constexpr uint32_t kItemWordsMax = 3;
  constexpr uint32_t kItemsMin = 4;
  uint32_t items = 1;
  uint32_t item_words = 0;
  // Whether the list goes on over the gap before word `gap`, to `word` on its other side.
  const auto goes_on = [&](uint32_t gap, uint32_t word) {
    const bool is_next_item = GapHas(gap, "/");
    if (!is_next_item && !IsJoinedTo(gap)) return false;
    items += is_next_item ? 1U : 0U;
    item_words = (is_next_item ? 0 : item_words) + 1;
    return item_words <= kItemWordsMax && !IsNumber(words_[word].folded);
  };
  for (uint32_t i = term.begin; i > 0 && items < kItemsMin && goes_on(i, i - 1);) --i;
  item_words = 0;
  for (uint32_t i = term.end; i < words_.size() && items < kItemsMin && goes_on(i, i);) ++i;
  return items >= kItemsMin;
}

Grading SentenceGrading::Personal(EvidenceGrade grade, float strong, float weak,
                                  std::string_view cue, const TermWords& term) const {
  return {grade, term.is_distinctive ? strong : weak, IsNegated(term) ? "negation" : cue};
}

Grading SentenceGrading::BySubject(const Subject& subject, float strong, float weak,
                                   std::string_view cue, const TermWords& term) const {
  switch (subject.kind) {
    case SubjectKind::kSelf:
      return Personal(EvidenceGrade::kSelfStatement, strong, weak, "self subject", term);
    case SubjectKind::kPerson:
    case SubjectKind::kName:
    case SubjectKind::kCounted:
      return Personal(EvidenceGrade::kThirdPartyStatement, strong, weak, cue, term);
    case SubjectKind::kGroup:
      return {EvidenceGrade::kGroupMention, term.is_distinctive ? 0.55F : 0.45F, "group subject"};
    default:
      return {};
  }
}

// "his husband": the term names its subject itself.
Grading SentenceGrading::ByOwnSubject(const TermWords& term) const {
  if (term.end - term.begin < 2 || !Has(term.begin, kSelfCue | kPersonCue)) return {};
  const bool is_self = Has(term.begin, kSelfCue);
  Grading own =
      Personal(is_self ? EvidenceGrade::kSelfStatement : EvidenceGrade::kThirdPartyStatement, 0.8F,
               0.7F, is_self ? "self subject" : "person subject", term);
  own.is_proof = Has(term.begin, kPossessiveCue);  // but not "Zeugen Jehovas"
  return own;
}

// "Religion: Catholic", "ethnicity = Kurdish", "her religion is Islam".
Grading SentenceGrading::ByLabelWord(const TermWords& term) const {
  if (IsChoice(term) || IsBlankForm(term, kListMarksBehindLabel)) return {};
  if (IsBareField(term)) {
    return Personal(EvidenceGrade::kDeclaredField, 0.85F, 0.75F, "label word", term);
  }
  const uint32_t first =
      term.begin > kLabelReach * reach_factor_ ? term.begin - kLabelReach * reach_factor_ : 0;
  for (uint32_t end = term.begin; end > first; --end) {
    const bool is_field_mark = IsFieldMark(end);
    const bool is_verb = end < term.begin && Has(end, kVerbCue);
    if (end < term.begin && !is_field_mark && !is_verb && !IsFiller(end)) {
      // Words between the label and its value: "Religion: practising Roman Catholic".
      if (GapHas(end, ".;\n,")) return {};
    }
    if (!is_field_mark && !is_verb) continue;
    const uint32_t label_words = words_[end - 1].is_ideograph ? 12 : 4;
    bool is_label = Has(end - 1, kLabelCue) ||
                    EndsWithLabel(end > label_words ? end - label_words : 0, end, term.label);
    if (!is_label && is_field_mark) is_label = IsFilledField(term, end);
    if (!is_label) continue;
    if (is_field_mark) {
      const bool is_other_thing = !term.is_distinctive && !IsEndOfPredicate(term.end) &&
                                  !IsFieldEnd(term.end) && !Has(term.end, kFunctionWordCue) &&
                                  !Has(term.end, kVerbCue | kPersonNounCue | kGroupCue);
      if (is_other_thing) return {};
      return Personal(EvidenceGrade::kDeclaredField, 0.92F, 0.85F, "label word", term);
    }
    const Subject owner = SubjectBefore(end, kSubjectReach * reach_factor_);
    return BySubject(owner, 0.9F, 0.8F, "label word", term);
  }
  return {};
}

// "voted Labour", "converted to Islam", "a member of the Catholic Church".
Grading SentenceGrading::ByMembership(const TermWords& term) const {
  for (size_t h = hits_.size(); h-- > 0;) {
    const CueHit& hit = hits_[h];
    if ((hit.kinds & kMembershipCue) == 0 || hit.end > term.begin) continue;
    if (term.begin - hit.end > kMembershipReach * reach_factor_) continue;
    bool is_broken = false;
    for (uint32_t k = hit.end; k <= term.begin; ++k) is_broken = is_broken || GapHas(k, ";:.\n");
    if (is_broken) continue;
    if (!term.is_distinctive && term.begin - hit.end > 2) continue;
    const Subject subject = SubjectBefore(hit.begin, kSubjectReach * reach_factor_);
    if (subject.kind != SubjectKind::kNobody) {
      return BySubject(subject, 0.88F, 0.75F, "membership", term);
    }
    if (hit.begin == 0 || (hit.begin == 1 && IsFiller(0))) {
      return Personal(EvidenceGrade::kThirdPartyStatement, 0.65F, 0.55F, "elided subject", term);
    }
    if (words_[hit.begin - 1].is_capital && IsJoinedTo(hit.begin)) {
      return Personal(EvidenceGrade::kThirdPartyStatement, 0.7F, 0.55F, "membership", term);
    }
  }
  return {};
}

// "As a Muslim, I ..."; "speaking as a gay man".
Grading SentenceGrading::ByRole(const TermWords& term) const {
  uint32_t at = term.begin;
  while (at > 0 && (IsFiller(at - 1)) && !Has(at - 1, kRoleCue) && IsJoinedTo(at)) --at;
  if (at == 0 || !Has(at - 1, kRoleCue)) return {};
  if (at == term.begin && !view_.IsPlural(term.end - 1)) return {};
  if (IsTopicUse(term)) return {};
  // The subject follows the comma, or stands before the "as".
  for (uint32_t i = term.end; i < words_.size() && i < term.end + 6; ++i) {
    const Subject after = SubjectStartingAt(i);
    if (after.Particular() && after.kind != SubjectKind::kCounted) {
      const float weak = 0.75F;
      return BySubject(after, 0.9F, weak, "person subject", term);
    }
  }
  const Subject before = SubjectBefore(at - 1, 4);
  if (before.Particular()) return BySubject(before, 0.85F, 0.7F, "person subject", term);
  return {};
}

// "the Black patient", "a gay man named", "our Jewish colleagues", "Catholic nurse Mary".
Grading SentenceGrading::ByPersonNoun(const TermWords& term) const {
  uint32_t noun = term.end;
  while (noun < words_.size() && noun < term.end + 3 && IsJoinedTo(noun) &&
         !Has(noun, kPersonNounCue | kGroupCue) && (IsFiller(noun) || view_.is_term[noun]) &&
         !IsDeterminer(noun)) {
    ++noun;
  }
  if (noun >= words_.size() || !IsJoinedTo(noun)) return {};
  const bool is_name = IsNameStart(noun);
  if (!is_name && !Has(noun, kPersonNounCue | kGroupCue)) return {};
  uint32_t start = term.begin;
  while (start > 0 && IsJoinedTo(start) && (IsFiller(start - 1) || view_.is_term[start - 1]) &&
         !IsDeterminer(start - 1) && !Has(start - 1, kNegationCue)) {
    --start;
  }
  const bool is_joined = start > 0 && IsJoinedTo(start);
  const std::string_view before = is_joined ? std::string_view(words_[start - 1].folded) : "";
  bool is_counted =
      is_joined &&
      (Has(start - 1, kCountedCue | kSelfCue) || IsNumber(before) ||  // "we Black women"
       Has(start - 1, kPossessiveCue) || words_[start - 1].is_possessive);
  const bool is_plural = !is_name && (view_.IsPlural(noun) || Has(noun, kGroupCue));
  // "several of our gay and lesbian colleagues": the count stands before other adjectives.
  for (uint32_t k = start; is_plural && k > 1 && start - k < 4 && IsJoinedTo(k - 1); --k) {
    if (Has(k - 1, kVerbCue) || (Has(k - 1, kFunctionWordCue) && !Has(k - 1, kPredicateEndCue)))
      break;
    is_counted = is_counted || Has(k - 2, kCountedCue);
  }
  if (is_plural && !is_counted) {
    return {EvidenceGrade::kGroupMention, term.is_distinctive ? 0.55F : 0.45F, "group"};
  }
  const bool is_general = (is_joined && Has(start - 1, kGeneralDeterminerCue));
  if (is_general)
    return {EvidenceGrade::kGroupMention, term.is_distinctive ? 0.55F : 0.45F, "group"};
  // "Black Adam" is a name, "Catholic nurse Mary" is not.
  if (is_name && !term.is_distinctive) return {};
  const bool is_self =
      is_joined && Has(start - 1, kSelfCue) && !is_plural && !Has(start - 1, kPossessiveCue);
  if (is_self) return Personal(EvidenceGrade::kSelfStatement, 0.85F, 0.75F, "self subject", term);
  // "I am a gay man", "as a Black woman I": the verb tells whose.
  const Grading by_verb = ByVerb(term);
  if (by_verb.grade == EvidenceGrade::kSelfStatement) return by_verb;
  return Personal(EvidenceGrade::kThirdPartyStatement, 0.82F, 0.7F,
                  is_counted ? "counted subject" : "person noun", term);
}

// "I am a lesbian", "she is Kurdish", "Aisha is a Muslim".
Grading SentenceGrading::ByVerb(const TermWords& term) const {
  const CueHit* verb = nullptr;
  for (const CueHit& hit : hits_) {
    if ((hit.kinds & kVerbCue) == 0 || hit.end > term.begin ||
        term.begin - hit.end > kVerbReach * reach_factor_)
      continue;
    if (verb == nullptr || hit.end >= verb->end) verb = &hit;
  }
  if (verb == nullptr) return {};
  uint32_t other_words = 0;  // between verb and term
  bool has_article = false;
  for (uint32_t i = verb->end; i < term.begin; ++i) {
    if (GapHas(i, ";:\n")) return {};
    if (!IsFiller(i) && !view_.is_term[i]) ++other_words;
    has_article = has_article || Has(i, kDeterminerCue);
  }
  if (GapHas(term.begin, ";:\n")) return {};
  const bool is_adjective_of =
      !IsEndOfPredicate(term.end) && !view_.is_term[term.end] && !Has(term.end, kFunctionWordCue) &&
      !Has(term.end, kVerbCue | kSpeechCue | kMembershipCue | kPersonNounCue | kFillerCue);
  if (!term.is_distinctive) {
    const bool is_personal_noun =
        term.end < words_.size() && Has(term.end, kPersonNounCue | kGroupCue);
    if (other_words > 0 ||
        (!IsEndOfPredicate(term.end) && !is_personal_noun && !view_.is_term[term.end]))
      return {};
  } else if (other_words > 4 || (other_words > 0 && is_adjective_of)) {
    return {};
  }
  Subject subject = SubjectBefore(verb->begin, kSubjectReach * reach_factor_);
  // "Soy católico": the verb is its own subject.
  const Subject within = SubjectStartingAt(verb->begin);
  if (within.Particular() && within.end <= verb->end)
    subject = {within.kind, verb->begin, verb->begin + 1};
  if (subject.kind == SubjectKind::kThing) return {};
  // "Is she Muslim?"
  const Subject after = SubjectStartingAt(verb->end);
  if (subject.kind == SubjectKind::kNobody && after.Particular() && after.end <= term.begin &&
      !Has(after.begin, kAddresseeCue)) {
    return BySubject(after, 0.75F, 0.6F, "person subject", term);
  }
  if (subject.kind == SubjectKind::kNobody) {
    // "Aisha is a devout Muslim": no name list knows everybody; the article makes it one person.
    const bool is_named = verb->begin > 0 && words_[verb->begin - 1].is_capital && has_article &&
                          IsJoinedTo(verb->begin) &&
                          (verb->begin == 1 || words_[verb->begin - 1].folded.size() > 2);
    if (!is_named || is_adjective_of || !term.is_distinctive) return {};
    return Personal(EvidenceGrade::kThirdPartyStatement, 0.65F, 0.5F, "capital subject", term);
  }
  uint32_t between = 0;  // words between subject and verb that are no part of either
  bool begins_noun = false;
  const bool owns = words_[subject.end - 1].is_possessive || Has(subject.end - 1, kPossessiveCue);
  for (uint32_t i = subject.end; i < verb->begin; ++i) {
    begins_noun = begins_noun || (!owns && IsDeterminer(i));
    const bool is_known =
        IsFiller(i) ||
        Has(i, kVerbCue | kPersonNounCue | kSpeechCue | kPersonCue | kLabelCue | kGroupCue) ||
        view_.is_name[i];
    if (!is_known) ++between;
  }
  const uint32_t between_max =
      term.is_distinctive ? (subject.kind == SubjectKind::kSelf ? 3 : 6) : 1;
  if (between > between_max || (begins_noun && !term.is_distinctive)) return {};
  const bool is_name = subject.kind == SubjectKind::kName;
  return BySubject(subject, is_name ? 0.92F : 0.9F, is_name ? 0.78F : 0.75F,
                   is_name ? "person name" : "person subject", term);
}

// "Aisha, a devout Muslim, ..."; "Tom (gay)"; "a practising Hindu, Mr Rao".
Grading SentenceGrading::ByApposition(const TermWords& term) const {
  uint32_t start = term.begin;
  while (start > 0 && !GapHas(start, ",(;:\n.") &&
         (IsFiller(start - 1) || view_.is_term[start - 1]))
    --start;
  const bool opens = start > 0 && GapHas(start, ",(");
  const bool closes = term.end >= words_.size() || GapHas(term.end, ",).;") ||
                      GapHas(term.end, "(") || IsEndOfPredicate(term.end);
  if (opens && closes) {
    uint32_t at = start;
    if (at > 0 && IsNumber(words_[at - 1].folded)) --at;  // "Tom, 34, gay"
    const Subject subject = at > 0 ? SubjectBefore(at, 3) : Subject();
    const bool is_adjacent = subject.end == at && subject.kind != SubjectKind::kNobody;
    const bool has_marker = term.is_distinctive || GapHas(start, "(") || start < term.begin;
    if (is_adjacent && has_marker && subject.Particular()) {
      return BySubject(subject, 0.82F, 0.65F, "apposition", term);
    }
  }
  // "The patient declined blood (Jehovah's Witness)."
  const std::string_view tail =
      term.end < words_.size() ? GapBefore(view_.text, words_[term.end])
                               : view_.text.substr(words_.back().original.end,
                                                   view_.sentence.end - words_.back().original.end);
  if (term.is_distinctive && start > 0 && GapHas(start, "(") && HasAny(tail, ")")) {
    const Subject subject = SubjectBefore(start, kSubjectReach * reach_factor_);
    if (subject.Particular()) return BySubject(subject, 0.7F, 0.6F, "apposition", term);
  }
  if (term.end < words_.size() && GapHas(term.end, ",") && start < term.begin &&
      (start == 0 || !IsJoinedTo(start))) {
    const Subject subject = SubjectStartingAt(term.end);
    if (subject.Particular()) return BySubject(subject, 0.8F, 0.65F, "apposition", term);
  }
  return {};
}

// "a dozen Muslims", "two Catholics": counted heads.
Grading SentenceGrading::ByCount(const TermWords& term) const {
  if (!view_.IsPlural(term.end - 1)) return {};
  uint32_t start = term.begin;
  while (start > 0 && IsJoinedTo(start) && IsFiller(start - 1) && !Has(start - 1, kCountedCue))
    --start;
  if (start == 0 || !IsJoinedTo(start) || !Has(start - 1, kCountedCue)) return {};
  if (!IsEndOfPredicate(term.end) && !Has(term.end, kFunctionWordCue) &&
      !Has(term.end, kVerbCue | kMembershipCue | kSpeechCue) && !term.is_distinctive) {
    return {};
  }
  return Personal(EvidenceGrade::kThirdPartyStatement, 0.75F, 0.6F, "counted subject", term);
}

// Notes leave the subject out: "Is a practising Catholic.", "Identifies as gay."
Grading SentenceGrading::ByElidedSubject(const TermWords& term) const {
  if (view_.is_question) return {};
  for (const CueHit& hit : hits_) {
    if (hit.begin != 0 || (hit.kinds & kVerbCue) == 0 || hit.end > term.begin) continue;
    for (uint32_t i = hit.end; i < term.begin; ++i) {
      if (!IsFiller(i) && !view_.is_term[i]) return {};
    }
    if (!IsEndOfPredicate(term.end) && !term.is_distinctive) return {};
    return Personal(EvidenceGrade::kThirdPartyStatement, 0.65F, hit.end > 1 ? 0.6F : 0.5F,
                    "elided subject", term);
  }
  if (!StandsForPerson(term)) return {};
  return Personal(EvidenceGrade::kThirdPartyStatement, 0.55F, 0.5F, "elided subject", term);
}

// "Breton and proud of it.", "Agnostic with a soft spot for bells.": who writes a line about
// himself leaves the verb out as well.
bool SentenceGrading::StandsForPerson(const TermWords& term) const {
  constexpr uint32_t kWordsMin = 3;
  const bool is_sole = term.begin == 0 && term.is_distinctive && words_.size() >= kWordsMin;
  if (!is_sole || view_.is_ideographic || view_.IsPlural(term.end - 1)) return false;
  const uint32_t next = term.end;
  if (next + 1 >= words_.size() || view_.is_term[next] || view_.is_name[next]) return false;
  if (GapHas(next, ".:;\n()[]/|\"'")) return false;
  // "Muslim and Sikh leaders met": so do lists of whom a noun behind tells.
  for (uint32_t i = next; i < words_.size() && i < next + 3; ++i) {
    if (view_.is_term[i] || Has(i, kGroupCue | kTopicCue | kVerbCue)) return false;
  }
  return IsJoinedTo(next) && Has(next, kPredicateEndCue | kFunctionWordCue);
}

bool SentenceGrading::IsSelf(const TermWords& term) const {
  return SubjectBefore(term.begin, kSubjectReach * reach_factor_).kind == SubjectKind::kSelf;
}

SentenceGrading::Address SentenceGrading::AddressOf(const TermWords& term) const {
  const uint32_t reach = kVerbReach * reach_factor_;
  const uint32_t first = term.begin > reach ? term.begin - reach : 0;
  for (uint32_t i = term.begin; i-- > first;) {
    if (Has(i, kAddresseeCue)) {
      if (i > 0 && Has(i - 1, kConditionCue)) return Address::kCondition;
      return view_.is_question ? Address::kQuestion : Address::kNone;
    }
    // "did you know that the new one", "is your brother"
    if (Has(i, kSelfCue | kPersonCue | kPersonNounCue) || view_.is_name[i]) break;
  }
  return Address::kNone;
}

Grading SentenceGrading::Unpersonal(const TermWords& term) const {
  const bool is_group =
      view_.IsPlural(term.end - 1) ||
      (term.end < words_.size() && IsJoinedTo(term.end) && Has(term.end, kGroupCue));
  if (is_group && !IsTopicUse(term)) {
    return {EvidenceGrade::kGroupMention, term.is_distinctive ? 0.55F : 0.4F, "group"};
  }
  return {EvidenceGrade::kTopic, term.is_distinctive ? 0.5F : 0.3F,
          IsTopicUse(term) ? "topic noun" : "no person"};
}

// "Mrs Christian", "Surname: Schwarz", "M. Chretien": the word is a name. Where letters have no
// case only an ordinary word is taken for one.
bool SentenceGrading::IsNamed(const TermWords& term) const {
  if (term.begin == 0 || !Has(term.begin - 1, kTitleCue)) return false;
  const Word& word = words_[term.begin];
  if (word.marks.find_first_not_of(" .:=\"'") != std::string::npos) return false;
  const bool is_cased =
      static_cast<unsigned char>(word.folded.front()) < 0xD6;  // Latin to Cyrillic
  if (is_cased ? !word.is_capital : term.is_distinctive) return false;
  return !(term.end < words_.size() && IsJoinedTo(term.end) && Has(term.end, kPersonNounCue));
}

// "Christian Kellner", "James Fleming": a given name or a surname, told by the name beside it. A
// list of authors has no sentence around them.
bool SentenceGrading::IsNamePart(const TermWords& term) const {
  if (term.end != term.begin + 1) return false;
  const auto is_name_like = [&](uint32_t i) {
    return words_[i].is_capital && !words_[i].is_upper && words_[i].folded.size() > 1;
  };
  // Among names and numbers only, what some language knows as a word is none here.
  const bool has_no_language = view_.languages == ~LanguageMask{0};
  const auto is_unknown = [&](uint32_t i) {
    return is_name_like(i) && (has_no_language || view_.kinds[i] == 0) && !view_.is_term[i];
  };
  if (!is_name_like(term.begin)) return false;
  const auto marks = [&](uint32_t i) { return names::Lexicon::Get().Find(words_[i].folded); };
  const uint32_t own = marks(term.begin);
  const bool is_joined = IsJoinedTo(term.begin) && term.begin > 0;
  const bool opens = !is_joined || IsNumber(words_[term.begin - 1].folded);
  if ((own & names::kGiven) != 0 && opens && term.end < words_.size() && IsJoinedTo(term.end) &&
      is_unknown(term.end)) {
    return true;
  }
  constexpr uint32_t kSurnames = names::kSurname | names::kSurnameToo;
  return (own & kSurnames) != 0 && is_joined && is_unknown(term.begin - 1) &&
         (marks(term.begin - 1) & names::kGiven) != 0;
}

// "read to him in Tongan", "auf Sorbisch": nothing follows that the word would be an adjective of.
bool SentenceGrading::IsWrittenIn(const TermWords& term) const {
  constexpr std::array<std::string_view, 5> kIn = {"in", "en", "em", "auf", "p\xC3\xA5"};
  if (!term.is_people || term.begin == 0 || !IsJoinedTo(term.begin)) return false;
  const uint32_t in = term.begin - 1;
  const bool is_in = std::find(kIn.begin(), kIn.end(), words_[in].folded) != kIn.end();
  return is_in && !Has(in, kVerbCue | kMembershipCue) && !view_.IsPlural(term.end - 1) &&
         (IsEndOfPredicate(term.end) || Has(term.end, kFunctionWordCue));
}

// "speaks Basque and Catalan", "an interpreter for Pashto": the word of a people names its tongue.
bool SentenceGrading::IsTongue(const TermWords& term) const {
  // "a Vietnamese interpreter", "Uzbek subtitles": where adjectives stand before their nouns.
  const bool is_of_tongue = term.end < words_.size() && IsJoinedTo(term.end) &&
                            Has(term.end, kLanguageCue) && !Has(term.end, kVerbCue);
  if (is_of_tongue || IsWrittenIn(term)) return true;
  if (term.end < words_.size() && IsJoinedTo(term.end) && Has(term.end, kPersonNounCue)) {
    return false;
  }
  constexpr uint32_t kTongueReach = 5;
  const uint32_t reach = kTongueReach * reach_factor_;
  for (uint32_t at = term.begin; at > 0 && term.begin - at < reach; --at) {
    if (GapHas(at, ".;:()\n")) return false;
    if (Has(at - 1, kLanguageCue)) return true;
    const bool is_between = view_.is_term[at - 1] || Has(at - 1, kFillerCue | kPredicateEndCue);
    if (!is_between || Has(at - 1, kPersonNounCue | kSelfCue | kVerbCue)) return false;
  }
  return false;
}

Grading SentenceGrading::Grade(const GradedTerm& graded) const {
  using Step = Grading (SentenceGrading::*)(const TermWords&) const;
  TermWords term = view_.WordsOf(graded);
  if (term.end == 0) return {EvidenceGrade::kTopic, 0.3F, "no person"};
  if (IsNamed(term) || IsNamePart(term)) return {EvidenceGrade::kNone, 0, "name"};
  for (const CueHit& hit : hits_) {
    const bool covers = hit.begin <= term.begin && term.end <= hit.end;
    if ((hit.kinds & kExclusionCue) != 0 && covers) return {EvidenceGrade::kNone, 0, "exclusion"};
    // The term may be longer than the phrase's overlap: "race condition" against "race".
    const bool overlaps = hit.begin < term.end && term.begin < hit.end;
    if ((hit.kinds & kExclusionCue) != 0 && overlaps) return {EvidenceGrade::kNone, 0, "exclusion"};
  }
  for (const Step step : {&SentenceGrading::ByOwnSubject, &SentenceGrading::ByOption,
                          &SentenceGrading::ByListOfNames, &SentenceGrading::ByRow}) {
    const Grading grading = (this->*step)(term);
    if (grading.grade != EvidenceGrade::kNone) return grading;
  }
  // Terms may bring their verb and their noun along: "voted Labour", "gay man".
  while (term.end - term.begin > 1 && Has(term.begin, kMembershipCue | kVerbCue)) ++term.begin;
  while (term.end - term.begin > 1 && Has(term.end - 1, kPersonNounCue) &&
         !words_[term.end - 2].is_possessive) {
    --term.end;  // but not in "Jehovah's Witness"
  }
  constexpr std::array<Step, 2> kEvenBesideTopics = {&SentenceGrading::ByLabelWord,
                                                     &SentenceGrading::ByMembership};
  for (const Step step : kEvenBesideTopics) {
    const Grading grading = (this->*step)(term);
    if (grading.grade != EvidenceGrade::kNone) return grading;
  }
  const bool is_citizen =
      term.end < words_.size() && IsJoinedTo(term.end) && Has(term.end, kCitizenCue);
  if (IsTongue(term)) {
    return {EvidenceGrade::kTopic, term.is_distinctive ? 0.5F : 0.3F, "language"};
  }
  if (const Grading profile = ByProfile(term); profile.grade != EvidenceGrade::kNone) {
    return profile;
  }
  if (IsBlankForm(term, kListMarks) || IsChoice(term)) {
    return {EvidenceGrade::kTopic, term.is_distinctive ? 0.5F : 0.3F, "choice"};
  }
  if (is_citizen || IsTopicUse(term)) return Unpersonal(term);
  if (IsOfAnybody(term) || IsSupposed(term)) {
    return {EvidenceGrade::kGroupMention, term.is_distinctive ? 0.55F : 0.45F, "group subject"};
  }
  constexpr std::array<Step, 6> kOfPersons = {
      &SentenceGrading::ByRole,  &SentenceGrading::ByPersonNoun,
      &SentenceGrading::ByVerb,  &SentenceGrading::ByApposition,
      &SentenceGrading::ByCount, &SentenceGrading::ByElidedSubject};
  for (const Step step : kOfPersons) {
    const Grading grading = (this->*step)(term);
    if (grading.grade != EvidenceGrade::kNone) return grading;
  }
  return Unpersonal(term);
}

}  // namespace sunder::scanner
