// Values that registers cut short ("Meth", "Greek Orth", "rzym-kat", "MSL") or misspell
// ("Chinesse").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/label.h"
#include "scanner/rules/rule_set.h"

namespace sunder::scanner {

// Whether every word of `value` begins the word of `term` in its place, or is the consonants with
// which it begins; at least one is cut, the first after three letters at the earliest. Both folded,
// words apart by anything but letters and digits.
bool IsShortFormOf(std::string_view value, std::string_view term);

// Whether one letter of `value` is wrong, missing, too many, or has changed places with the next.
// Words of fewer than five letters are other words then. Both folded.
bool IsMisspellingOf(std::string_view value, std::string_view term);

// By value: whether it is a short form (`with_short_forms`) or a misspelling of a term of `label`.
// Short forms only where the header says which label is meant: three letters begin many words.
// Reads every term once.
std::vector<bool> FindVariants(const RuleSet& rules, LabelId label, bool with_short_forms,
                               const std::vector<std::string>& values);

}  // namespace sunder::scanner
