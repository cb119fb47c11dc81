// Letters that stand for others: styled letters, look-alikes of other scripts, marks piled up,
// characters that cannot be seen. Private to this folder.
#pragma once

#include <string_view>

#include "scanner/text/unmask_points.h"
#include "scanner/text/unmask_spelling.h"

namespace sunder::scanner {

// Replaces them, word by word. A word of one script in a text of that script stays as it is. False:
// another reading comes to the same.
bool PlainLetters(Reading reading, TextPoints* points);

// Whether a text with characters beyond ASCII may hold such letters. False for invalid UTF-8.
bool MayHoldOddLetters(std::string_view text);

}  // namespace sunder::scanner
