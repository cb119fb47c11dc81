#include "reports/figures.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "reports/unicode_text.h"

namespace sunder::reports {
namespace {

struct Unit {
  double factor;
  std::string_view name;
};

std::string InUnit(double number, const Unit& unit) {
  const double scaled = number / unit.factor;
  return FixedDecimals(scaled, scaled < 9.95 ? 1 : 0) + std::string(unit.name);
}

bool IsAcronym(std::string_view word) {
  constexpr std::array<std::string_view, 5> kAcronyms = {"iban", "id", "ip", "mac", "url"};
  return std::find(kAcronyms.begin(), kAcronyms.end(), word) != kAcronyms.end();
}

char ToUpperAscii(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

std::string WithThousands(uint64_t number) {
  const std::string digits = std::to_string(number);
  std::string shown;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) shown += ',';
    shown += digits[i];
  }
  return shown;
}

std::string ShownCount(uint64_t count) {
  return IsHiddenCount(count) ? "<11" : WithThousands(count);
}

std::string CoarseCount(uint64_t count) {
  if (IsHiddenCount(count)) return "<11";
  if (count < 100) return std::to_string(count);
  // Cut, not rounded: a coarse figure never claims more than there is.
  uint64_t power = 1;
  while (count / power >= 100) power *= 10;
  const auto cut = static_cast<double>(count / power * power);
  constexpr std::array<Unit, 4> kUnits = {{{1e9, "G"}, {1e6, "M"}, {1e3, "k"}, {1, ""}}};
  for (const Unit& unit : kUnits) {
    if (cut < unit.factor) continue;
    return unit.factor > 1 ? InUnit(cut, unit) : FixedDecimals(cut, 0);
  }
  return "0";
}

std::string ShownBytes(uint64_t size_bytes) {
  if (size_bytes < 1000) return std::to_string(size_bytes) + (size_bytes == 1 ? " byte" : " bytes");
  constexpr std::array<Unit, 6> kUnits = {
      {{1e18, " EB"}, {1e15, " PB"}, {1e12, " TB"}, {1e9, " GB"}, {1e6, " MB"}, {1e3, " kB"}}};
  const auto size = static_cast<double>(size_bytes);
  for (const Unit& unit : kUnits) {
    if (size >= unit.factor) return InUnit(size, unit);
  }
  return "";
}

std::string ShownPercent(uint64_t part, uint64_t whole) {
  if (whole == 0 || part >= whole) return "100 %";
  if (part == 0) return "0 %";
  const double share = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  return FixedDecimals(std::clamp(share, 0.1, 99.9), 1) + " %";
}

std::string FixedDecimals(double number, int decimals) {
  // 400 bytes: the largest double has 309 digits before the point.
  std::array<char, 400> buffer;
  const double shown = std::isfinite(number) ? number : 0.0;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), shown,
                                 std::chars_format::fixed, decimals);
  return std::string(buffer.data(), end.ptr);
}

std::string Counted(uint64_t number, std::string_view singular, std::string_view plural) {
  return WithThousands(number) + " " + std::string(number == 1 ? singular : plural);
}

std::string ShownLabel(std::string_view label) {
  std::string shown;
  for (size_t begin = 0; begin <= label.size();) {
    const size_t end = std::min(label.find('_', begin), label.size());
    const std::string_view word = label.substr(begin, end - begin);
    if (begin > 0) shown += ' ';
    for (const char c : word) shown += IsAcronym(word) ? ToUpperAscii(c) : c;
    begin = end + 1;
  }
  return ShownText(shown);
}

std::string ShownGrade(EvidenceGrade grade) { return ShownLabel(EvidenceGradeName(grade)); }

std::string ShownTable(std::string_view object, std::string_view table) {
  if (table.empty()) return ShownText(object);
  return ShownText(object) + ": " + ShownText(table);
}

std::string ShownCarrier(Carrier carrier) { return "in one " + std::string(CarrierName(carrier)); }

}  // namespace sunder::reports
