// Bytes of an encoding to UTF-8, piece by piece.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "connectors/charset/encoding.h"
#include "core/status.h"

namespace sunder::charset {

// What stands in the text for each byte that cannot be decoded: never part of UTF-8, so whoever
// checks the text finds it where it stood.
inline constexpr char kUndecodable = '\xFF';

// Used by one thread.
class Decoder {
 public:
  static Result<Decoder> Create(const std::string& encoding);

  // Appends the text of the characters that `bytes` holds whole, and returns how many bytes these
  // take; the rest begins a character and is to be given again with what follows. At `is_end`
  // everything is taken.
  size_t Decode(std::string_view bytes, bool is_end, std::string* text);

  // How many leading `bytes` give the first `text_size_bytes` of what Decode makes of them; a size
  // inside of a character counts as its start.
  size_t SizeOfText(std::string_view bytes, size_t text_size_bytes);

 private:
  explicit Decoder(Converter converter) : converter_(std::move(converter)) {}
  Converter converter_;
};

}  // namespace sunder::charset
