// Regexes of shipped rules that match in the busiest columns, read by hand. Private to this folder.
#pragma once

#include <cstddef>
#include <string_view>

namespace sunder::scanner {

// REQUIRES: texts are folded, and ASCII where `reads` has not been asked.
struct KnownRegex {
  // Whether the others are right for a text in which not all is ASCII.
  bool (*reads)(std::string_view text);
  // A place from `at` on before which no match of at most `size_max` bytes begins; npos: none does
  // at all.
  size_t (*first)(std::string_view text, size_t at, size_t size_max);
  // The end of the match that begins at the beginning of `text`, as RE2 finds it; 0: none.
  size_t (*match)(std::string_view text);
};

// Stands in every match of a known regex, and is its only anchor.
inline constexpr std::string_view kKnownAnchor = "@";

// nullptr: RE2 has to match it. Told by the regex's own text: a rule that is changed falls back.
const KnownRegex* FindKnownRegex(std::string_view regex);

}  // namespace sunder::scanner
