// Characters written in an encoding: entities, backslash and percent escapes, quoted-printable,
// base64. Private to this folder.
#pragma once

#include <string_view>

#include "scanner/text/unmask_points.h"

namespace sunder::scanner {

// Undoes one layer of entities, backslash, percent and quoted-printable escapes. True: changed.
bool DecodeEscapes(TextPoints* points);

// Decodes base64 and base64url of texts in place; keys, hashes and images stay. True: changed.
bool DecodeBase64(TextPoints* points);

constexpr size_t kBase64SizeMin = 16;  // shorter ones are words
// -1: not in the alphabets of base64 and base64url.
int Base64Value(char32_t c);
// Whether `token` begins as base64 of a text would. Looks at the first 16 characters.
bool BeginsAsBase64Text(std::string_view token);

}  // namespace sunder::scanner
