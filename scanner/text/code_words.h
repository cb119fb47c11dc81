// Words for a code of a list, in the languages of the packs, as labels and headers write them.
#pragma once

#include <string_view>

namespace sunder::scanner {

// `word` is folded: "code", "cd", "schlüssel", "区分".
bool IsCodeWord(std::string_view word);
// Whether a label ends with one: "ethnic group code", "民族代码".
bool EndsWithCodeWord(std::string_view label);

}  // namespace sunder::scanner
