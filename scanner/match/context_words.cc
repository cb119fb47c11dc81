#include "scanner/match/context_words.h"

#include <algorithm>

#include "scanner/match/ascii_word.h"
#include "scanner/text/scan_text.h"

namespace sunder::scanner {
namespace {

bool IsAsciiWord(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }
bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

bool IsWordStart(std::string_view text, uint32_t at) {
  const char c = text[at];
  if (IsContinuation(c) || (IsAscii(c) && !IsAsciiWord(c))) return false;
  if (at > 0 && IsAscii(c) && IsAsciiWord(text[at - 1])) return false;
  return IsWordBoundary(text, at);
}

// FNV-1a of the word that begins at `*at`, which is moved behind it.
uint64_t HashWord(std::string_view text, uint32_t* at) {
  uint64_t hash = 0xCBF29CE484222325;
  do {
    hash = (hash ^ static_cast<unsigned char>(text[*at])) * 0x100000001B3;
    ++*at;
    if (*at >= text.size()) break;
    const char c = text[*at];
    if (IsContinuation(c)) continue;
    if (IsAscii(c) && !IsAsciiWord(c)) break;
    if (IsAscii(c) && IsAsciiWord(text[*at - 1])) continue;
    if (IsWordBoundary(text, *at)) break;
  } while (true);
  return hash;
}

}  // namespace

void ContextWords::Build(const Confirm& confirm) {
  for (const auto& [language, words] : confirm.context) {
    phrases_.insert(phrases_.end(), words.begin(), words.end());
  }
  std::sort(phrases_.begin(), phrases_.end());
  phrases_.erase(std::unique(phrases_.begin(), phrases_.end()), phrases_.end());
  for (uint32_t index = 0; index < phrases_.size(); ++index) {
    const std::string& phrase = phrases_[index];
    cues_.push_back("context: " + phrase);
    uint32_t at = 0;
    while (at < phrase.size() && !IsWordStart(phrase, at)) ++at;
    if (at == phrase.size()) continue;  // a sign, not a word: never found
    by_first_word_.emplace(HashWord(phrase, &at), index);
  }
}

std::string_view ContextWords::Find(std::string_view folded, Span window, Span match) const {
  if (phrases_.empty()) return {};
  const std::string_view before = FindIn(folded, {window.begin, match.begin});
  if (!before.empty()) return before;
  return FindIn(folded, {match.end, window.end});
}

std::string_view ContextWords::FindIn(std::string_view folded, Span part) const {
  uint32_t at = part.begin;
  while (at < part.end) {
    if (!IsWordStart(folded, at)) {
      ++at;
      continue;
    }
    const uint32_t begin = at;
    const auto [first, last] = by_first_word_.equal_range(HashWord(folded, &at));
    for (auto entry = first; entry != last; ++entry) {
      const std::string& phrase = phrases_[entry->second];
      // What stands before the phrase's first word ("#account") is looked for, too.
      uint32_t lead = 0;
      while (!IsWordStart(phrase, lead)) ++lead;
      if (begin < part.begin + lead) continue;
      const uint32_t phrase_begin = begin - lead;
      const auto phrase_end = static_cast<uint32_t>(phrase_begin + phrase.size());
      if (phrase_end > part.end || folded.substr(phrase_begin, phrase.size()) != phrase) continue;
      if (IsWordBoundary(folded, phrase_begin) && IsWordBoundary(folded, phrase_end)) {
        return cues_[entry->second];
      }
    }
  }
  return {};
}

}  // namespace sunder::scanner
