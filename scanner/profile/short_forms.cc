#include "scanner/profile/short_forms.h"

#include <algorithm>
#include <cstdint>

namespace sunder::scanner {
namespace {

constexpr size_t kFirstWordSizeMin = 3;
constexpr size_t kWordsMax = 4;

// Letters of other scripts are parts of words, as is all that is not ASCII.
bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// The next word from `*at` on; empty at the end.
std::string_view NextWord(std::string_view text, size_t* at) {
  while (*at < text.size() && !IsWordByte(text[*at])) ++*at;
  const size_t begin = *at;
  while (*at < text.size() && IsWordByte(text[*at])) ++*at;
  return text.substr(begin, *at - begin);
}

size_t LetterCount(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
  }));
}

bool IsVowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

// "mslm" of "muslim": the letters of `word` without vowels behind the first begin with
// `consonants`.
bool BeginsWithConsonants(std::string_view word, std::string_view consonants) {
  size_t matched = 0;
  for (size_t i = 0; i < word.size() && matched < consonants.size(); ++i) {
    if (i > 0 && IsVowel(word[i])) continue;
    if (word[i] != consonants[matched]) return false;
    ++matched;
  }
  return matched == consonants.size();
}

bool IsConsonants(std::string_view word) {
  const auto is_consonant = [](char c) { return c >= 'a' && c <= 'z' && !IsVowel(c); };
  return std::all_of(word.begin(), word.end(), is_consonant);
}

bool Abbreviates(std::string_view value_word, std::string_view term_word) {
  if (term_word.substr(0, value_word.size()) == value_word) return true;
  return value_word.size() >= kFirstWordSizeMin && IsConsonants(value_word) &&
         BeginsWithConsonants(term_word, value_word);
}

}  // namespace

bool IsShortFormOf(std::string_view value, std::string_view term) {
  size_t value_at = 0;
  size_t term_at = 0;
  bool is_cut = false;
  for (size_t count = 0; count <= kWordsMax; ++count) {
    const std::string_view of_value = NextWord(value, &value_at);
    const std::string_view of_term = NextWord(term, &term_at);
    if (of_value.empty() || of_term.empty()) {
      return count > 0 && is_cut && of_value.empty() && of_term.empty();
    }
    if (count == 0 && of_value.size() < kFirstWordSizeMin) return false;
    if (!Abbreviates(of_value, of_term)) return false;
    is_cut = is_cut || of_value.size() + 2 <= of_term.size();
  }
  return false;
}

bool IsMisspellingOf(std::string_view value, std::string_view term) {
  constexpr size_t kLettersMin = 5;
  if (std::min(LetterCount(value), LetterCount(term)) < kLettersMin) return false;
  if (value.size() > term.size() + 1 || term.size() > value.size() + 1) return false;
  size_t same = 0;
  while (same < value.size() && same < term.size() && value[same] == term[same]) ++same;
  const std::string_view value_rest = value.substr(same);
  const std::string_view term_rest = term.substr(same);
  if (same == 0 || (value_rest.empty() && term_rest.empty())) return false;
  if (value.size() > term.size()) return value_rest.substr(1) == term_rest;
  if (value.size() < term.size()) return value_rest == term_rest.substr(1);
  if (value_rest.substr(1) == term_rest.substr(1)) return true;
  return value_rest.size() >= 2 && value_rest[0] == term_rest[1] && value_rest[1] == term_rest[0] &&
         value_rest.substr(2) == term_rest.substr(2);
}

std::vector<bool> FindVariants(const RuleSet& rules, LabelId label, bool with_short_forms,
                               const std::vector<std::string>& values) {
  std::vector<bool> found(values.size(), false);
  const auto is_variant = [&](const std::string& value, const std::string& term) {
    return (with_short_forms && IsShortFormOf(value, term)) || IsMisspellingOf(value, term);
  };
  for (const Rule& rule : rules.rules) {
    if (rule.label != label) continue;
    for (const Pattern& pattern : rule.patterns) {
      if (pattern.view != View::kWords || pattern.TellsBySurroundings()) continue;
      for (const Term& term : pattern.terms) {
        for (size_t i = 0; i < values.size(); ++i) {
          const bool may_be = !found[i] && !values[i].empty() && !term.folded.empty() &&
                              values[i].front() == term.folded.front();
          if (may_be && is_variant(values[i], term.folded)) found[i] = true;
        }
      }
    }
  }
  return found;
}

}  // namespace sunder::scanner
