// Whether a term stands in written language at all: in file names, dumps and texts in capitals the
// letters of a short word or an abbreviation mean something else.
#pragma once

#include <string_view>

#include "core/span.h"

namespace sunder::scanner {

// "libs/spirit/doc", "ftp.uu.net", "bin/*": a piece of a path or of a host's name. What stands in a
// query ("?religion=catholic") is none, nor are words with a stroke between ("Hindu/Sikh").
bool IsPathPiece(std::string_view text, Span term);

// "Iconv-PD", "CD-ROM": capitals that are the last piece of a compound; not "ex-SPD".
bool IsCompoundTail(std::string_view text, Span term);

// A few letters among signs that nobody writes beside words: encoded data, regular expressions.
bool IsInNoise(std::string_view text, Span term);

}  // namespace sunder::scanner
