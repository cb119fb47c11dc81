// The cue lists of a RuleSet, compiled for look-up by words.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/context/words.h"
#include "scanner/rules/rule_set.h"
#include "scanner/text/archive.h"
#include "scanner/text/byte_hash.h"
#include "scanner/text/flat_array.h"
#include "scanner/text/text_table.h"

namespace sunder::scanner {

enum CueKind : uint32_t {
  kSelfCue = 1U << 0,
  kPersonCue = 1U << 1,
  kCountedCue = 1U << 2,
  kGroupCue = 1U << 3,
  kVerbCue = 1U << 4,
  kNegationCue = 1U << 5,
  kMembershipCue = 1U << 6,
  kLabelCue = 1U << 7,
  kTopicCue = 1U << 8,
  kExclusionCue = 1U << 9,
  kSpeechCue = 1U << 10,
  kPersonNounCue = 1U << 11,  // the head of a person_subject phrase: "colleague" of "my colleague"
  kFillerCue = 1U << 12,      // may stand between verb and term: articles, adverbs, "devout"
  kDeterminerCue = 1U << 13,
  kPossessiveCue = 1U << 14,         // "my", "her": what follows is owned
  kGeneralDeterminerCue = 1U << 15,  // "every", "most"
  kRelativeCue = 1U << 16,           // "who"
  kConditionCue = 1U << 17,          // "if"
  kAddresseeCue = 1U << 18,          // "you"
  kCitizenCue = 1U << 19,            // "citizen", "passport": neither descent nor belief
  kRoleCue = 1U << 20,               // "as"
  kPredicateEndCue = 1U << 21,       // "and", "because": the predicate before it is complete
  kFunctionWordCue = 1U << 22,       // prepositions, auxiliaries, pronouns: no nouns
  kTitleCue = 1U << 23,              // "Mrs": what follows is a name
  kLanguageCue = 1U << 24,  // "speaks", "interpreter": a people's word beside it is a tongue
  kPluralCue = 1U << 25,    // "these", "les": what follows is several
  kPretenceCue = 1U << 26,  // "novel", "board game", "persona": who is spoken of there is nobody
  // Whose partner somebody is, and of what sex both are: for couples.h alone.
  kManCue = 1U << 27,     // "he", "uncle", "her husband"
  kWomanCue = 1U << 28,   // "she", "aunt"
  kHavingCue = 1U << 29,  // "has": whoever has a partner owns the word behind it
  // "fasting for", "off for": beside a holy day or a rite it is somebody's; for observances.h
  // alone.
  kObservingCue = 1U << 30,
};
inline constexpr uint32_t kCueKindCount = 31;
inline constexpr uint32_t kSentenceCueKindCount = 27;  // those of all other judgement
inline constexpr uint32_t kSpecificCues = kManCue | kWomanCue | kHavingCue | kObservingCue;
// The names of the kinds in packs, by bit.
std::string_view CueKindName(uint32_t bit);

// A cue phrase: words [begin, end) of a sentence.
struct CueHit {
  uint32_t kinds = 0;
  uint32_t begin = 0;
  uint32_t end = 0;
};

// The languages of a word's cues, 0 where it is none; a name counts for less.
struct LanguageVote {
  Span original;
  LanguageMask languages = 0;
  bool is_capital = false;
  uint32_t kinds = 0;  // in whatever language
};

// What the index says of a word or phrase.
struct CueFacts {
  LanguageMask languages = 0;  // in which it is a cue
  // The first bytes of words that go on with it in a longer phrase: a bit each.
  std::array<uint64_t, 4> next = {};
  std::vector<std::pair<LanguageMask, uint32_t>> kinds;
  uint32_t all_kinds = 0;

  uint32_t KindsIn(LanguageMask spoken) const {
    if (all_kinds == 0 || spoken == ~LanguageMask{0}) return all_kinds;
    uint32_t found = 0;
    for (const auto& [language, kind] : kinds) found |= (language & spoken) != 0 ? kind : 0U;
    return found;
  }
  bool MayGoOnWith(std::string_view word) const {
    const size_t byte = word.empty() ? 0 : static_cast<unsigned char>(word.front());
    return (next[byte / 64] >> byte % 64 & 1U) != 0;
  }
};

// The facts of words and phrases looked up lately: few make up most of a text, and each look-up
// tries all endings. One a thread; the whole text is the key. REQUIRES: used with one index only.
class CueMemo {
 public:
  CueMemo();

  // What `look_up(text)` gives; holds until the next call.
  template <class LookUp>
  const CueFacts& Get(std::string_view text, LookUp look_up) {
    Entry& entry = entries_[PlaceOf(text)];
    if (!entry.is_filled || entry.text != text) {
      entry.facts = look_up(text);
      entry.text = text;
      entry.is_filled = true;
    }
    return entry.facts;
  }

