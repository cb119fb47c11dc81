// Whether a term stands in written language at all: in file names, dumps and texts in capitals the
// letters of a short word or an abbreviation mean something else.
#pragma once

#include <string_view>

#include "core/span.h"

namespace sunder::scanner {

// "libs/spirit/doc", "ftp.uu.net", "bin/*", "--independent", "$INC": a piece of a path or of a
// host's name, an option, a variable. What stands in a query ("?religion=catholic") is none, nor
// are words with a stroke between ("Hindu/Sikh").
bool IsPathPiece(std::string_view text, Span term);

// "Iconv-PD", "CD-ROM": capitals that are the last piece of a compound; not "ex-SPD".
bool IsCompoundTail(std::string_view text, Span term);

// Within a row of hexadecimal pairs ("9C:4F:DF:05:83"), or the front of a word that the end of the
// line cuts ("CON-", "NECTION" below).
bool IsPieceOfCode(std::string_view text, Span term);

// A few letters among signs that nobody writes beside words: encoded data, regular expressions.
bool IsInNoise(std::string_view text, Span term);

// A line of a program, told by two kinds of signs and words that programs have and prose, forms and
// records have not: calls, indices, operators, key words at its beginning, formats.
bool IsInProgram(std::string_view text, Span value);

// Many signs near the term that prose has few of: mark-up, program text, tables of codes.
bool IsTechnical(std::string_view text, Span term);

// "m.group(1)", "%s", "enc[:12]": a piece of an expression stands where a code would.
bool IsExpression(std::string_view text, Span value);

// "won't": the term is a piece of a contracted verb.
bool IsContracted(std::string_view text, Span term);

}  // namespace sunder::scanner
