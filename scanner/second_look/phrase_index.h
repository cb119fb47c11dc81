// A plain search for phrases by whole words, with the endings that languages write onto them. A
// hash table and nothing else. Private to this folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scanner/rules/rule_set.h"
#include "scanner/second_look/plain_words.h"

namespace sunder::scanner::second_look {

struct PhraseHit {
  uint32_t tag = 0;    // as given to Add
  uint32_t begin = 0;  // words
  uint32_t end = 0;
};

class PhraseIndex {
 public:
  // With the endings and prefixes of the rules' languages.
  explicit PhraseIndex(const RuleSet& rules);

  // `phrase` inflects at its end by `paradigm`.
  void Add(std::string_view phrase, ParadigmId paradigm, uint32_t tag);
  // Every phrase at every word. Phrases do not reach over the end of a sentence.
  std::vector<PhraseHit> Find(const std::vector<PlainWord>& words) const;

 private:
  struct Phrase {
    std::vector<std::string> words;  // of unspaced scripts: one, without spaces
    ParadigmId paradigm = kNoParadigm;
    uint32_t tag = 0;
  };
  struct TextHash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using ByText = std::unordered_map<std::string, std::vector<uint32_t>, TextHash, std::equal_to<>>;

  bool IsForm(std::string_view word, std::string_view stem, ParadigmId paradigm) const;
  void FindAt(const std::vector<PlainWord>& words, uint32_t at, std::string_view first,
              std::vector<PhraseHit>* hits) const;
  void FindStems(std::string_view word, uint32_t at, std::vector<PhraseHit>* hits) const;
  void FindInside(std::string_view word, uint32_t at, std::vector<PhraseHit>* hits) const;

  std::vector<std::vector<std::string>> endings_;  // by ParadigmId, plain
  std::vector<std::string> prefixes_;              // what languages write onto the front, plain
  size_t ending_size_max_ = 0;
  size_t first_word_size_max_ = 0;
  std::vector<Phrase> phrases_;
  ByText by_first_word_;                                        // words, and stems of one word
  std::unordered_map<char32_t, std::vector<uint32_t>> inside_;  // unspaced scripts, by first letter
};

}  // namespace sunder::scanner::second_look
