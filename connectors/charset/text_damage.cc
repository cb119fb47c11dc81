#include "connectors/charset/text_damage.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace sunder::charset {
namespace {

// Fewer may be what somebody meant ("Â£" in a text about encodings).
constexpr size_t kMojibakeMin = 3;
constexpr int32_t kEnd = -1;
constexpr int32_t kNotUtf8 = -2;

// The character at `*at`, which moves behind it.
int32_t NextCharacter(std::string_view bytes, size_t* at) {
  if (*at >= bytes.size()) return kEnd;
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  auto position = static_cast<int64_t>(*at);
  const auto size = static_cast<int64_t>(bytes.size());
  UChar32 character = 0;
  U8_NEXT(data, position, size, character);
  *at = static_cast<size_t>(position);
  return character < 0 ? kNotUtf8 : character;
}

size_t Utf8Prefix(std::string_view bytes) {
  size_t at = 0;
  while (at < bytes.size()) {
    size_t next = at;
    if (NextCharacter(bytes, &next) == kNotUtf8) return at;
    at = next;
  }
  return at;
}

// The byte that Windows-1252 shows as this character; -1 for none. What it leaves undefined stands
// for the control characters of Latin-1.
int32_t ByteOf(int32_t character) {
  if (character >= 0x80 && character <= 0xFF) return character;
  constexpr std::array<uint16_t, 32> kHigh = {
      0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
  const auto* const found = std::find(kHigh.begin(), kHigh.end(), character);
  return found == kHigh.end() || *found == 0 ? -1
                                             : 0x80 + static_cast<int32_t>(found - kHigh.begin());
}

// Number of characters at `at` that are the bytes of one character of UTF-8; 0 for none.
size_t MisreadLength(std::string_view text, size_t at, size_t* end) {
  const int32_t lead = ByteOf(NextCharacter(text, &at));
  size_t length = 0;
  if (lead >= 0xC2 && lead <= 0xDF) length = 2;
  if (lead >= 0xE0 && lead <= 0xEF) length = 3;
  if (lead >= 0xF0 && lead <= 0xF4) length = 4;
  for (size_t i = 1; i < length; ++i) {
    const int32_t trail = ByteOf(NextCharacter(text, &at));
    if (trail < 0x80 || trail > 0xBF) return 0;
  }
  *end = at;
  return length;
}

}  // namespace

bool IsAscii(std::string_view bytes) {
  constexpr uint64_t kHighBits = 0x8080808080808080;
  uint64_t seen = 0;
  size_t at = 0;
  for (; at + sizeof seen <= bytes.size(); at += sizeof seen) {
    uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, sizeof word);
    seen |= word;
  }
  for (; at < bytes.size(); ++at) seen |= static_cast<uint8_t>(bytes[at]);
  return (seen & kHighBits) == 0;
}

bool IsUtf8ButForTheEnd(std::string_view bytes) {
  const std::string_view rest = bytes.substr(Utf8Prefix(bytes));
  if (rest.empty()) return true;
  const auto lead = static_cast<uint8_t>(rest.front());
  if (!U8_IS_LEAD(lead) || rest.size() > static_cast<size_t>(U8_COUNT_TRAIL_BYTES(lead))) {
    return false;
  }
  return std::all_of(rest.begin() + 1, rest.end(),
                     [](char c) { return U8_IS_TRAIL(static_cast<uint8_t>(c)); });
}

Utf8Lines CountUtf8Lines(std::string_view bytes) {
  Utf8Lines lines;
  size_t first_valid = 0;
  size_t first_invalid = 0;
  size_t begin = 0;
  while (begin < bytes.size()) {
    const size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const std::string_view line = bytes.substr(begin, end - begin);
    // The last line may be cut off inside of a character.
    const bool is_valid =
        end == bytes.size() ? IsUtf8ButForTheEnd(line) : Utf8Prefix(line) == line.size();
    if (!IsAscii(line)) {
      if ((is_valid ? lines.valid : lines.invalid)++ == 0) {
        (is_valid ? first_valid : first_invalid) = begin;
      }
    }
    begin = end + 1;
  }
  lines.first_minor_bytes = lines.valid < lines.invalid ? first_valid : first_invalid;
  return lines;
}

size_t CountC1Controls(std::string_view utf8) {
  size_t count = 0;
  for (size_t at = utf8.find('\xC2'); at != std::string_view::npos && at + 1 < utf8.size();
       at = utf8.find('\xC2', at + 1)) {
    const auto next = static_cast<uint8_t>(utf8[at + 1]);
    // U+0085 is a line end of mainframes.
    count += next >= 0x80 && next <= 0x9F && next != 0x85 ? 1 : 0;
  }
  return count;
}

std::optional<size_t> FindMojibake(std::string_view utf8) {
  std::optional<size_t> first;
  size_t misread = 0;
  size_t other = 0;
  for (size_t at = 0; at < utf8.size();) {
    if (static_cast<uint8_t>(utf8[at]) < 0x80) {
      ++at;
      continue;
    }
    size_t end = at;
    if (MisreadLength(utf8, at, &end) > 0) {
      if (!first) first = at;
      ++misread;
    } else {
      NextCharacter(utf8, &end);
      ++other;
    }
    at = end;
  }
  if (misread < kMojibakeMin || misread < other) return std::nullopt;
  return first;
}

}  // namespace sunder::charset
