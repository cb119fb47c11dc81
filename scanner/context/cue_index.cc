#include "scanner/context/cue_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <utility>

#include "scanner/rules/cue_kinds.h"
#include "scanner/text/letters.h"

namespace sunder::scanner {
namespace {

static_assert(kCueKindNames.size() == kCueKindCount);

// Languages that have half of the best one's votes are spoken, too: short sentences of related
// languages have most of their cues in common.
constexpr double kSpokenShare = 0.5;
// Texts of this size with fewer words than one in so many that are known are lists of names, code
// or encoded data.
constexpr size_t kTellingWordsMin = 12;
constexpr size_t kKnownShare = 10;
// What a word with a capital counts: it may be a name ("Anne" is a mother in Turkish).
constexpr double kCapitalVote = 0.5;

// Of an ending, from its last byte to the first (Bernstein's hash).
uint32_t EndingHash(uint32_t hash, char before) {
  return hash * 33 + static_cast<unsigned char>(before);
}

// Whether the words of a folded phrase are what stands between its spaces: no marks, and no script
// without spaces. Lead bytes 0xE2-0xE9 begin punctuation, kana and Han.
bool IsPlain(std::string_view phrase) {
  return std::all_of(phrase.begin(), phrase.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) return c == ' ' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    return byte < 0xE2 || byte > 0xE9;
  });
}

// The words of a folded phrase.
std::vector<std::string> PhraseWords(std::string_view phrase) {
  std::vector<std::string> folded;
  if (!IsPlain(phrase)) {
    for (Word& word : SplitWords(phrase, {0, static_cast<uint32_t>(phrase.size())})) {
      folded.push_back(std::move(word.folded));
    }
    return folded;
  }
  while (!phrase.empty()) {
    const size_t end = std::min(phrase.find(' '), phrase.size());
    if (end > 0) folded.emplace_back(phrase.substr(0, end));
    phrase.remove_prefix(std::min(end + 1, phrase.size()));
  }
  return folded;
}

}  // namespace

std::string_view CueKindName(uint32_t bit) { return kCueKindNames[bit]; }

// Rules without a list of languages speak one that is always spoken.
LanguageMask CueIndex::LanguageOf(const RuleSet& rules, const CueList& list) {
  const LanguageMask known = rules.MaskOf(list.language);
  return known == 0 ? ~LanguageMask{0} : known;
}

template <class Take>
void CueIndex::ForEachPhrase(const CueList& list, Take take) {
  for (size_t at = 0; at < list.folded.size(); ++at) {
    const ParadigmId paradigm = at < list.paradigms.size() ? list.paradigms[at] : kNoParadigm;
    const std::vector<std::string> words = PhraseWords(list.folded[at]);
    if (words.empty()) continue;
    take(words, paradigm);
    const std::string plain = WithoutAccents(list.folded[at]);  // as many people type it
    // But two letters are a word of too many languages ("\xC3\xA9", "l\xC3\xA0").
    constexpr size_t kPlainSizeMin = 3;
    if (plain.size() >= kPlainSizeMin && plain != list.folded[at]) {
      take(PhraseWords(plain), paradigm);
    }
  }
}

void CueIndex::ReadInflections() {
  prefixes_.resize(rules_.languages.size());
  english_ = rules_.MaskOf("en");
  for (const Inflection& inflection : rules_.inflections) {
    const LanguageMask language = rules_.MaskOf(inflection.language);
    if (inflection.nouns_first) nouns_before_ |= language;
    if (!inflection.plural_endings.empty()) {
      plural_endings_.emplace_back(language, inflection.plural_endings);
    }
    ReadForms(inflection);
    if (language == 0 || inflection.prefixes.empty()) continue;
    const auto at =
        std::find(rules_.languages.begin(), rules_.languages.end(), inflection.language);
    prefixes_[static_cast<size_t>(at - rules_.languages.begin())] = inflection.prefixes;
    prefixing_ |= language;
  }
  for (const Paradigm& paradigm : rules_.paradigms) {
    for (const std::string& ending : paradigm.endings) {
      if (ending.size() >= ending_sizes_.size()) ending_sizes_.resize(ending.size() + 1, false);
      ending_sizes_[ending.size()] = true;
      has_spaced_endings_ = has_spaced_endings_ || ending.find(' ') != std::string::npos;
      uint32_t hash = 0;
      for (size_t at = ending.size(); at-- > 0;) hash = EndingHash(hash, ending[at]);
      endings_[hash % kEndingBits] = true;
    }
  }
}

