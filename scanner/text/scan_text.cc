#include "scanner/text/scan_text.h"

#include <algorithm>
#include <cstring>

#include "scanner/text/ascii_words.h"
#include "scanner/text/fold.h"

namespace sunder::scanner {
namespace {

constexpr size_t kTextSizeBytesMax = size_t{1} << 31;

// Copies `size` bytes of ASCII in lower case. False, with `to` half written, when there is a byte
// that needs more than that: not ASCII, an escape's first, or the separator.
bool CopyPlain(const char* from, size_t size, char* to) {
  uint64_t special = 0;
  size_t at = 0;
  const auto convert = [&special](uint64_t word) {
    special |= NotPlain(word);
    return LowerWord(word & ~kByteHighs);
  };
  for (; at + sizeof(uint64_t) <= size; at += sizeof(uint64_t)) {
    const uint64_t word = convert(LoadWord(from + at));
    std::memcpy(to + at, &word, sizeof(word));
  }
  if (at < size) {
    const uint64_t word = convert(LoadPartOfWord(from + at, size - at));
    std::memcpy(to + at, &word, size - at);
  }
  return special == 0;
}

void CopyShape(const char* from, size_t size, char* to) {
  size_t at = 0;
  for (; at + sizeof(uint64_t) <= size; at += sizeof(uint64_t)) {
    const uint64_t word = ShapeWord(LoadWord(from + at));
    std::memcpy(to + at, &word, sizeof(word));
  }
  if (at < size) {
    const uint64_t word = ShapeWord(LoadPartOfWord(from + at, size - at));
    std::memcpy(to + at, &word, size - at);
  }
}

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

void ScanText::Clear() {
  text_.clear();
  shape_.clear();
  cells_.clear();
  anchors_.clear();
  first_anchor_.clear();
}

Status ScanText::Append(std::string_view cell) {
  if (text_.size() + cell.size() > kTextSizeBytesMax) {
    return Status::DataLoss("a batch of over " + std::to_string(kTextSizeBytesMax) +
                            " bytes cannot be scanned at once: use smaller records");
  }
  const size_t size_before = text_.size();
  if (!cells_.empty()) text_.push_back(kCellSeparator);
  const size_t begin = text_.size();
  text_.resize(begin + cell.size());
  first_anchor_.push_back(static_cast<uint32_t>(anchors_.size()));
  bool is_identity = true;
  if (!CopyPlain(cell.data(), cell.size(), text_.data() + begin)) {
    text_.resize(begin);
    const Status status = FoldUnicode(cell, &text_, &anchors_);
    if (!status.ok()) {
      text_.resize(size_before);
      anchors_.resize(first_anchor_.back());
      first_anchor_.pop_back();
      return status;
    }
    const size_t anchor_count = anchors_.size() - first_anchor_.back();
    is_identity = anchor_count == 0 || (anchor_count == 1 && anchors_.back().original == 0 &&
                                        anchors_.back().original_size == 0);
    if (is_identity) anchors_.resize(first_anchor_.back());
  }
  cells_.push_back(
      {static_cast<uint32_t>(begin), static_cast<uint32_t>(text_.size()), is_identity});
  shape_.resize(text_.size());
  CopyShape(text_.data() + size_before, text_.size() - size_before, shape_.data() + size_before);
  return Status::Ok();
}

size_t ScanText::CellAt(uint32_t offset) const {
  const auto behind =
      std::upper_bound(cells_.begin(), cells_.end(), offset,
                       [](uint32_t value, const FoldedCell& cell) { return value < cell.begin; });
  return behind == cells_.begin() ? 0 : static_cast<size_t>(behind - cells_.begin()) - 1;
}

std::string_view ScanText::CellTextFolded(size_t cell) const {
  const FoldedCell& folded = cells_[cell];
  return std::string_view(text_).substr(folded.begin, folded.end - folded.begin);
}

Span ScanText::OriginalSpan(size_t cell, Span folded) const {
  const std::string_view text = CellTextFolded(cell);
  folded.end = std::min(folded.end, static_cast<uint32_t>(text.size()));
  folded.begin = std::min(folded.begin, folded.end);
  while (folded.begin > 0 && folded.begin < text.size() && IsContinuation(text[folded.begin])) {
    --folded.begin;
  }
  while (folded.end < text.size() && IsContinuation(text[folded.end])) ++folded.end;
  if (cells_[cell].is_identity) return folded;

  const size_t first = first_anchor_[cell];
  const size_t last = cell + 1 < first_anchor_.size() ? first_anchor_[cell + 1] : anchors_.size();
  if (first == last) return {0, 0};
  const auto anchor_of = [&](uint32_t offset) {
    const auto behind = std::upper_bound(
        anchors_.begin() + static_cast<ptrdiff_t>(first),
        anchors_.begin() + static_cast<ptrdiff_t>(last), offset,
        [](uint32_t value, const FoldAnchor& anchor) { return value < anchor.folded; });
    return *(behind - 1);
  };
  const FoldAnchor begin_anchor = anchor_of(folded.begin);
  const bool is_linear = begin_anchor.original_size == 0;
  Span original;
  original.begin = begin_anchor.original + (is_linear ? folded.begin - begin_anchor.folded : 0);
  original.end = original.begin;
  if (folded.empty()) return original;
  const FoldAnchor end_anchor = anchor_of(folded.end - 1);
  original.end = end_anchor.original_size == 0
                     ? end_anchor.original + (folded.end - end_anchor.folded)
                     : end_anchor.original + end_anchor.original_size;
  return original;
}

Result<std::string> Fold(std::string_view text) {
  if (text.size() <= kTextSizeBytesMax) {
    std::string folded(text.size(), '\0');
    if (CopyPlain(text.data(), text.size(), folded.data())) return folded;
    if (FoldPlainly(text, &folded)) return folded;
  }
  ScanText scan_text;
  SUNDER_RETURN_IF_ERROR(scan_text.Append(text));
  return std::string(scan_text.text());
}

}  // namespace sunder::scanner
