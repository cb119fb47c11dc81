#include "scanner/context/term_features.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <string_view>

#include "scanner/context/surroundings.h"

namespace sunder::scanner {
namespace {

// Where a unit stands, seen from the term.
constexpr std::array<std::string_view, 10> kPlaces = {
    "before1", "before2",     "before3",    "after1",     "after2",
    "after3",  "near_before", "far_before", "near_after", "far_after"};
enum Place : uint16_t {
  kBefore1 = 0,
  kAfter1 = 3,
  kNearBefore = 6,
  kFarBefore,
  kNearAfter,
  kFarAfter
};
constexpr uint32_t kNearUnits = 6;

// What a unit may be besides its cue kinds.
constexpr std::array<std::string_view, 8> kOtherClasses = {
    "name", "same_category", "category", "number", "capital", "lower", "capitals", "edge"};
enum OtherClass : uint16_t {
  kName,
  kSameCategory,
  kCategory,
  kNumber,
  kCapital,
  kLower,
  kCapitals,
  kEdge
};
constexpr uint16_t kClassCount = kSentenceCueKindCount + kOtherClasses.size();

constexpr std::string_view kMarkNames[] = {"space", "comma", "colon", "bracket", "quote", "end",
                                           "slash", "bar",   "dash",  "line",    "other"};
constexpr uint16_t kMarkCount = std::size(kMarkNames);

constexpr std::string_view kLabelNames[] = {"race",
                                            "ethnicity",
                                            "religion",
                                            "sexual_orientation",
                                            "political_affiliation",
                                            "gender_identity",
                                            "union_membership"};
constexpr uint16_t kLabelCount = std::size(kLabelNames);

constexpr std::string_view kTermFacts[] = {"distinctive", "capital", "capitals", "words",
                                           "plural",      "foreign", "owned",    "technical"};
enum TermFact : uint16_t {
  kDistinctive,
  kTermCapital,
  kTermCapitals,
  kWords,
  kPlural,
  kForeign,
  kOwned,
  kTechnical
};
constexpr uint16_t kTermFactCount = std::size(kTermFacts);

constexpr std::string_view kSentenceFacts[] = {
    "question",     "up_to_3_words",    "up_to_6_words", "up_to_12_words", "up_to_25_words",
    "long",         "two_terms",        "three_terms",   "has_name",       "has_self",
    "has_person",   "begins_with_verb", "ideographs",    "has_speech",     "has_label_word",
    "begins_lower", "all_lower",        "unended",       "braces",         "colon",
    "digits",       "begins_quoted",    "abbreviated",   "exclaimed",      "line_of_several",
    "percent"};
enum SentenceFact : uint16_t {
  kQuestion,
  kUpTo3,
  kUpTo6,
  kUpTo12,
  kUpTo25,
  kLong,
  kTwoTerms,
  kThreeTerms,
  kHasName,
  kHasSelf,
  kHasPerson,
  kBeginsWithVerb,
  kIdeographs,
  kHasSpeech,
  kHasLabel,
  // How it is written: chats, notes, headlines, records and prose say things in different ways.
  kBeginsLower,
  kAllLower,
  kUnended,
  kBraces,
  kColon,
  kDigits,
  kBeginsQuoted,
  kAbbreviated,
  kExclaimed,
  kLineOfSeveral,
  kPercent  // of statistics
};
constexpr uint16_t kSentenceFactCount = std::size(kSentenceFacts);

constexpr std::string_view kSubjects[] = {"nobody", "self", "person", "name", "counted", "group"};
constexpr uint16_t kSubjectCount = std::size(kSubjects);
constexpr std::string_view kDistances[] = {"1", "3", "6", "far"};
constexpr uint16_t kDistanceCount = std::size(kDistances);
constexpr std::string_view kLinks[] = {"nothing", "verb", "membership"};
constexpr uint16_t kLinkCount = std::size(kLinks);
constexpr std::string_view kStrangers[] = {"0", "1", "3", "more"};
constexpr uint16_t kStrangerCount = std::size(kStrangers);

// What the hand-set rules give as their reason.
constexpr std::string_view kReasons[] = {
    "label word",   "checked box",     "membership",  "elided subject", "person subject",
    "self subject", "counted subject", "person noun", "person name",    "capital subject",
    "apposition",   "group subject",   "group",       "topic noun",     "no person",
    "negation",     "language",        "choice",      "profile",        "other"};
constexpr uint16_t kReasonCount = std::size(kReasons);
constexpr std::string_view kVerdicts[] = {"personal", "not_personal"};
constexpr std::string_view kTrusts[] = {"60", "70", "80", "90", "sure"};
constexpr uint16_t kTrustCount = std::size(kTrusts);

// The lists, one behind the other.
constexpr uint16_t kPlaceBase = 0;
constexpr uint16_t kMarkBase = kPlaceBase + kPlaces.size() * kClassCount;
constexpr uint16_t kTermBase = kMarkBase + 2 * kMarkCount;
constexpr uint16_t kLabelBase = kTermBase + kTermFactCount;  // by label, plain and distinctive
constexpr uint16_t kSentenceBase = kLabelBase + 2 * kLabelCount;
constexpr uint16_t kSubjectBase = kSentenceBase + kSentenceFactCount;  // before, then after
constexpr uint16_t kLinkBase = kSubjectBase + 2 * kSubjectCount * kDistanceCount;
constexpr uint16_t kReasonBase = kLinkBase + kSubjectCount * kLinkCount * kStrangerCount;
constexpr uint16_t kTrustBase = kReasonBase + kReasonCount * 2;
constexpr uint16_t kPairBase = kTrustBase + kTrustCount;  // neighbour before x neighbour after
constexpr uint16_t kBeforePairBase = kPairBase + kClassCount * kClassCount;  // the two before
constexpr uint16_t kAfterPairBase = kBeforePairBase + kClassCount * kClassCount;
constexpr uint16_t kPredicateBase = kAfterPairBase + kClassCount * kClassCount;  // link x next
constexpr uint16_t kBetweenMarksBase = kPredicateBase + kSubjectCount * kLinkCount * kClassCount;
constexpr uint16_t kLabelNextBase = kBetweenMarksBase + kMarkCount * kMarkCount;
constexpr uint16_t kReasonNextBase = kLabelNextBase + 2 * kLabelCount * kClassCount;
constexpr uint16_t kPluralBase = kReasonNextBase + kReasonCount * kClassCount;  // what precedes
constexpr uint16_t kEverydayBase = kPluralBase + kClassCount;  // distinctive or not x precedes
// Behind the term a noun for persons: one or several x what precedes, and x what follows the noun.
constexpr uint16_t kHeadBase = kEverydayBase + 2 * kClassCount;
constexpr uint16_t kHeadNextBase = kHeadBase + 2 * kClassCount;
// What the same line speaks of before and behind the sentence.
constexpr uint16_t kAroundBase = kHeadNextBase + 2 * kClassCount;
constexpr uint16_t kNounBase =
    kAroundBase + 2 * kSentenceCueKindCount;  // the noun, what stands opposite
// What the term's ending tells, by itself and x what precedes, what follows, what the rules say.
constexpr uint16_t kFormBase = kNounBase + 2 * kClassCount;
constexpr uint16_t kFormBeforeBase = kFormBase + kWordFormCount;
constexpr uint16_t kFormNextBase = kFormBeforeBase + kWordFormCount * kClassCount;
constexpr uint16_t kFormReasonBase = kFormNextBase + kWordFormCount * kClassCount;
constexpr uint16_t kFeatureCount = kFormReasonBase + kWordFormCount * kReasonCount;

uint16_t Distance(uint32_t units) { return units <= 1 ? 0 : units <= 3 ? 1 : units <= 6 ? 2 : 3; }
uint16_t Strangers(uint32_t count) { return count == 0 ? 0 : count == 1 ? 1 : count <= 3 ? 2 : 3; }

uint16_t MarkClass(std::string_view marks) {
  if (marks == " ") return 0;
  const auto has = [&](std::string_view signs) { return HasSign(marks, signs); };
  if (has("\n\r")) return 9;
  if (has(":=") || marks.find("....") != std::string_view::npos) return 2;
  if (has(".;!?")) return 5;
  if (has("([{)]}<>")) return 3;
  if (has("\"'`")) return 4;
  if (has(",")) return 1;
  if (has("/\\&+")) return 6;
  if (has("|*#_\t")) return 7;
  if (has("-")) return 8;
  return marks.find_first_not_of(' ') == std::string_view::npos ? 0 : 10;
}

bool IsNumber(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Of several kinds the one that tells most.
constexpr uint32_t kTelling[] = {kTitleCue,        kLanguageCue,
                                 kSelfCue,         kPersonCue,
                                 kPersonNounCue,   kCountedCue,
                                 kGroupCue,        kMembershipCue,
                                 kVerbCue,         kLabelCue,
                                 kTopicCue,        kNegationCue,
                                 kPossessiveCue,   kGeneralDeterminerCue,
                                 kRelativeCue,     kRoleCue,
                                 kSpeechCue,       kDeterminerCue,
                                 kPredicateEndCue, kPluralCue,
                                 kPretenceCue,     kFillerCue,
                                 kFunctionWordCue};

static_assert(kClassCount <= 64, "classes are bits");
constexpr uint64_t BitOf(uint16_t one_class) { return uint64_t{1} << one_class; }

// Of a unit that is neither cue nor name nor term.
uint16_t PlainClass(const SentenceView& view, const Unit& unit) {
  const Word& word = view.words[unit.begin];
  if (IsNumber(word.folded)) return kSentenceCueKindCount + kNumber;
  if (word.is_upper) return kSentenceCueKindCount + kCapitals;
  return kSentenceCueKindCount + (word.is_capital ? kCapital : kLower);
}

uint64_t ClassesOf(const SentenceView& view, const Unit& unit) {
  uint64_t classes = unit.kinds;
  if (unit.is_name) classes |= BitOf(kSentenceCueKindCount + kName);
  if (classes == 0 && !unit.is_term) classes = BitOf(PlainClass(view, unit));
  return classes;
}

// The facts of a sentence as a whole.
class SentenceCollector {
 public:
  SentenceCollector(const SentenceView& view, const std::vector<Unit>& units,
                    std::vector<FeatureId>* features)
      : view_(view), units_(units), features_(*features) {}

  void AddSentence() {
    const size_t size = units_.size();
    Add(kSentenceBase + (size <= 3    ? kUpTo3
                         : size <= 6  ? kUpTo6
                         : size <= 12 ? kUpTo12
                         : size <= 25 ? kUpTo25
                                      : kLong));
    size_t terms = 0;
    bool has_name = false;
    uint32_t kinds = 0;
    for (const Unit& unit : units_) {
      if (unit.is_term) ++terms;
      has_name = has_name || unit.is_name;
      kinds |= unit.kinds;
    }
    const auto add_if = [&](bool holds, SentenceFact fact) {
      if (holds) Add(kSentenceBase + fact);
    };
    add_if(view_.is_question, kQuestion);
    add_if(terms >= 2, kTwoTerms);
    add_if(terms >= 3, kThreeTerms);
    add_if(has_name, kHasName);
    add_if((kinds & kSelfCue) != 0, kHasSelf);
    add_if((kinds & (kPersonCue | kPersonNounCue)) != 0, kHasPerson);
    add_if((units_.front().kinds & (kVerbCue | kMembershipCue)) != 0, kBeginsWithVerb);
    add_if(view_.is_ideographic, kIdeographs);
    add_if((kinds & kSpeechCue) != 0, kHasSpeech);
    add_if((kinds & kLabelCue) != 0, kHasLabel);
    AddManner(add_if);
    AddLine(kAroundBase, view_.kinds_before);
    AddLine(kAroundBase + kSentenceCueKindCount, view_.kinds_behind);
  }

 private:
  void Add(uint32_t feature) { features_.push_back(FeatureId{feature}); }

  void AddLine(uint32_t base, uint32_t line_kinds) {
    for (; line_kinds != 0; line_kinds &= line_kinds - 1) {
      Add(base + static_cast<uint32_t>(std::countr_zero(line_kinds)));
    }
  }

  // How the sentence is written.
  template <class AddIf>
  void AddManner(AddIf add_if) {
    const std::vector<Word>& words = view_.words;
    const Word& first = words.front();
    bool has_capital = false;
    bool has_digits = false;
    for (const Word& word : words) {
      has_capital = has_capital || word.is_capital;
      has_digits = has_digits || IsNumber(word.folded);
    }
    const auto begins_with = [](char c) {
      return c == 'i' || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0xC3;
    };
    const bool is_cased = !view_.is_ideographic && begins_with(first.folded.front());
    add_if(is_cased && !first.is_capital, kBeginsLower);
    add_if(is_cased && !has_capital && words.size() > 2, kAllLower);
    const std::string_view text = view_.text.substr(view_.sentence.begin, view_.sentence.size());
    const size_t last = text.find_last_not_of(" \n\t\"')");
    bool has_braces = false;
    bool has_percent = false;
    bool has_exclamation = false;
    for (const char c : text) {
      has_braces |= c == '{' || c == '}' || c == '_' || c == '=' || c == '[' || c == ']';
      has_percent |= c == '%';
      has_exclamation |= c == '!';
    }
    add_if(last == std::string_view::npos || begins_with(static_cast<char>(text[last] | 0x20)),
           kUnended);
    add_if(has_braces, kBraces);
    add_if(text.find(": ") != std::string_view::npos, kColon);
    add_if(has_digits, kDigits);
    add_if(has_digits && has_percent, kPercent);
    add_if(!text.empty() && std::string_view("\"'-*#>(").find(text[0]) != std::string_view::npos,
           kBeginsQuoted);
    size_t periods = 0;
    for (size_t i = 1; i < words.size(); ++i) {
      periods += HasSign(words[i].marks, "./") ? 1U : 0U;
    }
    add_if(periods > 0, kAbbreviated);
    add_if(has_exclamation, kExclaimed);
    add_if(view_.text.size() > view_.sentence.size() + 8, kLineOfSeveral);
  }

  const SentenceView& view_;
  const std::vector<Unit>& units_;
  std::vector<FeatureId>& features_;
};

class FeatureCollector {
 public:
  FeatureCollector(const SentenceFacts& facts, const GradedTerm& term, const LabelCatalog& labels)
      : view_(facts.view),
        term_(term),
        words_(view_.WordsOf(term)),
        units_(facts.units),
        classes_(facts.classes),
        labels_(labels) {
    constexpr size_t kOwnFeatures = 128;  // more than most terms have
    features_.reserve(facts.features.size() + kOwnFeatures);
    features_.assign(facts.features.begin(), facts.features.end());
    for (const auto& [unit, label] : facts.categories) {
      if (label == term.label) classes_[unit] |= BitOf(kSentenceCueKindCount + kSameCategory);
    }
    for (const auto& [unit, label] : facts.categories) {
      if (!IsSameCategory(unit)) classes_[unit] |= BitOf(kSentenceCueKindCount + kCategory);
    }
    const auto behind = std::partition_point(
        units_.begin(), units_.end(), [&](const Unit& unit) { return unit.begin <= words_.begin; });
    if (behind != units_.begin()) at_ = static_cast<uint32_t>(behind - units_.begin()) - 1;
    after_ = at_ + 1;
    while (after_ < units_.size() && units_[after_].begin < words_.end) ++after_;
  }

  std::vector<FeatureId> Run(const Grading& by_rules) {
    AddNeighbours();
    AddMarks();
    AddTerm();
    AddSubjects();
    AddRules(by_rules);
    AddNoun();
    AddForm(by_rules);
    return std::move(features_);
  }

 private:
  void Add(uint32_t feature) { features_.push_back(FeatureId{feature}); }

  bool IsSameCategory(uint32_t at) const {
    return (classes_[at] & BitOf(kSentenceCueKindCount + kSameCategory)) != 0;
  }

  // The one class that tells most.
  uint16_t MainClass(uint32_t at) const {
    const Unit& unit = units_[at];
    if (unit.is_name) return kSentenceCueKindCount + kName;
    if (unit.is_term)
      return kSentenceCueKindCount + (IsSameCategory(at) ? kSameCategory : kCategory);
    for (const uint32_t kind : kTelling) {
      if ((unit.kinds & kind) == 0) continue;
      return static_cast<uint16_t>(std::countr_zero(kind));
    }
    return unit.kinds != 0 ? static_cast<uint16_t>(std::countr_zero(unit.kinds))
                           : PlainClass(view_, unit);
  }

  void AddAll(uint16_t place, uint64_t classes) {
    for (; classes != 0; classes &= classes - 1) {
      Add(kPlaceBase + place * kClassCount + static_cast<uint32_t>(std::countr_zero(classes)));
    }
  }

  void AddNeighbours() {
    constexpr uint16_t kEdgeClass = kSentenceCueKindCount + kEdge;
    uint64_t near = 0;
    uint64_t far = 0;
    for (uint32_t step = 1; step <= at_; ++step) {
      const uint64_t classes = classes_[at_ - step];
      if (step <= 3) AddAll(static_cast<uint16_t>(kBefore1 + step - 1), classes);
      (step <= kNearUnits ? near : far) |= classes;
    }
    AddAll(kNearBefore, near);
    AddAll(kFarBefore, far);
    near = far = 0;
    for (uint32_t i = after_; i < units_.size(); ++i) {
      const uint32_t step = i - after_ + 1;
      if (step <= 3) AddAll(static_cast<uint16_t>(kAfter1 + step - 1), classes_[i]);
      (step <= kNearUnits ? near : far) |= classes_[i];
    }
    AddAll(kNearAfter, near);
    AddAll(kFarAfter, far);
    const uint16_t before = at_ > 0 ? MainClass(at_ - 1) : kEdgeClass;
    const uint16_t after = after_ < units_.size() ? MainClass(after_) : kEdgeClass;
    if (at_ == 0) Add(kPlaceBase + kBefore1 * kClassCount + kEdgeClass);
    if (after_ >= units_.size()) Add(kPlaceBase + kAfter1 * kClassCount + kEdgeClass);
    Add(kPairBase + before * kClassCount + after);
    if (view_.IsPlural(words_.end - 1)) Add(kPluralBase + before);
    AddHead(before);
    Add(kEverydayBase + (term_.is_distinctive ? kClassCount : 0) + before);
    const uint16_t before2 = at_ > 1 ? MainClass(at_ - 2) : kEdgeClass;
    Add(kBeforePairBase + before2 * kClassCount + before);
    const uint16_t after2 = after_ + 1 < units_.size() ? MainClass(after_ + 1) : kEdgeClass;
    Add(kAfterPairBase + after * kClassCount + after2);
    next_ = after;
  }

  // "the Black patient in", "Sikh soldiers": who the term is an adjective of.
  void AddHead(uint16_t before) {
    if (after_ >= units_.size()) return;
    const Unit& head = units_[after_];
    const bool is_person = (head.kinds & (kPersonCue | kPersonNounCue)) != 0 && !head.is_name;
    if (!is_person || !view_.IsJoinedTo(head.begin)) return;
    const uint16_t row = view_.IsPlural(head.end - 1) ? kClassCount : 0;
    const bool is_last = after_ + 1 >= units_.size() || !view_.IsJoinedTo(units_[after_ + 1].begin);
    Add(kHeadBase + row + before);
    Add(kHeadNextBase + row + (is_last ? kSentenceCueKindCount + kEdge : MainClass(after_ + 1)));
  }

  void AddMarks() {
    Add(kMarkBase + MarkClass(view_.words[words_.begin].marks));
    const bool is_last = words_.end >= view_.words.size();
    const std::string_view tail = is_last ? std::string_view(".") : view_.words[words_.end].marks;
    Add(kMarkBase + kMarkCount + MarkClass(tail));
    Add(kBetweenMarksBase + MarkClass(view_.words[words_.begin].marks) * kMarkCount +
        MarkClass(tail));
  }

  void AddTerm() {
    const Word& first = view_.words[words_.begin];
    if (term_.is_distinctive) Add(kTermBase + kDistinctive);
    if (first.is_capital) Add(kTermBase + kTermCapital);
    if (first.is_upper) Add(kTermBase + kTermCapitals);
    if (words_.end - words_.begin > 1 && !first.is_ideograph) Add(kTermBase + kWords);
    if (view_.IsPlural(words_.end - 1)) Add(kTermBase + kPlural);
    const bool is_foreign = term_.languages != 0 && (term_.languages & view_.languages) == 0;
    if (is_foreign) Add(kTermBase + kForeign);
    const bool is_owned = words_.begin > 0 && view_.words[words_.begin - 1].is_possessive;
    if (is_owned) Add(kTermBase + kOwned);
    if (IsTechnical(view_.text, term_.original)) Add(kTermBase + kTechnical);
    const auto* name =
        std::find(std::begin(kLabelNames), std::end(kLabelNames), labels_.name(term_.label));
    if (name == std::end(kLabelNames)) return;
    const auto label = static_cast<uint16_t>(name - std::begin(kLabelNames));
    Add(kLabelBase + label);
    if (term_.is_distinctive) Add(kLabelBase + kLabelCount + label);
    const uint16_t row = label + (term_.is_distinctive ? kLabelCount : 0);
    Add(kLabelNextBase + row * kClassCount + next_);
  }

  static uint16_t SubjectOf(const Unit& unit) {
    if (unit.is_name) return 3;
    if (unit.is_term) return 0;
    if ((unit.kinds & kSelfCue) != 0) return 1;
    if ((unit.kinds & (kPersonCue | kPersonNounCue)) != 0) return 2;
    if ((unit.kinds & kCountedCue) != 0) return 4;
    return (unit.kinds & kGroupCue) != 0 ? 5 : 0;
  }

  void AddSubjects() {
    uint16_t link = 0;
    uint32_t strangers = 0;
    uint16_t before = 0;
    uint32_t step = 1;
    for (; step <= at_; ++step) {
      const Unit& unit = units_[at_ - step];
      before = SubjectOf(unit);
      if ((unit.kinds & kMembershipCue) != 0 && link == 0) link = 2;
      if ((unit.kinds & kVerbCue) != 0 && link == 0) link = 1;
      if (before != 0) break;
      if (unit.kinds == 0 && !unit.is_term) ++strangers;
    }
    Add(kSubjectBase + before * kDistanceCount + Distance(step));
    Add(kLinkBase + (before * kLinkCount + link) * kStrangerCount + Strangers(strangers));
    Add(kPredicateBase + (before * kLinkCount + link) * kClassCount + next_);
    uint16_t after = 0;
    step = 1;
    for (uint32_t i = after_; i < units_.size() && after == 0; ++i, ++step) {
      after = SubjectOf(units_[i]);
    }
    Add(kSubjectBase + (kSubjectCount + after) * kDistanceCount + Distance(step - 1));
  }

  static uint16_t ReasonOf(const Grading& by_rules) {
    const auto* reason = std::find(std::begin(kReasons), std::end(kReasons) - 1, by_rules.cue);
    return static_cast<uint16_t>(reason - std::begin(kReasons));
  }

  void AddRules(const Grading& by_rules) {
    const bool is_personal = IsPersonal(by_rules.grade);
    const uint16_t index = ReasonOf(by_rules);
    Add(kReasonBase + index * 2 + (is_personal ? 0 : 1));
    Add(kReasonNextBase + index * kClassCount + next_);
    if (!is_personal) return;
    const float trust = by_rules.confidence;
    Add(kTrustBase + (trust < 0.6F   ? 0
                      : trust < 0.7F ? 1
                      : trust < 0.8F ? 2
                      : trust < 0.9F ? 3
                                     : 4));
  }

  void AddForm(const Grading& by_rules) {
    const uint16_t before = at_ > 0 ? MainClass(at_ - 1) : uint16_t{kSentenceCueKindCount + kEdge};
    const uint16_t reason = ReasonOf(by_rules);
    for (uint32_t forms = view_.forms[words_.end - 1]; forms != 0; forms &= forms - 1) {
      const auto form = static_cast<uint32_t>(std::countr_zero(forms));
      Add(kFormBase + form);
      Add(kFormBeforeBase + form * kClassCount + before);
      Add(kFormNextBase + form * kClassCount + next_);
      Add(kFormReasonBase + form * kReasonCount + reason);
    }
  }

  // By the place where nouns stand in this language: what the term is an adjective of, and what
  // stands opposite.
  void AddNoun() {
    constexpr uint16_t kEdgeClass = kSentenceCueKindCount + kEdge;
    const bool is_joined_before = at_ > 0 && view_.IsJoinedTo(words_.begin);
    const uint16_t before = is_joined_before ? MainClass(at_ - 1) : kEdgeClass;
    const uint16_t behind = view_.IsJoinedTo(words_.end) ? next_ : kEdgeClass;
    const bool is_before = view_.head_place == HeadPlace::kBefore;
    Add(kNounBase + (is_before ? before : behind));
    Add(kNounBase + kClassCount + (is_before ? behind : before));
  }

  const SentenceView& view_;
  const GradedTerm& term_;
  const TermWords words_;
  const std::vector<Unit>& units_;
  std::vector<uint64_t> classes_;  // by unit: everything it is
  const LabelCatalog& labels_;
  uint32_t at_ = 0;     // the term's first unit
  uint32_t after_ = 0;  // the first one behind it
  uint16_t next_ = 0;   // its class
  std::vector<FeatureId> features_;
};

std::string ClassName(uint16_t c) {
  return std::string(c < kSentenceCueKindCount ? CueKindName(c)
                                               : kOtherClasses[c - kSentenceCueKindCount]);
}

std::string Dotted(std::string_view a, std::string_view b) {
  return std::string(a) + "." + std::string(b);
}

std::string ReasonName(uint32_t reason) {
  std::string name(kReasons[reason]);
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

// Of the lists from kFormBase on.
std::string FormName(FeatureId feature) {
  if (feature < kFormBeforeBase) return Dotted("form", kWordFormNames[feature - kFormBase]);
  if (feature >= kFormReasonBase) {
    const uint16_t at = feature - kFormReasonBase;
    return Dotted("form_rules", kWordFormNames[at / kReasonCount]) + "." +
           ReasonName(at % kReasonCount);
  }
  const bool is_before = feature < kFormNextBase;
  const uint16_t at = feature - (is_before ? kFormBeforeBase : kFormNextBase);
  return Dotted(is_before ? "form_before" : "form_next", kWordFormNames[at / kClassCount]) + "." +
         ClassName(at % kClassCount);
}

// Of the lists from kPluralBase on.
std::string NeighbourName(FeatureId feature) {
  if (feature >= kFormBase) return FormName(feature);
  if (feature >= kNounBase) {
    const uint16_t at = feature - kNounBase;
    return Dotted(at < kClassCount ? "noun" : "opposite_noun", ClassName(at % kClassCount));
  }
  if (feature >= kAroundBase) {
    const uint16_t at = feature - kAroundBase;
    return Dotted(at < kSentenceCueKindCount ? "line_before" : "line_behind",
                  ClassName(at % kSentenceCueKindCount));
  }
  if (feature >= kHeadBase) {
    const uint16_t at = (feature - kHeadBase) % (2 * kClassCount);
    return Dotted(feature < kHeadNextBase ? "head" : "head_next",
                  at < kClassCount ? "one" : "several") +
           "." + ClassName(at % kClassCount);
  }
  if (feature >= kEverydayBase) {
    const uint16_t at = feature - kEverydayBase;
    return Dotted(at < kClassCount ? "everyday_before" : "distinctive_before",
                  ClassName(at % kClassCount));
  }
  return Dotted("plural_before", ClassName(feature - kPluralBase));
}

}  // namespace

FeatureId FeatureCount() { return kFeatureCount; }

FeatureNames::FeatureNames() {
  for (FeatureId feature = 0; feature < kFeatureCount; ++feature) {
    by_name_.emplace(FeatureName(feature), feature);
  }
}

std::optional<FeatureId> FeatureNames::Find(const std::string& name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? std::nullopt : std::optional(found->second);
}

std::string FeatureName(FeatureId feature) {
  const auto dot = Dotted;
  const auto pair_name = [&](std::string_view kind, uint16_t base) {
    const uint16_t pair = feature - base;
    return std::string(kind) + "." + ClassName(pair / kClassCount) + "." +
           ClassName(pair % kClassCount);
  };
  if (feature >= kPluralBase) return NeighbourName(feature);
  if (feature >= kReasonNextBase) {
    const uint16_t at = feature - kReasonNextBase;
    return "rules_next." + ReasonName(at / kClassCount) + "." + ClassName(at % kClassCount);
  }
  if (feature >= kLabelNextBase) {
    const uint16_t at = feature - kLabelNextBase;
    const uint16_t row = at / kClassCount;
    return dot(row < kLabelCount ? "next" : "distinctive_next", kLabelNames[row % kLabelCount]) +
           "." + ClassName(at % kClassCount);
  }
  if (feature >= kBetweenMarksBase) {
    const uint16_t at = feature - kBetweenMarksBase;
    return dot("marks", kMarkNames[at / kMarkCount]) + "." +
           std::string(kMarkNames[at % kMarkCount]);
  }
  if (feature >= kPredicateBase) {
    const uint16_t at = (feature - kPredicateBase) / kClassCount;
    return dot("predicate", kSubjects[at / kLinkCount]) + "." +
           std::string(kLinks[at % kLinkCount]) + "." +
           ClassName((feature - kPredicateBase) % kClassCount);
  }
  if (feature >= kAfterPairBase) return pair_name("after", kAfterPairBase);
  if (feature >= kBeforePairBase) return pair_name("before", kBeforePairBase);
  if (feature >= kPairBase) {
    const uint16_t pair = feature - kPairBase;
    return "between." + ClassName(pair / kClassCount) + "." + ClassName(pair % kClassCount);
  }
  if (feature >= kTrustBase) return dot("rules_trust", kTrusts[feature - kTrustBase]);
  if (feature >= kReasonBase) {
    const uint16_t at = feature - kReasonBase;
    return dot("rules", ReasonName(at / 2)) + "." + std::string(kVerdicts[at % 2]);
  }
  if (feature >= kLinkBase) {
    const uint16_t at = feature - kLinkBase;
    const uint16_t link = at / kStrangerCount % kLinkCount;
    return dot("link", kSubjects[at / kStrangerCount / kLinkCount]) + "." +
           std::string(kLinks[link]) + "." + std::string(kStrangers[at % kStrangerCount]);
  }
  if (feature >= kSubjectBase) {
    const uint16_t at = (feature - kSubjectBase) / kDistanceCount;
    return dot(at < kSubjectCount ? "subject_before" : "subject_after",
               kSubjects[at % kSubjectCount]) +
           "." + std::string(kDistances[(feature - kSubjectBase) % kDistanceCount]);
  }
  if (feature >= kSentenceBase) return dot("sentence", kSentenceFacts[feature - kSentenceBase]);
  if (feature >= kLabelBase) {
    const uint16_t at = feature - kLabelBase;
    return dot(at < kLabelCount ? "label" : "distinctive", kLabelNames[at % kLabelCount]);
  }
  if (feature >= kTermBase) return dot("term", kTermFacts[feature - kTermBase]);
  if (feature >= kMarkBase) {
    const uint16_t at = feature - kMarkBase;
    return dot(at < kMarkCount ? "mark_before" : "mark_after", kMarkNames[at % kMarkCount]);
  }
  return dot(kPlaces[feature / kClassCount], ClassName(feature % kClassCount));
}

SentenceFacts::SentenceFacts(const SentenceView& sentence_view)
    : view(sentence_view), units(view.Units()) {
  classes.reserve(units.size());
  for (uint32_t at = 0; at < units.size(); ++at) {
    const Unit& unit = units[at];
    classes.push_back(ClassesOf(view, unit));
    if (!unit.is_term) continue;
    const Span span{view.words[unit.begin].original.begin, view.words[unit.end - 1].original.end};
    for (const GradedTerm& term : view.terms) {
      if (term.original.Overlaps(span)) categories.emplace_back(at, term.label);
    }
  }
  SentenceCollector(view, units, &features).AddSentence();
}

std::vector<FeatureId> FeaturesOf(const SentenceFacts& facts, const GradedTerm& term,
                                  const Grading& by_rules, const LabelCatalog& labels) {
  return FeatureCollector(facts, term, labels).Run(by_rules);
}

}  // namespace sunder::scanner
