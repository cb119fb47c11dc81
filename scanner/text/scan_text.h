// ScanText: what the matcher sees. The cells of a batch, folded and joined by a separator that no
// pattern can match, with a map from folded offsets back to the cells' own bytes.
//
// Folding: NFKC case folding with default-ignorables and format characters (zero-width, soft
// hyphen, bidi marks) removed; HTML entities (`&eacute;` `&#233;` `&#xE9;`) and escapes of the form
// `\u00e9` are read as the characters they stand for; typographic apostrophes and hyphens become '
// and -, decimal digits of all scripts 0 to 9. Folded text is in lower case, ASCII cells included:
// those bypass ICU and their offsets map one to one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/judge.h"
#include "core/span.h"
#include "core/status.h"

namespace sunder::scanner {

// Between cells; U+001E cannot be in a rule (refused at load) and is replaced in data by a space.
inline constexpr char kCellSeparator = '\x1e';

struct FoldedCell {
  uint32_t begin = 0;  // in ScanText::text(), separator excluded
  uint32_t end = 0;
  bool is_identity = true;  // folded offset == original offset
};

// From `folded` up to the next anchor of the cell, folded text comes from the original at
// `original`: byte for byte, or, where `original_size` is not 0, all of it from these bytes as a
// whole.
struct FoldAnchor {
  uint32_t folded = 0;  // relative to the cell
  uint32_t original = 0;
  uint32_t original_size = 0;
};

// Reused from batch to batch by one thread (Clear keeps the capacity).
class ScanText {
 public:
  // Appends a cell. Invalid UTF-8 is a DataLoss error.
  // All cells together may have up to 2^31 bytes.
  Status Append(std::string_view cell);
  void Clear();

  std::string_view text() const { return text_; }
  // The same bytes with every ASCII digit folded to '0' and tabs and line ends to ' ': what
  // Hyperscan scans, so that shapes of numbers are literals and words may stand on two lines.
  std::string_view shape() const { return shape_; }
  const std::vector<FoldedCell>& cells() const { return cells_; }
  // The cell that holds this offset of text().
  size_t CellAt(uint32_t offset) const;
  std::string_view CellTextFolded(size_t cell) const;
  // Span of the cell's own bytes that a span of its folded text (offsets relative to the cell)
  // came from: whole code points, ignorables at the edges left out.
  Span OriginalSpan(size_t cell, Span folded) const;

 private:
  std::string text_;
  std::string shape_;
  std::vector<FoldedCell> cells_;
  std::vector<FoldAnchor> anchors_;     // of all cells that are not identity, in order
  std::vector<uint32_t> first_anchor_;  // by cell
};

// The fold of one string: how rule terms are brought to the form that texts are scanned in.
Result<std::string> Fold(std::string_view text);

// The version of ICU that folds: another may fold otherwise.
std::string IcuVersion();

// Whether a word boundary lies at `offset` of folded text: between code points of which not both
// are word characters (letters, marks, digits, connector punctuation; UAX #29 without
// dictionaries).
bool IsWordBoundary(std::string_view folded, uint32_t offset);

// Sentences of a text: they end at Unicode sentence terminators (Sentence_Terminal), at line ends
// of lists and forms and before bullets; not at abbreviations ("Mr.", "e.g.", initials) and not
// where a line of prose is wrapped. Appends spans of `text`'s bytes that cover it whole. Needs no
// state: one rule for ASCII and other scripts, so that one accent does not change how a text is
// cut.
void SplitSentences(std::string_view text, std::vector<Span>* sentences);

}  // namespace sunder::scanner
