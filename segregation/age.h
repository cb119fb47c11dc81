// age v1 encryption to X25519 recipients (https://age-encryption.org/v1), on libsodium primitives.
// Write-only by design: this program has no decryption. Debian's `age` opens the files.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace sunder::segregation {

struct AgeRecipient {
  std::array<uint8_t, 32> public_key{};
};

// "age1..." (Bech32). An age secret key given by mistake is refused without being repeated.
Result<AgeRecipient> ParseAgeRecipient(std::string_view text);

// The whole encrypted file. `recipients` is not empty.
Result<std::string> AgeEncrypt(std::string_view plaintext,
                               const std::vector<AgeRecipient>& recipients);

}  // namespace sunder::segregation
