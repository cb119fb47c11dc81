#include "connectors/spreadsheet/cell_text.h"

#include <charconv>
#include <cmath>
#include <cstdio>

namespace sunder::spreadsheet {
namespace {

// Serial days of 9999-12-31.
constexpr double kSerialMax = 2958466;
constexpr int64_t kSecondsPerDay = 86400;
// Days from 1970-01-01 to the epochs: day 0 is 1899-12-30 (for dates from March 1900 on, as those
// before are a day off in every program for the sake of an old error), or 1904-01-01.
constexpr int64_t kEpoch1900Days = -25569;
constexpr int64_t kEpoch1904Days = -24107;
constexpr double kExactIntegerMax = 9007199254740992.0;  // 2^53

// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
std::string DateText(int64_t days) {
  days += 719468;
  const int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const int64_t day_of_era = days - era * 146097;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month_index = (5 * day_of_year + 2) / 153;
  const auto day = static_cast<int>(day_of_year - (153 * month_index + 2) / 5 + 1);
  const auto month = static_cast<int>(month_index < 10 ? month_index + 3 : month_index - 9);
  const auto year = static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0));
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
  return text;
}

std::string SerialText(double serial, bool is_epoch_1904) {
  auto seconds = static_cast<int64_t>(std::llround(serial * static_cast<double>(kSecondsPerDay)));
  const int64_t days = seconds / kSecondsPerDay;
  seconds %= kSecondsPerDay;
  char time[16];
  std::snprintf(time, sizeof time, "%02d:%02d:%02d", static_cast<int>(seconds / 3600),
                static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
  if (days == 0 && seconds != 0) return time;
  const std::string date = DateText(days + (is_epoch_1904 ? kEpoch1904Days : kEpoch1900Days));
  return seconds == 0 ? date : date + "T" + time;
}

bool IsHexDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

void AppendUtf8(uint32_t unit, std::string* text) {
  if (unit < 0x80) {
    text->push_back(static_cast<char>(unit));
  } else if (unit < 0x800) {
    text->push_back(static_cast<char>(0xC0 | unit >> 6));
    text->push_back(static_cast<char>(0x80 | (unit & 0x3F)));
  } else {
    text->push_back(static_cast<char>(0xE0 | unit >> 12));
    text->push_back(static_cast<char>(0x80 | (unit >> 6 & 0x3F)));
    text->push_back(static_cast<char>(0x80 | (unit & 0x3F)));
  }
}

}  // namespace

NumberFormat ParseFormatCode(std::string_view code) {
  NumberFormat format;
  const std::string_view first = code.substr(0, code.find(';'));
  if (!first.empty() && first.find_first_not_of('0') == std::string_view::npos) {
    format.digits_min = static_cast<uint32_t>(std::min<size_t>(first.size(), 32));
    return format;
  }
  for (size_t i = 0; i < first.size(); ++i) {
    const char c = first[i];
    if (c == '"') {
      i = std::min(first.find('"', i + 1), first.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const size_t end = std::min(first.find(']', i), first.size());
      const std::string_view inner = first.substr(i + 1, end - i - 1);
      if (!inner.empty() && inner.find_first_not_of("hHmMsS") == std::string_view::npos) {
        format.kind = NumberKind::kDuration;
        return format;
      }
      i = end;
    } else if (std::string_view("dDmMyYhHsS").find(c) != std::string_view::npos) {
      format.kind = NumberKind::kDate;
      return format;
    }
  }
  return format;
}

NumberFormat BuiltinFormat(uint32_t id) {
  NumberFormat format;
  // ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are dates in East Asian versions.
  const bool is_date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id == 45 || id == 47 ||
                       (id >= 50 && id <= 58);
  if (is_date) format.kind = NumberKind::kDate;
  if (id == 46) format.kind = NumberKind::kDuration;
  return format;
}

std::string NumberText(std::string_view raw, const NumberFormat& format, bool is_epoch_1904) {
  double value = 0;
  const auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), value);
  if (error != std::errc() || end != raw.data() + raw.size()) return std::string(raw);
  if (format.kind == NumberKind::kDate && value >= 0 && value < kSerialMax) {
    return SerialText(value, is_epoch_1904);
  }
  const bool is_integer = std::abs(value) <= kExactIntegerMax && value == std::floor(value);
  if (!is_integer) return std::string(raw);
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.0f", value);
  std::string text = digits;
  if (value >= 0 && text.size() < format.digits_min) {
    text.insert(0, format.digits_min - text.size(), '0');
  }
  return text;
}

std::string StyledNumber(std::string_view style, std::string_view value) {
  const bool is_index = style.find_first_not_of("0123456789") == std::string_view::npos;
  return (style.empty() || !is_index ? "0" : std::string(style)) + ":" + std::string(value);
}

std::pair<std::string_view, std::string_view> SplitStyledNumber(std::string_view styled) {
  const size_t colon = styled.find(':');
  if (colon == std::string_view::npos) return {"0", styled};
  return {styled.substr(0, colon), styled.substr(colon + 1)};
}

const NumberFormat& NumberStyles::FormatOf(std::string_view style) const {
  static constexpr NumberFormat kPlain;
  size_t index = SIZE_MAX;
  std::from_chars(style.data(), style.data() + style.size(), index);
  return index < formats.size() ? formats[index] : kPlain;
}

std::string NumberStyles::TextOf(std::string_view styled_number) const {
  const auto [style, value] = SplitStyledNumber(styled_number);
  return NumberText(value, FormatOf(style), is_epoch_1904);
}

uint32_t ColumnOfReference(std::string_view reference) {
  uint32_t column = 0;
  for (const char c : reference) {
    const bool is_letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (!is_letter) break;
    column = column * 26 + static_cast<uint32_t>((c | 0x20) - 'a' + 1);
    if (column > kColumnsMax) return kColumnsMax;
  }
  return column == 0 ? kColumnsMax : column - 1;
}

std::string UnescapeOoxml(std::string_view text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool is_escape = text[i] == '_' && i + 6 < text.size() && text[i + 1] == 'x' &&
                           text[i + 6] == '_' && IsHexDigit(text[i + 2]) &&
                           IsHexDigit(text[i + 3]) && IsHexDigit(text[i + 4]) &&
                           IsHexDigit(text[i + 5]);
    uint32_t unit = 0;
    if (is_escape) std::from_chars(text.data() + i + 2, text.data() + i + 6, unit, 16);
    const bool is_character = is_escape && unit != 0 && (unit < 0xD800 || unit > 0xDFFF);
    if (!is_character) {
      plain.push_back(text[i]);
      continue;
    }
    AppendUtf8(unit, &plain);
    i += 6;
  }
  return plain;
}

}  // namespace sunder::spreadsheet
