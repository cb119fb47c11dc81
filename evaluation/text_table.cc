#include "evaluation/text_table.h"

#include <algorithm>
#include <cstdio>

namespace sunder::evaluation {
namespace {

size_t Columns(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string OnePlace(double share) {
  char text[16];
  std::snprintf(text, sizeof text, "%.1f", 100 * share);
  return text;
}

}  // namespace

TextTable::TextTable(std::vector<std::string> header) : is_left_(header.size(), false) {
  is_left_[0] = true;
  rows_.push_back(std::move(header));
}

void TextTable::Add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

std::string TextTable::Text() const {
  std::vector<size_t> widths(is_left_.size(), 0);
  for (const std::vector<std::string>& row : rows_) {
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], Columns(row[i]));
  }
  std::string text;
  for (const std::vector<std::string>& row : rows_) {
    std::string line = " ";
    for (size_t i = 0; i < row.size(); ++i) {
      const std::string padding(widths[i] - Columns(row[i]), ' ');
      line += i == 0 ? " " : "  ";
      line += is_left_[i] ? row[i] + padding : padding + row[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string Percent(const Rate& rate) { return rate.value ? OnePlace(*rate.value) : "-"; }

std::string PercentWithInterval(const Rate& rate) {
  if (!rate.value) return "-";
  return OnePlace(*rate.value) + " [" + OnePlace(rate.interval.low) + "-" +
         OnePlace(rate.interval.high) + "]";
}

}  // namespace sunder::evaluation
