// Other text in a content in base64: a mailing list's footer, what a gateway put in, damage.
#pragma once

#include <cstddef>
#include <string_view>

namespace sunder::mail {

// Up to where it is base64: behind the padding, where other signs follow it; else all of it. Other
// signs before are passed over in decoding (RFC 2045, 6.8).
size_t EndOfBase64(std::string_view content);

struct ForeignLines {
  size_t first_at = 0;
  size_t size = 0;  // bytes of all of them
};

// Lines with signs that are none of base64, and all that follows EndOfBase64.
ForeignLines FindForeignLines(std::string_view content);

}  // namespace sunder::mail
