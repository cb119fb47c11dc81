// What can be seen of a text's history in its bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace sunder::charset {

bool IsAscii(std::string_view bytes);

// Whether all is UTF-8, up to a character that the end cuts off.
bool IsUtf8ButForTheEnd(std::string_view bytes);

struct Utf8Lines {
  size_t valid = 0;              // lines with characters of UTF-8 beyond ASCII
  size_t invalid = 0;            // lines with other bytes beyond ASCII
  size_t first_minor_bytes = 0;  // offset of the first line of the kind that is rarer
};
Utf8Lines CountUtf8Lines(std::string_view bytes);

// Control characters U+0080 to U+009F, which no text has on purpose.
size_t CountC1Controls(std::string_view utf8);

// UTF-8 that was read as Windows-1252 or Latin-1 and written as UTF-8 again ("MÃ¼ller"), once or
// more often: the offset of the first such character when most characters beyond ASCII are such.
std::optional<size_t> FindMojibake(std::string_view utf8);

}  // namespace sunder::charset