void CueIndex::ReadForms(const Inflection& inflection) {
  std::map<std::string, uint32_t> forms;
  for (uint32_t form = 0; form < kWordFormCount; ++form) {
    for (const std::string& ending : inflection.form_endings[form]) forms[ending] |= 1U << form;
  }
  if (forms.empty()) return;
  form_endings_.emplace_back(rules_.MaskOf(inflection.language),
                             FormEndings(forms.begin(), forms.end()));
}

CueIndex::CueIndex(const RuleSet& rules, ArchiveReader* reader) : rules_(rules) {
  ReadInflections();
  (*reader)(*this);
}

CueIndex::CueIndex(const RuleSet& rules) : rules_(rules) {
  ReadInflections();
  Builder builder;
  for (const CueList& list : rules.cues) AddList(list, &builder);
  for (const CueList& list : rules.cues) AddPersonNouns(list, &builder);
  entries_.Own(std::move(builder.entries));
  first_by_phrase_ = builder.first_by_phrase.Build();
  nexts_by_beginning_ = builder.nexts_by_beginning.Build();
  nexts_.Own(std::move(builder.nexts));
}

void CueIndex::AddList(const CueList& list, Builder* builder) const {
  const auto name = std::find(kCueKindNames.begin(), kCueKindNames.end(), list.kind);
  if (name == kCueKindNames.end()) return;  // the loader names the kinds that exist
  const uint32_t kind = 1U << static_cast<uint32_t>(name - kCueKindNames.begin());
  const LanguageMask language = LanguageOf(rules_, list);
  ForEachPhrase(list, [&](const std::vector<std::string>& words, ParadigmId paradigm) {
    Add(words, paradigm, language, kind, builder);
  });
}

// The head of a phrase for persons is a noun for persons by itself: "colleague" of "my colleague".
void CueIndex::AddPersonNouns(const CueList& list, Builder* builder) const {
  if (list.kind != CueKindName(1)) return;
  constexpr uint32_t kNoNouns = kPossessiveCue | kRelativeCue | kAddresseeCue | kFunctionWordCue;
  const LanguageMask language = LanguageOf(rules_, list);
  ForEachPhrase(list, [&](const std::vector<std::string>& words, ParadigmId paradigm) {
    const bool is_ideographic = words.back().size() == 3 && words.back()[0] >= '\xE3' &&
                                words.size() > 1 && words.front().size() == 3;
    if (is_ideographic) return Add(words, paradigm, language, kPersonNounCue, builder);
    uint32_t kinds = 0;
    ForEachEntry(builder->first_by_phrase, builder->entries, words.back(), [&](const Entry& entry) {
      if ((entry.language & language) != 0) kinds |= entry.kinds;
    });
    if ((kinds & kNoNouns) != 0) return;
    Add({words.back()}, paradigm, language, kPersonNounCue, builder);
  });
}

void CueIndex::Add(const std::vector<std::string>& words, ParadigmId paradigm,
                   LanguageMask language, uint32_t kinds, Builder* builder) {
  std::string key;
  for (const std::string& word : words) {
    if (!key.empty()) key += ' ';
    key += word;
  }
  std::vector<Entry>& entries = builder->entries;
  uint32_t& first = builder->first_by_phrase.At(key);
  for (uint32_t at = first; at != kNone; at = entries[at].next) {
    if (entries[at].language != language || entries[at].paradigm != paradigm) continue;
    entries[at].kinds |= kinds;
    return;
  }
  entries.push_back({language, kinds, first, paradigm});
  first = static_cast<uint32_t>(entries.size()) - 1;
  key.clear();
  for (size_t word = 0; word + 1 < words.size(); ++word) {
    key += (key.empty() ? "" : " ") + words[word];
    uint32_t& next = builder->nexts_by_beginning.At(key);
    if (next == kNone) {
      next = static_cast<uint32_t>(builder->nexts.size());
      builder->nexts.emplace_back();
    }
    const std::string& behind = words[word + 1];
    const auto byte = behind.empty() ? 0U : static_cast<unsigned char>(behind.front());
    builder->nexts[next][byte / 64] |= uint64_t{1} << byte % 64;
  }
}

