// Undoes what people do to a text so that a filter reads past it while a person does not: letters
// of other scripts that look alike, digits for letters, letters spaced out, marks piled up, escapes
// in escapes. What comes out is judged like any other text, beside the text as it was written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace sunder::scanner {

// A quick look: false where there is nothing that Unmask is meant to undo. Costs about a nanosecond
// a byte of ASCII; true says no more than that it is worth to look closer.
bool MayBeMasked(std::string_view cell);

// The same of all ASCII texts of a shape at once (see ScanText::shape()): false where none of them
// has anything to undo but small and capital letters at random, which folds to the same text.
bool ShapeMayBeMasked(std::string_view shape);

// From `text` on up to the next anchor, text comes from the original at `original`: byte for byte,
// or, where `original_size` is not 0, all of it from these bytes as a whole.
struct UnmaskAnchor {
  uint32_t text = 0;
  uint32_t original = 0;
  uint32_t original_size = 0;
};

// A reading of a cell: valid UTF-8, original case where there is one.
struct UnmaskedText {
  std::string text;
  std::vector<UnmaskAnchor> anchors;

  // The bytes of the cell that a span of `text` came from: whole code points or escapes.
  Span Original(Span unmasked) const;
};

// The readings of a cell that differ from how it is written: none, one, or up to three where a sign
// can stand for more than one letter (1 for i and l, a spaced "a" as an article or a letter).
// Escapes are undone two layers deep, no more. Time and memory grow with the cell's size. Bytes
// that are not UTF-8: none.
std::vector<UnmaskedText> Unmask(std::string_view cell);

}  // namespace sunder::scanner
