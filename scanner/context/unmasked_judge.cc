#include "scanner/context/unmasked_judge.h"

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

namespace sunder::scanner {
namespace {

// The bytes of the cell that a sentence of a reading came from, with what was dropped at its ends.
Span OriginalSentence(const UnmaskedText& unmasked, Span sentence, size_t cell_size) {
  Span original = unmasked.Original(sentence);
  const auto text_size = static_cast<uint32_t>(unmasked.text.size());
  if (sentence.begin == 0) original.begin = 0;
  original.end = sentence.end >= text_size
                     ? static_cast<uint32_t>(cell_size)
                     : std::max(original.end,
                                unmasked.Original({sentence.end, sentence.end}).begin);
  return original;
}

// Whether `unmasked` says more than what was found plainly in its place.
bool Displaces(const Finding& unmasked, const Finding& plain) {
  return IsPersonal(unmasked.grade) && !IsPersonal(plain.grade) && !plain.validated;
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
  for (UnmaskedText& unmasked : Unmask(cell.text)) {
    SUNDER_RETURN_IF_ERROR(text_.Append(unmasked.text));
    readings_.push_back({number, cell.field, std::move(unmasked)});
  }
  return Status::Ok();
}

Status UnmaskedJudge::Detect() {
  if (readings_.empty()) return Status::Ok();
  std::vector<JudgedCell> cells;
  cells.reserve(readings_.size());
  for (const CellReading& reading : readings_) cells.push_back({reading.unmasked.text, reading.field});
  return detector_.Detect(text_, cells, &candidates_);
}

void UnmaskedJudge::Judge(uint32_t number, const JudgedCell& cell, uint32_t cell_index,
                          size_t first, std::vector<Finding>* findings) {
  std::vector<Finding> found;
  bool has_more = false;
  for (; next_reading_ < readings_.size() && readings_[next_reading_].number == number;
       ++next_reading_) {
    const UnmaskedText& unmasked = readings_[next_reading_].unmasked;
    const size_t begin = next_candidate_;
    while (next_candidate_ < candidates_.size() &&
           candidates_[next_candidate_].cell == next_reading_) {
      ++next_candidate_;
    }
    if (next_candidate_ == begin) continue;
    found.clear();
    sentences_.Judge({unmasked.text, cell.field}, cell_index, text_.CellTextFolded(next_reading_),
                     std::span(candidates_).subspan(begin, next_candidate_ - begin), &found);
    for (Finding& finding : found) {
      finding.span = unmasked.Original(finding.span);
      finding.sentence = OriginalSentence(unmasked, finding.sentence, cell.text.size());
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
