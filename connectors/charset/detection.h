// What encoding the text of a file is in: by its byte-order mark, by what it declares, or told from
// its bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/ledger.h"

namespace sunder::charset {

struct Detection {
  std::string encoding;     // empty: UTF-8, or no text at all
  std::string by;           // as in ObjectCoverage::encoding_by; empty for UTF-8
  uint32_t confidence = 0;  // in per cent, of a detection
  bool is_guess = false;    // by the letters alone, in which case it may be unknown
  // Text that is surely not UTF-8, in an encoding that cannot be told.
  bool is_unknown = false;
  // Of no bytes, at the first such place: kMojibake, kMixedEncodings, kUnknownEncoding (ISO-2022).
  std::vector<Loss> remarks;
};

// A name that is declared counts before one that somebody gives for all files, and a byte-order
// mark before both; a declaration that the bytes contradict does not count. `head` are the first
// bytes of a file that are not all ASCII, `start` its very first ones, where declarations stand; a
// character may be cut off at the end. `given`: a name of EncodingNamed, or nullptr. Bytes of no
// text (NULs that are no UTF-16 or UTF-32, many control characters) give UTF-8.
Detection DetectEncoding(std::string_view head, const std::string* given, std::string_view start);
inline Detection DetectEncoding(std::string_view head, const std::string* given) {
  return DetectEncoding(head, given, head);
}

bool HasByteOrderMark(std::string_view head);

// Where ISO-2022 begins, which writes other scripts in ASCII bytes behind escape sequences
// (ECMA-35); npos: nowhere.
size_t FindIso2022(std::string_view head);

// The guess of `detection` once more, from a sample of the whole file (WordSample) instead of its
// head; an empty one changes nothing.
void GuessAgain(std::string_view sample, Detection* detection);

// "Shift_JIS" of `<?xml encoding="sjis"?>`, `<meta charset=sjis>`, `@charset "sjis"` or a comment
// `-*- coding: sjis -*-` in one of the first two lines, as it is spelt there; empty for none.
std::string_view DeclaredEncoding(std::string_view head);

}  // namespace sunder::charset
