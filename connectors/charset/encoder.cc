#include "connectors/charset/encoder.h"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace sunder::charset {
namespace {

constexpr size_t kTextAtOnceBytes = 16 * 1024;

// Size of a character that `text` ends inside of; 0 for none.
size_t CutOffSize(std::string_view text) {
  for (size_t back = 1; back <= std::min<size_t>(text.size(), 3); ++back) {
    const auto byte = static_cast<uint8_t>(text[text.size() - back]);
    if (U8_IS_SINGLE(byte)) return 0;
    if (U8_IS_LEAD(byte)) return static_cast<size_t>(U8_COUNT_TRAIL_BYTES(byte)) >= back ? back : 0;
  }
  return 0;
}

bool EncodeWhole(UConverter* converter, std::string_view text, std::string* bytes) {
  std::array<UChar, kTextAtOnceBytes> units;
  int32_t count = 0;
  UErrorCode error = U_ZERO_ERROR;
  u_strFromUTF8(units.data(), static_cast<int32_t>(units.size()), &count, text.data(),
                static_cast<int32_t>(text.size()), &error);
  if (U_FAILURE(error)) return false;
  const UChar* source = units.data();
  const UChar* const limit = source + count;
  ucnv_resetFromUnicode(converter);
  std::array<char, kTextAtOnceBytes> buffer;
  do {
    error = U_ZERO_ERROR;
    char* target = buffer.data();
    ucnv_fromUnicode(converter, &target, buffer.data() + buffer.size(), &source, limit, nullptr,
                     static_cast<UBool>(true), &error);
    bytes->append(buffer.data(), static_cast<size_t>(target - buffer.data()));
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  return U_SUCCESS(error);
}

}  // namespace

Result<Encoder> Encoder::Create(const std::string& encoding) {
  SUNDER_ASSIGN_OR_RETURN(Converter converter, OpenConverter(encoding));
  return Encoder(std::move(converter));
}

bool Encoder::Encode(std::string_view text, std::string* bytes) {
  while (!text.empty()) {
    const std::string_view taken = text.substr(0, kTextAtOnceBytes - rest_.size());
    text.remove_prefix(taken.size());
    std::string piece = std::move(rest_);
    piece.append(taken);
    const size_t whole = piece.size() - CutOffSize(piece);
    rest_ = piece.substr(whole);
    if (!EncodeWhole(converter_.get(), std::string_view(piece).substr(0, whole), bytes)) {
      return false;
    }
  }
  return true;
}

}  // namespace sunder::charset
