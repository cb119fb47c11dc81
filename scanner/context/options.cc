#include "scanner/context/options.h"

#include <algorithm>
#include <array>
#include <utility>

#include "scanner/text/characters.h"

namespace sunder::scanner {
namespace {

// Boxes at the border of a sentence may have been left to its neighbour.
constexpr uint32_t kReachBytes = 12;

struct Sign {
  std::string_view written;
  bool is_chosen;
};
constexpr std::array<Sign, 23> kSigns = {{
    {"\xE2\x98\x90", false},  // U+2610 ballot box
    {"\xE2\x96\xA1", false},  // U+25A1 white square
    {"\xE2\x96\xA2", false},  // U+25A2 white square with rounded corners
    {"\xE2\x97\x8B", false},  // U+25CB white circle
    {"\xE2\x97\xAF", false},  // U+25EF large circle
    {"\xE2\x9D\x8F", false},  // U+274F shadowed squares
    {"\xE2\x9D\x91", false},  // U+2751
    {"\xE2\x98\x91", true},   // U+2611 box with check
    {"\xE2\x98\x92", true},   // U+2612 box with X
    {"\xE2\x96\xA0", true},   // U+25A0 black square
    {"\xE2\x97\x8F", true},   // U+25CF black circle
    {"\xE2\x97\x89", true},   // U+25C9 fisheye
    {"\xE2\x8A\xA0", true},   // U+22A0 squared times
    {"\xE2\x9C\x93", true},   // U+2713 check mark
    {"\xE2\x9C\x94", true},   // U+2714 heavy check mark
    {"[ ]", false},          {"( )", false}, {"[x]", true}, {"[X]", true},
    {"(x)", true},           {"(X)", true},  {"_x_", true}, {"_X_", true},
}};

const Sign* SignAt(std::string_view text, uint32_t at) {
  const auto* found = std::find_if(kSigns.begin(), kSigns.end(), [&](const Sign& sign) {
    return text.substr(at, sign.written.size()) == sign.written;
  });
  return found == kSigns.end() ? nullptr : found;
}

bool MayBeginSign(char c) { return c == '\xE2' || c == '[' || c == '(' || c == '_'; }

bool IsWordAt(std::string_view text, size_t at) {
  return at < text.size() && text[at] != '_' && CharacterAt(text, at).kind != CharacterKind::kMark;
}

// Blanks, quotes and stars only.
bool IsClose(std::string_view between) {
  return between.find_first_not_of(" \"'*") == std::string_view::npos;
}

// Blanks and at most one short word: "Hindu (any) [x]", "católico/a ☐".
bool IsNear(std::string_view between) {
  constexpr size_t kWordSizeMax = 16;
  return between.size() <= kWordSizeMax &&
         between.find_first_of(".,:;|?!\n\t") == std::string_view::npos &&
         std::count(between.begin(), between.end(), ' ') <= 2;
}

}  // namespace

OptionBoxes::OptionBoxes(std::string_view text, Span line) : text_(text) {
  uint32_t begin = line.begin;
  while (begin > 0 && line.begin - begin < kReachBytes && text[begin - 1] != '\n') --begin;
  uint32_t end = line.end;
  while (end < text.size() && end - line.end < kReachBytes && text[end] != '\n') ++end;
  uint32_t underlines = 0;
  for (uint32_t at = begin; at < end; ++at) {
    if (!MayBeginSign(text[at])) continue;
    if (const Sign* sign = SignAt(text, at); sign != nullptr) {
      const auto size = static_cast<uint32_t>(sign->written.size());
      // "f(x)" is no box.
      if (text[at] == '(' && sign->is_chosen && at > 0 && IsWordAt(text, at - 1)) continue;
      boxes_.push_back({{at, at + size}, sign->is_chosen});
      at += size - 1;
    } else if (text[at] == '_' && at + 1 < end && text[at + 1] == '_') {
      uint32_t last = at;
      while (last < end && text[last] == '_') ++last;
      boxes_.push_back({{at, last}, false});
      at = last - 1;
      ++underlines;
    }
  }
  // A line to write on is a box only where another one is marked.
  const bool has_marked_line = std::any_of(boxes_.begin(), boxes_.end(), [&](const Box& box) {
    return box.is_chosen && text[box.span.begin] == '_';
  });
  if (underlines > 0 && !has_marked_line) {
    std::erase_if(boxes_, [&](const Box& box) { return text[box.span.begin] == '_'; });
  }
  if (boxes_.empty()) return;
  uint32_t behind = boxes_.back().span.end;
  while (behind < end && text[behind] == ' ') ++behind;
  stand_behind_ = behind >= end || !IsWordAt(text, behind);
}

bool OptionBoxes::IsStruck(Span option) const {
  constexpr std::string_view kStrike = "~~";
  const bool opens = option.begin >= kStrike.size() &&
                     text_.substr(option.begin - kStrike.size(), kStrike.size()) == kStrike;
  return opens && text_.substr(option.end, kStrike.size()) == kStrike;
}

OptionState OptionBoxes::StateOf(Span option) const {
  if (IsStruck(option)) return OptionState::kOpen;
  const auto next = std::partition_point(
      boxes_.begin(), boxes_.end(), [&](const Box& box) { return box.span.begin < option.end; });
  const Box* box = nullptr;
  if (stand_behind_) {
    if (next != boxes_.end() && IsNear(text_.substr(option.end, next->span.begin - option.end))) {
      box = &*next;
    }
  } else if (next != boxes_.begin()) {
    const Box& before = *std::prev(next);
    if (before.span.end <= option.begin &&
        IsClose(text_.substr(before.span.end, option.begin - before.span.end))) {
      box = &before;
    }
  }
  if (box == nullptr) return OptionState::kNone;
  return box->is_chosen ? OptionState::kChosen : OptionState::kOpen;
}

}  // namespace sunder::scanner
