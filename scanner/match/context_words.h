// The context words of one rule and the search for them near a match. Private to this folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/span.h"
#include "scanner/rules/rule_set.h"

namespace sunder::scanner {

// Immutable after Build.
class ContextWords {
 public:
  void Build(const Confirm& confirm);

  bool empty() const { return phrases_.empty(); }
  // The cue ("context: card") of a phrase that stands whole, at word boundaries, within `window` of
  // the folded text and not in `match`; empty when there is none. The view lives as long as this.
  std::string_view Find(std::string_view folded, Span window, Span match) const;
  const std::vector<std::string>& phrases() const { return phrases_; }

 private:
  std::string_view FindIn(std::string_view folded, Span part) const;

  std::vector<std::string> phrases_;
  std::vector<std::string> cues_;
  // By the hash of the first word: indices of phrases.
  std::unordered_multimap<uint64_t, uint32_t> by_first_word_;
};

}  // namespace sunder::scanner
