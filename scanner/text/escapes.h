// Characters written as HTML entities or as \uXXXX. Private to this folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace sunder::scanner {

struct EscapedCharacter {
  uint32_t code_point = 0;
  uint32_t size_bytes = 0;  // of the escape in the text
};

// The character that an escape at the start of `text` stands for; nothing if there is no valid one.
// Reads at most 32 bytes. Surrogate pairs of \u escapes are one character.
std::optional<EscapedCharacter> ParseEscape(std::string_view text);

}  // namespace sunder::scanner
