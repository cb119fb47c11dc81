// The parts of the age v1 format (https://age-encryption.org/v1) that sealing and opening share, on
// libsodium primitives. Nothing here opens anything: that is segregation/keeper.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "core/status.h"
#include "segregation/age.h"
#include "segregation/locked_memory.h"

namespace sunder::segregation {

inline constexpr std::string_view kAgeVersionLine = "age-encryption.org/v1\n";
inline constexpr size_t kAgeKeySizeBytes = 32;
inline constexpr size_t kAgeNonceSizeBytes = 16;  // of a payload
inline constexpr size_t kAgeChunkSizeBytes = 64 * 1024;
inline constexpr size_t kAgeTagSizeBytes = 16;
inline constexpr size_t kAgeChunkNonceSizeBytes = 12;

using AgeKey = Secret<kAgeKeySizeBytes>;
using AgeFileKey = Secret<16>;
using AgeMac = std::array<uint8_t, 32>;

// The key that wraps a file key for `recipient`: HKDF of the shared point. `share` is the
// stanza's ephemeral point.
void DeriveAgeWrapKey(const AgeKey& shared, std::span<const uint8_t> share,
                      const AgeRecipient& recipient, AgeKey* wrap_key);
void DeriveAgePayloadKey(const AgeFileKey& file_key, std::span<const uint8_t> nonce, AgeKey* key);
// Of STREAM: an 11-byte big-endian counter and a flag on the last chunk.
std::array<uint8_t, kAgeChunkNonceSizeBytes> AgeChunkNonce(uint64_t chunk, bool is_last);

// "-> X25519 SHARE\nBODY\n". kUsage: a recipient of low order.
Result<std::string> WrapAgeFileKey(const AgeFileKey& file_key, const AgeRecipient& recipient);
// Over the header up to and including its "---".
AgeMac AgeHeaderMac(const AgeFileKey& file_key, std::string_view header);
// The header of these stanzas, its MAC and line feed included.
std::string AgeHeader(const AgeFileKey& file_key, std::string_view stanzas);
// A fresh nonce and the chunks.
void AppendAgePayload(std::string_view plaintext, const AgeFileKey& file_key, std::string* out);

// Without padding, as age writes it.
std::string AgeBase64(std::span<const uint8_t> bytes);

}  // namespace sunder::segregation