 private:
  struct Entry {
    std::string text;
    CueFacts facts;
    bool is_filled = false;
  };
  static constexpr unsigned kEntriesLog2 = 14;
  static size_t PlaceOf(std::string_view text) { return HashBytes(text) >> (64 - kEntriesLog2); }

  std::vector<Entry> entries_;
};

// Immutable. REQUIRES: the rules outlive it.
class CueIndex {
 public:
  explicit CueIndex(const RuleSet& rules);
  // One that was written.
  CueIndex(const RuleSet& rules, ArchiveReader* reader);
  template <class Archive>
  void Fields(Archive& archive) {
    archive(entries_, first_by_phrase_, nexts_by_beginning_, nexts_);
  }

  // What a word says of the language around it.
  LanguageVote VoteOf(const Word& word, CueMemo* memo = nullptr) const;
  // The languages that the words speak, told by the cues among them; all where nothing tells.
  static LanguageMask Guess(std::span<const LanguageVote> votes);
  // The longest phrase of every kind at every word, ordered by begin, of cues in `languages`.
  // Phrases do not reach over punctuation.
  std::vector<CueHit> Find(const std::vector<Word>& words, LanguageMask languages,
                           CueMemo* memo = nullptr) const;
  // Whether the word has an ending of words for several persons in one of the languages.
  bool IsPlural(std::string_view folded_word, LanguageMask languages) const;
  // What its longest known ending says of the word in each of the languages: bits of WordForm.
  uint32_t FormsOf(std::string_view folded_word, LanguageMask languages) const;
  // Whether in each of the languages a noun stands before its adjectives, or behind.
  bool NounsBefore(LanguageMask languages) const {
    return languages != 0 && (languages & ~nouns_before_) == 0;
  }
  bool NounsBehind(LanguageMask languages) const { return (languages & nouns_before_) == 0; }
  // Kinds of one word alone, in any language.
  uint32_t KindsOf(std::string_view folded_word) const;

 private:
  static constexpr uint32_t kNone = static_cast<uint32_t>(-1);
  // What a phrase is in one language; a chain for each phrase. With a paradigm the phrase's last
  // word is a stem: writing all forms out would take a second and a hundred megabytes.
  struct Entry {
    LanguageMask language = 0;
    uint32_t kinds = 0;
    uint32_t next = kNone;
    uint64_t paradigm = kNoParadigm;  // a ParadigmId, widened: entries have no padding
  };
  // What grows while lists are added.
  struct Builder {
    std::vector<Entry> entries;
    TextTableBuilder first_by_phrase;
    TextTableBuilder nexts_by_beginning;
    std::vector<std::array<uint64_t, 4>> nexts;
  };

  static LanguageMask LanguageOf(const RuleSet& rules, const CueList& list);
  template <class Take>
  static void ForEachPhrase(const CueList& list, Take take);
  void ReadInflections();
  void ReadForms(const Inflection& inflection);
  void AddList(const CueList& list, Builder* builder) const;
  void AddPersonNouns(const CueList& list, Builder* builder) const;
  static void Add(const std::vector<std::string>& words, ParadigmId paradigm, LanguageMask language,
                  uint32_t kinds, Builder* builder);
  // Calls `take(entry)` for what a phrase is, by itself and as a stem with its ending.
  template <class Table, class Entries, class Take>
  void ForEachEntry(const Table& first_by_phrase, const Entries& entries, std::string_view key,
                    Take take) const;
  template <class Take>
  void ForEachEntry(std::string_view key, Take take) const;
  uint32_t Kinds(std::string_view key, LanguageMask languages) const;
  CueFacts LookUp(std::string_view key) const;
  // Kinds of a word without the prefix that its language writes onto it.
  uint32_t KindsBehindPrefix(std::string_view word, LanguageMask languages) const;

  const RuleSet& rules_;
  static constexpr size_t kEndingBits = 1U << 16U;  // some thousand endings: most tell at one look
  std::vector<bool> ending_sizes_;                  // those that some paradigm has, by bytes
  std::vector<bool> endings_ = std::vector<bool>(kEndingBits);  // by hash; true: may be one
  FlatArray<Entry> entries_;
  TextTable first_by_phrase_;
  // By the whole words that longer phrases begin with: CueFacts::next.
  TextTable nexts_by_beginning_;
  FlatArray<std::array<uint64_t, 4>> nexts_;
  bool has_spaced_endings_ = false;                 // then any word may go on
  std::vector<std::vector<std::string>> prefixes_;  // by bit of LanguageMask
  LanguageMask prefixing_ = 0;                      // languages that have some
  LanguageMask nouns_before_ = 0;                   // languages like French
  LanguageMask english_ = 0;                        // its plurals are known without endings
  std::vector<std::pair<LanguageMask, std::vector<std::string>>> plural_endings_;
  // Endings with the forms that they tell, sorted.
  using FormEndings = std::vector<std::pair<std::string, uint32_t>>;
  std::vector<std::pair<LanguageMask, FormEndings>> form_endings_;
};

}  // namespace sunder::scanner
