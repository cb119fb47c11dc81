// Regexes of shipped rules that match in the busiest columns, read by hand. Private to this folder.
#pragma once

#include <cstddef>
#include <string_view>

namespace sunder::scanner {

// The end of the match of a regex that begins at the beginning of `text`, as RE2 finds it; 0: none.
// REQUIRES: the text is ASCII and folded.
using KnownRegex = size_t (*)(std::string_view text);

// nullptr: RE2 has to match it. Told by the regex's own text: a rule that is changed falls back.
KnownRegex FindKnownRegex(std::string_view regex);

}  // namespace sunder::scanner
