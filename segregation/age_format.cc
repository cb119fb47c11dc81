#include "segregation/age_format.h"

#include <sodium.h>

#include <algorithm>

namespace sunder::segregation {
namespace {

constexpr std::string_view kX25519Info = "age-encryption.org/v1/X25519";

// What RFC 5869 takes for "no salt".
constexpr std::array<uint8_t, kAgeKeySizeBytes> kNoSalt{};

const uint8_t* Bytes(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

void HmacSha256(std::span<const uint8_t> key, std::initializer_list<std::string_view> parts,
                uint8_t out[crypto_auth_hmacsha256_BYTES]) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  for (const std::string_view part : parts) {
    crypto_auth_hmacsha256_update(&state, Bytes(part), part.size());
  }
  crypto_auth_hmacsha256_final(&state, out);
  sodium_memzero(&state, sizeof state);
}

// HKDF-SHA256 (RFC 5869) with one block of output.
void Hkdf(std::span<const uint8_t> input_key, std::span<const uint8_t> salt, std::string_view info,
          AgeKey* out) {
  AgeKey extracted;
  const std::string_view input(reinterpret_cast<const char*>(input_key.data()), input_key.size());
  HmacSha256(salt, {input}, extracted.data());
  HmacSha256(extracted.span(), {info, std::string_view("\x01", 1)}, out->data());
}

}  // namespace

void DeriveAgeWrapKey(const AgeKey& shared, std::span<const uint8_t> share,
                      const AgeRecipient& recipient, AgeKey* wrap_key) {
  std::array<uint8_t, 2 * kAgeKeySizeBytes> salt{};
  std::copy(share.begin(), share.end(), salt.begin());
  std::copy(recipient.public_key.begin(), recipient.public_key.end(),
            salt.begin() + kAgeKeySizeBytes);
  Hkdf(shared.span(), salt, kX25519Info, wrap_key);
}

void DeriveAgePayloadKey(const AgeFileKey& file_key, std::span<const uint8_t> nonce, AgeKey* key) {
  Hkdf(file_key.span(), nonce, "payload", key);
}

std::array<uint8_t, kAgeChunkNonceSizeBytes> AgeChunkNonce(uint64_t chunk, bool is_last) {
  std::array<uint8_t, kAgeChunkNonceSizeBytes> nonce{};
  for (size_t i = 0; i < sizeof chunk; ++i) {
    nonce[kAgeChunkNonceSizeBytes - 2 - i] = static_cast<uint8_t>(chunk >> (8 * i));
  }
  nonce[kAgeChunkNonceSizeBytes - 1] = is_last ? 1 : 0;
  return nonce;
}

Result<std::string> WrapAgeFileKey(const AgeFileKey& file_key, const AgeRecipient& recipient) {
  AgeKey ephemeral;
  AgeKey shared;
  AgeKey wrap_key;
  std::array<uint8_t, kAgeKeySizeBytes> share{};
  randombytes_buf(ephemeral.data(), ephemeral.size());
  crypto_scalarmult_curve25519_base(share.data(), ephemeral.data());
  if (crypto_scalarmult_curve25519(shared.data(), ephemeral.data(), recipient.public_key.data()) !=
      0) {
    return Status::Usage(
        "an age recipient is a point of low order; make a key with `sunder quarantine keygen`");
  }
  DeriveAgeWrapKey(shared, share, recipient, &wrap_key);

  std::array<uint8_t, AgeFileKey::size() + kAgeTagSizeBytes> body{};
  const std::array<uint8_t, kAgeChunkNonceSizeBytes> nonce{};  // the key is used once
  crypto_aead_chacha20poly1305_ietf_encrypt(body.data(), nullptr, file_key.data(), file_key.size(),
                                            nullptr, 0, nullptr, nonce.data(), wrap_key.data());
  // 32 bytes are 43 characters: the body is one short line, which ends the stanza.
  return "-> X25519 " + AgeBase64(share) + "\n" + AgeBase64(body) + "\n";
}

AgeMac AgeHeaderMac(const AgeFileKey& file_key, std::string_view header) {
  AgeKey mac_key;
  Hkdf(file_key.span(), kNoSalt, "header", &mac_key);
  AgeMac mac{};
  HmacSha256(mac_key.span(), {header}, mac.data());
  return mac;
}

std::string AgeHeader(const AgeFileKey& file_key, std::string_view stanzas) {
  std::string header(kAgeVersionLine);
  header += stanzas;
  header += "---";
  const AgeMac mac = AgeHeaderMac(file_key, header);
  return header + " " + AgeBase64(mac) + "\n";
}

// The last chunk is empty only when the whole plaintext is.
void AppendAgePayload(std::string_view plaintext, const AgeFileKey& file_key, std::string* out) {
  std::array<uint8_t, kAgeNonceSizeBytes> payload_nonce{};
  randombytes_buf(payload_nonce.data(), payload_nonce.size());
  AgeKey key;
  DeriveAgePayloadKey(file_key, payload_nonce, &key);
  const size_t chunks = plaintext.empty() ? 1 : (plaintext.size() - 1) / kAgeChunkSizeBytes + 1;
  out->reserve(out->size() + payload_nonce.size() + plaintext.size() + chunks * kAgeTagSizeBytes);
  out->append(reinterpret_cast<const char*>(payload_nonce.data()), payload_nonce.size());
  for (size_t chunk = 0; chunk < chunks; ++chunk) {
    const std::string_view part = plaintext.substr(chunk * kAgeChunkSizeBytes, kAgeChunkSizeBytes);
    const auto nonce = AgeChunkNonce(chunk, chunk + 1 == chunks);
    const size_t begin = out->size();
    out->resize(begin + part.size() + kAgeTagSizeBytes);
    crypto_aead_chacha20poly1305_ietf_encrypt(reinterpret_cast<uint8_t*>(out->data() + begin),
                                              nullptr, Bytes(part), part.size(), nullptr, 0,
                                              nullptr, nonce.data(), key.data());
  }
}

std::string AgeBase64(std::span<const uint8_t> bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
  text.pop_back();  // the terminator that libsodium counts
  return text;
}

}  // namespace sunder::segregation
