#include "scanner/names/name_facts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <iterator>

#include "scanner/names/lexicon.h"
#include "scanner/names/word_list.h"

namespace sunder::scanner::names {
namespace {

// Places around the candidate.
enum Slot : size_t { kFirst, kLast, kBefore1, kBefore2, kAfter1, kAfter2, kSlotCount };
constexpr std::string_view kSlotNames[] = {"first",   "last",   "before1",
                                           "before2", "after1", "after2"};

constexpr std::string_view kMarkNames[] = {
    "given",      "surname",      "everyday",     "foreign",         "word",
    "title",      "weak_title",   "title_behind", "greeting",        "label",
    "lead",       "chat_lead",    "verb",         "personal_verb",   "break",
    "thing",      "place_before", "particle",     "suffix",          "surname_too",
    "function",   "role",         "topic",        "place",           "occupation",
    "possessive", "article",      "work_lead",    "occupation_label"};
constexpr size_t kMarkCount = std::size(kMarkNames);

enum Trait : size_t {
  kCapital,
  kUpper,
  kInitial,
  kPeriod,
  kDigit,
  kPossessive,
  kMixed,
  kBeginsSentence,
  kUnmarked,
  kUncasedScript,
  kShort,
  kLong,
  kEndsInEd,
  kEndsInS,
  kEndsInIng,
  kEndsInVowel,
  kHyphened,
  kRecurs,
  kTraitCount
};
constexpr std::string_view kTraitNames[] = {
    "capital",    "upper",     "initial",     "period",        "digit",    "possessive",
    "mixed",      "begins",    "unmarked",    "no_cases",      "short",    "long",
    "ends_in_ed", "ends_in_s", "ends_in_ing", "ends_in_vowel", "hyphened", "recurs_in_lower_case"};

constexpr std::string_view kGapNames[] = {"blank", "period", "comma", "colon",
                                          "line",  "other",  "start"};
constexpr size_t kGapCount = std::size(kGapNames);

constexpr std::string_view kAfterChars = ".,:;!?)\"'-/%";
constexpr size_t kAfterCount = 14;  // and another one, and the end

// The kind of a word, the first that holds.
enum Kind : size_t {
  kEdge,
  kKindDigit,
  kKindInitial,
  kKindTitle,
  kKindGreeting,
  kKindLabel,
  kKindRole,
  kKindPersonalVerb,
  kKindVerb,
  kKindStrongGiven,
  kKindGivenWord,
  kKindGivenOther,
  kKindSurname,
  kKindSurnameWord,
  kKindTopic,
  kKindPlace,
  kKindThing,
  kKindLead,
  kKindFunction,
  kKindWord,
  kKindUnknown,
  kLowerEd,
  kLowerS,
  kLowerName,
  kLowerWord,
  kLowerUnknown,
  kKindCount
};
constexpr std::string_view kKindNames[] = {
    "edge",       "digit",         "initial", "title",    "greeting",   "label",
    "role",       "personal_verb", "verb",    "given",    "given_word", "given_other",
    "surname",    "surname_word",  "topic",   "place",    "thing",      "lead",
    "function",   "word",          "unknown", "lower_ed", "lower_s",    "lower_name",
    "lower_word", "lower_unknown"};

bool Has(const Token& token, uint32_t marks) { return (token.marks & marks) != 0; }

Kind CapitalKind(const Token& token) {
  if (Has(token, kGiven)) {
    if (Has(token, kTopic | kFunction | kBreak | kPlace)) return kKindGivenOther;
    return Has(token, kEveryday | kForeign | kWord) ? kKindGivenWord : kKindStrongGiven;
  }
  if (Has(token, kTopic)) return kKindTopic;
  if (Has(token, kPlace)) return kKindPlace;
  if (Has(token, kSurname | kSurnameToo)) {
    return Has(token, kEveryday | kForeign | kWord) ? kKindSurnameWord : kKindSurname;
  }
  if (Has(token, kThing | kPlaceBefore)) return kKindThing;
  if (Has(token, kLead)) return kKindLead;
  if (Has(token, kFunction | kBreak)) return kKindFunction;
  return Has(token, kWord | kForeign) ? kKindWord : kKindUnknown;
}

Kind KindOf(const Token& token) {
  if (token.has_digit) return kKindDigit;
  if (token.is_initial) return kKindInitial;
  if (Has(token, kTitle | kTitleBehind)) return kKindTitle;
  if (Has(token, kGreeting)) return kKindGreeting;
  if (Has(token, kLabel)) return kKindLabel;
  if (Has(token, kRole)) return kKindRole;
  if (!token.is_capital && Has(token, kPersonalVerb)) return kKindPersonalVerb;
  if (!token.is_capital && Has(token, kVerb)) return kKindVerb;
  if (token.is_capital || token.script == Script::kUncased) return CapitalKind(token);
  if (Has(token, kLead)) return kKindLead;
  if (Has(token, kFunction)) return kKindFunction;
  if (Has(token, kWord)) {
    if (token.word.ends_with("ed")) return kLowerEd;
    return token.word.ends_with("s") ? kLowerS : kLowerWord;
  }
  if (Has(token, kGiven | kSurname)) return kLowerName;
  return kLowerUnknown;
}

constexpr std::string_view kCueNames[] = {
    "", "title", "label", "greeting", "relation", "introduced", "signature", "named", "addressed"};
constexpr size_t kScoreSteps = 20;  // halves from -4 on

// Numbers of facts: blocks one behind the other.
constexpr size_t kSlotFacts = kMarkCount + kTraitCount + kGapCount + kAfterCount + kKindCount;
constexpr std::string_view kPairs[] = {"before1_first",       "first_after1",    "before1_after1",
                                       "first_last",          "before2_before1", "gap_first",
                                       "begins_first_after1", "words_before1"};
constexpr size_t kPairBegin = kSlotCount * kSlotFacts;
constexpr size_t kPairFacts = kKindCount * kKindCount;
constexpr size_t kScoreBegin = kPairBegin + std::size(kPairs) * kPairFacts;
constexpr std::string_view kOwnNames[] = {"right_by_hand",
                                          "thing",
                                          "before_ordinary",
                                          "behind_place_preposition",
                                          "behind_article",
                                          "before_noun",
                                          "german",
                                          "all_known",
                                          "none_known",
                                          "words_1",
                                          "words_2",
                                          "words_3",
                                          "words_4",
                                          "whole",
                                          "cyrillic_or_greek",
                                          "latin_marked",
                                          "surname_ending",
                                          "patronymic_ending",
                                          "ergative_behind",
                                          "text_without_capitals",
                                          "text_of_few_capitals",
                                          "text_of_capitals",
                                          "text_short",
                                          "text_of_lines",
                                          "vietnamese",
                                          "in_row",
                                          "apposition",
                                          "before_name",
                                          "strong_ending",
                                          "weak_ending",
                                          "by_list",
                                          "in_list",
                                          "beside_found_name",
                                          "person_named",
                                          "near_topic"};
constexpr size_t kOwnBegin = kScoreBegin + 2 * kScoreSteps;
constexpr size_t kCueBegin = kOwnBegin + std::size(kOwnNames);
constexpr size_t kFactsOfScript = kCueBegin + std::size(kCueNames);
static_assert(2 * kFactsOfScript < 65536);

size_t SmallWordBit(std::string_view word) {
  constexpr unsigned kBitsLog2 = 10;
  static_assert(sizeof(TextFacts::small_words) * 8 == size_t{1} << kBitsLog2);
  return HashOfWord(word) >> (32 - kBitsLog2);
}

class Collector {
 public:
  Collector(const std::vector<Token>& tokens, const NameCandidate& candidate,
            std::vector<FactId>* facts)
      : tokens_(tokens), candidate_(candidate), facts_(facts) {
    const bool is_uncased = tokens[candidate.begin].script == Script::kUncased;
    base_ = is_uncased ? kFactsOfScript : 0;
  }

