#include "tests/fuzz/utf8_input.h"

#include "connectors/decode/byte_stream.h"

namespace sunder::fuzz {

std::string ToUtf8(std::string_view bytes) {
  std::string text;
  while (true) {
    const size_t valid = ValidUtf8Prefix(bytes);
    text.append(bytes.substr(0, valid));
    if (valid == bytes.size()) return text;
    const auto byte = static_cast<unsigned char>(bytes[valid]);
    text += static_cast<char>(0xC0 | (byte >> 6));
    text += static_cast<char>(0x80 | (byte & 0x3F));
    bytes.remove_prefix(valid + 1);
  }
}

std::vector<std::string> SplitAtNul(std::string_view text) {
  std::vector<std::string> parts;
  for (size_t end = text.find('\0'); end != std::string_view::npos; end = text.find('\0')) {
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.emplace_back(text);
  return parts;
}

}  // namespace sunder::fuzz
