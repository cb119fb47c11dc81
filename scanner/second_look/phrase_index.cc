#include "scanner/second_look/phrase_index.h"

#include <algorithm>

namespace sunder::scanner::second_look {
namespace {

// Stems shorter than this stand in too many other words.
constexpr size_t kStemSizeMin = 3;

std::string Joined(const std::vector<PlainWord>& words) {
  std::string text;
  for (const PlainWord& word : words) text += word.text;
  return text;
}

char32_t FirstLetter(std::string_view text) {
  size_t at = 0;
  return text.empty() ? 0 : NextCodePoint(text, &at);
}

}  // namespace

PhraseIndex::PhraseIndex(const RuleSet& rules) {
  for (const Paradigm& paradigm : rules.paradigms) {
    std::vector<std::string> plain;
    for (const std::string& ending : paradigm.endings) {
      const std::vector<PlainWord> words = PlainWords(ending);
      // "*in": the sign parts words, and the stem is found without it.
      if (words.size() > 1 || (words.empty() && !ending.empty())) continue;
      plain.push_back(words.empty() ? std::string() : words.front().text);
      ending_size_max_ = std::max(ending_size_max_, plain.back().size());
    }
    std::sort(plain.begin(), plain.end());
    endings_.push_back(std::move(plain));
  }
  for (const Inflection& inflection : rules.inflections) {
    for (const std::string& prefix : inflection.prefixes) {
      std::string plain = Joined(PlainWords(prefix));
      if (!plain.empty()) prefixes_.push_back(std::move(plain));
    }
  }
  std::sort(prefixes_.begin(), prefixes_.end());
  prefixes_.erase(std::unique(prefixes_.begin(), prefixes_.end()), prefixes_.end());
}

void PhraseIndex::Add(std::string_view phrase, ParadigmId paradigm, uint32_t tag) {
  const std::vector<PlainWord> words = PlainWords(phrase);
  if (words.empty()) return;
  const auto index = static_cast<uint32_t>(phrases_.size());
  Phrase entry{{}, paradigm, tag};
  if (IsUnspaced(FirstLetter(words.front().text))) {
    entry.words.push_back(Joined(words));
    inside_[FirstLetter(entry.words.front())].push_back(index);
  } else {
    for (const PlainWord& word : words) entry.words.push_back(word.text);
    by_first_word_[entry.words.front()].push_back(index);
    first_word_size_max_ = std::max(first_word_size_max_, entry.words.front().size());
  }
  phrases_.push_back(std::move(entry));
}

bool PhraseIndex::IsForm(std::string_view word, std::string_view stem, ParadigmId paradigm) const {
  if (word == stem && paradigm == kNoParadigm) return true;
  if (word.substr(0, stem.size()) != stem) return false;
  const std::string_view ending = word.substr(stem.size());
  // Particles of Korean are written onto any noun.
  if (IsHangul(FirstLetter(stem))) return true;
  if (paradigm >= endings_.size()) return false;
  const std::vector<std::string>& known = endings_[paradigm];
  return std::binary_search(known.begin(), known.end(), ending);
}

void PhraseIndex::FindAt(const std::vector<PlainWord>& words, uint32_t at, std::string_view first,
                         std::vector<PhraseHit>* hits) const {
  const auto found = by_first_word_.find(first);
  if (found == by_first_word_.end()) return;
  for (const uint32_t index : found->second) {
    const Phrase& phrase = phrases_[index];
    const auto size = static_cast<uint32_t>(phrase.words.size());
    if (at + size > words.size()) continue;
    if (words[at + size - 1].sentence != words[at].sentence) continue;
    const std::string_view last = size == 1 ? first : std::string_view(words[at + size - 1].text);
    bool is_same = IsForm(last, phrase.words.back(), phrase.paradigm);
    for (uint32_t i = 1; is_same && i + 1 < size; ++i) {
      is_same = words[at + i].text == phrase.words[i];
    }
    if (is_same) hits->push_back({phrase.tag, at, at + size});
  }
}

void PhraseIndex::FindStems(std::string_view word, uint32_t at,
                            std::vector<PhraseHit>* hits) const {
  const bool is_hangul = IsHangul(FirstLetter(word));
  // Korean may run on without spaces: no stem is longer than what is known.
  for (size_t size = std::min(word.size() - 1, first_word_size_max_); size >= kStemSizeMin;
       --size) {
    if (!is_hangul && word.size() - size > ending_size_max_) break;
    if ((static_cast<unsigned char>(word[size]) & 0xC0U) == 0x80U) continue;
    const auto found = by_first_word_.find(word.substr(0, size));
    if (found == by_first_word_.end()) continue;
    for (const uint32_t index : found->second) {
      const Phrase& phrase = phrases_[index];
      if (phrase.words.size() == 1 && IsForm(word, phrase.words.front(), phrase.paradigm)) {
        hits->push_back({phrase.tag, at, at + 1});
      }
    }
  }
}

void PhraseIndex::FindInside(std::string_view word, uint32_t at,
                             std::vector<PhraseHit>* hits) const {
  for (size_t i = 0; i < word.size();) {
    const std::string_view rest = word.substr(i);
    const auto found = inside_.find(NextCodePoint(word, &i));
    if (found == inside_.end()) continue;
    for (const uint32_t index : found->second) {
      const std::string& text = phrases_[index].words.front();
      if (rest.substr(0, text.size()) == text) hits->push_back({phrases_[index].tag, at, at + 1});
    }
  }
}

std::vector<PhraseHit> PhraseIndex::Find(const std::vector<PlainWord>& words) const {
  std::vector<PhraseHit> hits;
  for (uint32_t at = 0; at < words.size(); ++at) {
    const std::string_view word = words[at].text;
    FindAt(words, at, word, &hits);
    if (word.size() > kStemSizeMin) FindStems(word, at, &hits);
    if (static_cast<unsigned char>(word.front()) < 0x80) continue;
    FindInside(word, at, &hits);
    for (const std::string& prefix : prefixes_) {
      if (word.size() > prefix.size() && word.substr(0, prefix.size()) == prefix) {
        FindAt(words, at, word.substr(prefix.size()), &hits);
      }
    }
  }
  return hits;
}

}  // namespace sunder::scanner::second_look
