// age v1 encryption to X25519 recipients (https://age-encryption.org/v1), on libsodium primitives.
// Write-only by design: what scans and splits has no decryption. `sunder quarantine`
// (segregation/keeper) and Debian's `age` open the files.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace sunder::segregation {

// What a secret key begins with, in upper case.
inline constexpr std::string_view kAgeSecretKeyPrefix = "AGE-SECRET-KEY-";

struct AgeRecipient {
  std::array<uint8_t, 32> public_key{};
};

// "age1..." (Bech32). An age secret key given by mistake is refused without being repeated.
Result<AgeRecipient> ParseAgeRecipient(std::string_view text);
// "age1...".
std::string AgeRecipientText(const AgeRecipient& recipient);

// The whole encrypted file. `recipients` is not empty.
Result<std::string> AgeEncrypt(std::string_view plaintext,
                               const std::vector<AgeRecipient>& recipients);

}  // namespace sunder::segregation
