#include "segregation/bech32.h"

#include <algorithm>
#include <array>

namespace sunder::segregation {
namespace {

constexpr std::string_view kAlphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr size_t kChecksumSize = 6;

uint32_t Polymod(uint32_t checksum, uint8_t value) {
  // Generator of BIP 173's BCH code.
  constexpr std::array<uint32_t, 5> kGenerator = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                                  0x2a1462b3};
  const uint32_t top = checksum >> 25;
  checksum = (checksum & 0x1ffffff) << 5 ^ value;
  for (size_t i = 0; i < kGenerator.size(); ++i) {
    if ((top >> i & 1) != 0) checksum ^= kGenerator[i];
  }
  return checksum;
}

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
char ToLower(char c) { return IsUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

// BIP 173's expansion of the human-readable part.
uint32_t PolymodOfPrefix(std::string_view prefix) {
  uint32_t checksum = 1;
  for (const char c : prefix) checksum = Polymod(checksum, static_cast<uint8_t>(c) >> 5);
  checksum = Polymod(checksum, 0);
  for (const char c : prefix) checksum = Polymod(checksum, static_cast<uint8_t>(c) & 31);
  return checksum;
}

struct Groups {
  std::string prefix;  // lower case
  LockedBytes values;  // 5 bits each, checksum removed
};

std::optional<Groups> DecodeGroups(std::string_view text) {
  if (std::any_of(text.begin(), text.end(), IsUpper) &&
      std::any_of(text.begin(), text.end(), IsLower)) {
    return std::nullopt;
  }
  const size_t separator = text.rfind('1');
  if (separator == std::string_view::npos || separator == 0) return std::nullopt;
  if (text.size() - separator - 1 < kChecksumSize) return std::nullopt;

  Groups groups;
  for (const char c : text.substr(0, separator)) {
    if (c < '!' || c > '~') return std::nullopt;
    groups.prefix += ToLower(c);
  }
  uint32_t checksum = PolymodOfPrefix(groups.prefix);
  groups.values.reserve(text.size() - separator - 1);
  for (const char c : text.substr(separator + 1)) {
    const size_t value = kAlphabet.find(ToLower(c));
    if (value == std::string_view::npos) return std::nullopt;
    groups.values.push_back(static_cast<uint8_t>(value));
    checksum = Polymod(checksum, static_cast<uint8_t>(value));
  }
  if (checksum != 1) return std::nullopt;
  groups.values.resize(groups.values.size() - kChecksumSize);
  return groups;
}

}  // namespace

bool HasBech32Checksum(std::string_view text) { return DecodeGroups(text).has_value(); }

std::optional<Bech32> DecodeBech32(std::string_view text) {
  const std::optional<Groups> groups = DecodeGroups(text);
  if (!groups) return std::nullopt;
  Bech32 decoded;
  decoded.prefix = std::string(text.substr(0, groups->prefix.size()));
  decoded.data.reserve(groups->values.size());
  uint32_t bits = 0;
  uint32_t bit_count = 0;
  for (const uint8_t value : groups->values) {
    bits = bits << 5 | value;
    bit_count += 5;
    if (bit_count >= 8) {
      bit_count -= 8;
      decoded.data.push_back(static_cast<uint8_t>(bits >> bit_count));
    }
    bits &= (1U << bit_count) - 1;
  }
  // Less than a group may be left over, and it must be zero: one text a key.
  if (bit_count >= 5 || bits != 0) return std::nullopt;
  return decoded;
}

LockedText EncodeBech32(std::string_view prefix, std::span<const uint8_t> data) {
  LockedText text;
  // One piece of memory: growing would only copy a secret around.
  text.reserve(prefix.size() + 1 + (data.size() * 8 + 4) / 5 + kChecksumSize);
  text.insert(text.end(), prefix.begin(), prefix.end());
  text.push_back('1');
  uint32_t checksum = PolymodOfPrefix(prefix);
  const auto append = [&text, &checksum](uint32_t value) {
    text.push_back(kAlphabet[value]);
    checksum = Polymod(checksum, static_cast<uint8_t>(value));
  };
  uint32_t bits = 0;
  uint32_t bit_count = 0;
  for (const uint8_t byte : data) {
    bits = bits << 8 | byte;
    bit_count += 8;
    for (; bit_count >= 5; bit_count -= 5) append(bits >> (bit_count - 5) & 31);
    bits &= (1U << bit_count) - 1;
  }
  if (bit_count > 0) append(bits << (5 - bit_count) & 31);
  for (size_t i = 0; i < kChecksumSize; ++i) checksum = Polymod(checksum, 0);
  checksum ^= 1;
  for (size_t i = 0; i < kChecksumSize; ++i) {
    text.push_back(kAlphabet[checksum >> (5 * (kChecksumSize - 1 - i)) & 31]);
  }
  return text;
}

}  // namespace sunder::segregation
