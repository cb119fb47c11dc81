#include "segregation/age.h"

#include <sodium.h>

#include <algorithm>
#include <cctype>
#include <optional>

#include "segregation/age_format.h"
#include "segregation/bech32.h"

namespace sunder::segregation {
namespace {

constexpr std::string_view kRecipientPrefix = "age";

bool LooksLikeSecretKey(std::string_view text) {
  return text.size() >= kAgeSecretKeyPrefix.size() &&
         std::equal(kAgeSecretKeyPrefix.begin(), kAgeSecretKeyPrefix.end(), text.begin(),
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
  if (!decoded || decoded->prefix != kRecipientPrefix || decoded->data.size() != kAgeKeySizeBytes) {
    return Status::Usage(
        "the recipient is not an age public key: expected \"age1\" and 58 characters, as `sunder "
        "quarantine keygen` prints it; SSH keys and plugins are not supported");
  }
  AgeRecipient recipient;
  std::copy(decoded->data.begin(), decoded->data.end(), recipient.public_key.begin());
  return recipient;
}

std::string AgeRecipientText(const AgeRecipient& recipient) {
  const LockedText text = EncodeBech32(kRecipientPrefix, recipient.public_key);
  return std::string(text.begin(), text.end());
}

Result<std::string> AgeEncrypt(std::string_view plaintext,
                               const std::vector<AgeRecipient>& recipients) {
  if (recipients.empty()) return Status::Usage("no recipient to encrypt to");
  if (sodium_init() < 0) return Status::Internal("libsodium has no source of randomness");
  AgeFileKey file_key;
  randombytes_buf(file_key.data(), file_key.size());
  std::string stanzas;
  for (const AgeRecipient& recipient : recipients) {
    SUNDER_ASSIGN_OR_RETURN(const std::string stanza, WrapAgeFileKey(file_key, recipient));
    stanzas += stanza;
  }
  std::string file = AgeHeader(file_key, stanzas);
  AppendAgePayload(plaintext, file_key, &file);
  return file;
}

}  // namespace sunder::segregation
