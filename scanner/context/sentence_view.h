// One sentence as the judgement sees it: words, the cues among them, names and terms.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "core/finding.h"
#include "scanner/context/cue_index.h"
#include "scanner/context/words.h"

namespace sunder::scanner {

// What a sentence is asked about.
struct GradedTerm {
  Span original;
  LabelId label = kNoLabel;
  bool is_distinctive = false;
  LanguageMask languages = 0;  // see Term
  bool is_people = false;      // of ethnicity: its word may name a tongue
};

// The words of a term.
struct TermWords {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool is_distinctive = false;
  LabelId label = kNoLabel;
  bool is_people = false;
};

// Several words that are one thing: the longest cue phrase, a name, a run of terms, a run of
// ideographs that say nothing, or a word.
struct Unit {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t kinds = 0;
  bool is_name = false;
  bool is_term = false;
};

// Where a noun stands, seen from its adjective.
enum class HeadPlace : uint8_t { kBehind, kBefore, kEither };

// REQUIRES: text, cues and terms outlive it.
struct SentenceView {
  // `identities`: spans of person names, e-mail addresses and the like; `terms`: spans of all
  // special-category terms. Those outside `span` are ignored.
  SentenceView(std::string_view whole_text, Span span, const CueIndex& cues,
               LanguageMask spoken_languages, const std::vector<Span>& identities,
               const std::vector<GradedTerm>& graded_terms, CueMemo* memo = nullptr);

  bool Has(uint32_t word, uint32_t kind) const { return (kinds[word] & kind) != 0; }
  // Whether one of the signs stands before the word.
  bool GapHas(uint32_t word, std::string_view signs) const;
  // Whether the word has the ending of one for several persons.
  bool IsPlural(uint32_t word) const { return cues_.IsPlural(words[word].folded, languages); }
  bool IsJoinedTo(uint32_t word) const { return word < words.size() && IsJoined(words[word]); }
  // The words that overlap the span; empty: none.
  TermWords WordsOf(const GradedTerm& term) const;
  std::vector<Unit> Units() const;
  // [first, last) of the words that overlap the span of the text.
  std::pair<uint32_t, uint32_t> WordsIn(Span original) const;
  // Whether there is anybody besides the terms: the speaker, a noun for persons, a name, a number
  // of persons, a label behind which a value stands, a verb of being or belonging.
  bool SpeaksOfPersons() const;

  std::string_view text;
  Span sentence;
  LanguageMask languages = 0;
  std::vector<Word> words;
  std::vector<CueHit> hits;
  std::vector<uint32_t> kinds;           // by word: of all phrases that cover it
  std::vector<uint32_t> specific_kinds;  // by word: those of kSpecificCues, not in `kinds`
  std::vector<bool> is_name;             // by word: within an identity span
  std::vector<bool> is_term;
  std::vector<uint32_t> forms;  // by word: bits of WordForm, of the words that terms end in
  HeadPlace head_place = HeadPlace::kEither;
  uint32_t kinds_before = 0;  // of single words in the same line before the sentence
  uint32_t kinds_behind = 0;
  bool is_question = false;
  bool is_ideographic = false;  // most of its words are single characters
  const std::vector<GradedTerm>& terms;

 private:
  void MarkNamesBeforeVerbs();

  const CueIndex& cues_;
};

}  // namespace sunder::scanner
