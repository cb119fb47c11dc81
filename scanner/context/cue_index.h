// The cue lists of a RuleSet, compiled for look-up by words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "scanner/context/words.h"
#include "scanner/rules/rule_set.h"

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
};

// A cue phrase: words [begin, end) of a sentence.
struct CueHit {
  uint32_t kinds = 0;
  uint32_t begin = 0;
  uint32_t end = 0;
};

// Immutable.
class CueIndex {
 public:
  explicit CueIndex(const std::vector<CueList>& cues);

  // The longest phrase of every kind at every word, ordered by begin. Phrases do not reach over
  // punctuation.
  std::vector<CueHit> Find(std::string_view text, const std::vector<Word>& words) const;
  // Kinds of one word alone.
  uint32_t KindsOf(std::string_view folded_word) const;

 private:
  void Add(std::string_view phrase, uint32_t kinds);

  std::unordered_map<std::string, uint32_t> kinds_by_phrase_;  // words joined by one space
  std::unordered_map<std::string, uint32_t> words_max_by_first_;
};

}  // namespace sunder::scanner
