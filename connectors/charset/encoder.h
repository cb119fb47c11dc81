// UTF-8 to bytes of an encoding, piece by piece.
#pragma once

#include <string>
#include <string_view>

#include "connectors/charset/encoding.h"
#include "core/status.h"

namespace sunder::charset {

// Used by one thread.
class Encoder {
 public:
  static Result<Encoder> Create(const std::string& encoding);

  // Appends to `bytes`. A character cut off by the end of `text` waits for the next call. False: a
  // character that the encoding does not have, or text that is not UTF-8.
  bool Encode(std::string_view text, std::string* bytes);
  // Whether nothing is left waiting.
  bool IsWhole() const { return rest_.empty(); }

 private:
  explicit Encoder(Converter converter) : converter_(std::move(converter)) {}
  Converter converter_;
  std::string rest_;
};

}  // namespace sunder::charset
