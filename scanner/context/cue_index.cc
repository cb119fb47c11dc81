#include "scanner/context/cue_index.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sunder::scanner {
namespace {

struct KindName {
  std::string_view name;
  uint32_t kind;
};
constexpr std::array<KindName, 13> kKinds = {{{"self_subject", kSelfCue},
                                              {"person_subject", kPersonCue},
                                              {"counted_subject", kCountedCue},
                                              {"group_subject", kGroupCue},
                                              {"identity_verb", kVerbCue},
                                              {"negation", kNegationCue},
                                              {"membership", kMembershipCue},
                                              {"label_word", kLabelCue},
                                              {"topic_noun", kTopicCue},
                                              {"exclusion", kExclusionCue},
                                              {"speech", kSpeechCue},
                                              {"person_noun", kPersonNounCue},
                                              {"filler", kFillerCue}}};

// Words of the closed classes that may stand between a verb and what it says of somebody; they are
// grammar, not knowledge about a category. A pack adds adjectives with kind "filler".
constexpr std::array<std::string_view, 86> kFillers = {
    "a",          "an",         "the",        "also",         "very",
    "openly",     "proudly",    "half",       "part",         "mixed",
    "devout",     "observant",  "practicing", "practising",   "lapsed",
    "raised",     "born",       "longer",     "still",        "now",
    "currently",  "actually",   "both",       "strictly",     "originally",
    "really",     "secretly",   "quietly",    "former",       "ex",
    "formerly",   "once",       "always",     "been",         "be",
    "being",      "become",     "became",     "just",         "only",
    "himself",    "herself",    "themselves", "myself",       "as",
    "more",       "quite",      "fully",      "strict",       "lifelong",
    "committed",  "proud",      "staunch",    "registered",   "self",
    "identified", "deeply",     "nominally",  "partly",       "ethnically",
    "about",      "culturally", "ein",        "eine",         "einer",
    "einen",      "sehr",       "auch",       "offen",        "un",
    "une",        "très",       "aussi",      "ouvertement",  "una",
    "uno",        "muy",        "también",    "abiertamente", "um",
    "uma",        "muito",      "een",        "heel",         "ook",
    "molto"};

// Determiners and prepositions that begin a person_subject phrase but are no person noun.
bool IsNoNoun(std::string_view word) {
  constexpr std::array<std::string_view, 24> kNoNouns = {
      "he",  "she", "they", "him", "her",  "his", "their", "them", "who",  "whom", "whose", "mr",
      "mrs", "ms",  "miss", "dr",  "prof", "mx",  "sir",   "you",  "your", "this", "that",  "it"};
  return std::find(kNoNouns.begin(), kNoNouns.end(), word) != kNoNouns.end();
}

std::vector<std::string> PhraseWords(std::string_view phrase) {
  std::vector<std::string> folded;
  for (Word& word : SplitWords(phrase, {0, static_cast<uint32_t>(phrase.size())})) {
    folded.push_back(std::move(word.folded));
  }
  return folded;
}

}  // namespace

CueIndex::CueIndex(const std::vector<CueList>& cues) {
  for (const std::string_view filler : kFillers) Add(filler, kFillerCue);
  for (const CueList& list : cues) {
    const auto kind = std::find_if(kKinds.begin(), kKinds.end(),
                                   [&](const KindName& entry) { return entry.name == list.kind; });
    if (kind == kKinds.end()) continue;  // the loader names the kinds that exist
    for (const std::string& phrase : list.folded) {
      Add(phrase, kind->kind);
      if (kind->kind != kPersonCue) continue;
      const std::vector<std::string> words = PhraseWords(phrase);
      if (!words.empty() && !IsNoNoun(words.back())) Add(words.back(), kPersonNounCue);
    }
  }
}

void CueIndex::Add(std::string_view phrase, uint32_t kinds) {
  const std::vector<std::string> words = PhraseWords(phrase);
  if (words.empty()) return;
  std::string key;
  for (const std::string& word : words) {
    if (!key.empty()) key += ' ';
    key += word;
  }
  kinds_by_phrase_[key] |= kinds;
  uint32_t& words_max = words_max_by_first_[words.front()];
  words_max = std::max(words_max, static_cast<uint32_t>(words.size()));
}

uint32_t CueIndex::KindsOf(std::string_view folded_word) const {
  const auto found = kinds_by_phrase_.find(std::string(folded_word));
  return found == kinds_by_phrase_.end() ? 0 : found->second;
}

std::vector<CueHit> CueIndex::Find(std::string_view text, const std::vector<Word>& words) const {
  std::vector<CueHit> hits;
  std::string key;
  for (uint32_t i = 0; i < words.size(); ++i) {
    const auto first = words_max_by_first_.find(words[i].folded);
    if (first == words_max_by_first_.end()) continue;
    std::vector<CueHit> here;  // by rising length
    key.clear();
    for (uint32_t end = i; end < words.size() && end - i < first->second; ++end) {
      if (end > i) {
        if (!IsJoined(text, words[end])) break;
        key += ' ';
      }
      key += words[end].folded;
      const auto found = kinds_by_phrase_.find(key);
      if (found != kinds_by_phrase_.end()) here.push_back({found->second, i, end + 1});
    }
    uint32_t seen = 0;
    for (size_t k = here.size(); k-- > 0;) {
      here[k].kinds &= ~seen;
      seen |= here[k].kinds;
      if (here[k].kinds != 0) hits.push_back(here[k]);
    }
  }
  return hits;
}

}  // namespace sunder::scanner
