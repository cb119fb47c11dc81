#include "segregation/keeper/age_identity.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "segregation/bech32.h"

namespace sunder::segregation {
namespace {

constexpr size_t kFingerprintSizeBytes = 8;

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<uint8_t>(c)));
  return lower;
}

void DerivePublicKey(AgeIdentity* identity) {
  crypto_scalarmult_curve25519_base(identity->recipient.public_key.data(), identity->secret.data());
}

}  // namespace

AgeIdentity MakeAgeIdentity() {
  AgeIdentity identity;
  randombytes_buf(identity.secret.data(), identity.secret.size());
  DerivePublicKey(&identity);
  return identity;
}

Result<AgeIdentity> ParseAgeIdentity(std::string_view text) {
  const std::optional<Bech32> decoded = DecodeBech32(text);
  if (!decoded || decoded->prefix != kAgeSecretKeyPrefix ||
      decoded->data.size() != kAgeKeySizeBytes) {
    return Status::Usage("its secret key is damaged or of a kind other than age's X25519");
  }
  AgeIdentity identity;
  std::copy(decoded->data.begin(), decoded->data.end(), identity.secret.data());
  DerivePublicKey(&identity);
  return identity;
}

LockedText AgeIdentityText(const AgeIdentity& identity) {
  LockedText text = EncodeBech32(LowerCase(kAgeSecretKeyPrefix), identity.secret.span());
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<uint8_t>(c)));
  return text;
}

std::string AgeFingerprint(const AgeRecipient& recipient) {
  const std::string text = AgeRecipientText(recipient);
  std::array<uint8_t, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const uint8_t*>(text.data()), text.size());
  std::array<char, 2 * kFingerprintSizeBytes + 1> hex{};
  return sodium_bin2hex(hex.data(), hex.size(), digest.data(), kFingerprintSizeBytes);
}

}  // namespace sunder::segregation
