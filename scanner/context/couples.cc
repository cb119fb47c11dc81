#include "scanner/context/couples.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace sunder::scanner {
namespace {

// How far, in words: from two persons to what is said of them, to "their wedding", from the
// beginning of the next sentence to what it says of them.
constexpr uint32_t kPairReach = 4;
constexpr uint32_t kOwnedReach = 10;
constexpr uint32_t kNextSentenceReach = 3;
constexpr uint32_t kSpeakerReach = 5;

// Between a partner and whose partner it is: "the boyfriend of Mark", "le mari de Jules".
constexpr std::array<std::string_view, 14> kOf = {"of", "de", "del", "du",  "d",  "di",  "von",
                                                  "do", "da", "van", "dos", "av", "vom", "dello"};
// Between two, or between somebody and a partner.
constexpr std::array<std::string_view, 16> kAnd = {"and", "y",   "e", "et", "und", "en", "i",  "ve",
                                                   "ile", "och", "и", "й",  "та",  "і",  "ed", "&"};
constexpr std::array<std::string_view, 24> kTwo = {
    "2",     "two",      "both", "dos",  "ambos", "ambas", "deux",     "zwei",
    "beide", "due",      "dois", "duas", "twee",  "dwie",  "dwaj",     "dwóch",
    "iki",   "entrambi", "två",  "båda", "два",   "две",   "entrambe", "дві"};

template <size_t kSize>
bool IsOneOf(const std::array<std::string_view, kSize>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "27f", "m31": age and sex as people put themselves in a chat.
names::Sex SexOfAge(std::string_view word) {
  if (word.size() != 3) return names::Sex::kUnknown;
  const auto is_digit = [&](size_t at) { return word[at] >= '0' && word[at] <= '9'; };
  const char letter = is_digit(0) && is_digit(1)   ? word[2]
                      : is_digit(1) && is_digit(2) ? word[0]
                                                   : ' ';
  return letter == 'm'   ? names::Sex::kMan
         : letter == 'f' ? names::Sex::kWoman
                         : names::Sex::kUnknown;
}

}  // namespace

CoupleReading::CoupleReading(const SentenceView& view) : view_(view) {
  FindPersons();
  FindPairs();
}

bool CoupleReading::IsSentenceEnd(uint32_t word) const { return view_.GapHas(word, ".!?;\n"); }

bool CoupleReading::Joins(uint32_t word) const { return IsOneOf(kAnd, view_.words[word].folded); }

names::Sex CoupleReading::SexOfWord(uint32_t word) const {
  const uint32_t kinds = view_.specific_kinds[word] & (kManCue | kWomanCue);
  return kinds == kManCue ? Sex::kMan : kinds == kWomanCue ? Sex::kWoman : Sex::kUnknown;
}

void CoupleReading::FindPersons() {
  const auto size = static_cast<uint32_t>(view_.words.size());
  for (uint32_t i = 0; i < size; ++i) {
    Person person{i, i + 1, SexOfWord(i), false, false};
    if (view_.is_name[i]) {
      person.is_name = true;
      person.sex = Sex::kUnknown;
      for (uint32_t end = i; end < size && view_.is_name[end]; ++end) {
        if (end > i && !view_.IsJoinedTo(end)) break;  // "Rossi, Anna" is read from its first word
        if (person.sex == Sex::kUnknown) {
          person.sex = names::SexOfGivenName(view_.words[end].folded);
        }
        person.end = end + 1;
      }
      // "Ms Huynh"
      const bool is_titled = i > 0 && !persons_.empty() && persons_.back().end == i &&
                             view_.Has(i - 1, kTitleCue) && persons_.back().sex != Sex::kUnknown;
      if (is_titled) {
        persons_.back().end = person.end;
        persons_.back().is_name = true;
      } else {
        persons_.push_back(person);
      }
      i = person.end - 1;
      continue;
    }
    if (view_.is_term[i]) continue;
    const Word& word = view_.words[i];
    const bool may_be_name = word.is_capital && !word.is_upper && view_.kinds[i] == 0;
    if (may_be_name && names::SexOfGivenName(word.folded) != Sex::kUnknown) {
      person.sex = names::SexOfGivenName(word.folded);
      person.is_name = true;
      while (person.end < size && view_.IsJoinedTo(person.end) &&
             view_.words[person.end].is_capital && view_.kinds[person.end] == 0) {
        ++person.end;
      }
      persons_.push_back(person);
      i = person.end - 1;
      continue;
    }
    person.is_self = view_.Has(i, kSelfCue) && person.sex == Sex::kUnknown;
    const bool is_somebody = view_.Has(i, kPersonCue | kPersonNounCue) &&
                             !view_.Has(i, kPossessiveCue | kRelativeCue | kDeterminerCue);
    if (person.is_self || is_somebody || person.sex != Sex::kUnknown) persons_.push_back(person);
  }
}

// Three are no couple: "Anna, Eva and Ida".
void CoupleReading::FindPairs() {
  for (size_t b = 0; b < persons_.size(); ++b) {
    const Person& second = persons_[b];
    if (second.sex == Sex::kUnknown) continue;
    const bool is_noun = !second.is_name && second.begin > 0 && view_.IsPlural(second.begin) &&
                         view_.IsJoinedTo(second.begin) &&
                         IsOneOf(kTwo, view_.words[second.begin - 1].folded);
    if (is_noun) pairs_.push_back({second.begin - 1, second.end, false});
    if (b == 0 || !second.is_name) continue;
    const Person& first = persons_[b - 1];
    if (!first.is_name || first.sex != second.sex) continue;
    const bool is_joined =
        (first.end + 1 == second.begin && Joins(first.end) && view_.IsJoinedTo(first.end)) ||
        (first.end == second.begin && view_.GapHas(second.begin, "&+"));
    const bool is_row = b > 1 && persons_[b - 2].is_name && persons_[b - 2].end == first.begin;
    if (is_joined && !is_row) pairs_.push_back({first.begin, second.end, true});
  }
}

const CoupleReading::Person* CoupleReading::PersonEndingAt(uint32_t word) const {
  for (const Person& person : persons_) {
    if (person.end == word) return &person;
  }
  return nullptr;
}

const CoupleReading::Person* CoupleReading::PersonStartingAt(uint32_t word) const {
  for (const Person& person : persons_) {
    if (person.begin == word) return &person;
  }
  return nullptr;
}

// "I'm a man", "as a woman I", "we are two women", "I (27F)".
names::Sex CoupleReading::SexOfSpeaker() const {
  constexpr uint32_t kBetween =
      kVerbCue | kFillerCue | kDeterminerCue | kPossessiveCue | kCountedCue | kRoleCue | kSelfCue;
  for (uint32_t i = 0; i < view_.words.size(); ++i) {
    const bool is_self = view_.Has(i, kSelfCue) && !view_.Has(i, kPossessiveCue);
    if (!is_self && !view_.Has(i, kRoleCue)) continue;
    for (uint32_t at = i + 1; at < view_.words.size() && at - i <= kSpeakerReach; ++at) {
      if (is_self && at == i + 1 && view_.GapHas(at, "([")) {
        const Sex sex = SexOfAge(view_.words[at].folded);
        if (sex != Sex::kUnknown) return sex;
      }
      if (!view_.IsJoinedTo(at) || view_.Has(at, kNegationCue)) break;
      const bool is_noun = SexOfWord(at) != Sex::kUnknown && !view_.Has(at, kPossessiveCue);
      if (is_noun) return SexOfWord(at);
      if (!view_.Has(at, kBetween) && !IsOneOf(kTwo, view_.words[at].folded)) break;
    }
  }
  return Sex::kUnknown;
}

// Whoever stands before `word`: next to it ("Paco y su novio"), or whoever else is spoken of, where
// all have one sex.
std::optional<CoupleReading::Person> CoupleReading::NearestOwner(uint32_t word) const {
  const Person* nearest = nullptr;
  bool is_of_one_sex = true;
  Sex sex = Sex::kUnknown;
  for (const Person& person : persons_) {
    if (person.end > word) break;
    nearest = &person;
    // A capital that begins a sentence may be any word.
    const bool opens =
        person.end == person.begin + 1 && (person.begin == 0 || IsSentenceEnd(person.begin));
    const bool is_stranger = person.is_name && person.sex == Sex::kUnknown && !opens;
    if (person.is_self || is_stranger) is_of_one_sex = false;
    if (person.sex == Sex::kUnknown) continue;
    is_of_one_sex = is_of_one_sex && (sex == Sex::kUnknown || sex == person.sex);
    sex = person.sex;
  }
  if (nearest == nullptr) return std::nullopt;
  const bool is_of_other =
      nearest->begin > 0 && IsOneOf(kOf, view_.words[nearest->begin - 1].folded);
  const bool is_next = nearest->end == word || (nearest->end + 1 == word && Joins(word - 1));
  if (is_next && !is_of_other && !IsSentenceEnd(nearest->end)) return *nearest;
  if (!is_of_one_sex || sex == Sex::kUnknown) return std::nullopt;
  return Person{nearest->begin, nearest->end, sex, false, false};
}

std::optional<CoupleReading::Person> CoupleReading::OwnerOf(const TermWords& term) const {
  const auto size = static_cast<uint32_t>(view_.words.size());
  for (uint32_t i = term.begin; i < term.end; ++i) {
    if ((view_.specific_kinds[i] & kHavingCue) != 0) return NearestOwner(term.begin);  // "kocası"
  }
  const auto is_owner = [&](uint32_t i) {
    return view_.Has(i, kPossessiveCue) || view_.words[i].is_possessive;
  };
  uint32_t at = term.begin;
  // "her new boyfriend"; but "her best Freundin" is a friend: words of two senses stand alone.
  if (term.is_distinctive && at > 1 && view_.IsJoinedTo(at) && !is_owner(at - 1) &&
      view_.IsJoinedTo(at - 1) && is_owner(at - 2)) {
    --at;
  }
  if (at > 0 && view_.IsJoinedTo(at)) {
    const uint32_t before = at - 1;
    if (view_.words[before].is_possessive) {
      const Person* owner = PersonEndingAt(at);
      if (owner == nullptr) return std::nullopt;
      return *owner;
    }
    if (view_.Has(before, kPossessiveCue)) {
      const Sex sex = SexOfWord(before);
      if (sex != Sex::kUnknown) return Person{before, at, sex, false, false};
      if (view_.Has(before, kSelfCue)) return Person{before, at, Sex::kUnknown, true, false};
      return NearestOwner(before);
    }
  }
  if (view_.IsJoinedTo(term.end) && view_.Has(term.end, kPossessiveCue)) {
    const Sex sex = SexOfWord(term.end);  // "החבר שלו"
    if (sex != Sex::kUnknown) return Person{term.end, term.end + 1, sex, false, false};
  }
  if (!term.is_distinctive) return std::nullopt;
  if (term.end + 1 < size && view_.IsJoinedTo(term.end) &&
      IsOneOf(kOf, view_.words[term.end].folded)) {
    const Person* owner = PersonStartingAt(term.end + 1);
    if (owner != nullptr && owner->is_name) return *owner;
  }
  at = term.begin;
  while (at > 0 && view_.IsJoinedTo(at) && view_.Has(at - 1, kFillerCue | kDeterminerCue)) --at;
  const bool has =
      at > 0 && view_.IsJoinedTo(at) && (view_.specific_kinds[at - 1] & kHavingCue) != 0;
  return has ? NearestOwner(at - 1) : std::nullopt;
}

// "Mark and Paulo are a couple", "Jules et Rémi … leur mariage", "two women (married)".
bool CoupleReading::AreCouple(const TermWords& term) const {
  // "Mark and Paulo are married to sisters"
  for (const Person& person : persons_) {
    const bool is_other = person.begin >= term.end && person.begin <= term.end + 2 &&
                          view_.IsJoinedTo(term.end) && !person.is_self;
    if (is_other && (person.is_name || person.sex != Sex::kUnknown)) return false;
  }
  uint32_t sentence = term.begin;
  while (sentence > 0 && !IsSentenceEnd(sentence)) --sentence;
  for (uint32_t i = sentence; i < term.begin; ++i) {
    if (view_.Has(i, kNegationCue)) return false;
  }
  const bool is_owned = view_.Has(term.begin, kPossessiveCue);
  const Pair* pair = nullptr;
  for (const Pair& other : pairs_) {
    if (other.end <= term.begin) pair = &other;
  }
  if (pair == nullptr) return false;
  const bool is_here = pair->begin >= sentence;
  if (!is_here && !pair->is_named) return false;
  const uint32_t reach = is_owned ? kOwnedReach : kPairReach;
  const uint32_t distance = term.begin - (is_here ? pair->end : sentence);
  if (distance > (is_here ? reach : is_owned ? kOwnedReach : kNextSentenceReach)) return false;
  for (uint32_t i = pair->end; i < term.begin; ++i) {
    // "both are married", "one of them is"
    if (view_.Has(i, kCountedCue) || IsOneOf(kTwo, view_.words[i].folded)) return false;
  }
  return std::none_of(persons_.begin(), persons_.end(), [&](const Person& person) {
    const bool is_between = person.begin >= pair->end && person.end <= term.begin;
    return is_between && !person.is_self && (person.is_name || person.sex != Sex::kUnknown);
  });
}

Grading CoupleReading::Grade(const GradedTerm& graded, Partner partner) const {
  constexpr float kConfidence = 0.8F;
  const TermWords term = view_.WordsOf(graded);
  if (term.end == 0) return {};
  if (partner == Partner::kCouple) {
    if (!AreCouple(term)) return {};
    return {EvidenceGrade::kThirdPartyStatement, kConfidence, "one sex", true};
  }
  const Sex sex = partner == Partner::kMan ? Sex::kMan : Sex::kWoman;
  const Person* named = PersonStartingAt(term.end);
  const bool is_contradicted = named != nullptr && named->is_name && view_.IsJoinedTo(term.end) &&
                               named->sex != Sex::kUnknown && named->sex != sex;
  const std::optional<Person> owner = OwnerOf(term);
  if (is_contradicted || !owner) return {};
  if ((owner->is_self ? SexOfSpeaker() : owner->sex) != sex) return {};
  return {owner->is_self ? EvidenceGrade::kSelfStatement : EvidenceGrade::kThirdPartyStatement,
          kConfidence, "one sex", true};
}

}  // namespace sunder::scanner
