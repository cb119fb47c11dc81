// Which parts of a text left, when only its old and new form are known.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace sunder::markup {

struct TextCut {
  size_t begin = 0;  // in the old text
  size_t end = 0;
};

// The parts whose removal from `before` gives `after`, in order and not empty; each begins where a
// sentence begins if it can be read so. Nothing: `after` is not `before` without some parts, or not
// found to be.
std::optional<std::vector<TextCut>> FindCuts(std::string_view before, std::string_view after);

}  // namespace sunder::markup
