// The escapes of JSON strings.
#pragma once

#include <string>
#include <string_view>

namespace sunder::json {

// Text of a valid string's raw bytes. A lone surrogate, which no text can hold, becomes U+FFFD.
std::string DecodeString(std::string_view raw);

// Appends `text` with what must be escaped escaped, without quotes.
void AppendEscaped(std::string_view text, std::string* out);

// Appends raw bytes of a valid string in the one canonical spelling: escaped only where it must be.
// Lone surrogates stay as they are.
void AppendCanonical(std::string_view raw, std::string* out);

}  // namespace sunder::json