  void Run() {
    const size_t begin = candidate_.begin;
    const size_t end = candidate_.end;
    AddSlot(kFirst, begin);
    if (end - begin > 1) AddSlot(kLast, end - 1);
    if (begin > 0) AddSlot(kBefore1, begin - 1);
    if (begin > 1) AddSlot(kBefore2, begin - 2);
    if (end < tokens_.size()) AddSlot(kAfter1, end);
    if (end + 1 < tokens_.size()) AddSlot(kAfter2, end + 1);
    AddPairs();
    AddOwn();
  }

 private:
  void Add(size_t fact) { facts_->push_back(static_cast<FactId>(base_ + fact)); }

  void AddSlot(Slot slot, size_t at) {
    const Token& token = tokens_[at];
    const size_t base = slot * kSlotFacts;
    for (uint32_t marks = token.marks; marks != 0; marks &= marks - 1) {
      const auto mark = static_cast<size_t>(std::countr_zero(marks));
      if (mark < kMarkCount) Add(base + mark);
    }
    const bool traits[] = {
        token.is_capital,
        token.is_upper,
        token.is_initial,
        token.has_period,
        token.has_digit,
        token.is_possessive,
        token.is_mixed,
        token.begins_sentence,
        token.marks == 0,
        token.script == Script::kUncased,
        token.word.size() < 4,
        token.word.size() > 8,
        token.word.ends_with("ed"),
        token.word.ends_with("s"),
        token.word.ends_with("ing"),
        !token.word.empty() &&
            (token.word.back() == 'a' || token.word.back() == 'o' || token.word.back() == 'i'),
        token.word.find('-') != std::string_view::npos,
        (slot == kFirst || slot == kLast) && RecursInLowerCase(token)};
    static_assert(std::size(traits) == kTraitCount);
    size_t at_fact = base + kMarkCount;
    for (size_t trait = 0; trait < kTraitCount; ++trait) {
      if (traits[trait]) Add(at_fact + trait);
    }
    at_fact += kTraitCount;
    Add(at_fact + static_cast<size_t>(token.gap));
    at_fact += kGapCount;
    if (token.after == 0) {
      Add(at_fact + kAfterCount - 1);
    } else if (token.after != ' ') {
      const size_t kind = kAfterChars.find(token.after);
      Add(at_fact + std::min(kind, kAfterCount - 2));
    }
    Add(at_fact + kAfterCount + KindOf(token));
  }

