// The options of a form and their boxes: "☐ Hindu ☒ Sikh", "gay ( ) bi (x)", "~~none~~ / Jain".
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace sunder::scanner {

enum class OptionState : uint8_t {
  kNone,    // no box belongs to the words
  kOpen,    // nobody has chosen them, or they are struck out
  kChosen,  // a mark stands in their box
};

// The boxes of one line and which side of them their options stand on.
class OptionBoxes {
 public:
  // Looks at `line` of the text and at the few signs around it.
  OptionBoxes(std::string_view text, Span line);

  OptionState StateOf(Span option) const;
  // Where the first box begins: the words before it say what is asked. REQUIRES: !empty().
  uint32_t first() const { return boxes_.front().span.begin; }
  bool empty() const { return boxes_.empty(); }

 private:
  struct Box {
    Span span;
    bool is_chosen = false;
  };
  bool IsStruck(Span option) const;

  std::string_view text_;
  std::vector<Box> boxes_;
  bool stand_behind_ = false;  // "Hindu ☐  Sikh ☒"
};

}  // namespace sunder::scanner
