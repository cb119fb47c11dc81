// What the values of a column must look like before its header is believed.
#pragma once

#include <string_view>

namespace sunder::scanner {

// nullptr where a label has no shape of its own: then only rules' own matches count.
using ValueShape = bool (*)(std::string_view value);
ValueShape ShapeOf(std::string_view label_name);

// Letters, one to five words, name punctuation; no digits.
bool LooksLikeName(std::string_view value);
// "25-34", "65+", "<18", "45 to 54": a band of ages.
bool LooksLikeAgeBand(std::string_view value);
bool LooksLikeDate(std::string_view value);
bool LooksLikeBoolean(std::string_view value);
// Digits and separators only.
bool IsNumeric(std::string_view value);

// A shape that tells its label under any header; null for labels that have none.
ValueShape TellingShapeOf(std::string_view label_name);

}  // namespace sunder::scanner
