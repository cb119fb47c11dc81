// What a cell shows, as text that can be judged.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sunder::spreadsheet {

// Office programs stop at 16,384; other writers need not.
inline constexpr uint32_t kColumnsMax = 1 << 20;

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

// A number as its sheet has it, with the index of its style: "3:43890.5".
std::string StyledNumber(std::string_view style, std::string_view value);
// Style and value of a StyledNumber.
std::pair<std::string_view, std::string_view> SplitStyledNumber(std::string_view styled);

// The number formats of a workbook.
struct NumberStyles {
  std::vector<NumberFormat> formats;
  bool is_epoch_1904 = false;
  const NumberFormat& FormatOf(std::string_view style) const;
  std::string TextOf(std::string_view styled_number) const;
};

// 0-based column of "AB12"; kColumnsMax: none.
uint32_t ColumnOfReference(std::string_view reference);

// Undoes "_x000D_".
std::string UnescapeOoxml(std::string_view text);

}  // namespace sunder::spreadsheet
