// Values that registers cut short: "Meth", "Greek Orth", "Repub", "rzym-kat", "MSL".
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

// By value: whether it is a short form of a term of one of `labels`. Only where the header says
// which labels can be meant: three letters begin many words. Reads every term once.
std::vector<bool> FindShortForms(const RuleSet& rules, const std::vector<LabelId>& labels,
                                 const std::vector<std::string>& values);

}  // namespace sunder::scanner