template <class Table, class Entries, class Take>
void CueIndex::ForEachEntry(const Table& first_by_phrase, const Entries& entries,
                            std::string_view key, Take take) const {
  const auto visit = [&](std::string_view stem, std::string_view ending) {
    for (uint32_t at = first_by_phrase.Find(stem); at != kNone; at = entries[at].next) {
      bool fits = ending.empty();
      if (entries[at].paradigm != kNoParadigm) {
        const std::vector<std::string>& endings = rules_.paradigms[entries[at].paradigm].endings;
        fits = std::binary_search(endings.begin(), endings.end(), ending);
      }
      if (fits) take(entries[at]);
    }
  };
  visit(key, {});
  const size_t sizes = std::min(ending_sizes_.size(), key.size());
  uint32_t hash = 0;
  for (size_t size = 1; size < sizes; ++size) {
    const char first = key[key.size() - size];
    hash = EndingHash(hash, first);
    if (!endings_[hash % kEndingBits] || !ending_sizes_[size] ||
        (static_cast<unsigned char>(first) & 0xC0U) == 0x80U)
      continue;
    if (key[key.size() - size - 1] == ' ') break;  // no stem is left
    visit(key.substr(0, key.size() - size), key.substr(key.size() - size));
  }
}

template <class Take>
void CueIndex::ForEachEntry(std::string_view key, Take take) const {
  ForEachEntry(first_by_phrase_, entries_, key, take);
}

