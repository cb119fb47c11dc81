#include "scanner/context/unmasked_judge.h"

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

namespace sunder::scanner {
namespace {

// Of a larger cell, only the pieces that are masked are read anew.
constexpr uint32_t kPieceSizeBytes = 1024;

// The end of the piece that begins at `begin`: behind the first line or sentence that ends in its
// second half, else before white space.
uint32_t PieceEnd(std::string_view text, uint32_t begin) {
  const auto size = static_cast<uint32_t>(text.size());
  if (size - begin <= 2 * kPieceSizeBytes) return size;
  const auto is_space = [&](uint32_t at) { return text[at] == ' ' || text[at] == '\n'; };
  const uint32_t limit = begin + 2 * kPieceSizeBytes;
  for (uint32_t at = begin + kPieceSizeBytes; at < limit; ++at) {
    const char before = text[at - 1];
    const bool is_sentence_end = is_space(at) && (before == '.' || before == '!' || before == '?');
    if (before == '\n' || is_sentence_end) return at;
  }
  uint32_t at = limit;
  while (at < size && !is_space(at)) ++at;
  return at;
}

// The bytes of the cell that a sentence of a reading came from, with what was dropped at its ends.
Span OriginalSentence(const UnmaskedText& unmasked, Span sentence, size_t cell_size) {
  Span original = unmasked.Original(sentence);
  const auto text_size = static_cast<uint32_t>(unmasked.text.size());
  if (sentence.begin == 0) original.begin = 0;
  original.end =
      sentence.end >= text_size
          ? static_cast<uint32_t>(cell_size)
          : std::max(original.end, unmasked.Original({sentence.end, sentence.end}).begin);
  return original;
}

Span Moved(Span span, uint32_t by) { return {span.begin + by, span.end + by}; }

// Whether `unmasked` says more than what was found plainly in its place.
bool Displaces(const Finding& unmasked, const Finding& plain) {
  if (IsPersonal(plain.grade) || plain.validated) return false;
  // "mail=finn.okafor%40example.org": the word is a piece of an address, not a people.
  const bool is_mention = plain.grade != EvidenceGrade::kNone;
  const bool is_whole_value = unmasked.validated && unmasked.span.Contains(plain.span);
  return IsPersonal(unmasked.grade) || (is_mention && is_whole_value);
}

// Adds a finding where the others leave it room.
void AddFinding(const Finding& unmasked, size_t first, std::vector<Finding>* findings) {
  const auto overlaps = [&](const Finding& plain) { return plain.span.Overlaps(unmasked.span); };
  const auto begin = findings->begin() + static_cast<ptrdiff_t>(first);
  const bool has_room = std::all_of(begin, findings->end(), [&](const Finding& plain) {
    return !overlaps(plain) || Displaces(unmasked, plain);
  });
  if (!has_room) return;
  findings->erase(std::remove_if(begin, findings->end(), overlaps), findings->end());
  findings->push_back(unmasked);
}

}  // namespace

void UnmaskedJudge::Clear() {
  readings_.clear();
  text_.Clear();
  candidates_.clear();
  next_reading_ = 0;
  next_candidate_ = 0;
}

Status UnmaskedJudge::Add(uint32_t number, const JudgedCell& cell) {
  const auto size = static_cast<uint32_t>(cell.text.size());
  for (Span piece{0, 0}; piece.begin < size; piece.begin = piece.end) {
    piece.end = PieceEnd(cell.text, piece.begin);
    const std::string_view text = cell.text.substr(piece.begin, piece.size());
    if (piece.size() < size && !MayBeMasked(text)) continue;
    for (UnmaskedText& unmasked : Unmask(text)) {
      SUNDER_RETURN_IF_ERROR(text_.Append(unmasked.text));
      readings_.push_back({number, cell.field, piece, std::move(unmasked)});
    }
  }
  return Status::Ok();
}

Status UnmaskedJudge::Detect() {
  if (readings_.empty()) return Status::Ok();
  std::vector<JudgedCell> cells;
  cells.reserve(readings_.size());
  for (const CellReading& reading : readings_) {
    cells.push_back({reading.unmasked.text, reading.field});
  }
  return detector_.Detect(text_, cells, &candidates_);
}

void UnmaskedJudge::Judge(uint32_t number, const JudgedCell& cell, uint32_t cell_index,
                          size_t first, std::vector<Finding>* findings) {
  std::vector<Finding> found;
  bool has_more = false;
  for (; next_reading_ < readings_.size() && readings_[next_reading_].number == number;
       ++next_reading_) {
    const UnmaskedText& unmasked = readings_[next_reading_].unmasked;
    const Span piece = readings_[next_reading_].piece;
    const size_t begin = next_candidate_;
    while (next_candidate_ < candidates_.size() &&
           candidates_[next_candidate_].cell == next_reading_) {
      ++next_candidate_;
    }
    if (next_candidate_ == begin) continue;
    found.clear();
    sentences_.Judge({unmasked.text, cell.field}, cell_index, text_.CellTextFolded(next_reading_),
                     std::span(candidates_).subspan(begin, next_candidate_ - begin), &found, memo_);
    for (Finding& finding : found) {
      finding.span = Moved(unmasked.Original(finding.span), piece.begin);
      finding.sentence =
          Moved(OriginalSentence(unmasked, finding.sentence, piece.size()), piece.begin);
      if (piece.size() < cell.text.size()) finding.whole_cell = false;
      AddFinding(finding, first, findings);
      has_more = true;
    }
  }
  if (!has_more) return;
  std::sort(findings->begin() + static_cast<ptrdiff_t>(first), findings->end(),
            [](const Finding& a, const Finding& b) {
              return std::tuple(a.span.begin, a.span.end, a.label, a.rule) <
                     std::tuple(b.span.begin, b.span.end, b.label, b.rule);
            });
}

}  // namespace sunder::scanner
