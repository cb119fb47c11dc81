// Questions about the letters of texts as they were written (not folded).
#pragma once

#include <string>
#include <string_view>

#include "core/status.h"

namespace sunder::scanner {

// Whether the first letter is not in lower case: upper or title case, or of a script without case.
// False without a letter. Escapes (`&Eacute;`) count as the characters they stand for.
bool BeginsWithCapital(std::string_view text);

// Whether there is a letter and none is in lower case.
bool IsUpperCase(std::string_view text);

// Whether nothing but white space and punctuation is in a folded text.
bool IsSpaceOrPunctuation(std::string_view folded);

// A folded text as it is typed without its accents: Latin letters lose their marks ("católico",
// "łódź", "kızılbaş" become "catolico", "lodz", "kizilbas"). Other scripts stay as they are.
std::string WithoutAccents(std::string_view folded);

// Machine-made spellings of a text, for the check of rules.
std::string UpperCase(std::string_view text);
Result<std::string> Decompose(std::string_view text);  // NFD

}  // namespace sunder::scanner
