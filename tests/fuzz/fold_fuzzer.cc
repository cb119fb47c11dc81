// Folding on any valid UTF-8, cut in cells at NUL: spans lead back to whole code points of their
// own cell, a cell folds alone as it does among others, and sentences cover the text.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/text/scan_text.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/utf8_input.h"

namespace sunder::fuzz {
namespace {

// All spans of a cell up to this size; of longer cells those that begin near `begin` only.
constexpr size_t kSpanSizeBytesMax = 48;

void CheckSpan(const scanner::ScanText& text, size_t cell, std::string_view original,
               const Span& folded) {
  const Span span = text.OriginalSpan(cell, folded);
  Require(span.begin <= span.end && span.end <= original.size(), "the span lies in its cell");
  Require(IsCodePointStart(original, span.begin), "the span begins at a code point");
  Require(IsCodePointStart(original, span.end), "the span ends at a code point");
}

void CheckCell(const scanner::ScanText& text, size_t cell, std::string_view original) {
  const std::string_view folded = text.CellTextFolded(cell);
  Require(folded.find(scanner::kCellSeparator) == std::string_view::npos,
          "no separator inside a cell");
  Require(Must(scanner::Fold(original)) == folded, "a cell folds alone as among others");
  const auto size = static_cast<uint32_t>(folded.size());
  for (uint32_t begin = 0; begin < size; ++begin) {
    if (!IsCodePointStart(folded, begin)) continue;
    (void)scanner::IsWordBoundary(folded, begin);
    for (uint32_t end = begin + 1; end <= size && end - begin <= kSpanSizeBytesMax; ++end) {
      if (IsCodePointStart(folded, end)) CheckSpan(text, cell, original, {begin, end});
    }
  }
  if (size > 0) CheckSpan(text, cell, original, {0, size});
}

void CheckSentences(std::string_view original) {
  std::vector<Span> sentences;
  scanner::SplitSentences(original, &sentences);
  uint32_t covered = 0;
  for (const Span& sentence : sentences) {
    Require(sentence.begin == covered && sentence.end > covered, "sentences follow one another");
    Require(IsCodePointStart(original, sentence.end), "a sentence ends at a code point");
    covered = sentence.end;
  }
  Require(covered == original.size(), "sentences cover the text");
}

}  // namespace
}  // namespace sunder::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sunder::fuzz;  // NOLINT(google-build-using-namespace)
  const std::vector<std::string> cells =
      SplitAtNul(ToUtf8({reinterpret_cast<const char*>(data), size}));
  sunder::scanner::ScanText text;
  for (const std::string& cell : cells) Must(text.Append(cell));
  Require(text.cells().size() == cells.size(), "every cell is there");
  Require(text.shape().size() == text.text().size(), "the shape is as long as the text");
  for (size_t cell = 0; cell < cells.size(); ++cell) {
    CheckCell(text, cell, cells[cell]);
    CheckSentences(cells[cell]);
  }
  return 0;
}
