// Escapes of HTML, JSON and URLs, and base64. Private to this folder.
#pragma once

#include <string>
#include <string_view>

namespace sunder::scanner::second_look {

// The text with entities (of Latin letters without their accents), \uXXXX, %XX and base64 words
// decoded, two layers deep. What is no escape stays.
std::string Decoded(std::string_view text);

}  // namespace sunder::scanner::second_look
