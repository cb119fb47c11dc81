#include "scanner/context/field_names.h"

#include <algorithm>
#include <array>
#include <bit>
#include <set>
#include <tuple>

#include "scanner/context/words.h"
#include "scanner/text/characters.h"
#include "scanner/text/letters.h"

namespace sunder::scanner {
namespace {

constexpr size_t kCutMin = 5;       // characters of a word that was cut off
constexpr size_t kSkeletonMin = 4;  // consonants of a word that lost its vowels
constexpr char kSkeletonMark = '~';
// Bytes that a word must share with a term that it goes on from or ends in.
constexpr size_t kCompoundMin = 7;
constexpr size_t kGuessesMax = 4;  // more labels than this: the word is cut off too early

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string WithGermanVowels(std::string_view folded) {
  constexpr std::array<std::array<std::string_view, 2>, 4> kVowels = {
      {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"ß", "ss"}}};
  std::string plain(folded);
  for (const auto& [letter, written] : kVowels) {
    for (size_t at = plain.find(letter); at != std::string::npos; at = plain.find(letter, at)) {
      plain.replace(at, letter.size(), written);
    }
  }
  return plain;
}

// The first letter and the consonants behind it; empty where other letters than a to z occur.
std::string Skeleton(std::string_view word) {
  if (!IsAscii(word)) return {};
  std::string skeleton;
  for (size_t i = 0; i < word.size(); ++i) {
    if (i == 0 || std::string_view("aeiouy").find(word[i]) == std::string_view::npos) {
      skeleton += word[i];
    }
  }
  return skeleton;
}

// Beginnings of the word of `least` characters and more, at least two short of the whole. Scripts
// whose characters are words are not cut.
std::vector<std::string> Cuts(const std::string& word, size_t least) {
  std::vector<size_t> ends;  // of characters
  for (size_t i = 0; i < word.size();) {
    const Character character = CharacterAt(word, i);
    if (character.kind != CharacterKind::kWord) return {};
    i += character.size_bytes;
    ends.push_back(i);
  }
  std::vector<std::string> cuts;
  for (size_t i = least; i + 2 <= ends.size(); ++i) cuts.push_back(word.substr(0, ends[i - 1]));
  return cuts;
}

// As a word of two is written: cut off after three to five characters, or whole.
std::vector<std::string> CutsOfWord(const std::string& word) {
  constexpr size_t kCutsMax = 3;
  std::vector<std::string> cuts = Cuts(word, 3);
  if (cuts.size() > kCutsMax) cuts.resize(kCutsMax);
  cuts.push_back(word);
  return cuts;
}

}  // namespace

FieldNames::FieldNames(ArchiveReader* reader) { (*reader)(*this); }

FieldNames::FieldNames(const RuleSet& rules) {
  TextLists<Entry>::Builder by_phrase;
  TextLists<Entry>::Builder shortened;
  for (RuleIndex index = 0; index < rules.rules.size(); ++index) {
    const Rule& rule = rules.rules[index];
    const bool is_special = rules.labels.kind(rule.label) == LabelKind::kSpecial;
    for (const Pattern& pattern : rule.patterns) {
      if (pattern.view != View::kFieldName) continue;
      for (const Term& term : pattern.terms) {
        const std::vector<std::string> words = SplitName(term.folded);
        const Entry entry{index, rule.label, std::bit_cast<uint32_t>(pattern.confidence),
                          term.is_distinctive ? 1U : 0U};
        if (!words.empty()) AddTerm(words, entry, is_special, &by_phrase, &shortened);
      }
    }
  }
  by_phrase_ = by_phrase.Build();
  shortened_ = shortened.Build();
}

void FieldNames::AddTerm(const std::vector<std::string>& words, const Entry& entry, bool is_special,
                         TextLists<Entry>::Builder* by_phrase,
                         TextLists<Entry>::Builder* shortened) {
  std::string key;
  std::string joined;  // "firstname"
  for (const std::string& word : words) {
    key += (key.empty() ? "" : " ") + word;
    joined += word;
  }
  by_phrase->Add(key, entry);
  if (words.size() > 1) by_phrase->Add(joined, entry);
  words_max_ = std::max(words_max_, static_cast<uint32_t>(words.size()));
  const std::string plain = WithGermanVowels(key);
  const std::string bare = WithoutAccents(key);
  if (plain != key) by_phrase->Add(plain, entry);
  if (bare != key) by_phrase->Add(bare, entry);
  if (words.size() == 1) {
    for (const std::string& form : {key, plain, bare}) {
      for (const std::string& cut : Cuts(form, kCutMin)) shortened->Add(cut, entry);
      const std::string skeleton = Skeleton(form);
      if (skeleton.size() >= kSkeletonMin && skeleton.size() + 2 <= form.size()) {
        shortened->Add(kSkeletonMark + skeleton, entry);
      }
      if (form == plain && form == bare) break;
    }
  }
  if (words.size() != 2 || !is_special) return;
  for (std::string& first : CutsOfWord(words[0])) {
    for (std::string& second : CutsOfWord(words[1])) shortened->Add(first + " " + second, entry);
  }
}

