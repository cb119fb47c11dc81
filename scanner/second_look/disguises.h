// What a text may mean that was written to be read past: other readings of it. Private to this
// folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sunder::scanner::second_look {

// Readings that differ from the text as it is written: escapes and base64 decoded, letters of other
// scripts by their looks, digits and signs for letters, letters joined that were spaced or
// punctuated apart. Most texts have none; then the look costs one pass over the bytes.
std::vector<std::string> DisguisedReadings(std::string_view text);

}  // namespace sunder::scanner::second_look
