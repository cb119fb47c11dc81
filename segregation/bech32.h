// Bech32 (BIP 173): the text form of age recipients and secret keys, without BIP 173's limit of 90
// characters, as age has it. What may be a secret key stays in locked memory.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "segregation/locked_memory.h"

namespace sunder::segregation {

struct Bech32 {
  std::string prefix;  // as written; the human-readable part
  LockedBytes data;    // 5-bit groups joined to bytes
};

// nullopt: wrong checksum, characters, mixed case, or bits left over.
std::optional<Bech32> DecodeBech32(std::string_view text);
// In lower case. `prefix` is lower case, too.
LockedText EncodeBech32(std::string_view prefix, std::span<const uint8_t> data);
// Whether the checksum and the characters are right, whatever the data.
bool HasBech32Checksum(std::string_view text);

}  // namespace sunder::segregation