uint32_t CueIndex::Kinds(std::string_view key, LanguageMask languages) const {
  uint32_t kinds = 0;
  ForEachEntry(key, [&](const Entry& entry) {
    if ((entry.language & languages) != 0) kinds |= entry.kinds;
  });
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

bool CueIndex::IsPlural(std::string_view folded_word, LanguageMask languages) const {
  const bool may_be_english = english_ == 0 || (languages & english_) != 0;
  if (may_be_english && scanner::IsPlural(folded_word)) return true;
  constexpr size_t kStemSizeMin = 3;
  for (const auto& [language, endings] : plural_endings_) {
    if ((language & languages) == 0) continue;
    for (const std::string& ending : endings) {
      if (folded_word.size() >= ending.size() + kStemSizeMin &&
          folded_word.substr(folded_word.size() - ending.size()) == ending) {
        return true;
      }
    }
  }
  return false;
}

uint32_t CueIndex::FormsOf(std::string_view folded_word, LanguageMask languages) const {
  uint32_t forms = 0;
  for (const auto& [language, endings] : form_endings_) {
    if ((language & languages) == 0) continue;
    for (size_t begin = 1; begin < folded_word.size(); ++begin) {  // the longest ending first
      const std::string_view ending = folded_word.substr(begin);
      const auto found = std::lower_bound(
          endings.begin(), endings.end(), ending,
          [](const auto& known, std::string_view asked) { return known.first < asked; });
      if (found == endings.end() || found->first != ending) continue;
      forms |= found->second;
      break;
    }
  }
  return forms;
}

uint32_t CueIndex::KindsOf(std::string_view folded_word) const {
  return Kinds(folded_word, ~LanguageMask{0});
}

CueMemo::CueMemo() : entries_(size_t{1} << kEntriesLog2) {}

CueFacts CueIndex::LookUp(std::string_view key) const {
  CueFacts facts;
  ForEachEntry(key, [&](const Entry& entry) {
    if ((entry.kinds & ~kSpecificCues) != 0) facts.languages |= entry.language;
    facts.all_kinds |= entry.kinds;
    const auto known = std::find_if(facts.kinds.begin(), facts.kinds.end(), [&](const auto& kinds) {
      return kinds.first == entry.language;
    });
    if (known != facts.kinds.end()) {
      known->second |= entry.kinds;
    } else {
      facts.kinds.emplace_back(entry.language, entry.kinds);
    }
  });
  const uint32_t next = nexts_by_beginning_.Find(key);
  if (next != TextTable::kNone) facts.next = nexts_[next];
  if (has_spaced_endings_) facts.next.fill(~uint64_t{0});
  return facts;
}

LanguageVote CueIndex::VoteOf(const Word& word, CueMemo* memo) const {
  const auto look_up = [&](std::string_view key) { return LookUp(key); };
  const auto vote = [&](const CueFacts& facts) {
    return LanguageVote{word.original, facts.languages, word.is_capital,
                        facts.KindsIn(~LanguageMask{0}) & ~kSpecificCues};
  };
  return vote(memo == nullptr ? LookUp(word.folded) : memo->Get(word.folded, look_up));
}

LanguageMask CueIndex::Guess(std::span<const LanguageVote> words) {
  constexpr size_t kBits = 64;
  // By capital and number of languages.
  static constexpr std::array<std::array<double, kBits + 1>, 2> kVotes = [] {
    std::array<std::array<double, kBits + 1>, 2> made = {};
    for (size_t count = 1; count <= kBits; ++count) {
      made[0][count] = 1.0 / static_cast<double>(count);
      made[1][count] = kCapitalVote / static_cast<double>(count);
    }
    return made;
  }();
  std::array<double, kBits> votes = {};
  LanguageMask seen = 0;
  size_t known = 0;
  for (const LanguageVote& word : words) {
    if (word.languages == 0) continue;
    ++known;
    const double vote = kVotes[word.is_capital][static_cast<size_t>(std::popcount(word.languages))];
    seen |= word.languages;
    for (LanguageMask left = word.languages; left != 0; left &= left - 1) {
      votes[static_cast<size_t>(std::countr_zero(left))] += vote;
    }
  }
  if (seen == 0) return ~LanguageMask{0};
  const double best = *std::max_element(votes.begin(), votes.end());
  // Of every language a third and more of a text are words that all texts have.
  if (words.size() >= kTellingWordsMin && known * kKnownShare < words.size()) {
    return ~LanguageMask{0};
  }
  LanguageMask spoken = 0;
  for (; seen != 0; seen &= seen - 1) {
    const auto bit = static_cast<size_t>(std::countr_zero(seen));
    if (votes[bit] >= best * kSpokenShare) spoken |= LanguageMask{1} << bit;
  }
  return spoken;
}

std::vector<CueHit> CueIndex::Find(const std::vector<Word>& words, LanguageMask languages,
                                   CueMemo* memo) const {
  std::vector<CueHit> hits;
  std::string key;
  std::vector<CueHit> here;  // by rising length
  CueFacts own;
  const auto facts_of = [&](std::string_view text) -> const CueFacts& {
    if (memo == nullptr) return own = LookUp(text);
    return memo->Get(text, [&](std::string_view wanted) { return LookUp(wanted); });
  };
  for (uint32_t i = 0; i < words.size(); ++i) {
    here.clear();
    const CueFacts* facts = &facts_of(words[i].folded);
    uint32_t kinds = facts->KindsIn(languages);
    if (kinds == 0 && (languages & prefixing_) != 0) {
      kinds = KindsBehindPrefix(words[i].folded, languages & prefixing_);
    }
    if (kinds != 0) here.push_back({kinds, i, i + 1});
    for (uint32_t end = i + 1; end < words.size(); ++end) {
      if (!facts->MayGoOnWith(words[end].folded) || !IsJoined(words[end])) break;
      if (end == i + 1) key = words[i].folded;
      key += ' ';
      key += words[end].folded;
      facts = &facts_of(key);
      kinds = facts->KindsIn(languages);
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
