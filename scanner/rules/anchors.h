// Anchors of a regex: literals of which one stands in every match, so that a literal matcher finds
// all places worth a look. In the alphabet of ScanText::shape(): lower case, digits as '0'.
// Private to this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace sunder::scanner {

// Checks that RE2 takes `regex` (upper and lower case alike), that it does not match the empty text
// and does not hold the cell separator.
Status CheckRegex(const std::string& regex);

// Derives anchors; an error with a hint when there are none that are worth having.
Result<std::vector<std::string>> DeriveAnchors(const std::string& regex);

// Folds given anchors and checks them.
Result<std::vector<std::string>> CheckAnchors(const std::vector<std::string>& anchors);

// `regex` with everything that matches a digit replaced by what matches '0'. Matches at least the
// shapes of what `regex` matches.
Result<std::string> FoldRegexDigits(std::string_view regex);

// `regex` with Unicode classes of letters and digits (`\pL`, `\p{Lu}`, `\pN`) replaced by what they
// are in ASCII: on ASCII text it matches the same with a far smaller automaton. The same text when
// there is nothing to replace.
std::string AsciiRegex(std::string_view regex);

// A regex to be read as Latin-1 that matches the same as `regex` does on ASCII text, with a smaller
// automaton still: characters beyond ASCII are the byte FF, which stands in no such text. Empty:
// there is none. REQUIRES: CheckRegex takes `regex`.
std::string Latin1Regex(std::string_view regex);

// A regex to be read as Latin-1 that matches at least where `regex` does, in texts in which every
// character beyond ASCII is the byte 01 (MakeCoarse): a small automaton that tells most texts that
// have no match. Empty: there is none. REQUIRES: CheckRegex takes `regex`; texts are folded.
std::string CoarseRegex(std::string_view regex);
void MakeCoarse(std::string_view text, std::string* coarse);

}  // namespace sunder::scanner
