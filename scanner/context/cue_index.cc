#include "scanner/context/cue_index.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sunder::scanner {
namespace {

constexpr std::array<std::string_view, kCueKindCount> kKindNames = {
    "self_subject",  "person_subject", "counted_subject", "group_subject",
    "identity_verb", "negation",       "membership",      "label_word",
    "topic_noun",    "exclusion",      "speech",          "person_noun",
    "filler",        "determiner",     "possessive",      "general_determiner",
    "relative",      "condition",      "addressee",       "citizen",
    "role",          "predicate_end",  "function_word"};

// Languages that have half of the best one's votes are spoken, too: short sentences of related
// languages have most of their cues in common.
constexpr double kSpokenShare = 0.5;

// The words of a phrase, folded; one without marks and ideographs is itself.
std::vector<std::string> PhraseWords(std::string_view phrase) {
  const bool is_plain =
      std::all_of(phrase.begin(), phrase.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (is_plain) return {std::string(phrase)};
  std::vector<std::string> folded;
  for (Word& word : SplitWords(phrase, {0, static_cast<uint32_t>(phrase.size())})) {
    folded.push_back(std::move(word.folded));
  }
  return folded;
}

}  // namespace

std::string_view CueKindName(uint32_t bit) { return kKindNames[bit]; }

// Rules without a list of languages speak one that is always spoken.
LanguageMask CueIndex::LanguageOf(const RuleSet& rules, const CueList& list) {
  const LanguageMask known = rules.MaskOf(list.language);
  return known == 0 ? ~LanguageMask{0} : known;
}

template <class Take>
void CueIndex::ForEachPhrase(const RuleSet& rules, const CueList& list, Take take) {
  for (size_t at = 0; at < list.folded.size(); ++at) {
    const ParadigmId paradigm = at < list.paradigms.size() ? list.paradigms[at] : kNoParadigm;
    if (paradigm == kNoParadigm) {
      take(PhraseWords(list.folded[at]));
      continue;
    }
    for (const std::string& ending : rules.paradigms[paradigm].endings) {
      take(PhraseWords(list.folded[at] + ending));
    }
  }
}

void CueIndex::AddList(const RuleSet& rules, const CueList& list) {
  const auto name = std::find(kKindNames.begin(), kKindNames.end(), list.kind);
  if (name == kKindNames.end()) return;  // the loader names the kinds that exist
  const uint32_t kind = 1U << static_cast<uint32_t>(name - kKindNames.begin());
  const LanguageMask language = LanguageOf(rules, list);
  ForEachPhrase(rules, list,
                [&](const std::vector<std::string>& words) { Add(words, language, kind); });
}

CueIndex::CueIndex(const RuleSet& rules) : prefixes_(rules.languages.size()) {
  for (const Inflection& inflection : rules.inflections) {
    const LanguageMask language = rules.MaskOf(inflection.language);
    if (language == 0 || inflection.prefixes.empty()) continue;
    const auto at = std::find(rules.languages.begin(), rules.languages.end(), inflection.language);
    prefixes_[static_cast<size_t>(at - rules.languages.begin())] = inflection.prefixes;
    prefixing_ |= language;
  }
  for (const CueList& list : rules.cues) AddList(rules, list);
  for (const CueList& list : rules.cues) AddPersonNouns(rules, list);
}

// The head of a phrase for persons is a noun for persons by itself: "colleague" of "my colleague".
void CueIndex::AddPersonNouns(const RuleSet& rules, const CueList& list) {
  if (list.kind != CueKindName(1)) return;
  constexpr uint32_t kNoNouns = kPossessiveCue | kRelativeCue | kAddresseeCue | kFunctionWordCue;
  const LanguageMask language = LanguageOf(rules, list);
  ForEachPhrase(rules, list, [&](const std::vector<std::string>& words) {
    const bool is_ideographic = words.back().size() == 3 && words.back()[0] >= '\xE3' &&
                                words.size() > 1 && words.front().size() == 3;
    if (is_ideographic) return Add(words, language, kPersonNounCue);
    if ((Kinds(words.back(), language) & kNoNouns) != 0) return;
    Add({words.back()}, language, kPersonNounCue);
  });
}

void CueIndex::Add(const std::vector<std::string>& words, LanguageMask language, uint32_t kinds) {
  if (words.empty()) return;
  std::string key;
  for (const std::string& word : words) {
    if (!key.empty()) key += ' ';
    key += word;
  }
  const auto [found, is_new] = first_by_phrase_.try_emplace(std::move(key), kNone);
  for (uint32_t at = found->second; at != kNone; at = entries_[at].next) {
    if (entries_[at].language != language) continue;
    entries_[at].kinds |= kinds;
    return;
  }
  entries_.push_back({language, kinds, found->second});
  found->second = static_cast<uint32_t>(entries_.size()) - 1;
  if (words.size() == 1) return;
  uint32_t& words_max = words_max_by_first_[words.front()];
  words_max = std::max(words_max, static_cast<uint32_t>(words.size()));
}

uint32_t CueIndex::FirstEntry(std::string_view key) const {
  const auto found = first_by_phrase_.find(key);
  return found == first_by_phrase_.end() ? kNone : found->second;
}

uint32_t CueIndex::Kinds(std::string_view key, LanguageMask languages) const {
  uint32_t kinds = 0;
  for (uint32_t at = FirstEntry(key); at != kNone; at = entries_[at].next) {
    if ((entries_[at].language & languages) != 0) kinds |= entries_[at].kinds;
  }
  return kinds;
}

uint32_t CueIndex::KindsBehindPrefix(std::string_view word, LanguageMask languages) const {
  uint32_t kinds = 0;
  for (size_t language = 0; language < prefixes_.size(); ++language) {
    const LanguageMask mask = LanguageMask{1} << language;
    if ((mask & languages) == 0) continue;
    for (const std::string& prefix : prefixes_[language]) {
      if (prefix.empty() || word.size() <= prefix.size()) continue;
      if (word.substr(0, prefix.size()) == prefix) kinds |= Kinds(word.substr(prefix.size()), mask);
    }
  }
  return kinds;
}

uint32_t CueIndex::KindsOf(std::string_view folded_word) const {
  return Kinds(folded_word, ~LanguageMask{0});
}

LanguageMask CueIndex::Guess(const std::vector<Word>& words) const {
  constexpr size_t kBits = 64;
  std::array<double, kBits> votes = {};
  for (const Word& word : words) {
    const uint32_t first = FirstEntry(word.folded);
    uint32_t languages = 0;
    for (uint32_t at = first; at != kNone; at = entries_[at].next) ++languages;
    for (uint32_t at = first; at != kNone; at = entries_[at].next) {
      for (size_t bit = 0; bit < kBits; ++bit) {
        if ((entries_[at].language >> bit & 1U) != 0) votes[bit] += 1.0 / languages;
      }
    }
  }
  const double best = *std::max_element(votes.begin(), votes.end());
  if (best == 0) return ~LanguageMask{0};
  LanguageMask spoken = 0;
  for (size_t bit = 0; bit < kBits; ++bit) {
    if (votes[bit] >= best * kSpokenShare) spoken |= LanguageMask{1} << bit;
  }
  return spoken;
}

std::vector<CueHit> CueIndex::Find(const std::vector<Word>& words, LanguageMask languages) const {
  std::vector<CueHit> hits;
  std::string key;
  for (uint32_t i = 0; i < words.size(); ++i) {
    std::vector<CueHit> here;  // by rising length
    uint32_t kinds = Kinds(words[i].folded, languages);
    if (kinds == 0 && (languages & prefixing_) != 0) {
      kinds = KindsBehindPrefix(words[i].folded, languages & prefixing_);
    }
    if (kinds != 0) here.push_back({kinds, i, i + 1});
    const auto longest = words_max_by_first_.find(words[i].folded);
    const uint32_t words_max = longest == words_max_by_first_.end() ? 1 : longest->second;
    key = words[i].folded;
    for (uint32_t end = i + 1; end < words.size() && end - i < words_max; ++end) {
      if (!IsJoined(words[end])) break;
      key += ' ';
      key += words[end].folded;
      kinds = Kinds(key, languages);
      if (kinds != 0) here.push_back({kinds, i, end + 1});
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
