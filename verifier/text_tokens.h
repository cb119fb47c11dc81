// Tokens of a text that may identify somebody: what two files must not have in common.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sunder::verifier {

// Lower case in ASCII, without white space at the edges.
std::string Normalised(std::string_view text);

// Normalised runs of letters, digits and @ . _ - + that are six or more bytes long and hold a digit
// or an @: numbers, addresses, keys, digests.
std::vector<std::string> IdentifyingTokens(std::string_view text);

// Whether a whole value reads like a person's name: two to four capitalised words of letters, seven
// or more bytes. ("Ann Sample", "J. R. Example" is not.)
bool IsNameLike(std::string_view text);

// Normalised runs of two to four capitalised words in a longer text: candidates for IsNameLike.
std::vector<std::string> NameLikePhrases(std::string_view text);

// The bytes behind 16 or more hexadecimal digits, or behind 16 or more base64 characters that hold
// a digit; empty for anything else.
std::string DecodedDigest(std::string_view text);

}  // namespace sunder::verifier
