// Bech32 (BIP 173): the text form of age recipients. Decoding only, without BIP 173's limit of 90
// characters, as age has it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sunder::segregation {

struct Bech32 {
  std::string prefix;         // as written; the human-readable part
  std::vector<uint8_t> data;  // 5-bit groups joined to bytes
};

// nullopt: wrong checksum, characters, mixed case, or bits left over.
std::optional<Bech32> DecodeBech32(std::string_view text);
// Whether the checksum and the characters are right, whatever the data.
bool HasBech32Checksum(std::string_view text);

}  // namespace sunder::segregation
