// What a cell shows, as text that can be judged.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sunder::spreadsheet {

enum class NumberKind : uint8_t {
  kPlain,
  kDate,     // days since the workbook's epoch
  kDuration  // [h]:mm: no date
};

// What a number format makes of numbers.
struct NumberFormat {
  NumberKind kind = NumberKind::kPlain;
  uint32_t digits_min = 0;  // "00000": leading zeros are shown, as in postal codes
};

// Of a format code ("dd.mm.yyyy", "00000", "[$-409]h:mm").
NumberFormat ParseFormatCode(std::string_view code);
// Of the formats that every file knows without their codes.
NumberFormat BuiltinFormat(uint32_t id);

// "4.1E+15" -> "4100000000000000", dates as ISO 8601; what is no number stays as it is.
std::string NumberText(std::string_view raw, const NumberFormat& format, bool is_epoch_1904);

// 0-based column of "AB12"; kColumnsMax: none.
uint32_t ColumnOfReference(std::string_view reference);

// Undoes "_x000D_".
std::string UnescapeOoxml(std::string_view text);

}  // namespace sunder::spreadsheet