std::vector<FieldNameMatch> FieldNames::MatchWords(const std::vector<std::string>& words) const {
  std::vector<FieldNameMatch> matches;
  const auto word_count = static_cast<uint32_t>(words.size());
  std::string key;
  for (uint32_t begin = 0; begin < word_count; ++begin) {
    key.clear();
    for (uint32_t end = begin; end < word_count && end - begin < words_max_; ++end) {
      if (end > begin) key += ' ';
      key += words[end];
      for (const Entry& entry : by_phrase_.Find(key)) {
        matches.push_back({entry.rule, static_cast<LabelId>(entry.label),
                           std::bit_cast<float>(entry.confidence_bits), begin, end + 1, word_count,
                           false, entry.states_value != 0});
      }
    }
  }
  const auto order = [](const FieldNameMatch& match) {
    return std::tuple(-static_cast<int64_t>(match.end - match.begin), match.begin, match.rule,
                      -match.confidence);
  };
  std::sort(matches.begin(), matches.end(),
            [&](const FieldNameMatch& a, const FieldNameMatch& b) { return order(a) < order(b); });
  return matches;
}

bool FieldNames::NameEnds(const std::vector<std::string>& words, LabelId label) const {
  std::string key;
  const size_t reach = std::min<size_t>(words.size(), words_max_);
  for (size_t begin = words.size(); begin-- > words.size() - reach;) {
    key.insert(0, begin + 1 < words.size() ? words[begin] + ' ' : words[begin]);
    const std::span<const Entry> found = by_phrase_.Find(key);
    const auto is_of_label = [&](const Entry& entry) { return entry.label == label; };
    if (std::any_of(found.begin(), found.end(), is_of_label)) return true;
  }
  return false;
}

// "religon", "sexulaity": a letter left out, doubled or changed places with the next.
std::span<const FieldNames::Entry> FieldNames::MisspeltTerm(const std::string& word) const {
  constexpr size_t kSizeMin = 6;
  if (word.size() < kSizeMin || !IsAscii(word)) return {};
  std::string other;
  for (size_t i = 1; i < word.size(); ++i) {
    other = word;
    if (i + 1 < word.size()) std::swap(other[i], other[i + 1]);
    std::span<const Entry> found = by_phrase_.Find(other);
    if (other != word && !found.empty()) return found;
    other = word;
    other.erase(i, 1);
    found = by_phrase_.Find(other);
    if (other.size() >= kSizeMin && !found.empty()) return found;
    for (char letter = 'a'; letter <= 'z'; ++letter) {
      other = word;
      other.insert(i, 1, letter);
      found = by_phrase_.Find(other);
      if (!found.empty()) return found;
    }
  }
  return {};
}

std::span<const FieldNames::Entry> FieldNames::GuessOf(const std::string& word) const {
  std::span<const Entry> found = shortened_.Find(word);
  if (!found.empty()) return found;
  const std::string skeleton = Skeleton(word);
  const bool is_without_vowels =
      skeleton.size() >= kSkeletonMin && word.size() <= skeleton.size() + 1;
  if (is_without_vowels) found = shortened_.Find(kSkeletonMark + skeleton);
  if (!found.empty()) return found;
  found = MisspeltTerm(word);
  if (!found.empty()) return found;
  for (size_t size = word.size() - 1; size >= kCompoundMin && size < word.size(); --size) {
    found = by_phrase_.Find(std::string_view(word).substr(0, size));
    if (!found.empty()) return found;
  }
  for (size_t begin = 1; begin + kCompoundMin <= word.size(); ++begin) {
    found = by_phrase_.Find(std::string_view(word).substr(begin));
    if (!found.empty()) return found;
  }
  return {};
}

std::vector<FieldNameMatch> FieldNames::Guesses(const std::vector<std::string>& words) const {
  std::vector<FieldNameMatch> matches;
  const auto word_count = static_cast<uint32_t>(words.size());
  const auto add = [&](std::span<const Entry> entries, uint32_t begin, uint32_t end) {
    std::set<LabelId> labels;
    for (const Entry& entry : entries) labels.insert(static_cast<LabelId>(entry.label));
    if (labels.size() > kGuessesMax) return;
    for (const Entry& entry : entries) {
      const auto label = static_cast<LabelId>(entry.label);
      if (labels.erase(label) == 0) continue;  // one match a label
      matches.push_back({entry.rule, label, std::bit_cast<float>(entry.confidence_bits), begin, end,
                         word_count, true, false});
    }
  };
  for (uint32_t i = 0; i < word_count; ++i) {
    const bool is_pair = i + 1 < word_count;
    const std::string pair = is_pair ? words[i] + " " + words[i + 1] : "";
    if (is_pair && by_phrase_.Find(pair).empty()) add(shortened_.Find(pair), i, i + 2);
    if (by_phrase_.Find(words[i]).empty()) add(GuessOf(words[i]), i, i + 1);
  }
  return matches;
}

std::vector<FieldNameMatch> FieldNames::Match(std::string_view name) const {
  return MatchWords(SplitName(name));
}

bool FieldNames::Names(std::string_view name, LabelId label) const {
  if (name.empty()) return false;
  const std::vector<FieldNameMatch> matches = Match(name);
  return std::any_of(matches.begin(), matches.end(),
                     [&](const FieldNameMatch& match) { return match.label == label; });
}

}  // namespace sunder::scanner
