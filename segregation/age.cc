#include "segregation/age.h"

#include <sodium.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <span>

#include "segregation/bech32.h"

namespace sunder::segregation {
namespace {

constexpr std::string_view kVersionLine = "age-encryption.org/v1\n";
constexpr std::string_view kX25519Info = "age-encryption.org/v1/X25519";
constexpr std::string_view kSecretKeyPrefix = "AGE-SECRET-KEY-";
constexpr size_t kFileKeySizeBytes = 16;
constexpr size_t kPayloadNonceSizeBytes = 16;
constexpr size_t kChunkSizeBytes = 64 * 1024;
constexpr size_t kKeySizeBytes = 32;
constexpr size_t kTagSizeBytes = crypto_aead_chacha20poly1305_ietf_ABYTES;
constexpr size_t kNonceSizeBytes = crypto_aead_chacha20poly1305_ietf_NPUBBYTES;

// A key that is wiped when it goes out of scope.
template <size_t kSize>
struct Secret {
  std::array<uint8_t, kSize> bytes{};
  Secret() = default;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() { sodium_memzero(bytes.data(), bytes.size()); }
};

const uint8_t* Bytes(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

void HmacSha256(std::span<const uint8_t> key, std::initializer_list<std::string_view> parts,
                uint8_t out[kKeySizeBytes]) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  for (const std::string_view part : parts) {
    crypto_auth_hmacsha256_update(&state, Bytes(part), part.size());
  }
  crypto_auth_hmacsha256_final(&state, out);
  sodium_memzero(&state, sizeof state);
}

// What RFC 5869 takes for "no salt".
constexpr std::array<uint8_t, kKeySizeBytes> kNoSalt{};

// HKDF-SHA256 (RFC 5869) with one block of output.
void Hkdf(std::span<const uint8_t> input_key, std::span<const uint8_t> salt, std::string_view info,
          Secret<kKeySizeBytes>* out) {
  Secret<kKeySizeBytes> extracted;
  const std::string_view input(reinterpret_cast<const char*>(input_key.data()), input_key.size());
  HmacSha256(salt, {input}, extracted.bytes.data());
  HmacSha256(extracted.bytes, {info, std::string_view("\x01", 1)}, out->bytes.data());
}

std::string Base64(std::span<const uint8_t> bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
  text.pop_back();  // the terminator that libsodium counts
  return text;
}

// "-> X25519 SHARE\nBODY\n": the file key, wrapped for one recipient.
Result<std::string> WrapFileKey(const Secret<kFileKeySizeBytes>& file_key,
                                const AgeRecipient& recipient) {
  Secret<kKeySizeBytes> ephemeral;
  Secret<kKeySizeBytes> shared;
  Secret<kKeySizeBytes> wrap_key;
  std::array<uint8_t, 2 * kKeySizeBytes> salt{};  // share, then recipient
  randombytes_buf(ephemeral.bytes.data(), ephemeral.bytes.size());
  crypto_scalarmult_curve25519_base(salt.data(), ephemeral.bytes.data());
  std::copy(recipient.public_key.begin(), recipient.public_key.end(), salt.begin() + kKeySizeBytes);
  if (crypto_scalarmult_curve25519(shared.bytes.data(), ephemeral.bytes.data(),
                                   recipient.public_key.data()) != 0) {
    return Status::Usage("an age recipient is a point of low order; make a key with `age-keygen`");
  }
  Hkdf(shared.bytes, salt, kX25519Info, &wrap_key);

  std::array<uint8_t, kFileKeySizeBytes + kTagSizeBytes> body{};
  const std::array<uint8_t, kNonceSizeBytes> nonce{};  // the key is used once
  crypto_aead_chacha20poly1305_ietf_encrypt(body.data(), nullptr, file_key.bytes.data(),
                                            file_key.bytes.size(), nullptr, 0, nullptr,
                                            nonce.data(), wrap_key.bytes.data());
  const std::span<const uint8_t> share(salt.data(), kKeySizeBytes);
  // 32 bytes are 43 characters: the body is one short line, which ends the stanza.
  return "-> X25519 " + Base64(share) + "\n" + Base64(body) + "\n";
}

// STREAM: chunks of 64 KiB, nonce = 11-byte big-endian counter and a flag on the last chunk. The
// last chunk is empty only when the whole plaintext is.
void AppendPayload(std::string_view plaintext, const Secret<kKeySizeBytes>& key, std::string* out) {
  const size_t chunks = plaintext.empty() ? 1 : (plaintext.size() - 1) / kChunkSizeBytes + 1;
  out->reserve(out->size() + plaintext.size() + chunks * kTagSizeBytes);
  std::array<uint8_t, kNonceSizeBytes> nonce{};
  for (size_t chunk = 0; chunk < chunks; ++chunk) {
    const std::string_view part = plaintext.substr(chunk * kChunkSizeBytes, kChunkSizeBytes);
    for (size_t i = 0; i < sizeof(uint64_t); ++i) {
      nonce[kNonceSizeBytes - 2 - i] = static_cast<uint8_t>(uint64_t{chunk} >> (8 * i));
    }
    nonce[kNonceSizeBytes - 1] = chunk + 1 == chunks ? 1 : 0;
    const size_t begin = out->size();
    out->resize(begin + part.size() + kTagSizeBytes);
    crypto_aead_chacha20poly1305_ietf_encrypt(reinterpret_cast<uint8_t*>(out->data() + begin),
                                              nullptr, Bytes(part), part.size(), nullptr, 0,
                                              nullptr, nonce.data(), key.bytes.data());
  }
}

bool LooksLikeSecretKey(std::string_view text) {
  return text.size() >= kSecretKeyPrefix.size() &&
         std::equal(kSecretKeyPrefix.begin(), kSecretKeyPrefix.end(), text.begin(),
                    [](char a, char b) { return a == std::toupper(static_cast<uint8_t>(b)); });
}

}  // namespace

Result<AgeRecipient> ParseAgeRecipient(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const size_t begin = text.find_first_not_of(kBlanks);
  text = begin == std::string_view::npos
             ? std::string_view()
             : text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
  if (LooksLikeSecretKey(text)) {
    return Status::Usage(
        "the recipient is a secret key (it is not repeated here); give its public key, the line "
        "\"age1...\" that `age-keygen -y KEYFILE` prints, and keep the secret away from this "
        "machine");
  }
  const std::optional<Bech32> decoded = DecodeBech32(text);
  if (!decoded || decoded->prefix != "age" || decoded->data.size() != kKeySizeBytes) {
    return Status::Usage(
        "the recipient is not an age public key: expected \"age1\" and 58 characters, as "
        "`age-keygen` prints it; SSH keys and plugins are not supported");
  }
  AgeRecipient recipient;
  std::copy(decoded->data.begin(), decoded->data.end(), recipient.public_key.begin());
  return recipient;
}

Result<std::string> AgeEncrypt(std::string_view plaintext,
                               const std::vector<AgeRecipient>& recipients) {
  if (recipients.empty()) return Status::Usage("no recipient to encrypt to");
  if (sodium_init() < 0) return Status::Internal("libsodium has no source of randomness");
  Secret<kFileKeySizeBytes> file_key;
  randombytes_buf(file_key.bytes.data(), file_key.bytes.size());

  std::string file(kVersionLine);
  for (const AgeRecipient& recipient : recipients) {
    SUNDER_ASSIGN_OR_RETURN(const std::string stanza, WrapFileKey(file_key, recipient));
    file += stanza;
  }
  file += "---";
  Secret<kKeySizeBytes> mac_key;
  Hkdf(file_key.bytes, kNoSalt, "header", &mac_key);
  std::array<uint8_t, kKeySizeBytes> mac{};
  HmacSha256(mac_key.bytes, {file}, mac.data());
  file += " " + Base64(mac) + "\n";

  std::array<uint8_t, kPayloadNonceSizeBytes> nonce{};
  randombytes_buf(nonce.data(), nonce.size());
  file.append(reinterpret_cast<const char*>(nonce.data()), nonce.size());
  Secret<kKeySizeBytes> payload_key;
  Hkdf(file_key.bytes, nonce, "payload", &payload_key);
  AppendPayload(plaintext, payload_key, &file);
  return file;
}

}  // namespace sunder::segregation
