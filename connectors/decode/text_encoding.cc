#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "connectors/decode/byte_stream.h"

namespace sunder {
namespace {

// Length of the well-formed sequence at the front of `bytes`, 0 for none (Unicode, table 3-7).
size_t SequenceLength(std::string_view bytes) {
  const auto at = [&bytes](size_t index) { return static_cast<uint8_t>(bytes[index]); };
  const auto is_continuation = [&](size_t index) { return (at(index) & 0xC0) == 0x80; };
  const uint8_t lead = at(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return bytes.size() >= 2 && is_continuation(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (bytes.size() < 3 || !is_continuation(1) || !is_continuation(2)) return 0;
    if (lead == 0xE0 && at(1) < 0xA0) return 0;  // overlong
    if (lead == 0xED && at(1) > 0x9F) return 0;  // surrogates
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (bytes.size() < 4) return 0;
    if (!is_continuation(1) || !is_continuation(2) || !is_continuation(3)) return 0;
    if (lead == 0xF0 && at(1) < 0x90) return 0;  // overlong
    if (lead == 0xF4 && at(1) > 0x8F) return 0;  // above U+10FFFF
    return 4;
  }
  return 0;
}

size_t AsciiPrefix(std::string_view bytes) {
  constexpr uint64_t kHighBits = 0x8080808080808080;
  size_t position = 0;
  while (bytes.size() - position >= sizeof(uint64_t)) {
    uint64_t word = 0;
    std::memcpy(&word, bytes.data() + position, sizeof(word));
    if ((word & kHighBits) != 0) break;
    position += sizeof(word);
  }
  while (position < bytes.size() && static_cast<uint8_t>(bytes[position]) < 0x80) ++position;
  return position;
}

struct Mark {
  std::string_view bytes;
  std::string_view name;
};

using namespace std::string_view_literals;

// UTF-32 first: its little-endian mark starts with that of UTF-16.
constexpr std::array<Mark, 4> kMarks = {{
    {"\xFF\xFE\x00\x00"sv, "UTF-32 (byte-order mark FF FE 00 00)"},
    {"\x00\x00\xFE\xFF"sv, "UTF-32 (byte-order mark 00 00 FE FF)"},
    {"\xFF\xFE"sv, "UTF-16 (byte-order mark FF FE)"},
    {"\xFE\xFF"sv, "UTF-16 (byte-order mark FE FF)"},
}};

// Text of a Latin script in UTF-16 without a mark: nearly every other byte is NUL, the rest are
// not.
bool LooksLikeUtf16(std::string_view head) {
  if (head.size() < 4) return false;
  std::array<size_t, 2> nul_count{};
  for (size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\0') ++nul_count[i % 2];
  }
  const size_t half = head.size() / 2;
  const auto [low, high] = std::minmax(nul_count[0], nul_count[1]);
  return high * 10 >= half * 9 && low * 10 <= half;
}

}  // namespace

size_t ValidUtf8Prefix(std::string_view bytes) {
  size_t position = 0;
  while (true) {
    position += AsciiPrefix(bytes.substr(position));
    // Text of other scripts: stay in this loop while non-ASCII follows.
    while (position < bytes.size() && static_cast<uint8_t>(bytes[position]) >= 0x80) {
      const size_t length = SequenceLength(bytes.substr(position));
      if (length == 0) return position;
      position += length;
    }
    if (position == bytes.size()) return position;
  }
}

std::string ForeignEncoding(std::string_view head) {
  for (const Mark& mark : kMarks) {
    if (head.substr(0, mark.bytes.size()) == mark.bytes) return std::string(mark.name);
  }
  if (head.find('\0') == std::string_view::npos) return "";
  if (LooksLikeUtf16(head)) return "UTF-16 (no byte-order mark, every other byte is NUL)";
  return "binary data (a NUL byte)";
}

}  // namespace sunder
