// Views of a piece of a file in which text of eleven encodings reads as UTF-8.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace sunder::segregation {

enum class Encoding : unsigned char {
  kUtf8,
  kUtf16LittleEndian,
  kUtf16BigEndian,
  kUtf32,  // both byte orders
  kBase64,
  kHex,
  kPercent,
  kHtmlEntities,
  kJsonEscapes,
  kReversed,
  kDeflate,  // zlib and gzip streams; found by the carver, not a view of a piece
};
inline constexpr size_t kEncodingCount = 11;

const char* EncodingName(Encoding encoding);

// The most bytes that one byte of text takes in any encoding ("&#x000041;" is ten).
inline constexpr size_t kExpansionMax = 12;

// Gives every view of `piece` that could differ from the piece to `take`. A view lives for the
// call.
using TakeView = std::function<void(Encoding encoding, std::string_view view)>;
void ForEachView(std::string_view piece, const TakeView& take);

}  // namespace sunder::segregation
