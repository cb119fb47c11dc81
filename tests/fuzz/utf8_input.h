// Bytes of a fuzzer as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sunder::fuzz {

// Valid UTF-8 as it is; a byte that belongs to no character becomes the Latin-1 character of that
// number, so that every input is worth running.
std::string ToUtf8(std::string_view bytes);

// The parts between NUL bytes; at least one.
std::vector<std::string> SplitAtNul(std::string_view text);

inline bool IsCodePointStart(std::string_view text, size_t offset) {
  return offset >= text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
}

}  // namespace sunder::fuzz
