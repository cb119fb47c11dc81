#include "connectors/charset/decoder.h"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <array>

namespace sunder::charset {
namespace {

constexpr int32_t kUnitsAtOnce = 4096;

// Takes units of UTF-16 and writes UTF-8. A pair may be cut in two by the end of a buffer.
class Utf8Writer {
 public:
  explicit Utf8Writer(std::string* text) : text_(text) {}

  void Add(const UChar* units, int32_t count) {
    for (int32_t i = 0; i < count; ++i) Add(units[i]);
  }

 private:
  void Add(UChar unit) {
    if (U16_IS_LEAD(unit)) {
      lead_ = unit;
      return;
    }
    const UChar32 character =
        U16_IS_TRAIL(unit) && lead_ != 0 ? U16_GET_SUPPLEMENTARY(lead_, unit) : UChar32{unit};
    lead_ = 0;
    if (character < 0x80) {
      text_->push_back(static_cast<char>(character));
      return;
    }
    std::array<char, U8_MAX_LENGTH> bytes{};
    int32_t size = 0;
    U8_APPEND_UNSAFE(bytes.data(), size, character);
    text_->append(bytes.data(), static_cast<size_t>(size));
  }

  std::string* text_;
  UChar lead_ = 0;
};

}  // namespace

Result<Decoder> Decoder::Create(const std::string& encoding) {
  SUNDER_ASSIGN_OR_RETURN(Converter converter, OpenConverter(encoding));
  return Decoder(std::move(converter));
}

size_t Decoder::Decode(std::string_view bytes, bool is_end, std::string* text) {
  UConverter* const converter = converter_.get();
  ucnv_resetToUnicode(converter);
  const char* source = bytes.data();
  const char* const limit = source + bytes.size();
  std::array<UChar, kUnitsAtOnce> units;
  Utf8Writer writer(text);
  while (true) {
    UErrorCode error = U_ZERO_ERROR;
    UChar* target = units.data();
    ucnv_toUnicode(converter, &target, units.data() + units.size(), &source, limit, nullptr,
                   static_cast<UBool>(is_end), &error);
    writer.Add(units.data(), static_cast<int32_t>(target - units.data()));
    if (error == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_SUCCESS(error)) break;
    std::array<char, 32> invalid{};
    auto count = static_cast<int8_t>(invalid.size());
    UErrorCode ignored = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter, invalid.data(), &count, &ignored);
    text->append(static_cast<size_t>(count), kUndecodable);
    // The converter gives its own error once for the end of the bytes.
    if (error == U_TRUNCATED_CHAR_FOUND && source == limit) break;
  }
  if (is_end) return bytes.size();
  UErrorCode ignored = U_ZERO_ERROR;
  const int32_t pending = ucnv_toUCountPending(converter, &ignored);
  return bytes.size() - static_cast<size_t>(pending > 0 ? pending : 0);
}

// The text of a piece grows with its size, so the answer is found by halving.
size_t Decoder::SizeOfText(std::string_view bytes, size_t text_size_bytes) {
  size_t low = 0;  // gives no more text than asked for
  size_t high = bytes.size() + 1;
  std::string text;
  while (high - low > 1) {
    const size_t middle = low + (high - low) / 2;
    text.clear();
    Decode(bytes.substr(0, middle), false, &text);
    (text.size() <= text_size_bytes ? low : high) = middle;
  }
  // Behind the last byte that adds no text may stand the start of the next character.
  text.clear();
  return Decode(bytes.substr(0, low), false, &text);
}

}  // namespace sunder::charset