  // Near by: linear in the text.
  bool RecursInLowerCase(const Token& word) const {
    if (word.word.empty()) return false;
    const size_t bit = SmallWordBit(word.word);
    if ((candidate_.text->small_words[bit / 64] >> bit % 64 & 1U) == 0) return false;
    constexpr size_t kTokensMax = 40;
    const size_t from = candidate_.begin - std::min(candidate_.begin, kTokensMax);
    const size_t to = std::min(tokens_.size(), candidate_.end + kTokensMax);
    for (size_t i = from; i < to; ++i) {
      const Token& token = tokens_[i];
      const bool may_be_same = !token.is_capital && token.word.size() == word.word.size() &&
                               token.word.front() == word.word.front();
      if (may_be_same && token.script == Script::kCased && token.word == word.word) {
        return true;
      }
    }
    return false;
  }

  // Between two commas.
  bool IsInList() const {
    return tokens_[candidate_.begin].gap == Gap::kComma && candidate_.end < tokens_.size() &&
           tokens_[candidate_.end].gap == Gap::kComma;
  }

  // The kind of the neighbour, of the mark that parts it instead.
  size_t KindBefore(size_t at) const {
    if (at == 0 || tokens_[at].gap == Gap::kLine || tokens_[at].gap == Gap::kStart) return kEdge;
    return KindOf(tokens_[at - 1]);
  }
  size_t KindBehind(size_t end) const {
    if (end >= tokens_.size() || tokens_[end].gap == Gap::kLine) return kEdge;
    return KindOf(tokens_[end]);
  }

  void AddPair(size_t pair, size_t first, size_t second) {
    Add(kPairBegin + pair * kPairFacts + first * kKindCount + second);
  }

  void AddPairs() {
    const size_t begin = candidate_.begin;
    const size_t end = candidate_.end;
    const Token& first = tokens_[begin];
    const size_t kind = KindOf(first);
    const size_t before = KindBefore(begin);
    const size_t behind = KindBehind(end);
    AddPair(0, before, kind);
    AddPair(1, kind, behind);
    AddPair(2, before, behind);
    if (end - begin > 1) AddPair(3, kind, KindOf(tokens_[end - 1]));
    if (begin > 1) AddPair(4, KindOf(tokens_[begin - 2]), before);
    const size_t gap_behind =
        end < tokens_.size() ? static_cast<size_t>(tokens_[end].gap) : kGapCount - 1;
    AddPair(5, static_cast<size_t>(first.gap) * 3 + std::min<size_t>(candidate_.words, 3) - 1,
            gap_behind);
    if (first.begins_sentence) AddPair(6, kind, behind);
    AddPair(7, std::min<size_t>(candidate_.words, 3), before);
  }

