#include "segregation/drop_sentences.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "core/planted_leak.h"

namespace sunder::segregation {
namespace {

struct Whitespace {
  size_t size_bytes = 0;  // of the character; 0: no white space
  bool is_line_end = false;
};

// The character at `position`: ASCII blanks, U+00A0, U+1680, U+2000..200A, 2028, 2029, 202F, 205F,
// 3000.
Whitespace WhitespaceAt(std::string_view text, size_t position) {
  const auto byte = [&](size_t i) {
    return position + i < text.size() ? static_cast<unsigned char>(text[position + i]) : 0U;
  };
  const unsigned lead = byte(0);
  if (lead == '\n' || lead == '\r') return {1, true};
  if (lead == ' ' || lead == '\t' || lead == '\v' || lead == '\f') return {1, false};
  if (lead == 0xC2 && byte(1) == 0xA0) return {2, false};
  if (lead == 0xE1 && byte(1) == 0x9A && byte(2) == 0x80) return {3, false};
  if (lead == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) return {3, false};
  if (lead != 0xE2) return {};
  if (byte(1) == 0x80) {
    const unsigned last = byte(2);
    if (last == 0xA8 || last == 0xA9) return {3, true};
    if ((last >= 0x80 && last <= 0x8A) || last == 0xAF) return {3, false};
  }
  if (byte(1) == 0x81 && byte(2) == 0x9F) return {3, false};
  return {};
}

size_t SkipWhitespace(std::string_view text) {
  size_t position = 0;
  while (const size_t size = WhitespaceAt(text, position).size_bytes) position += size;
  return position;
}

// Where the white space at the end of `text` begins.
size_t TrailingWhitespace(std::string_view text) {
  size_t begin = text.size();
  while (begin > 0) {
    size_t start = begin - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    if (start + WhitespaceAt(text, start).size_bytes != begin) break;
    begin = start;
  }
  return begin;
}

bool IsClosingSign(char c) { return std::string_view(".,;:!?)").find(c) != std::string_view::npos; }

size_t CountLineEnds(std::string_view blanks) {
  return static_cast<size_t>(std::count(blanks.begin(), blanks.end(), '\n'));
}

size_t CountCodePoints(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// Puts `piece` behind `text` so that the seam holds the white space of one side only: the side with
// more line ends, so that a paragraph stays one. Nothing stands at the outer edges.
void AppendAcrossSeam(std::string_view piece, std::string* text) {
  const size_t lead_size = SkipWhitespace(piece);
  if (lead_size == piece.size()) return;
  const std::string_view lead = piece.substr(0, lead_size);
  const std::string_view body = piece.substr(lead_size);
  const size_t trail_begin = TrailingWhitespace(*text);
  const std::string_view trail = std::string_view(*text).substr(trail_begin);
  if (trail_begin == 0) {
    *text = body;
  } else if (lead.empty() && IsClosingSign(body.front())) {
    text->resize(trail_begin);  // a blank before a full stop would tell that a word stood there
    *text += body;
  } else if (CountLineEnds(lead) > CountLineEnds(trail) || trail.empty()) {
    const std::string seam(lead);
    text->resize(trail_begin);
    *text += seam;
    *text += body;
  } else {
    *text += body;
  }
}

// The ranges that leave, merged and ordered. Empty: a finding does not know its sentence.
std::vector<Span> RangesToDrop(std::span<const Finding> personal, size_t text_size, Route route) {
  std::vector<Span> ranges;
  for (const Finding& finding : personal) {
    if (!finding.sentence.Contains(finding.span) || finding.sentence.empty() ||
        finding.sentence.end > text_size) {
      return {};
    }
    ranges.push_back(route == Route::kRedactSpans ? finding.span : finding.sentence);
  }
  std::sort(ranges.begin(), ranges.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::vector<Span> merged;
  for (const Span& range : ranges) {
    if (merged.empty() || range.begin > merged.back().end) {
      merged.push_back(range);
    } else {
      merged.back().end = std::max(merged.back().end, range.end);
    }
  }
  return merged;
}

std::string WithoutRanges(std::string_view text, const std::vector<Span>& ranges) {
  std::string rest;
  size_t position = 0;
  for (const Span& range : ranges) {
    AppendAcrossSeam(text.substr(position, range.begin - position), &rest);
    position = range.end;
  }
  AppendAcrossSeam(text.substr(position), &rest);
  rest.resize(TrailingWhitespace(rest));
  return rest;
}

std::vector<Finding> PersonalOnes(std::span<const Finding> findings, const LabelCatalog& labels) {
  std::vector<Finding> personal;
  std::copy_if(findings.begin(), findings.end(), std::back_inserter(personal),
               [&](const Finding& finding) { return IsPersonalSpecial(finding, labels); });
  return personal;
}

size_t CountSpans(const std::vector<Finding>& personal) {
  std::vector<std::pair<uint32_t, uint32_t>> spans;
  for (const Finding& finding : personal) spans.emplace_back(finding.span.begin, finding.span.end);
  std::sort(spans.begin(), spans.end());
  return static_cast<size_t>(std::unique(spans.begin(), spans.end()) - spans.begin());
}

// A finding that is hardly sure may have the wrong sentence.
bool HasDoubtful(const std::vector<Finding>& personal, const Policy& policy) {
  const auto confidence_min = static_cast<float>(policy.confidence_min);
  return std::any_of(personal.begin(), personal.end(),
                     [&](const Finding& finding) { return finding.confidence < confidence_min; });
}

void AddStated(const std::vector<Finding>& personal, std::vector<StatedValue>* stated) {
  for (const Finding& finding : personal) stated->push_back({finding.label, finding.value});
}

bool HasObjection(std::string_view text, const std::vector<Finding>& personal,
                  std::string_view rest, const SecondLook* second_look) {
  if (second_look == nullptr) return false;
  std::vector<std::string_view> removed;
  for (const Finding& finding : personal) {
    removed.push_back(text.substr(finding.span.begin, finding.span.size()));
  }
  return second_look->Look(rest, removed) != Objection::kNone;
}

Status JudgeText(std::string_view text, std::string_view field, Judge& judge,
                 std::vector<Finding>* findings) {
  const JudgedCell cell{text, field};
  return judge.JudgeCells({&cell, 1}, findings);
}

}  // namespace

bool IsPersonalSpecial(const Finding& finding, const LabelCatalog& labels) {
  return IsPersonal(finding.grade) && labels.kind(finding.label) == LabelKind::kSpecial;
}

Result<std::optional<std::string>> DropFoundSentences(std::string_view text, std::string_view field,
                                                      std::span<const Finding> findings,
                                                      const Policy& policy, Route route,
                                                      const LabelCatalog& labels, Judge& judge,
                                                      const SecondLook* second_look,
                                                      std::vector<StatedValue>* stated) {
  const std::vector<Finding> personal = PersonalOnes(findings, labels);
  AddStated(personal, stated);
  const std::optional<std::string> withheld;
  if (CountCodePoints(text) < policy.short_text_size_chars) return withheld;
  if (CountSpans(personal) > policy.spans_max) return withheld;
  if (HasDoubtful(personal, policy)) return withheld;
  const std::vector<Span> ranges = RangesToDrop(personal, text.size(), route);
  if (ranges.empty()) return withheld;
  std::string rest = WithoutRanges(text, ranges);
  SUNDER_PLANT("marker", rest += " [...]");
  SUNDER_PLANT("blanks", rest.resize(text.size(), ' '));
  if (rest.empty()) return withheld;
  std::vector<Finding> again;
  SUNDER_RETURN_IF_ERROR(JudgeText(rest, field, judge, &again));
  const std::vector<Finding> left = PersonalOnes(again, labels);
  AddStated(left, stated);
  if (!left.empty() || HasObjection(text, personal, rest, second_look)) return withheld;
  return std::optional<std::string>(std::move(rest));
}

Result<std::optional<std::string>> DropSentences(std::string_view text, std::string_view field,
                                                 const Policy& policy, const LabelCatalog& labels,
                                                 Judge& judge, const SecondLook* second_look,
                                                 std::vector<StatedValue>* stated) {
  std::vector<Finding> findings;
  SUNDER_RETURN_IF_ERROR(JudgeText(text, field, judge, &findings));
  const bool has_personal =
      std::any_of(findings.begin(), findings.end(),
                  [&](const Finding& finding) { return IsPersonalSpecial(finding, labels); });
  if (!has_personal) {
    const bool is_clean = second_look == nullptr || second_look->Look(text, {}) == Objection::kNone;
    return is_clean ? std::optional<std::string>(std::string(text)) : std::nullopt;
  }
  return DropFoundSentences(text, field, findings, policy, Route::kDropSentences, labels, judge,
                            second_look, stated);
}

}  // namespace sunder::segregation
