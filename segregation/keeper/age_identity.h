// An age X25519 key pair. The secret half stays in locked memory.
#pragma once

#include <string>
#include <string_view>

#include "core/status.h"
#include "segregation/age.h"
#include "segregation/age_format.h"

namespace sunder::segregation {

struct AgeIdentity {
  AgeKey secret;
  AgeRecipient recipient;
};

AgeIdentity MakeAgeIdentity();
// "AGE-SECRET-KEY-1...". An error does not repeat the text.
Result<AgeIdentity> ParseAgeIdentity(std::string_view text);
LockedText AgeIdentityText(const AgeIdentity& identity);

// Names a key in ledgers and messages: 16 hexadecimal digits of the public key's SHA-256.
std::string AgeFingerprint(const AgeRecipient& recipient);

}  // namespace sunder::segregation
