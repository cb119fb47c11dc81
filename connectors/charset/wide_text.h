// UTF-16 and UTF-32 without a byte-order mark.
#pragma once

#include <string>
#include <string_view>

namespace sunder::charset {

// "UTF-16LE" and its kin, when `head` can be nothing else; empty otherwise.
std::string WideEncodingOf(std::string_view head);

}  // namespace sunder::charset