  void AddOwn() {
    const double step = (candidate_.hand_score + 4) * 2;
    const size_t score = step < 0 ? 0 : std::min(static_cast<size_t>(step), kScoreSteps - 1);
    Add(kScoreBegin + (candidate_.words > 1 ? kScoreSteps : 0) + score);
    const std::string_view word = tokens_[candidate_.begin].word;
    const unsigned lead = word.empty() ? 0 : static_cast<unsigned char>(word[0]);
    const bool is_cyrillic_or_greek = lead >= 0xCD && lead < 0xD5;
    const bool is_latin_marked = lead >= 0xC2 && lead < 0xCD;
    const size_t text_words = candidate_.text->words;
    const size_t capitals = candidate_.text->capitals;
    const bool has_few_capitals = capitals > 0 && capitals * 8 < text_words;
    const bool facts[] = {candidate_.is_right_by_hand,
                          candidate_.is_thing,
                          candidate_.is_before_ordinary,
                          candidate_.is_behind_place_preposition,
                          candidate_.is_behind_article,
                          candidate_.is_before_noun,
                          candidate_.is_german,
                          candidate_.known_words >= candidate_.words,
                          candidate_.known_words == 0,
                          candidate_.words == 1,
                          candidate_.words == 2,
                          candidate_.words == 3,
                          candidate_.words >= 4,
                          candidate_.begin == 0 && candidate_.end == tokens_.size(),
                          is_cyrillic_or_greek,
                          is_latin_marked,
                          candidate_.has_surname_ending,
                          candidate_.has_patronymic_ending,
                          candidate_.is_before_ergative,
                          capitals == 0,
                          has_few_capitals,
                          capitals * 2 > text_words,
                          text_words < 8,
                          candidate_.text->has_lines,
                          candidate_.is_vietnamese,
                          candidate_.is_in_row,
                          candidate_.is_apposition,
                          candidate_.is_before_name,
                          candidate_.has_strong_ending,
                          candidate_.has_weak_ending,
                          candidate_.is_by_list,
                          IsInList(),
                          candidate_.is_beside_found_name,
                          candidate_.names_person,
                          candidate_.is_near_topic};
    static_assert(std::size(facts) == std::size(kOwnNames));
    for (size_t i = 0; i < std::size(facts); ++i) {
      if (facts[i]) Add(kOwnBegin + i);
    }
    const auto* const cue = std::find(std::begin(kCueNames), std::end(kCueNames), candidate_.cue);
    if (cue != std::end(kCueNames)) {
      Add(kCueBegin + static_cast<size_t>(cue - std::begin(kCueNames)));
    }
  }

  const std::vector<Token>& tokens_;
  const NameCandidate& candidate_;
  std::vector<FactId>* facts_;
  size_t base_ = 0;
};

std::string SlotFactName(size_t fact) {
  const std::string slot(kSlotNames[fact / kSlotFacts]);
  size_t at = fact % kSlotFacts;
  if (at < kMarkCount) return slot + ".mark." + std::string(kMarkNames[at]);
  at -= kMarkCount;
  if (at < kTraitCount) return slot + ".trait." + std::string(kTraitNames[at]);
  at -= kTraitCount;
  if (at < kGapCount) return slot + ".gap." + std::string(kGapNames[at]);
  at -= kGapCount;
  if (at < kAfterCount) return slot + ".mark_behind." + std::to_string(at);
  return slot + ".kind." + std::string(kKindNames[at - kAfterCount]);
}

}  // namespace

TextFacts ReadTextFacts(const std::vector<Token>& tokens) {
  TextFacts facts;
  facts.words = tokens.size();
  for (const Token& token : tokens) {
    facts.capitals += token.is_capital ? 1 : 0;
    facts.has_lines = facts.has_lines || token.gap == Gap::kLine;
  }
  return facts;
}

void ReadSmallWords(const std::vector<Token>& tokens, TextFacts* facts) {
  facts->has_small_words = true;
  for (const Token& token : tokens) {
    if (token.is_capital || token.script != Script::kCased || token.word.empty()) continue;
    const size_t bit = SmallWordBit(token.word);
    facts->small_words[bit / 64] |= uint64_t{1} << bit % 64;
  }
}

size_t FactCount() { return 2 * kFactsOfScript; }

std::string FactName(FactId fact) {
  const std::string script = fact < kFactsOfScript ? "" : "uncased.";
  const size_t at = fact % kFactsOfScript;
  if (at < kPairBegin) return script + SlotFactName(at);
  if (at < kScoreBegin) {
    const size_t pair = at - kPairBegin;
    const size_t first = pair % kPairFacts / kKindCount;
    const size_t second = pair % kKindCount;
    const bool is_gap = pair / kPairFacts == 5;
    const bool has_count = is_gap || pair / kPairFacts == 7;
    return script + std::string(kPairs[pair / kPairFacts]) + "." +
           (has_count ? std::to_string(first) : std::string(kKindNames[first])) + "." +
           (is_gap ? std::to_string(second) : std::string(kKindNames[second]));
  }
  if (at < kOwnBegin) return script + "hand_score." + std::to_string(at - kScoreBegin);
  if (at < kCueBegin) return script + std::string(kOwnNames[at - kOwnBegin]);
  return script + "cue." + std::string(kCueNames[at - kCueBegin]);
}

void CollectFacts(const std::vector<Token>& tokens, const NameCandidate& candidate,
                  std::vector<FactId>* facts) {
  facts->clear();
  Collector(tokens, candidate, facts).Run();
}

}  // namespace sunder::scanner::names
