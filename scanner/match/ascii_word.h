// ASCII word characters of folded text. Private to this folder.
#pragma once

namespace sunder::scanner {

constexpr bool IsAsciiWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace sunder::scanner
